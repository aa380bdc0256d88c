using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Fuzz;

/// <summary>
/// A small election under fixed keys: two provinces, one overseas, six stations, two contests. Its keys never change, so that a program of
/// bytes is one sequence of statements.
/// </summary>
internal sealed class SampleElection
{
    private readonly Dictionary<Digest, byte[]> _blobs = [];

    private SampleElection(ElectionKind kind)
    {
        byte[] contests = Encoding.ASCII.GetBytes(
            """{"limits":{"voters":300,"law":500,"reserve":2}"""
                + ""","contests":[{"code":"ppwp","kind":"tickets","""
                + SampleRules.Tickets
                + """[{"code":"0","regions":["0"],"seats":1,"choices":[1,2,"""
                + """3]}]},{"code":"pdpr","kind":"parties","""
                + SampleRules.Parties
                + """[{"code":"1","regions":["31"],"seats":3,"choices":[[1,1],"""
                + """[2]]}]}]"""
                + (kind == ElectionKind.Copy ? "}" : Watchers + "}")
        );
        var tree = RegionTree.FromStations([.. Stations]);
        var definition = new Definition(
            kind,
            SampleLog.Log.Verifier.PublicKey.ToArray(),
            [Spki(0), Spki(1)],
            2,
            Blob(contests),
            Blob(tree.Encode()),
            Blob("names"u8.ToArray())
        );
        Text = Blob("a reason"u8.ToArray());
        StationList = Blob(tree.Encode());
        Entry = Signing.Entry(Head, definition, Keys[0], Keys[1]);
    }

    public static StatementHead Head { get; } = new(SampleLog.Origin, "coba", RuleSets.First);

    public static IReadOnlyList<RegionCode> Stations { get; } =
    [
        .. new[] { "3171010001001", "3171010001002", "3171010002001", "3171020001001", "3172010001901", "99AA010001001" }.Select(
            RegionCode.Parse
        ),
    ];

    public static IReadOnlyList<RegionCode> Places { get; } =
    [
        .. new[] { "0", "31", "99", "3171", "3172", "99AA", "317101", "317102", "317201", "99AA01", "3171010001", "12", "3199" }.Select(
            RegionCode.Parse
        ),
        .. Stations,
    ];

    /// <summary>Two roots, then one key a place that may enrol, then some that nobody enrolled.</summary>
    public static IReadOnlyList<EcdsaSigner> Keys { get; } =
    [.. Enumerable.Range(0, 24).Select(i => EcdsaSigner.FromScalar(Enumerable.Repeat((byte)(i + 1), 32).ToArray()))];

    /// <summary>Bawaslu has key 14, a ticket key 15, a party key 16.</summary>
    public static string Watchers { get; } =
        $",\"watchers\":[{{\"key\":\"{Base64(14)}\"}},{{\"key\":\"{Base64(15)}\",\"for\":[{{\"contest\":\"ppwp\",\"choice\":1}}]}},"
        + $"{{\"key\":\"{Base64(16)}\",\"for\":[{{\"contest\":\"ppwp\",\"choice\":2}},"
        + $"{{\"contest\":\"pdpr\",\"district\":\"1\",\"choice\":2}}]}}]";

    // After what they are made of: static fields are set in the order in which they stand.
    public static SampleElection Simulation { get; } = new(ElectionKind.Simulation);

    public static SampleElection Copy { get; } = new(ElectionKind.Copy);

    /// <summary>Entry 0.</summary>
    public byte[] Entry { get; }

    public BlobReference Text { get; }

    public BlobReference StationList { get; }

    private static string Base64(int key) => Convert.ToBase64String(Spki(key));

    public static byte[] Spki(int key) => Keys[key].Verifier.PublicKey.ToArray();

    public ReadOnlyMemory<byte>? Find(BlobReference blob) =>
        _blobs.TryGetValue(blob.Sha256, out var bytes) ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);

    private BlobReference Blob(byte[] bytes)
    {
        var digest = new Digest(SHA256.HashData(bytes));
        _blobs[digest] = bytes;
        return new BlobReference(digest, bytes.Length);
    }
}
