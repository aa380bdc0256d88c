using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Tiles;

/// <summary>The content of a hash tile: its hashes, one after another, 32 bytes each (C2SP tlog-tiles).</summary>
public static class HashTile
{
    /// <summary>The bytes of a tile, full or partial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not have these hashes.</exception>
    public static byte[] Bytes(MerkleTree tree, int level, long index, int width)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var bytes = new byte[width * TreeHash.Length];
        for (var i = 0; i < width; i++)
        {
            tree.TileHash(level, index, i).CopyTo(bytes.AsSpan(i * TreeHash.Length));
        }

        return bytes;
    }

    /// <inheritdoc cref="Bytes(MerkleTree, int, long, int)"/>
    public static byte[] Bytes(MerkleTree tree, TilePath path) =>
        Bytes(tree, path.Level ?? throw new ArgumentException("an entry bundle holds no hashes", nameof(path)), path.Index, path.Width);

    /// <summary>The hashes of a tile of a width; null where the length is another.</summary>
    public static TreeHash[]? Read(ReadOnlySpan<byte> bytes, int width)
    {
        if (bytes.Length != width * TreeHash.Length)
        {
            return null;
        }

        var hashes = new TreeHash[width];
        for (var i = 0; i < width; i++)
        {
            hashes[i] = new TreeHash(bytes.Slice(i * TreeHash.Length, TreeHash.Length));
        }

        return hashes;
    }
}
