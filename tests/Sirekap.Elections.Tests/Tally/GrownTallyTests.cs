using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;

namespace Sirekap.Elections.Tests.Tally;

public class GrownTallyTests
{
    [Fact]
    public void A_tally_that_grew_in_the_middle_of_a_night_is_that_of_a_tree_that_had_all_stations_from_the_start() =>
        Prop.ForAll(
                ContestTallyTests.Nights,
                Made.Station.ArrayOf(3).ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (night, added, seed) =>
                {
                    var growth = TreeGrowth.Of(night.Tree, RegionTree.FromStations(added));
                    var (grown, whole) = (new ContestTally(night.Tree, night.Contest), new ContestTally(growth.After, night.Contest));
                    var grows = seed % (night.Updates.Length + 1);
                    foreach (var (i, (station, stationClass, form)) in night.Updates.Index())
                    {
                        if (i == grows)
                        {
                            grown.Grow(growth);
                        }

                        whole.Set(growth.Station(station), stationClass, form);
                        grown.Set(i < grows ? station : growth.Station(station), stationClass, form);
                    }

                    if (grows == night.Updates.Length)
                    {
                        grown.Grow(growth);
                    }

                    grown.Sums.FirstDifference(whole.Sums).ShouldBe(-1);
                    for (var station = 0; station < growth.After.StationCount; station++)
                    {
                        grown.Class(station).ShouldBe(whole.Class(station));
                        grown.Fields(station).ShouldBe(whole.Fields(station));
                    }

                    for (var region = 0; region < growth.After.RegionCount; region++)
                    {
                        grown.Totals(region).ShouldBe(whole.Totals(region));
                    }
                }
            )
            .QuickCheckThrowOnFailure();
}
