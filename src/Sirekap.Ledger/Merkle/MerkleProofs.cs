namespace Sirekap.Ledger.Merkle;

/// <summary>Checks proofs against roots, with nothing but what is given (RFC 9162 sections 2.1.3.2 and 2.1.4.2).</summary>
public static class MerkleProofs
{
    /// <summary>Whether the proof shows the leaf at the index of the tree of that size and root.</summary>
    public static bool VerifyInclusion(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> proof, TreeHash root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (fn, sn, r) = (index, size - 1, leaf);
        foreach (var p in proof)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                r = TreeHash.Node(p, r);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                r = TreeHash.Node(r, p);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && r == root;
    }

    /// <summary>
    /// Whether the proof shows that the new tree begins with all leaves of the old one. Equal sizes need equal roots and an
    /// empty proof; an empty old tree is the beginning of every tree, its root is that of nothing and its proof is empty.
    /// </summary>
    public static bool VerifyConsistency(long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot, IReadOnlyList<TreeHash> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (newSize == 0 && newRoot != TreeHash.Empty)
        {
            return false;
        }

        if (oldSize == 0)
        {
            return oldRoot == TreeHash.Empty && proof.Count == 0;
        }

        if (oldSize == newSize)
        {
            return oldRoot == newRoot && proof.Count == 0;
        }

        return VerifyGrowth(oldSize, oldRoot, newSize, newRoot, proof);
    }

    private static bool VerifyGrowth(long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot, IReadOnlyList<TreeHash> proof)
    {
        if (proof.Count == 0)
        {
            return false;
        }
        // A full left subtree is known by the old root and not repeated in the proof.
        var next = long.IsPow2(oldSize) ? 0 : 1;
        var fr = next == 0 ? oldRoot : proof[0];
        var sr = fr;
        var (fn, sn) = (oldSize - 1, newSize - 1);
        while ((fn & 1) == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }

        for (; next < proof.Count; next++)
        {
            var c = proof[next];
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                fr = TreeHash.Node(c, fr);
                sr = TreeHash.Node(c, sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                sr = TreeHash.Node(sr, c);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && fr == oldRoot && sr == newRoot;
    }
}
