using Sirekap.Ledger.Tiles;

namespace Sirekap.Node;

/// <summary>Tiles and bundles of a node's ledger, of any width, made when they are asked for.</summary>
public static class Tiles
{
    /// <summary>The bytes of a tile; null for one that the ledger cannot fill.</summary>
    public static byte[]? Tile(this LedgerNode node, TilePath tile)
    {
        // Whoever names a tile far beyond must not get the multiplication to overflow.
        if (tile.Index > node.Size / TilePath.FullWidth)
        {
            return null;
        }

        var end = (tile.Index * TilePath.FullWidth) + tile.Width;
        if (!tile.IsEntries)
        {
            return node.Read((_, tree) => end <= tree.TileHashes(tile.Level!.Value) ? HashTile.Bytes(tree, tile) : null);
        }

        if (end > node.Size)
        {
            return null;
        }

        var entries = new ReadOnlyMemory<byte>[tile.Width];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = node.Store.Read(end - tile.Width + i);
        }

        return EntryBundle.Encode(entries);
    }
}
