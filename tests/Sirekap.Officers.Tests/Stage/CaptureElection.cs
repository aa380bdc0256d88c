using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Officers.Tests.Stage;

/// <summary>
/// A small election on disk: three tickets, two parties with candidates, a district that has a key, and kits for its stations.
/// </summary>
internal sealed class CaptureElection : IDisposable
{
    public const string Id = "capture-1";
    public const string President = "ppwp";
    public const string Council = "pdprdk";

    /// <summary>The key of the body that supervises, at place 0 of those who watch.</summary>
    public const string Bawaslu = "bawaslu";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-capture-");
    private readonly Dictionary<string, EcdsaSigner> _keys = new(StringComparer.Ordinal);

    public CaptureElection(ElectionKind kind = ElectionKind.Real)
    {
        Log = Ed25519Signer.ImportSeed(Head.Ledger, SHA256.HashData("log"u8));
        Sequencer = new NewElection(Head, kind, 1, Structure.Encode(), Tree.Encode(), Names.Encode()).Begin(
            ElectionFolder.At(_folder.FullName, Id),
            [Key("root")],
            Log,
            TimeProvider.System
        );
        Enrol(Role.Province, "31", "root");
        Enrol(Role.Regency, "3171", "31");
        Enrol(Role.District, "317101", "3171");
    }

    public static StatementHead Head { get; } = new("capture.example/capture-1", Id, RuleSets.First);

    public static RegionTree Tree { get; } =
        RegionTree.TryParse("3171010001 1-9\n3171010002 1-9\n"u8.ToArray(), out var tree, out var error)
            ? tree
            : throw new InvalidOperationException(error);

    /// <summary>The council before the president, so that a station's order is seen to be the law's and not the definition's.</summary>
    public static ElectionStructure Structure { get; } =
        new(
            Limits.Of2024,
            [
                new Contest(
                    Council,
                    ContestKind.Parties,
                    [new ElectoralDistrict("3171-1", [RegionCode.Parse("3171")], 3, [new(1), new(1, 1), new(1, 2), new(4), new(4, 1)])]
                ),
                new Contest(President, ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2), new(3)])]),
            ]
        )
        {
            Watchers =
            [
                new Watcher(Spki(Bawaslu), []),
                new Watcher(Spki(Contestant(1)), [new Mandate(President, null, 1)]),
                new Watcher(Spki(Contestant(2)), [new Mandate(President, null, 2)]),
                new Watcher(Spki(Contestant(3)), [new Mandate(President, null, 3), new Mandate(Council, null, 4)]),
            ],
        };

    public static ElectionNames Names { get; } =
        new(
            new Bilingual("Pemilihan Uji", "Test election"),
            new Dictionary<string, ContestNames>(StringComparer.Ordinal)
            {
                [President] = Named(
                    new Bilingual("Presiden dan Wakil Presiden", "President and vice president"),
                    ("1", "Kirana Puspita – Bagas Pratama"),
                    ("2", "Rangga Samudra – Melati Anggraini"),
                    ("3", "Tiara Nusantara – Fajar Ramadhan")
                ),
                [Council] = Named(
                    new Bilingual("DPRD Kabupaten/Kota", "Regency council"),
                    ("1", "Partai Melati"),
                    ("1.1", "Wulan Sari"),
                    ("1.2", "Bima Putra"),
                    ("4", "Partai <b>Cempaka</b>"),
                    ("4.1", "Galih Purnama")
                ),
            },
            new Dictionary<RegionCode, string>
            {
                [RegionCode.Parse("31")] = "DKI JAKARTA",
                [RegionCode.Parse("3171")] = "JAKARTA PUSAT",
                [RegionCode.Parse("317101")] = "GAMBIR",
                [RegionCode.Parse("3171010001")] = "SUKAMAJU",
            },
            new Dictionary<RegionCode, string>()
        );

    public Sequencer Sequencer { get; }

    public Ed25519Signer Log { get; }

    /// <summary>The fragment of a letter's address, whose kit the district has enrolled.</summary>
    public string Kit(string station, string which = "kit")
    {
        var kit = Enrol(Role.Kit, station, "317101", $"{which} {station}");
        return Fragment(station, Scalar($"{which} {station}"), kit.Verifier.PublicKey.Span, Log.Verifier.PublicKey.Span);
    }

    /// <summary><c>#kit=STATION.D.X.Y.LOG</c></summary>
    public static string Fragment(string station, ReadOnlySpan<byte> d, ReadOnlySpan<byte> spki, ReadOnlySpan<byte> log) =>
        $"#kit={station}.{Url(d)}.{Url(spki[27..59])}.{Url(spki[59..])}.{Url(log)}";

    /// <summary>The key of a ticket's people, at the place of its number.</summary>
    public static string Contestant(int number) => $"contestant {number}";

    /// <summary>A key that follows from a name.</summary>
    public EcdsaSigner Key(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            _keys[name] = key = EcdsaSigner.FromScalar(Scalar(name));
        }

        return key;
    }

    /// <summary>A form of a station by its own key, as the only one of its station; its identity.</summary>
    public Digest Submit(string station, FormFields fields, params IReadOnlyList<Digest> photos)
    {
        var (at, key) = (RegionCode.Parse(station), Enrol(Role.Station, station, "317101", $"phone of {station}"));
        Say(new Form(President, at, Timestamp.From(TimeProvider.System.GetUtcNow()), fields, photos), key);
        return Sequencer.Record.Ids[Sequencer.Record.Count - 1];
    }

    /// <summary>A committee's key of that name, for the district; each is another person.</summary>
    public EcdsaSigner Reviewer(string name) => Enrol(Role.District, "317101", "3171", name);

    /// <summary>Enrols a reviewer's key that was made elsewhere.</summary>
    public void EnrolReviewer(byte[] spki) => Say(new Enrol(Role.District, RegionCode.Parse("317101"), spki, Holders.New()), Key("3171"));

    public void Say(Statement statement, EcdsaSigner signer) =>
        Sequencer.Append([Signing.Entry(Head, statement, signer)])[0].Rejection.ShouldBeNull();

    public void Dispose()
    {
        Log.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private EcdsaSigner Enrol(Role role, string scope, string by, string? name = null)
    {
        var key = Key(name ?? scope);
        Say(new Enrol(role, RegionCode.Parse(scope), key.Verifier.PublicKey.ToArray(), Holders.New()), Key(by));
        return key;
    }

    /// <summary>Below the group's order, which begins with ffffffff 00000000.</summary>
    private static byte[] Scalar(string name)
    {
        var scalar = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        scalar[0] &= 0x7F;
        return scalar;
    }

    private static byte[] Spki(string name)
    {
        using var key = EcdsaSigner.FromScalar(Scalar(name));
        return key.Verifier.PublicKey.ToArray();
    }

    private static string Url(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private static ContestNames Named(Bilingual title, params (string Number, string Name)[] choices) =>
        new(
            title,
            choices.ToDictionary(choice => choice.Number, choice => choice.Name, StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
        );
}
