using System.Globalization;
using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>A log of numbered entries under a fixed key; a fork has other entries from a point on.</summary>
public static class TestLog
{
    public const string Origin = "example.org/ledger";

    public static Ed25519Signer Key { get; } = Ed25519Signer.ImportSeed(Origin, Enumerable.Repeat((byte)1, 32).ToArray());

    public static Ed25519Signer OtherKey { get; } = Ed25519Signer.ImportSeed(Origin, Enumerable.Repeat((byte)2, 32).ToArray());

    public static byte[] Entry(int i, string branch = "") => Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture) + branch);

    public static MerkleTree Tree(int size, int forkAt = int.MaxValue)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
        {
            tree.Append(TreeHash.Leaf(Entry(i, i >= forkAt ? "fork" : "")));
        }

        return tree;
    }

    public static SignedCheckpoint Sign(MerkleTree tree, SignerKey? key = null) =>
        SignedCheckpoint.Sign(new Checkpoint(Origin, tree.Size, tree.Root()), key ?? Key);
}
