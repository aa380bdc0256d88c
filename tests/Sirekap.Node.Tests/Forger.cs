using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Tiles;
using Sirekap.Record.Storage;

namespace Sirekap.Node.Tests;

/// <summary>An operator who has the log's key and writes past the record: tiles and checkpoint of whatever entries he likes.</summary>
internal sealed class Forger(NodeScene scene)
{
    /// <summary>Puts entries after those of the ledger, signs, and replaces tiles and checkpoint of the publication.</summary>
    public void Publish(params byte[][] more)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        using (var ledger = LedgerReader.Open(ElectionFolder.At(scene.Data, NodeScene.Election)))
        {
            ledger.Store.ReadAll(0, (_, entry) => entries.Add(entry.ToArray()));
        }

        entries.AddRange(more.Select(entry => new ReadOnlyMemory<byte>(entry)));
        var tree = new MerkleTree();
        foreach (var entry in entries)
        {
            tree.Append(TreeHash.Leaf(entry.Span));
        }

        foreach (var tile in TileLayout.For(tree.Size))
        {
            var first = (int)tile.Index * TilePath.FullWidth;
            var file = Path.Combine(scene.In("publication"), tile.ToString());
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(
                file,
                tile.IsEntries ? EntryBundle.Encode(entries[first..(first + tile.Width)]) : HashTile.Bytes(tree, tile)
            );
        }

        File.WriteAllBytes(
            Path.Combine(scene.In("publication"), "checkpoint"),
            SignedCheckpoint.Sign(new Checkpoint(NodeScene.Head.Ledger, tree.Size, tree.Root()), scene.Log).Bytes.Span
        );
    }
}
