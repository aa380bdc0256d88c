using Sirekap.Elections.Regions;

namespace Sirekap.Record;

/// <summary>
/// When each region last changed: what need not be rendered, sent or published again. Asked without a lock, so what is asked for is a code:
/// an ordinal is of one tree, and the tree may grow between two words.
/// </summary>
internal sealed class ChangeStamps
{
    private Stamps _stamps;

    public ChangeStamps(RegionTree tree)
    {
        _stamps = new Stamps(tree, new int[tree.RegionCount]);
        Array.Fill(_stamps.Changed, -1);
    }

    /// <summary>The entry that last changed anything within a region, or -1, also where there is no such region. Any thread.</summary>
    public int Within(RegionCode region)
    {
        var stamps = Volatile.Read(ref _stamps);
        return stamps.Tree.FindRegion(region) is >= 0 and var ordinal ? Volatile.Read(ref stamps.Changed[ordinal]) : -1;
    }

    /// <summary>An entry changed what is to be said of a station, and so of all that it lies in.</summary>
    public void Station(int station, int index) => Region(_stamps.Tree.VillageOf(station), index);

    /// <summary>An entry changed what is to be said of a region, and so of all that it lies in.</summary>
    public void Region(int region, int index)
    {
        while (true)
        {
            Volatile.Write(ref _stamps.Changed[region], index);
            if (region == 0)
            {
                return;
            }

            region = _stamps.Tree.Parent(region);
        }
    }

    /// <summary>Regions are added; until an entry changes them they have never changed.</summary>
    public void Grow(TreeGrowth growth) => Volatile.Write(ref _stamps, new Stamps(growth.After, growth.Regions(_stamps.Changed, -1)));

    /// <summary>A tree and, by its ordinals, the entries: one never without the other.</summary>
    private sealed record Stamps(RegionTree Tree, int[] Changed);
}
