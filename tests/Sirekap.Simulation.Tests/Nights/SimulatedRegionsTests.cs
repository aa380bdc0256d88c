using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Regions;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class SimulatedRegionsTests
{
    [Fact]
    public void Any_number_of_stations_makes_a_tree_with_a_name_for_every_region() =>
        Prop.ForAll(
                ArbMap
                    .Default.GeneratorFor<ulong>()
                    .SelectMany(seed => Gen.Choose(1, 6000).Select(stations => (stations, seed)))
                    .ToArbitrary(),
                made =>
                {
                    var regions = SimulatedRegions.Generate(made.stations, made.seed);
                    regions.Tree.StationCount.ShouldBe(made.stations);
                    regions.Names.Count.ShouldBe(regions.Tree.RegionCount - 1);
                    for (var region = 1; region < regions.Tree.RegionCount; region++)
                    {
                        regions.Names[regions.Tree.Region(region)].ShouldNotBeNullOrWhiteSpace();
                    }

                    RegionTree.TryParse(regions.Tree.Encode(), out var read, out _).ShouldBeTrue();
                    read!.StationCount.ShouldBe(made.stations);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void The_same_seed_makes_the_same_places_and_another_seed_others()
    {
        var regions = SimulatedRegions.Generate(500, 1);
        SimulatedRegions.Generate(500, 1).Tree.Encode().ShouldBe(regions.Tree.Encode());
        SimulatedRegions.Generate(500, 1).Names.ShouldBe(regions.Names);
        SimulatedRegions.Generate(500, 2).Tree.Encode().ShouldNotBe(regions.Tree.Encode());
    }

    [Fact]
    public void From_40_stations_on_all_38_provinces_are_there_by_their_codes_of_2024()
    {
        var tree = SimulatedRegions.Generate(40, 1).Tree;
        tree.Children(0)
            .Select(province => tree.Region(province).ToString())
            .ShouldBe(
                "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".Split(
                    ' '
                )
            );
    }

    [Fact]
    public void At_the_size_of_2024_it_has_the_shape_of_2024()
    {
        var regions = SimulatedRegions.Generate(823_236, 7);
        var levels = Enumerable
            .Range(0, regions.Tree.RegionCount)
            .Select(regions.Tree.Region)
            .Where(code => !code.IsOverseas)
            .CountBy(code => code.Level)
            .ToDictionary();

        regions.Tree.StationCount.ShouldBe(823_236);
        levels.ShouldBe(
            new Dictionary<Level, int>
            {
                [Level.Nation] = 1,
                [Level.Province] = 38,
                [Level.Regency] = 514,
                [Level.District] = 7_277,
                [Level.Village] = 83_731,
            },
            ignoreOrder: true
        );
        var overseas = regions.Tree.FindRegion(RegionCode.Parse("99"));
        regions.Tree.StationsOf(overseas).Count.ShouldBe(3_075);
        regions.Tree.Children(overseas).Count().ShouldBe(128);
        regions.Tree.FindRegion(RegionCode.Parse("99AA")).ShouldBeGreaterThan(0);
        regions.StationNames.Count.ShouldBe(3_075);
        regions.Tree.StationsOf(regions.Tree.FindRegion(RegionCode.Parse("32"))).Count.ShouldBe(140_457);
    }

    [Fact]
    public void Siblings_have_different_names()
    {
        var regions = SimulatedRegions.Generate(5000, 3);
        for (var region = 0; region < regions.Tree.RegionCount; region++)
        {
            var names = regions.Tree.Children(region).Select(child => regions.Names[regions.Tree.Region(child)]).ToList();
            names.Distinct().Count().ShouldBe(names.Count);
        }
    }

    [Fact]
    public void A_thinned_tree_keeps_stations_of_the_whole_tree_spread_over_it()
    {
        var whole = SimulatedRegions.Generate(5000, 4).Tree;

        var thin = SimulatedRegions.Thin(whole, 700);

        thin.StationCount.ShouldBe(700);
        Enumerable.Range(0, 700).ShouldAllBe(station => whole.FindStation(thin.Station(station)) >= 0);
        thin.Children(0).Count().ShouldBeGreaterThan(36);
        SimulatedRegions.Thin(whole, 5000).ShouldBeSameAs(whole);
        SimulatedRegions.Thin(whole, 9000).ShouldBeSameAs(whole);
    }

    [Fact]
    public void Shares_add_up_and_keep_their_limits() =>
        Prop.ForAll(
                Gen.Choose(0, 60)
                    .Select(weight => weight / 7.0)
                    .NonEmptyListOf()
                    .SelectMany(weights => Gen.Choose(weights.Count, 9 * weights.Count).Select(total => (weights, total)))
                    .ToArbitrary(),
                made =>
                {
                    double[] weights = [.. made.weights];
                    weights[0] += 1;
                    var parts = Apportionment.Of(made.total, weights, 1, 9);
                    parts.Sum().ShouldBe(made.total);
                    parts.ShouldAllBe(part => part >= 1 && part <= 9);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Places_by_their_number_of_stations_get_their_due_to_within_one()
    {
        Apportionment.Of(10, [5, 3, 2], 1, 100).ShouldBe([5, 3, 2]);
        Apportionment.Of(11, [5, 3, 2], 1, 100).ShouldBe([6, 3, 2]);
        Apportionment.Of(7, [100, 1, 1], 2, 100).ShouldBe([3, 2, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => Apportionment.Of(2, [1, 1, 1], 1, 100));
    }
}
