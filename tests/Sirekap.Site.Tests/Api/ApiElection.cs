using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Site.Tests.Api;

/// <summary>A small election on disk with a case of everything that the API shows, and names that would run in a careless page.</summary>
internal sealed class ApiElection : IDisposable
{
    public const string Id = "api-1";
    public const string President = "ppwp";
    public const string Senator = "pdpd";
    public const string Council = "pdprdp";
    public const string Script = "<script>alert(\"1\")</script>";

    private const string RegionsText = "3171010001 1-9\n3171010002 1,901\n3172010001 1-2\n3201010001 1-3\n99AA010001 1-2\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-api-");
    private readonly Dictionary<string, EcdsaSigner> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _enrolled = [];

    public ApiElection(ElectionKind kind = ElectionKind.Real)
    {
        Log = Ed25519Signer.ImportSeed(Head.Ledger, SHA256.HashData("log"u8));
        Sequencer = new NewElection(Head, kind, 1, StructureOf(kind).Encode(), Tree.Encode(), Names.Encode()).Begin(
            ElectionFolder.At(_folder.FullName, Id),
            [Key("root")],
            Log,
            TimeProvider.System
        );
    }

    public static StatementHead Head { get; } = new("api.example/api-1", Id, RuleSets.First);

    public static RegionTree Tree { get; } =
        RegionTree.TryParse(Encoding.ASCII.GetBytes(RegionsText), out var tree, out var error)
            ? tree
            : throw new InvalidOperationException(error);

    public static ElectionStructure Structure { get; } =
        new(
            Limits.Of2024,
            [
                new Contest(President, ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2), new(3)])]),
                new Contest(Senator, ContestKind.Individuals, [new ElectoralDistrict("31", [RegionCode.Parse("31")], 4, [new(1), new(2)])]),
                new Contest(
                    Council,
                    ContestKind.Parties,
                    [
                        new ElectoralDistrict("31-1", [RegionCode.Parse("3171")], 3, [new(1), new(1, 1), new(1, 2), new(4), new(4, 1)]),
                        new ElectoralDistrict("31-2", [RegionCode.Parse("3172")], 3, [new(1), new(1, 1), new(4), new(4, 1)]),
                    ]
                ),
            ]
        );

    /// <summary>Nobody watches a copy.</summary>
    private static ElectionStructure StructureOf(ElectionKind kind) =>
        kind == ElectionKind.Copy
            ? Structure
            : Structure with
            {
                Watchers =
                [
                    new Watcher(Spki("bawaslu"), []),
                    new Watcher(Spki("contestant 2"), [new Mandate(President, null, 2)]),
                    new Watcher(Spki("party 4"), [new Mandate(Council, null, 4)]),
                ],
            };

    public static ElectionNames Names { get; } =
        new(
            new Bilingual("Pemilu " + Script, "Election " + Script),
            new Dictionary<string, ContestNames>(StringComparer.Ordinal)
            {
                [President] = new(
                    new Bilingual("Presiden", "President"),
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["1"] = "A & B",
                        ["2"] = Script,
                        ["3"] = "É – F",
                    },
                    new Dictionary<string, string>(StringComparer.Ordinal),
                    new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
                ),
            },
            new Dictionary<RegionCode, string>
            {
                [RegionCode.Parse("31")] = "Jakarta",
                [RegionCode.Parse("3171")] = Script,
                [RegionCode.Parse("3171010001")] = "Sukamaju",
                [RegionCode.Parse("3201010001")] = "Sukamaju",
            },
            new Dictionary<RegionCode, string>()
        );

    public Sequencer Sequencer { get; }

    public Ed25519Signer Log { get; }

    public EcdsaSigner Key(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            _keys[name] = key = Made(name);
        }

        return key;
    }

    /// <summary>The key of somebody who watches, enrolled by the root that is named.</summary>
    public EcdsaSigner Watcher(Role role, string scope, string root)
    {
        var key = Key($"{role} {scope} {root}");
        if (_enrolled.Add($"{role} {scope} {root}"))
        {
            Say(new Enrol(role, RegionCode.Parse(scope), key.Verifier.PublicKey.ToArray(), Holders.New()), Key(root));
        }

        return key;
    }

    /// <summary>The key of a committee or station, enrolled with those above it.</summary>
    public EcdsaSigner Officer(string region)
    {
        var key = Key(region);
        if (_enrolled.Add(region))
        {
            var scope = RegionCode.Parse(region);
            var role = scope.Level switch
            {
                Level.Province => Role.Province,
                Level.Regency => Role.Regency,
                Level.District => Role.District,
                _ => Role.Station,
            };
            var above = scope.Level switch
            {
                Level.Province => Key("root"),
                Level.Station => Officer(scope.At(Level.District).ToString()),
                var level => Officer(scope.At(level - 1).ToString()),
            };
            Say(new Enrol(role, scope, key.Verifier.PublicKey.ToArray(), Holders.New()), above);
        }

        return key;
    }

    private static EcdsaSigner Made(string name)
    {
        var scalar = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        scalar[0] &= 0x7F;
        return EcdsaSigner.FromScalar(scalar);
    }

    private static byte[] Spki(string name)
    {
        using var key = Made(name);
        return key.Verifier.PublicKey.ToArray();
    }

    public static byte[] Entry(Statement statement, params IReadOnlyList<SignerKey> signers) => Signing.Entry(Head, statement, signers);

    /// <summary>Says what must be accepted; returns its identity.</summary>
    public Digest Say(Statement statement, params IReadOnlyList<SignerKey> signers)
    {
        var outcome = Sequencer.Append([Entry(statement, signers)])[0];
        outcome.Rejection.ShouldBeNull();
        return Sequencer.Read(record => record.Ids[(int)outcome.Index]);
    }

    public static Form Form(string station, FormFields fields, string contest = President, int minute = 0) =>
        new(contest, RegionCode.Parse(station), new Timestamp(1_707_900_000 + (60 * minute)), fields, []);

    public Digest Submit(string station, FormFields fields, string contest = President) =>
        Say(Form(station, fields, contest), Officer(station));

    /// <summary>Figures that agree with one another.</summary>
    public static FormFields Sound(params int[] votes) => Figures(votes, votes.Sum() + 2);

    /// <summary>More voters than votes.</summary>
    public static FormFields Broken(params int[] votes) => Figures(votes, votes.Sum() + 3);

    /// <summary>Votes alone.</summary>
    public static FormFields Bare(params int[] votes) => new(votes, FormFields.NoCounts());

    private static FormFields Figures(int[] votes, int voters)
    {
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes], counts[(int)Field.Voters]) = (
            votes.Sum(),
            2,
            votes.Sum() + 2,
            voters
        );
        return new FormFields(votes, counts);
    }

    /// <summary>One of everything: accepted, unchecked, contradicting, in conflict, corrected, held, certified, a key revoked.</summary>
    public ApiElection Night()
    {
        Submit("3171010001001", Sound(100, 60, 40));
        Submit("3171010001002", Bare(90, 50, 30));
        var wrong = Submit("3171010001003", Broken(10, 20, 30));
        Submit("3171010001004", Broken(11, 21, 31));
        Submit("3171010001005", Sound(1, 2, 3));
        Say(Form("3171010001005", Sound(3, 2, 1)), Officer("3171010001005"));
        var held = Submit("3171010001006", Sound(5, 6, 7));
        Submit("3171010001001", Sound(40, 30), Senator);
        Submit("3171010001001", Sound(4, 3, 2, 1, 0), Council);
        Submit("3201010001001", Sound(7, 8, 9));
        Submit("99AA010001001", Sound(12, 13, 14));
        var words = Sequencer.Folder.Blobs.Add(Encoding.UTF8.GetBytes("salah baca " + Script));
        Say(
            new Review(
                President,
                RegionCode.Parse("3171010001003"),
                wrong,
                ReviewAct.Correct,
                ReviewReason.Misread,
                [],
                Sound(10, 20, 31),
                words
            ),
            Officer("317101")
        );
        Say(
            new Review(President, RegionCode.Parse("3171010001006"), held, ReviewAct.Hold, ReviewReason.Objection, [], null, null),
            Officer("317101")
        );
        Say(new Totals(President, RegionCode.Parse("317101"), 2, TotalFigures.OfVotes([110, 80, 71], 261, 4)), Officer("317101"));
        var about = new DisclosureAbout(
            new string('0', 32),
            new Bilingual("Kontrak " + Script, "Contract"),
            [new DisclosureFact("party", new Bilingual("PT A", "A Ltd"))]
        );
        var blobs = Sequencer.Folder.Blobs;
        Say(
            new Disclose(
                RegionCode.Nation,
                DisclosureCategory.Contract,
                blobs.Add("a contract"u8),
                blobs.Add(about.Encode(DisclosureCategory.Contract)),
                [new Exemption(ExemptionGround.Competition, new Timestamp(1_900_000_000))],
                null
            ),
            Key("root")
        );
        Say(new Revoke(Keys.NameOf(Officer("3201010001001").Verifier.PublicKey.Span), RevocationReason.Lost), Officer("320101"));
        return this;
    }

    public void Dispose()
    {
        Log.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
