namespace Sirekap.Elections.Regions;

/// <summary>Collects villages and numbers of stations in the order of their codes.</summary>
internal sealed class RegionTreeBuilder
{
    private readonly List<RegionCode> _villages = [];
    private readonly List<int> _ends = [];
    private readonly List<ushort> _numbers = [];

    /// <summary>How many stations there are so far.</summary>
    public int Count => _numbers.Count;

    public RegionCode? LastVillage => _villages.Count == 0 ? null : _villages[^1];

    public static RegionTree Build(IEnumerable<RegionCode> stations)
    {
        RegionCode[] sorted = [.. stations];
        Array.Sort(sorted);
        var builder = new RegionTreeBuilder();
        for (var i = 0; i < sorted.Length; i++)
        {
            var station = sorted[i];
            if (station.Level != Level.Station || station.StationNumber == 0)
            {
                throw new ArgumentException($"{station} is no code of a station with a number from 001 to 999", nameof(stations));
            }

            if (i > 0 && station == sorted[i - 1])
            {
                continue;
            }

            if (builder.LastVillage != station.Parent)
            {
                builder.Village(station.Parent);
            }

            builder.Number(station.StationNumber);
        }

        return builder.Done();
    }

    public void Village(RegionCode village)
    {
        CloseVillage();
        _villages.Add(village);
    }

    public void Number(int number) => _numbers.Add((ushort)number);

    public RegionTree Done()
    {
        CloseVillage();
        return new RegionTree(_villages, _ends, [.. _numbers]);
    }

    private void CloseVillage()
    {
        if (_villages.Count > _ends.Count)
        {
            _ends.Add(_numbers.Count);
        }
    }
}
