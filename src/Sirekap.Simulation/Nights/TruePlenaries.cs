using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>What the plenaries of all regions will certify. Stations are added on any thread.</summary>
internal sealed class TruePlenaries(SimulatedContests contests, RegionTree tree)
{
    private readonly TrueTotals?[][] _districts = [.. contests.All.Select(_ => new TrueTotals?[tree.RegionCount])];

    public void Add(int district, StationNight night)
    {
        var totals = _districts[night.Position];
        lock (totals)
        {
            (totals[district] ??= new TrueTotals(night.Contest.Contest.BallotOf(tree.Region(district)))).Add(night);
        }
    }

    /// <summary>
    /// From districts up to where the result is set: councils of regencies and provinces in these, anything else in the nation (UU 7/2017
    /// Art. 412, verify).
    /// </summary>
    public Dictionary<(int Contest, int Region), TrueTotals> Roll()
    {
        var all = new Dictionary<(int Contest, int Region), TrueTotals>();
        for (var contest = 0; contest < _districts.Length; contest++)
        {
            var top = contests.All[contest].Contest.Tier;
            for (var district = 0; district < tree.RegionCount; district++)
            {
                if (_districts[contest][district] is not { } sum)
                {
                    continue;
                }

                all.Add((contest, district), sum);
                for (var region = district; tree.Region(region).Level > top; )
                {
                    region = tree.Parent(region);
                    all.TryAdd((contest, region), new TrueTotals(contests.All[contest].Contest.BallotOf(tree.Region(region))));
                    all[(contest, region)].Add(sum);
                }
            }
        }

        return all;
    }
}
