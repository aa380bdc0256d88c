namespace Sirekap.Elections.Regions;

/// <summary>Collects villages and numbers of stations in the order of their codes.</summary>
internal sealed class RegionTreeBuilder
{
    private readonly List<RegionCode> _villages = [];
    private readonly List<int> _ends = [];
    private readonly List<ushort> _numbers = [];
    private readonly List<VotingMethod> _methods = [];
    private bool _isUsual = true;

    /// <summary>How many stations there are so far.</summary>
    public int Count => _numbers.Count;

    public RegionCode? LastVillage => _villages.Count == 0 ? null : _villages[^1];

    public static RegionTree Build(IEnumerable<(RegionCode Station, VotingMethod Method)> stations)
    {
        (RegionCode Station, VotingMethod Method)[] sorted = [.. stations];
        Array.Sort(sorted, (one, other) => one.Station.CompareTo(other.Station));
        var builder = new RegionTreeBuilder();
        for (var i = 0; i < sorted.Length; i++)
        {
            var (station, method) = sorted[i];
            if (station.Level != Level.Station || station.StationNumber == 0)
            {
                throw new ArgumentException($"{station} is no code of a station with a number from 001 to 999", nameof(stations));
            }

            if (i > 0 && station == sorted[i - 1].Station)
            {
                if (method != sorted[i - 1].Method)
                {
                    throw new ArgumentException($"{station} votes in two ways", nameof(stations));
                }

                continue;
            }

            if (builder.LastVillage != station.Parent)
            {
                builder.Village(station.Parent);
            }

            builder.Number(station.StationNumber, method);
        }

        return builder.Done();
    }

    public void Village(RegionCode village)
    {
        CloseVillage();
        _villages.Add(village);
    }

    public void Number(int number, VotingMethod method)
    {
        _numbers.Add((ushort)number);
        _methods.Add(method);
        _isUsual &= method == VotingMethods.UsualOf(_villages[^1]);
    }

    public RegionTree Done()
    {
        CloseVillage();
        return new RegionTree(_villages, _ends, [.. _numbers], _isUsual ? null : [.. _methods]);
    }

    private void CloseVillage()
    {
        if (_villages.Count > _ends.Count)
        {
            _ends.Add(_numbers.Count);
        }
    }
}
