namespace Sirekap.Ledger.Tiles;

/// <summary>Which files a log of a size consists of (C2SP tlog-tiles).</summary>
public static class TileLayout
{
    /// <summary>Every hash tile and entry bundle of a tree, level by level, then bundles; partial ones last in their level.</summary>
    public static IEnumerable<TilePath> For(long size) => Growth(0, size);

    /// <summary>
    /// What a tree of <paramref name="newSize"/> needs beyond a tree of <paramref name="oldSize"/>: tiles that were filled,
    /// or are partial at another width.
    /// </summary>
    public static IEnumerable<TilePath> Growth(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(newSize, oldSize);
        return Enumerate(oldSize, newSize);
    }

    private static IEnumerable<TilePath> Enumerate(long oldSize, long newSize)
    {
        var (before, hashes) = (oldSize, newSize);
        for (var level = 0; hashes > 0; level++)
        {
            foreach (var (index, width) in Tiles(before, hashes))
            {
                yield return TilePath.Hashes(level, index, width);
            }

            (before, hashes) = (before / TilePath.FullWidth, hashes / TilePath.FullWidth);
        }
        foreach (var (index, width) in Tiles(oldSize, newSize))
        {
            yield return TilePath.Entries(index, width);
        }
    }

    private static IEnumerable<(long Index, int Width)> Tiles(long before, long hashes)
    {
        if (before == hashes)
        {
            yield break;
        }

        for (var index = before / TilePath.FullWidth; index < hashes / TilePath.FullWidth; index++)
        {
            yield return (index, TilePath.FullWidth);
        }

        if (hashes % TilePath.FullWidth is var rest and > 0)
        {
            yield return (hashes / TilePath.FullWidth, (int)rest);
        }
    }
}
