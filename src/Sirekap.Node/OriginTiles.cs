using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Tiles;
using Sirekap.Verification;

namespace Sirekap.Node;

/// <summary>The tiles of a ledger of a known size as its origin serves them, some read ahead. Nothing of them is believed here.</summary>
/// <param name="origin">Where they are.</param>
/// <param name="size">The size of the checkpoint that they belong to.</param>
internal sealed class OriginTiles(PublicationSource origin, long size)
{
    /// <summary>256 entries of the greatest length.</summary>
    private const long LongestBundle = TilePath.FullWidth * (EntryBundle.MaxEntryLength + 2L);

    /// <summary>Room for so many is made before any has come: 32 MB.</summary>
    private const long FewLeaves = 1 << 20;

    /// <summary>The leaf hashes from an entry on, to the end.</summary>
    /// <exception cref="IOException">A tile is not there, or is torn.</exception>
    public TreeHash[] Leaves(long from, CancellationToken cancellation)
    {
        // By what comes, not by what a checkpoint claims.
        var leaves = new List<TreeHash>((int)Math.Min(size - from, FewLeaves));
        foreach (var (tile, hashes) in Ahead(from, TileOfHashes, cancellation))
        {
            for (var i = 0; i < hashes.Length; i++)
            {
                if ((tile * TilePath.FullWidth) + i >= from)
                {
                    leaves.Add(hashes[i]);
                }
            }
        }

        return [.. leaves];
    }

    /// <summary>The bundles from the one with an entry on, each with the index of its first entry.</summary>
    /// <exception cref="IOException">A bundle is not there, or is torn.</exception>
    public IEnumerable<(long First, ReadOnlyMemory<byte>[] Entries)> Bundles(long from, CancellationToken cancellation) =>
        Ahead(from, Bundle, cancellation).Select(read => (read.Tile * TilePath.FullWidth, read.Value));

    private IEnumerable<(long Tile, T Value)> Ahead<T>(long from, Func<long, T> read, CancellationToken cancellation)
    {
        var (next, end) = (from / TilePath.FullWidth, (size + TilePath.FullWidth - 1) / TilePath.FullWidth);
        var asOf = new Queue<(long Tile, Task<T> Task)>();
        while (next < end || asOf.Count > 0)
        {
            for (; next < end && asOf.Count < origin.ReadsAtOnce; next++)
            {
                var tile = next;
                asOf.Enqueue((tile, Task.Run(() => read(tile), cancellation)));
            }

            var (done, task) = asOf.Dequeue();
            cancellation.ThrowIfCancellationRequested();
            yield return (done, task.GetAwaiter().GetResult());
        }
    }

    private TreeHash[] TileOfHashes(long index)
    {
        var (path, bytes) = Read(width => TilePath.Hashes(0, index, width), index, TilePath.FullWidth * TreeHash.Length);
        return HashTile.Read(bytes, path.Width) is { } hashes ? hashes[..Width(index)] : throw Torn(path, $"has {bytes.Length} bytes");
    }

    private ReadOnlyMemory<byte>[] Bundle(long index)
    {
        var (path, bytes) = Read(width => TilePath.Entries(index, width), index, LongestBundle);
        return EntryBundle.TryDecode(bytes, path.Width, out var entries, out var error) ? entries[..Width(index)] : throw Torn(path, error);
    }

    /// <summary>The partial tile of this size; where the ledger has gone on and it is no longer there, the full one (tlog-tiles).</summary>
    private (TilePath Path, byte[] Bytes) Read(Func<int, TilePath> tile, long index, long longest)
    {
        var path = tile(Width(index));
        var bytes = origin.Read(path.ToString(), longest);
        if (bytes is null && path.IsPartial)
        {
            path = tile(TilePath.FullWidth);
            bytes = origin.Read(path.ToString(), longest);
        }

        return (path, bytes ?? throw Torn(tile(Width(index)), "is not there"));
    }

    private int Width(long index) => (int)Math.Min(TilePath.FullWidth, size - (index * TilePath.FullWidth));

    private IOException Torn(TilePath tile, string what) => new($"{origin.Name}: {tile} {what}");
}
