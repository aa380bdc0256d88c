using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Regions;

public class RegionTreeTests
{
    private static readonly Arbitrary<RegionCode[]> Stations = Made.Station.ArrayOf().ToArbitrary();

    [Fact]
    public void Stations_have_the_ordinals_of_their_order() =>
        Prop.ForAll(
                Stations,
                stations =>
                {
                    var tree = RegionTree.FromStations(stations);
                    var sorted = stations.Distinct().Order().ToArray();
                    tree.StationCount.ShouldBe(sorted.Length);
                    for (var i = 0; i < sorted.Length; i++)
                    {
                        tree.Station(i).ShouldBe(sorted[i]);
                        tree.FindStation(sorted[i]).ShouldBe(i);
                        tree.Region(tree.VillageOf(i)).ShouldBe(sorted[i].Parent);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_not_in_the_tree_is_not_found() =>
        Prop.ForAll(
                Stations,
                Made.Region.ToArbitrary(),
                (stations, code) =>
                {
                    var tree = RegionTree.FromStations(stations);
                    tree.FindStation(code).ShouldBe(Array.IndexOf(stations.Distinct().Order().ToArray(), code));
                    var isRegion = code == RegionCode.Nation || (code.Level != Level.Station && stations.Any(s => s.IsWithin(code)));
                    (tree.FindRegion(code) >= 0).ShouldBe(isRegion);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Regions_are_those_above_the_stations_in_order_and_hold_them_contiguously() =>
        Prop.ForAll(
                Stations,
                stations =>
                {
                    var tree = RegionTree.FromStations(stations);
                    var expected = stations
                        .SelectMany(s => new[] { s.At(Level.Province), s.At(Level.Regency), s.At(Level.District), s.Parent })
                        .Append(RegionCode.Nation)
                        .Distinct()
                        .Order()
                        .ToArray();
                    Enumerable.Range(0, tree.RegionCount).Select(tree.Region).ShouldBe(expected);
                    for (var region = 0; region < tree.RegionCount; region++)
                    {
                        var code = tree.Region(region);
                        var (first, end) = tree.StationsOf(region);
                        Enumerable
                            .Range(first, end - first)
                            .Select(tree.Station)
                            .ShouldBe(stations.Where(s => s.IsWithin(code)).Distinct().Order());
                        tree.Region(tree.Parent(region)).ShouldBe(code.Parent);
                        tree.Children(region).Select(tree.Region).ShouldBe(expected.Where(r => r != code && r.Parent == code));
                        tree.FindRegion(code).ShouldBe(region);
                        tree.IsVillage(region).ShouldBe(code.Level == Level.Village);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_tree_is_read_as_it_was_written() =>
        Prop.ForAll(
                Stations,
                stations =>
                {
                    var text = RegionTree.FromStations(stations).Encode();
                    RegionTree.TryParse(text, out var read, out var error).ShouldBeTrue(error);
                    read!.Encode().ShouldBe(text);
                    Enumerable.Range(0, read.StationCount).Select(read.Station).ShouldBe(stations.Distinct().Order());
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Each_station_has_its_way_of_voting_also_after_growth()
    {
        RegionTree.TryParse("9501012001 1-2:noken,3\n99AA010001 1,2:ksk,3:pos\n"u8, out var tree, out _).ShouldBeTrue();
        Of(tree!).ShouldBe("noken noken coblos tps ksk pos");
        tree!.IsUsual.ShouldBeFalse();
        RegionTree.TryParse("1101012001 7\n9501012001 4:noken\n"u8, out var added, out _).ShouldBeTrue();
        Of(TreeGrowth.Of(tree, added!).After).ShouldBe("coblos noken noken coblos noken tps ksk pos");

        // One that is there keeps its way of voting.
        RegionTree.TryParse("9501012001 1\n"u8, out var again, out _).ShouldBeTrue();
        Of(TreeGrowth.Of(tree, again!).After).ShouldBe(Of(tree));
        again!.IsUsual.ShouldBeTrue();
        var one = RegionCode.Parse("9501012001001");
        Should
            .Throw<ArgumentException>(() => RegionTree.FromStations([(one, VotingMethod.Noken), (one, VotingMethod.Coblos)]))
            .Message.ShouldContain("9501012001001 votes in two ways");

        static string Of(RegionTree tree) =>
            string.Join(' ', Enumerable.Range(0, tree.StationCount).Select(station => VotingMethods.WordOf(tree.MethodOf(station))));
    }

    [Fact]
    public void There_is_one_text_for_one_set_of_stations()
    {
        var text = "1101012001 1-3,5,901-902\n1101012002 7\n9501012001 1-2:noken,3,4:noken\n99AA010001 1-9:pos,10-12,13:ksk\n"u8.ToArray();
        RegionTree.TryParse(text, out var tree, out _).ShouldBeTrue();
        tree!.Encode().ShouldBe(text);
        foreach (var mutation in Made.Mutations(text))
        {
            if (RegionTree.TryParse(mutation, out var other, out var error))
            {
                other.Encode().ShouldBe(mutation);
            }
            else
            {
                error.ShouldStartWith("line ");
            }
        }
    }

    [Theory]
    [InlineData("1101012001 1-3", "line 1: the line does not end")]
    [InlineData("1101012001\n", "line 1: expected a village's code of 10 characters, a space and numbers")]
    [InlineData("1101012001 1\n1101012001 2\n", "line 2: 1101012001 does not come after 1101012001")]
    [InlineData("1101012002 1\n1101012001 2\n", "line 2: 1101012001 does not come after 1101012002")]
    [InlineData("1101012001 01\n", "line 1: expected a number from 1 to 999 without leading zeros")]
    [InlineData("1101012001 0\n", "line 1: expected a number from 1 to 999 without leading zeros")]
    [InlineData("1101012001 1000\n", "line 1: expected a comma between ranges")]
    [InlineData("1101012001 1-2,3\n", "line 1: 3 is not apart from 2: ranges ascend and are as long as they can be")]
    [InlineData("1101012001 4,2\n", "line 1: 2 is not apart from 4: ranges ascend and are as long as they can be")]
    [InlineData("1101012001 3-3\n", "line 1: expected a number above 3 to end its range")]
    [InlineData("1101012001 1,\n", "line 1: expected a number from 1 to 999 without leading zeros")]
    [InlineData("1101012001 1\r\n", "line 1: expected a comma between ranges")]
    [InlineData("9501012001 1:noken,2:noken\n", "line 1: 2 is not apart from 1: ranges ascend and are as long as they can be")]
    [InlineData("9501012001 1:noken,1\n", "line 1: 1 is not apart from 1: ranges ascend and are as long as they can be")]
    [InlineData("9501012001 1:coblos\n", "line 1: expected one of coblos, noken after the colon, and not the first, which is not written")]
    [InlineData("9501012001 1:ksk\n", "line 1: expected one of coblos, noken after the colon, and not the first, which is not written")]
    [InlineData("99AA010001 1:noken\n", "line 1: expected one of tps, ksk, pos after the colon, and not the first, which is not written")]
    [InlineData("99AA010001 1:\n", "line 1: expected one of tps, ksk, pos after the colon, and not the first, which is not written")]
    public void What_is_wrong_is_said_with_its_line(string text, string expected)
    {
        RegionTree.TryParse(Encoding.ASCII.GetBytes(text), out _, out var error).ShouldBeFalse();
        error.ShouldBe(expected);
    }

    [Fact]
    public void A_tree_without_stations_has_the_nation_alone()
    {
        RegionTree.TryParse([], out var tree, out _).ShouldBeTrue();
        tree!.RegionCount.ShouldBe(1);
        tree.StationCount.ShouldBe(0);
        tree.StationsOf(0).Count.ShouldBe(0);
        tree.Children(0).ShouldBeEmpty();
        tree.Encode().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1101012001")]
    [InlineData("1101012001000")]
    public void What_is_no_station_with_a_number_is_refused_by_name(string code) =>
        Should.Throw<ArgumentException>(() => RegionTree.FromStations([RegionCode.Parse(code)])).Message.ShouldContain(code);
}
