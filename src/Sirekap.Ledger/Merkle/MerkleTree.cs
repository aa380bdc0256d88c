namespace Sirekap.Ledger.Merkle;

/// <summary>
/// The append-only Merkle tree of RFC 9162 section 2.1, in memory: every leaf hash, and one root for every full tile of
/// 256 hashes at each tile level (tlog-tiles), from which any root or proof of any past size follows with at most
/// 255 hashes a tile level. Not safe for one thread to append while others read.
/// </summary>
public sealed class MerkleTree
{
    /// <summary>Tree levels in one tile: a tile has 2^8 = 256 hashes.</summary>
    internal const int TileHeight = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int TileWidth = 1 << TileHeight;

    // levels[l][i] = MTH(D[i * 256^l : (i + 1) * 256^l]); levels[0] are the leaves.
    private readonly List<HashList> _levels = [new()];

    // The roots of the full subtrees that make up the tree, largest first; heights are the bits of Size.
    private readonly List<TreeHash> _peaks = [];

    /// <summary>Leaves in the tree.</summary>
    public long Size => _levels[0].Count;

    /// <summary>Adds a leaf by its hash (<see cref="TreeHash.Leaf"/> of the entry).</summary>
    public void Append(TreeHash leaf)
    {
        _levels[0].Add(leaf);
        Carry(leaf, height: 0, Size - 1);
    }

    /// <summary>Adds leaves in order.</summary>
    public void AppendRange(ReadOnlySpan<TreeHash> leaves)
    {
        foreach (var leaf in leaves)
        {
            Append(leaf);
        }
    }

    /// <summary>
    /// Adds a full tile whose root was computed elsewhere, by a thread that need not be the tree's: one hash instead of 256 is left to do.
    /// </summary>
    /// <param name="leaves">256 leaves.</param>
    /// <param name="root">What <see cref="TileRoot"/> gives for them.</param>
    /// <exception cref="ArgumentException">Not 256 leaves, or the tree does not end with a full tile.</exception>
    public void AppendTile(ReadOnlySpan<TreeHash> leaves, TreeHash root)
    {
        if (leaves.Length != TileWidth || Size % TileWidth != 0)
        {
            throw new ArgumentException($"{leaves.Length} leaves after {Size}: not a full tile of {TileWidth}", nameof(leaves));
        }

        foreach (var leaf in leaves)
        {
            _levels[0].Add(leaf);
        }

        AddToLevel(1, root);
        Carry(root, TileHeight, (Size - 1) >> TileHeight);
    }

    /// <summary>The root of a full tile: of 256 hashes that stand beside each other at a tile level. Any thread.</summary>
    public static TreeHash TileRoot(ReadOnlySpan<TreeHash> hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hashes.Length, TileWidth);
        Span<TreeHash> own = stackalloc TreeHash[TileWidth];
        hashes.CopyTo(own);
        return Fold(own);
    }

    /// <summary>The hash of the leaf at an index.</summary>
    public TreeHash Leaf(long index) => _levels[0][index];

    /// <summary>The root of the whole tree; costs at most one hash a level of the tree.</summary>
    public TreeHash Root() => Root(_peaks);

    /// <summary>The root that the tree would have with these leaves after its own; nothing changes.</summary>
    public TreeHash RootWith(ReadOnlySpan<TreeHash> leaves)
    {
        var grown = new List<TreeHash>(_peaks);
        for (var i = 0; i < leaves.Length; i++)
        {
            var hash = leaves[i];
            for (var index = Size + i; (index & 1) == 1; index >>= 1)
            {
                hash = TreeHash.Node(grown[^1], hash);
                grown.RemoveAt(grown.Count - 1);
            }

            grown.Add(hash);
        }

        return Root(grown);
    }

    /// <summary>The root that the tree had when it held its first <paramref name="size"/> leaves.</summary>
    public TreeHash Root(long size)
    {
        CheckSize(size);
        if (size == Size)
        {
            return Root();
        }

        return size == 0 ? TreeHash.Empty : RangeHash(0, size);
    }

    /// <summary>The inclusion proof PATH(index, D[0:size]) (RFC 9162 2.1.3.1), from the leaf's sibling up to the root's child.</summary>
    public TreeHash[] Inclusion(long index, long size)
    {
        CheckSize(size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<TreeHash>();
        long start = 0,
            end = size;
        while (end - start > 1)
        {
            var middle = start + LeftPart(end - start);
            if (index < middle)
            {
                path.Add(RangeHash(middle, end));
                end = middle;
            }
            else
            {
                path.Add(RangeHash(start, middle));
                start = middle;
            }
        }
        path.Reverse();
        return [.. path];
    }

    /// <summary>
    /// The consistency proof PROOF(oldSize, D[0:newSize]) (RFC 9162 2.1.4.1). Empty where there is nothing to prove:
    /// equal sizes, or an empty old tree.
    /// </summary>
    public TreeHash[] Consistency(long oldSize, long newSize)
    {
        CheckSize(newSize);
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
        {
            return [];
        }

        var path = new List<TreeHash>();
        long start = 0,
            end = newSize;
        while (oldSize != end)
        {
            var middle = start + LeftPart(end - start);
            if (oldSize <= middle)
            {
                path.Add(RangeHash(middle, end));
                end = middle;
            }
            else
            {
                path.Add(RangeHash(start, middle));
                start = middle;
            }
        }
        // Where the old tree is itself a full left subtree, the verifier has its hash already: the old root.
        if (start != 0)
        {
            path.Add(RangeHash(start, end));
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>Hash <paramref name="i"/> (0–255) of the tile at a tile level and tile index (tlog-tiles).</summary>
    public TreeHash TileHash(int level, long tile, int i) => Level(level)[checked(tile * 256 + i)];

    /// <summary>How many hashes the tree has at a tile level: floor(Size / 256^level).</summary>
    public long TileHashes(int level) => level < _levels.Count ? _levels[level].Count : 0;

    internal HashList Level(int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, _levels.Count);
        return _levels[level];
    }

    /// <summary>The largest power of two below n, the size of the left subtree (n ≥ 2).</summary>
    internal static long LeftPart(long n) => 1L << (63 - (int)long.LeadingZeroCount(n - 1));

    private static TreeHash Root(List<TreeHash> peaks)
    {
        if (peaks.Count == 0)
        {
            return TreeHash.Empty;
        }

        var root = peaks[^1];
        for (var i = peaks.Count - 2; i >= 0; i--)
        {
            root = TreeHash.Node(peaks[i], root);
        }

        return root;
    }

    /// <summary>A full subtree is complete: it is a peak, or the right half of a larger one.</summary>
    /// <param name="hash">Its root.</param>
    /// <param name="height">Its height.</param>
    /// <param name="index">How many of its height are before it.</param>
    private void Carry(TreeHash hash, int height, long index)
    {
        for (; (index & 1) == 1; index >>= 1)
        {
            hash = TreeHash.Node(_peaks[^1], hash);
            _peaks.RemoveAt(_peaks.Count - 1);
            if (++height % TileHeight == 0)
            {
                AddToLevel(height / TileHeight, hash);
            }
        }

        _peaks.Add(hash);
    }

    private void AddToLevel(int level, TreeHash hash)
    {
        if (level == _levels.Count)
        {
            _levels.Add(new HashList());
        }

        _levels[level].Add(hash);
    }

    // MTH(D[start:end]), where start is a multiple of the range's left part, as it is in every proof.
    private TreeHash RangeHash(long start, long end)
    {
        var count = end - start;
        if (long.IsPow2(count))
        {
            return SubtreeHash(start, (int)long.Log2(count));
        }

        var middle = start + LeftPart(count);
        return TreeHash.Node(RangeHash(start, middle), RangeHash(middle, end));
    }

    private TreeHash SubtreeHash(long start, int height)
    {
        var level = height / TileHeight;
        var width = 1 << (height % TileHeight);
        Span<TreeHash> hashes = stackalloc TreeHash[TileWidth];
        hashes = hashes[..width];
        Level(level).CopyTo(start >> (level * TileHeight), hashes);
        return Fold(hashes);
    }

    /// <summary>The root of hashes beside each other, as many as a power of two; they are overwritten.</summary>
    private static TreeHash Fold(Span<TreeHash> hashes)
    {
        for (var width = hashes.Length; width > 1; width /= 2)
        {
            for (var i = 0; i < width / 2; i++)
            {
                hashes[i] = TreeHash.Node(hashes[2 * i], hashes[2 * i + 1]);
            }
        }

        return hashes[0];
    }

    private void CheckSize(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
    }
}
