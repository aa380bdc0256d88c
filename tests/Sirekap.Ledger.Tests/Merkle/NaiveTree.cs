using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Tests.Merkle;

/// <summary>RFC 9162 section 2.1 read aloud: definitions as they stand, without any care for speed. The oracle of the tests.</summary>
internal static class NaiveTree
{
    public static TreeHash Root(ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length == 0)
        {
            return TreeHash.Empty;
        }

        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var k = Split(leaves.Length);
        return TreeHash.Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    public static List<TreeHash> Path(int m, ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        var k = Split(leaves.Length);
        return m < k ? [.. Path(m, leaves[..k]), Root(leaves[k..])] : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<TreeHash> Proof(int m, ReadOnlySpan<TreeHash> leaves) => SubProof(m, leaves, known: true);

    private static List<TreeHash> SubProof(int m, ReadOnlySpan<TreeHash> leaves, bool known)
    {
        if (m == leaves.Length)
        {
            return known ? [] : [Root(leaves)];
        }

        var k = Split(leaves.Length);
        return m <= k
            ? [.. SubProof(m, leaves[..k], known), Root(leaves[k..])]
            : [.. SubProof(m - k, leaves[k..], known: false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
