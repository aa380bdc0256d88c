using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Regions;

public class RegionCodeTests
{
    [Fact]
    public void A_code_is_written_as_it_was_read() =>
        Prop.ForAll(Made.RegionText.ToArbitrary(), text => RegionCode.Parse(text).ToString() == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Codes_order_as_their_texts_with_a_region_before_what_lies_in_it() =>
        Prop.ForAll(
                Made.RegionText.Two().ToArbitrary(),
                pair =>
                {
                    var (left, right) = pair;
                    var expected = string.CompareOrdinal(left == "0" ? "" : left, right == "0" ? "" : right);
                    return Math.Sign(RegionCode.Parse(left).CompareTo(RegionCode.Parse(right))) == Math.Sign(expected);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_code_lies_within_exactly_its_prefixes() =>
        Prop.ForAll(
                Made.RegionText.Two().ToArbitrary(),
                pair =>
                {
                    var (inner, outer) = pair;
                    LiesWithinItsPrefixes(inner, outer);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Two codes drawn at random are hardly ever neighbours, and a comparison is wrong at the edges of a region.</summary>
    [Fact]
    public void So_does_a_code_at_the_edges_of_a_region_and_right_beside_it() =>
        Prop.ForAll(
                Made.StationText.ToArbitrary(),
                station =>
                {
                    foreach (var outer in Tiers(station))
                    {
                        var near = Beside(outer).Concat(Beside(outer).SelectMany(Ends)).Concat(Ends(outer));
                        foreach (var inner in Tiers(station).Concat(near))
                        {
                            LiesWithinItsPrefixes(inner, outer);
                        }
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_parent_is_the_code_without_its_last_tier() =>
        Prop.ForAll(
                Made.StationText.ToArbitrary(),
                text =>
                {
                    var code = RegionCode.Parse(text);
                    foreach (var length in new[] { 13, 10, 6, 4, 2 })
                    {
                        code.ToString().ShouldBe(text[..length]);
                        code.Level.CodeLength().ShouldBe(length);
                        code = code.Parent;
                    }

                    code.ShouldBe(RegionCode.Nation);
                    code.Parent.ShouldBe(RegionCode.Nation);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_station_is_its_village_and_its_number() =>
        Prop.ForAll(Made.Station.ToArbitrary(), station => station.Parent.Station(station.StationNumber) == station)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_village_alone_has_stations_0_to_999()
    {
        var village = RegionCode.Parse("3171010001");
        village.Station(0).ToString().ShouldBe("3171010001000");
        village.Station(999).ToString().ShouldBe("3171010001999");
        foreach (var number in new[] { -1, 1000 })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => village.Station(number)).Message.ShouldContain("no station of 3171010001");
        }

        Should.Throw<ArgumentOutOfRangeException>(() => village.Parent.Station(1)).Message.ShouldContain("no station of 317101");
        Should.Throw<ArgumentOutOfRangeException>(() => village.Station(1).Station(1));
    }

    [Fact]
    public void Every_comparison_says_what_the_order_says() =>
        Prop.ForAll(
                Made.RegionText.Two().ToArbitrary(),
                pair =>
                {
                    var left = RegionCode.Parse(pair.Item1);
                    foreach (var right in new[] { RegionCode.Parse(pair.Item2), RegionCode.Parse(pair.Item1) })
                    {
                        var order = left.CompareTo(right);
                        (left < right, left <= right, left > right, left >= right).ShouldBe((order < 0, order <= 0, order > 0, order >= 0));
                        (left == right, left != right, left.Equals((object)right)).ShouldBe((order == 0, order != 0, order == 0));
                        (left.Value < right.Value).ShouldBe(order < 0);
                        (order != 0 || left.GetHashCode() == right.GetHashCode()).ShouldBeTrue();
                    }

                    left.Equals((object)pair.Item1).ShouldBeFalse();
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_no_code_is_told() =>
        Should.Throw<FormatException>(() => RegionCode.Parse("11A1")).Message.ShouldBe("\"11A1\" is no region or station code");

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("110")]
    [InlineData("11A1")]
    [InlineData("91AA")]
    [InlineData("19AA")]
    [InlineData("99aa")]
    [InlineData("99@A")]
    [InlineData("99A[")]
    [InlineData("1/")]
    [InlineData("1:")]
    [InlineData("9")]
    [InlineData("99A/01")]
    [InlineData("9A01")]
    [InlineData("11010120010011")]
    [InlineData("1101012001 01")]
    [InlineData("１１")]
    public void What_is_no_code_is_not_read(string text) => RegionCode.TryParse(text, out _).ShouldBeFalse();

    private static void LiesWithinItsPrefixes(string inner, string outer) =>
        RegionCode
            .Parse(inner)
            .IsWithin(RegionCode.Parse(outer))
            .ShouldBe(outer == "0" || inner.StartsWith(outer, StringComparison.Ordinal), $"{inner} in {outer}");

    private static IEnumerable<string> Tiers(string station) => new[] { 2, 4, 6, 10, 13 }.Select(length => station[..length]).Prepend("0");

    /// <summary>The codes right before and right after this one on its tier, where its last character has such.</summary>
    private static IEnumerable<string> Beside(string code) =>
        new[] { -1, 1 }
            .Select(step => code[..^1] + (char)(code[^1] + step))
            .Where(beside => beside != "0" && RegionCode.TryParse(beside, out _));

    /// <summary>The first and the last code on every tier below this one.</summary>
    private static IEnumerable<string> Ends(string code) =>
        from length in new[] { 2, 4, 6, 10, 13 }
        where code != "0" && length > code.Length
        from last in new[] { '0', '9' }
        select code.PadRight(length, last);

    [Fact]
    public void Overseas_codes_may_carry_letters_in_places_three_and_four()
    {
        RegionCode.Parse("99BF010001001").IsOverseas.ShouldBeTrue();
        RegionCode.Parse("99BF010001001").At(Level.Regency).ToString().ShouldBe("99BF");
        RegionCode.Parse("99AZ").ToString().ShouldBe("99AZ");
        RegionCode.Parse("99ZA").ToString().ShouldBe("99ZA");
        RegionCode.Parse("9501").IsOverseas.ShouldBeFalse();
        RegionCode.Parse("1901").IsOverseas.ShouldBeFalse();
        RegionCode.TryParse("9901A1", out _).ShouldBeFalse();
    }
}
