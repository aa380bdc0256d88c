using System.Globalization;
using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;

namespace Sirekap.Fuzz;

/// <summary>A log of 300 numbered entries under fixed keys, and a log witness of it.</summary>
internal static class SampleLog
{
    public const string Origin = "example.org/ledger";
    public const int Size = 300;

    public static Ed25519Signer Log { get; } = Ed25519Signer.ImportSeed(Origin, Enumerable.Repeat((byte)1, 32).ToArray());

    public static CosignatureSigner Witness { get; } =
        CosignatureSigner.ImportSeed("witness.example/w1", Enumerable.Repeat((byte)3, 32).ToArray(), new FixedTime());

    public static EcdsaSigner Officer { get; } = EcdsaSigner.FromScalar(Enumerable.Repeat((byte)5, 32).ToArray());

    public static string PolicyText { get; } =
        $"# a policy\nlog {Log.Verifier} https://example.org/ledger/\nwitness w1 {Witness.Verifier} https://witness.example/\n"
        + $"group g any w1\nquorum g\n";

    public static TlogPolicy Policy { get; } =
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(PolicyText), out var policy, out var error)
            ? policy
            : throw new InvalidOperationException(error);

    public static MerkleTree Tree { get; } = MakeTree();

    public static byte[] Entry(int i) => Encoding.ASCII.GetBytes($"entry {i.ToString(CultureInfo.InvariantCulture)}");

    public static SignedCheckpoint Checkpoint(int size, params SignerKey[] more) =>
        SignedCheckpoint.Sign(new Checkpoint(Origin, size, Tree.Root(size)), [Log, .. more]);

    private static MerkleTree MakeTree()
    {
        var tree = new MerkleTree();
        for (var i = 0; i < Size; i++)
        {
            tree.Append(TreeHash.Leaf(Entry(i)));
        }

        return tree;
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_707_900_000);
    }
}
