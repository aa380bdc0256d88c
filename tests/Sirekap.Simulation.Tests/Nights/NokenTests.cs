using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

/// <summary>Stations of the highlands, where communities vote as one; boxes that travel and ballots that come by post abroad.</summary>
public sealed class NokenTests
{
    private static readonly RegionTree Tree = SimulatedRegions.Generate(4200, 5).Tree;

    [Fact]
    public void A_station_by_noken_has_all_votes_for_one_and_nobody_absent_in_every_contest()
    {
        var options = new SimulationOptions(4200, 5) { Contests = SimulatedContests.Codes };
        var contests = SimulatedContests.Of(options, Tree);
        var noken = Enumerable.Range(0, Tree.StationCount).Where(station => Tree.MethodOf(station) == VotingMethod.Noken).ToList();
        noken.Count.ShouldBeInRange(20, 200);
        foreach (var station in noken)
        {
            var code = Tree.Station(station);
            foreach (var contest in contests.All.Where(contest => contest.IsHeldAt(code)))
            {
                var truth = contest.Truth(5, code, TrueCount.Of(5, code));
                truth[Field.Voters].ShouldBe(truth[Field.Roll]);
                truth.Votes.ToArray().Max().ShouldBe(truth[Field.Roll]!.Value);
                var paper = StationPaper.Of(contest.Contest, code, Limits.Of2024, VotingMethod.Noken);
                Evaluation.Evaluate(truth, paper).Failing.ShouldBe(0u, $"{contest.Contest.Code} at {code}");
            }
        }
    }

    [Fact]
    public void Overseas_has_every_way_of_voting() =>
        Enumerable
            .Range(0, Tree.StationCount)
            .Where(station => Tree.Station(station).IsOverseas)
            .Select(Tree.MethodOf)
            .Distinct()
            .Order()
            .ShouldBe([VotingMethod.Tps, VotingMethod.Ksk, VotingMethod.Pos]);

    [Fact]
    public void Candidates_have_the_sex_of_their_given_names()
    {
        PeopleNames.SexOf("Siti Wirabuana").ShouldBe(CandidateSex.Woman);
        PeopleNames.SexOf("Yonas Wirabuana").ShouldBe(CandidateSex.Man);
        var contests = SimulatedContests.Of(new SimulationOptions(4200, 5) { Contests = ["pdpd"] }, Tree);
        var names = SimulatedElection
            .Define("x", "example.org/x", SimulatedRegions.Generate(50, 5).Names, new Dictionary<RegionCode, string>(), contests)
            .Names;
        var district = contests.Structure.Contests[0].Districts[0];
        foreach (var choice in district.Choices)
        {
            names.SexOf("pdpd", district.Code, choice).ShouldBe(PeopleNames.SexOf(names.ChoiceName("pdpd", district.Code, choice)));
        }
    }
}
