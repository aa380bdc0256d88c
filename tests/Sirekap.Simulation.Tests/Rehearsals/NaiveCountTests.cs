using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Simulation.Nights;
using Sirekap.Simulation.Rehearsals;
using Sirekap.Simulation.Tests.Nights;

namespace Sirekap.Simulation.Tests.Rehearsals;

/// <summary>The count by hand: what lies on a station's table, and why it does not count.</summary>
public class NaiveCountTests
{
    private const string Contest = SimulatedElection.Contest;

    private static readonly SimulationOptions Options = new(1, 1);
    private static readonly RegionTree Tree = SimulatedRegions.Generate(1, 1).Tree;
    private static readonly RegionCode Station = Tree.Station(0);

    [Fact]
    public void Forms_wait_for_a_decision_and_a_decision_clears_the_table()
    {
        using var election = new MadeElection(Options, Tree);
        var right = election.Night.Truth(Station)!;
        var other = new FormFields([right.Votes[0] + 1, .. right.Votes[1..]], right.Counts.ToArray());
        var count = new NaiveCount(election.Night.Contests, Tree);
        count.Unsettled().Single().ShouldBe(new Unsettled(Contest, Station, StationClass.None, "no form came"));

        count.Take(Id(1), Said(right));
        count.Unsettled().ShouldBeEmpty();

        // The same figures again, of whomever, change nothing.
        count.Take(Id(2), Said(right));
        count.Unsettled().ShouldBeEmpty();

        count.Take(Id(3), Said(other));
        count.Unsettled().Single().Class.ShouldBe(StationClass.UnderReview);
        count.Unsettled().Single().Why.ShouldBe("forms with other figures wait");

        // The other stands over the checks that it fails; then the right ones take its place.
        count.Take(Id(4), Decision(ReviewAct.Accept, Id(3), ["VALID_SUM"]));
        count.Unsettled().ShouldBeEmpty();
        count.Take(Id(5), Decision(ReviewAct.Hold, Id(3), []));
        count.Unsettled().Single().Why.ShouldBe("held");
        count.Take(Id(6), Decision(ReviewAct.Correct, Id(3), [], right));
        count.Unsettled().ShouldBeEmpty();

        count.Take(Id(7), Decision(ReviewAct.Correct, Id(6), [], other));
        count.Unsettled().Single().Why.ShouldBe("fails VALID_SUM");
        count.Take(Id(8), Decision(ReviewAct.Correct, Id(7), [], new FormFields(right.Votes.ToArray(), FormFields.NoCounts())));
        count
            .Unsettled()
            .Single()
            .ShouldBe(new Unsettled(Contest, Station, StationClass.Unchecked, "figures are missing that the checks need"));
    }

    [Fact]
    public void What_a_record_says_otherwise_is_told_for_the_station_and_for_every_region_above_it()
    {
        using var election = new MadeElection(Options with { Incidents = false, Errors = false, ReviewShare = 0 }, Tree);
        var (record, _) = election.Fold();
        var count = new NaiveCount(election.Night.Contests, Tree);
        count.Differences(record).Count().ShouldBe(1 + 5, "the station's class, and sums of five levels");
        foreach (var form in election.Statements().OfType<Form>())
        {
            count.Take(Id(1), form);
        }

        count.Differences(record).ShouldBeEmpty();
    }

    private static Form Said(FormFields fields) => new(Contest, Station, new Timestamp(0), fields, []);

    private static Review Decision(ReviewAct act, Digest on, IReadOnlyList<string> checks, FormFields? fields = null) =>
        new(Contest, Station, on, act, ReviewReason.PaperAgrees, checks, fields, null);

    private static Digest Id(byte number) => new([.. Enumerable.Repeat(number, Digest.Size)]);
}
