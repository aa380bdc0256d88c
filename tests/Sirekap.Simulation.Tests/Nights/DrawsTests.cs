using Sirekap.Elections.Regions;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class DrawsTests
{
    private static readonly SimulatedContests President = SimulatedContests.Of(new SimulationOptions(1, 42), RegionTree.Empty);

    [Fact]
    public void Growth_is_the_exponential_to_a_third_of_a_percent()
    {
        for (var x = -5.0; x <= 5; x += 0.25)
        {
            (Draws.Growth(x) / Math.Exp(x)).ShouldBe(1, 0.0035);
        }
    }

    [Fact]
    public void Normal_draws_have_mean_0_and_deviation_1()
    {
        var draws = Draws.Of(1, RegionCode.Nation, Purpose.Truth);
        var values = Enumerable.Range(0, 20_000).Select(_ => draws.Normal()).ToList();

        values.Average().ShouldBe(0, 0.03);
        values.Average(value => value * value).ShouldBe(1, 0.05);
        (values.Count(value => Math.Abs(value) > 1.96) / 20_000.0).ShouldBeInRange(0.04, 0.06);
    }

    [Fact]
    public void Whole_draws_reach_every_value_about_as_often()
    {
        var draws = Draws.Of(2, RegionCode.Nation, Purpose.Truth);
        var counts = Enumerable.Range(0, 9000).Select(_ => draws.Between(3, 11)).CountBy(value => value).ToDictionary();

        counts.Keys.Order().ShouldBe(Enumerable.Range(3, 9));
        counts.Values.ShouldAllBe(count => count > 850 && count < 1150);
    }

    [Fact]
    public void Geometric_draws_have_their_mean()
    {
        var draws = Draws.Of(3, RegionCode.Nation, Purpose.Truth);
        Enumerable.Range(0, 20_000).Average(_ => draws.Geometric(2.4)).ShouldBe(2.4, 0.1);
    }

    [Fact]
    public void Seed_place_and_purpose_each_make_other_draws()
    {
        ulong[] firsts =
        [
            Draws.Of(1, RegionCode.Nation, Purpose.Truth).Next(),
            Draws.Of(2, RegionCode.Nation, Purpose.Truth).Next(),
            Draws.Of(1, RegionCode.Parse("31"), Purpose.Truth).Next(),
            Draws.Of(1, RegionCode.Parse("99AA"), Purpose.Truth).Next(),
            Draws.Of(1, RegionCode.Nation, Purpose.Errors).Next(),
        ];
        firsts.Distinct().Count().ShouldBe(firsts.Length);
    }

    /// <summary>Written down from this code once: whoever changes it changes every night that was ever simulated.</summary>
    [Fact]
    public void A_seed_draws_today_what_it_drew_before()
    {
        var station = RegionCode.Parse("3171010001001");
        Draws.Of(42, station, Purpose.Truth).Next().ShouldBe(13941463343498508748UL);
        string.Join(',', TrueCount.Of(42, station).Votes.ToArray()).ShouldBe("61,67,50");
        string.Join(',', TrueCount.Of(42, station).Counts.ToArray())
            .ShouldBe("111,93,204,96,80,176,2,2,4,0,0,0,98,82,180,209,180,0,29,1,0,1,178,2,180");
        string.Join(' ', new StationNight(new SimulationOptions(1, 42), President, station).Happenings.ToArray())
            .ShouldBe("(368722, StationEnrolled) (411667, Form)");
    }
}
