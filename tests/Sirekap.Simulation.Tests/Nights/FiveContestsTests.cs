using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class FiveContestsTests
{
    [Theory]
    [InlineData(60, 1UL)]
    [InlineData(700, 2UL)]
    public void The_record_accepts_every_entry_but_those_that_are_meant_to_be_refused(int stations, ulong seed)
    {
        using var election = new MadeElection(Options(stations, seed) with { Plenaries = true, ReviewShare = 0.3 });

        var (record, refused) = election.Fold();

        foreach (var (entry, rejection) in refused)
        {
            var meant = entry.Intent switch
            {
                Intent.Repeats => RejectionCode.AlreadySaid,
                Intent.Intrudes => RejectionCode.RevokedKey,
                _ => (RejectionCode?)null,
            };
            ((RejectionCode?)rejection.Code).ShouldBe(meant, $"{rejection} in {election.Read(entry)}");
        }

        refused.Count.ShouldBe(election.Night.Entries().Count(entry => entry.Intent != Intent.Stands));
        foreach (var contest in election.Night.Contests.Structure.Contests)
        {
            var held = Enumerable.Range(0, stations).Count(station => contest.TryFindDistrict(election.Tree.Station(station), out _));
            record.Contest(contest.Code)!.Tally.Totals(0).Received.ShouldBe(held, contest.Code);
            record.Contest(contest.Code)!.Tally.Totals(0).Accepted.Stations.ShouldBe(held, contest.Code);
        }
    }

    [Fact]
    public void The_president_is_told_as_when_alone()
    {
        var alone = new SimulationOptions(120, 3) { ReviewShare = 0.2 };
        using var one = new MadeElection(alone);
        using var five = new MadeElection(alone with { Contests = SimulatedContests.Codes }, one.Tree);

        Forms(five, SimulatedElection.Contest).ShouldBe(Forms(one, SimulatedElection.Contest));
        static List<(RegionCode, long, FormFields)> Forms(MadeElection election, string contest) =>
            [
                .. election
                    .Statements()
                    .OfType<Form>()
                    .Where(form => form.Contest == contest)
                    .Select(form => (form.Station, form.Taken.UnixSeconds, form.Fields)),
            ];
    }

    [Fact]
    public void A_contest_is_told_alike_whichever_others_there_are()
    {
        var options = Options(40, 4) with { Errors = false, Incidents = false };
        var tree = SimulatedRegions.Generate(40, 4).Tree;
        using var five = new MadeElection(options, tree);

        foreach (var contest in SimulatedContests.Codes)
        {
            using var alone = new MadeElection(options with { Contests = [contest] }, tree);
            for (var station = 0; station < tree.StationCount; station++)
            {
                alone.Night.Truth(tree.Station(station), contest).ShouldBe(five.Night.Truth(tree.Station(station), contest));
            }
        }
    }

    [Fact]
    public void What_is_true_agrees_with_itself_in_every_contest()
    {
        var options = Options(4200, 5);
        var tree = SimulatedRegions.Generate(4200, 5).Tree;
        var contests = SimulatedContests.Of(options, tree);

        for (var station = 0; station < tree.StationCount; station += 3)
        {
            var code = tree.Station(station);
            var president = TrueCount.Of(5, code);
            foreach (var contest in contests.All.Where(contest => contest.IsHeldAt(code)))
            {
                var truth = contest.Truth(5, code, president);
                truth.Votes.Length.ShouldBe(contest.Contest.DistrictOf(code).Choices.Count);
                var result = Evaluation.Evaluate(truth, StationPaper.Of(contest.Contest, code, Limits.Of2024, tree.MethodOf(station)));
                result.Failing.ShouldBe(0u, $"{contest.Contest.Code} at {code}");
                result.Complete.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Who_comes_from_elsewhere_gets_fewer_ballots()
    {
        var options = Options(2000, 6);
        var tree = SimulatedRegions.Generate(2000, 6).Tree;
        var contests = SimulatedContests.Of(options, tree);
        var transferred = new long[contests.All.Count];
        for (var station = 0; station < tree.StationCount; station++)
        {
            var code = tree.Station(station);
            var president = TrueCount.Of(6, code);
            if (!contests.All.All(contest => contest.IsHeldAt(code)) || tree.MethodOf(station) == VotingMethod.Noken)
            {
                continue;
            }

            var truths = contests.All.Select(contest => contest.Truth(6, code, president)).ToList();
            for (var contest = 0; contest < truths.Count; contest++)
            {
                transferred[contest] += truths[contest][Field.Transferred]!.Value;
                truths[contest][Field.FromRoll].ShouldBe(president[Field.FromRoll]);
                truths[contest][Field.SameDay].ShouldBe(president[Field.SameDay]);
                truths[contest][Field.Transferred]!.Value.ShouldBeLessThanOrEqualTo(president[Field.Transferred]!.Value);
            }

            // Nested: who gets the regency's ballot gets every other.
            truths[4][Field.Transferred]!.Value.ShouldBeLessThanOrEqualTo(truths[3][Field.Transferred]!.Value);
            truths[3][Field.Transferred]!.Value.ShouldBeLessThanOrEqualTo(truths[1][Field.Transferred]!.Value);
            truths[1][Field.Transferred]!.Value.ShouldBeLessThanOrEqualTo(truths[2][Field.Transferred]!.Value);
        }

        (transferred[1] / (double)transferred[0]).ShouldBeInRange(0.4, 0.5);
        (transferred[4] / (double)transferred[0]).ShouldBeInRange(0.2, 0.3);
    }

    [Fact]
    public void Errors_of_party_pages_happen_and_are_found()
    {
        var options = Options(3000, 7);
        var tree = SimulatedRegions.Generate(3000, 7).Tree;
        var contests = SimulatedContests.Of(options, tree);
        var nights = Enumerable.Range(0, 3000).Select(station => new StationNight(options, contests, tree.Station(station), 1)).ToList();

        foreach (var error in new[] { OfficerError.PageMissing, OfficerError.PartySumAsVotes, OfficerError.CandidatesMisread })
        {
            var made = nights.Where(night => night.Errors.HasFlag(error)).ToList();
            made.Count.ShouldBeGreaterThan(5, error.ToString());
            made.ShouldContain(night => Catalogue.First.FailingHolds(night.Result) != 0, error.ToString());
        }

        nights.Count(night => Catalogue.First.Classify(night.Result) == StationClass.Accepted).ShouldBeInRange(1700, 2200);
    }

    [Fact]
    public void Districts_cover_every_station_as_in_2024()
    {
        var (tree, names, _) = SimulatedRegions.Generate(823_236, 8);

        var contests = SimulatedContests.Of(Options(823_236, 8), tree, names).Structure;

        contests.Flaw().ShouldBeNull();
        var counts = contests.Contests.Select(contest => contest.Districts.Count).ToList();
        counts[..4].ShouldBe([1, 84, 38, 301]);
        counts[4].ShouldBeInRange(2150, 2500);
        contests.Contests[1].Districts.Sum(district => district.Seats).ShouldBe(580);
        contests.Contests[1].Districts.ShouldAllBe(district => district.Seats >= 3 && district.Seats <= 10);
        contests
            .Contests[1]
            .Districts.Sum(district => district.Choices.Count(choice => choice.Candidate > 0))
            .ShouldBeInRange(9000, 10_440);
        contests.Contests[3].Districts.Sum(district => district.Seats).ShouldBe(2372);
        foreach (var village in Enumerable.Range(0, tree.RegionCount).Where(tree.IsVillage))
        {
            var code = tree.Region(village);
            contests
                .Contests.Select(contest => contest.TryFindDistrict(code, out _))
                .ShouldBe([true, true, !code.IsOverseas, !code.IsOverseas, !code.IsOverseas && !code.IsWithin(RegionCode.Parse("31"))]);
        }
    }

    [Fact]
    public void Local_parties_stand_in_the_councils_of_Aceh_alone()
    {
        var contests = SimulatedContests.Of(Options(5000, 9), SimulatedRegions.Generate(5000, 9).Tree).Structure.Contests;

        foreach (var contest in contests.Where(contest => contest.Kind == ContestKind.Parties))
        {
            foreach (var district in contest.Districts)
            {
                var parties = district.Choices.Select(choice => choice.Number).Distinct().ToList();
                var local = contest.Code != "pdpr" && district.Code.StartsWith("11", StringComparison.Ordinal);
                parties.Count.ShouldBe(local ? 24 : 18);
                parties.Count(party => party is >= 18 and <= 23).ShouldBe(local ? 6 : 0);
                district.Choices.Max(choice => choice.Candidate).ShouldBeLessThanOrEqualTo(district.Seats);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("pdpr,pdpr")]
    [InlineData("ppwp,pileg")]
    public void Contests_that_are_none_are_refused(string codes) =>
        Should.Throw<ArgumentException>(() =>
            SimulatedContests.Of(
                new SimulationOptions(10, 1) { Contests = codes.Split(',', StringSplitOptions.RemoveEmptyEntries) },
                SimulatedRegions.Generate(10, 1).Tree
            )
        );

    private static SimulationOptions Options(int stations, ulong seed) => new(stations, seed) { Contests = SimulatedContests.Codes };
}
