using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Regions;

public class TreeGrowthTests
{
    private static readonly Arbitrary<RegionCode[]> Stations = Made.Station.ArrayOf().ToArbitrary();

    [Fact]
    public void A_tree_that_grew_is_the_tree_of_all_its_stations_and_every_place_is_found_in_it() =>
        Prop.ForAll(
                Stations,
                Stations,
                (first, more) =>
                {
                    var before = RegionTree.FromStations(first);
                    var growth = TreeGrowth.Of(before, RegionTree.FromStations(more));
                    growth.After.Encode().ShouldBe(RegionTree.FromStations([.. first, .. more]).Encode());
                    for (var station = 0; station < before.StationCount; station++)
                    {
                        growth.After.Station(growth.Station(station)).ShouldBe(before.Station(station));
                    }

                    for (var region = 0; region < before.RegionCount; region++)
                    {
                        growth.After.Region(growth.Region(region)).ShouldBe(before.Region(region));
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_kept_by_ordinal_is_kept_of_the_same_places() =>
        Prop.ForAll(
                Stations,
                Stations,
                (first, more) =>
                {
                    var before = RegionTree.FromStations(first);
                    var growth = TreeGrowth.Of(before, RegionTree.FromStations(more));
                    var (stations, regions) = (Enumerable.Range(0, before.StationCount), Enumerable.Range(0, before.RegionCount));
                    var byStation = growth.Stations([.. stations.Select(before.Station)], default);
                    for (var station = 0; station < byStation.Length; station++)
                    {
                        var code = growth.After.Station(station);
                        byStation[station].ShouldBe(before.FindStation(code) >= 0 ? code : default);
                    }

                    var none = RegionCode.Parse("3171");
                    var byRegion = growth.Regions([.. regions.Select(before.Region)], none);
                    for (var region = 0; region < byRegion.Length; region++)
                    {
                        var code = growth.After.Region(region);
                        byRegion[region].ShouldBe(before.FindRegion(code) >= 0 ? code : none);
                    }

                    var few = growth.Stations(stations.Where(s => s % 2 == 0).ToDictionary(s => s, before.Station));
                    few.ShouldAllBe(pair => growth.After.Station(pair.Key) == pair.Value);
                    few.Count.ShouldBe((before.StationCount + 1) / 2);
                }
            )
            .QuickCheckThrowOnFailure();
}
