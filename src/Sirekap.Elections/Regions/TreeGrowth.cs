namespace Sirekap.Elections.Regions;

/// <summary>
/// A tree to which stations were added, and where each place of the smaller one stands in it. Places have ordinals in the order of their
/// codes, so that one that is added moves all behind it: whoever keeps anything by ordinal asks here for the new ones.
/// </summary>
/// <remarks>Immutable; any number of threads may read it.</remarks>
public sealed class TreeGrowth
{
    private readonly int[] _stations;
    private readonly int[] _regions;

    private TreeGrowth(RegionTree before, RegionTree after)
    {
        (Before, After) = (before, after);
        (_stations, _regions) = (new int[before.StationCount], new int[before.RegionCount]);
        var at = -1;
        for (var station = 0; station < _stations.Length; station++)
        {
            var code = before.Station(station);
            while (after.Station(++at) != code) { }

            _stations[station] = at;
        }

        at = -1;
        for (var region = 0; region < _regions.Length; region++)
        {
            while (after.Region(++at) != before.Region(region)) { }

            _regions[region] = at;
        }
    }

    /// <summary>The tree as it was.</summary>
    public RegionTree Before { get; }

    /// <summary>The tree with what was added.</summary>
    public RegionTree After { get; }

    /// <summary>What becomes of a tree with more stations; one that it has already changes nothing.</summary>
    public static TreeGrowth Of(RegionTree before, RegionTree added) =>
        new(before, RegionTree.FromStations([.. Stations(before), .. Stations(added).Where(one => before.FindStation(one.Station) < 0)]));

    /// <summary>The ordinal that a station of the smaller tree has now; -1 stays.</summary>
    public int Station(int before) => before < 0 ? before : _stations[before];

    /// <summary>The ordinal that a region of the smaller tree has now.</summary>
    public int Region(int before) => _regions[before];

    /// <summary>What was kept by station, in its new places.</summary>
    /// <param name="kept">A value a station of the smaller tree.</param>
    /// <param name="added">The value of a station that was added.</param>
    public T[] Stations<T>(T[] kept, T added) => Placed(kept, added, _stations, After.StationCount);

    /// <summary>What was kept by region, in its new places.</summary>
    /// <param name="kept">A value a region of the smaller tree.</param>
    /// <param name="added">The value of a region that was added.</param>
    public T[] Regions<T>(T[] kept, T added) => Placed(kept, added, _regions, After.RegionCount);

    /// <summary>What was kept of a few stations, under their new ordinals.</summary>
    public Dictionary<int, T> Stations<T>(Dictionary<int, T> kept) => kept.ToDictionary(pair => _stations[pair.Key], pair => pair.Value);

    /// <summary>What was kept of a few regions, under their new ordinals.</summary>
    public Dictionary<int, T> Regions<T>(Dictionary<int, T> kept) => kept.ToDictionary(pair => _regions[pair.Key], pair => pair.Value);

    private static IEnumerable<(RegionCode Station, VotingMethod Method)> Stations(RegionTree tree) =>
        Enumerable.Range(0, tree.StationCount).Select(station => (tree.Station(station), tree.MethodOf(station)));

    private static T[] Placed<T>(T[] kept, T added, int[] places, int count)
    {
        var placed = new T[count];
        Array.Fill(placed, added);
        for (var i = 0; i < places.Length; i++)
        {
            placed[places[i]] = kept[i];
        }

        return placed;
    }
}
