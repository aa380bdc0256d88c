using Sirekap.Elections.Regions;

namespace Sirekap.Record;

/// <summary>When each region last changed: what need not be rendered, sent or published again.</summary>
internal sealed class ChangeStamps
{
    private readonly RegionTree _tree;
    private readonly int[] _changed;

    public ChangeStamps(RegionTree tree)
    {
        _tree = tree;
        _changed = new int[tree.RegionCount];
        Array.Fill(_changed, -1);
    }

    /// <summary>The entry that last changed anything within a region, or -1. Any thread.</summary>
    public int Within(int region) => Volatile.Read(ref _changed[region]);

    /// <summary>An entry changed what is to be said of a station, and so of all that it lies in.</summary>
    public void Station(int station, int index) => Region(_tree.VillageOf(station), index);

    /// <summary>An entry changed what is to be said of a region, and so of all that it lies in.</summary>
    public void Region(int region, int index)
    {
        while (true)
        {
            Volatile.Write(ref _changed[region], index);
            if (region == 0)
            {
                return;
            }

            region = _tree.Parent(region);
        }
    }
}
