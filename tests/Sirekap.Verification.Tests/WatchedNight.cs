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
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>
/// One station that is watched, whose keys the tests hold: its form is signed and refused, an objection is answered, the form is
/// corrected, the objection is settled. Another regency counts too, and a contestant stands who is on no ballot of the station.
/// </summary>
internal sealed class WatchedNight : IDisposable
{
    public const string Contest = SimulatedElection.Contest;

    private readonly Dictionary<string, EcdsaSigner> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, byte[]> _blobs = [];
    private readonly List<byte[]> _entries = [];

    public WatchedNight()
    {
        var other = new Contest("other", ContestKind.Tickets, [new ElectoralDistrict("73", [RegionCode.Parse("73")], 1, [new Choice(1)])]);
        var structure = new ElectionStructure(Limits.Of2024, [.. SimulatedElection.Structure.Contests, other])
        {
            Watchers =
            [
                new Watcher(Spki("bawaslu"), []),
                new Watcher(Spki("ticket 1"), [new Mandate(Contest, null, 1)]),
                new Watcher(Spki("elsewhere"), [new Mandate("other", "73", 1)]),
            ],
        };
        var definition = new Definition(
            ElectionKind.Simulation,
            Log.Verifier.PublicKey.ToArray(),
            [Spki("root")],
            1,
            Blob(structure.Encode()),
            Blob(RegionTree.FromStations([Station, RegionCode.Parse("7301012001001")]).Encode()),
            Blob("{}"u8.ToArray())
        );
        Say(definition, "root");
        _entries.Add(Signing.Entry(Head, new Time(new Timestamp(1_707_900_000)), Log));
        Enrol(Role.Province, "31", "root");
        Enrol(Role.Regency, "3101", "31");
        Enrol(Role.District, "310101", "3101");
        Enrol(Role.Province, "73", "root");
        Enrol(Role.Station, $"{Station}", "310101");
        EnrolPerson(Role.Supervisor, "310101", "bawaslu", "supervisor");
        EnrolPerson(Role.Witness, $"{Station}", "ticket 1", "witness");
        EnrolPerson(Role.Observer, "31", "bawaslu", "observer");
        EnrolPerson(Role.Witness, "31", "elsewhere", "stranger to the ballot");

        Form = Say(Paper([1], [0]), $"{Station}");
        Say(Gives(Form, 1), $"{Station}");
        Signed = Attest("supervisor");
        Say(Signed, "supervisor");
        Words = Blob("Kami menghitung lain.\n00112233445566778899aabbccddeeff"u8.ToArray());
        Say(Attest("witness", ObjectionGround.FiguresDiffer), "witness");
        Objection = new Objection(NameOf("witness"), Contest, Station, Form, ObjectionGround.FiguresDiffer, Votes(95, 55, 30), [], Words);
        To = Say(Objection, "witness");
        Say(new Answer(To, AnswerOutcome.Replied, AnswerReason.Plenary, Text: null), "310101");
        Say(new Review(Contest, Station, Form, ReviewAct.Hold, ReviewReason.Objection, [], Fields: null, Text: null), "310101");
        Settled = _entries.Count;
        Say(new Answer(To, AnswerOutcome.Settled, AnswerReason.Corrected, Words), "3101");
    }

    public static RegionCode Station { get; } = RegionCode.Parse("3101012001001");

    public StatementHead Head { get; } = new("watched.example", "diawasi", RuleSets.First);

    public Ed25519Signer Log { get; } = Ed25519Signer.ImportSeed("watched.example", SHA256.HashData("log"u8));

    public IReadOnlyList<byte[]> Entries => _entries;

    public BlobSource Blobs => blob => _blobs.TryGetValue(blob.Sha256, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?);

    public BlobReference Words { get; }

    /// <summary>The station's form.</summary>
    public Digest Form { get; }

    /// <summary>What the supervisor says of it.</summary>
    public Attest Signed { get; }

    public Objection Objection { get; }

    /// <summary>The objection, by its identity.</summary>
    public Digest To { get; }

    /// <summary>The index of the answer that ends it.</summary>
    public int Settled { get; }

    public static FormFields Votes(params int[] votes) => new(votes, FormFields.NoCounts());

    public Statement Statement(int index) => Entry.Read(_entries[index], new StatementCodec(Head), out _)!.Statement;

    /// <summary>The index of what is said first of this kind.</summary>
    public int IndexOf<T>() => Enumerable.Range(0, _entries.Count).First(index => Statement(index) is T);

    /// <summary>The station's form with who signed its paper, by their places in the definition.</summary>
    public static Form Paper(int[] signed, int[] refused) =>
        new(Contest, Station, new Timestamp(1_707_899_000), Votes(90, 60, 30), [default, new Digest(SHA256.HashData("page 2"u8))])
        {
            Gallery = [1],
            Paper = new PaperSignatures(signed, refused),
        };

    /// <summary>Copies of a form go to the village's committee and these.</summary>
    public static Salinan Gives(Digest form, params int[] watchers) => new(Contest, Station, form, new Recipients(Village: true, watchers));

    /// <summary>Somebody signs the form, or refuses for a ground.</summary>
    public Attest Attest(string by, ObjectionGround? refusal = null) =>
        new(NameOf(by), Contest, Station, Form, refusal is null ? AttestStance.Signed : AttestStance.Refused, refusal, Text: null);

    public byte[] SignedBy(Statement statement, string by) => Signing.Entry(Head, statement, Key(by));

    public EcdsaSigner Key(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            var scalar = SHA256.HashData(Encoding.ASCII.GetBytes(name));
            scalar[0] &= 0x7F;
            _keys[name] = key = EcdsaSigner.FromScalar(scalar);
        }

        return key;
    }

    public KeyName NameOf(string name) => Keys.NameOf(Spki(name));

    public byte[] Spki(string name) => Key(name).Verifier.PublicKey.ToArray();

    public void Dispose()
    {
        Log.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private void Enrol(Role role, string scope, string by) => EnrolPerson(role, scope, by, scope);

    private void EnrolPerson(Role role, string scope, string by, string who) =>
        Say(new Enrol(role, RegionCode.Parse(scope), Spki(who), new Holder((UInt128)(uint)_entries.Count + 1)), by);

    private Digest Say(Statement statement, string by)
    {
        var entry = SignedBy(statement, by);
        _entries.Add(entry);
        return Entry.Read(entry, new StatementCodec(Head), out _)!.Id;
    }

    private BlobReference Blob(byte[] bytes)
    {
        var reference = BlobFolder.Reference(bytes);
        _blobs[reference.Sha256] = bytes;
        return reference;
    }
}
