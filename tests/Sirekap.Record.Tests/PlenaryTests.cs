using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>Certified totals stand beside the sum of the accepted stations, as it was at that moment, and never replace it.</summary>
public class PlenaryTests
{
    [Theory]
    [InlineData(2, 11, 22, 33, 66, 4, true)]
    [InlineData(3, 11, 22, 33, 66, 4, false)]
    [InlineData(2, 12, 21, 33, 66, 4, false)]
    [InlineData(2, 11, 22, 33, 67, 4, false)]
    [InlineData(2, 11, 22, 33, 66, 5, false)]
    public void A_plenary_agrees_when_all_it_certifies_is_what_the_accepted_stations_add_up_to(
        int stations,
        int a,
        int b,
        int c,
        int valid,
        int invalid,
        bool agrees
    )
    {
        using var ledger = Night();
        ledger.Said(
            new Totals(MadeElection.President, RegionCode.Parse("317101"), stations, TotalFigures.OfVotes([a, b, c], valid, invalid)),
            ledger.Officer("317101")
        );
        var plenary = Plenaries(ledger, "317101").ShouldHaveSingleItem();
        (plenary.Agrees, plenary.VotesAgree).ShouldBe((agrees, agrees));
        (plenary.OwnStations, plenary.Own[Field.Valid], plenary.Own[Field.Invalid]).ShouldBe((2, 66, 4));
        plenary.Own.Votes.ToArray().ShouldBe([11L, 22, 33]);
        plenary.Index.ShouldBe(ledger.Record.Count - 1);
        Plenaries(ledger, "3171").ShouldBeEmpty();
    }

    [Fact]
    public void What_the_record_had_then_stays_beside_what_was_certified_when_stations_change_later()
    {
        using var ledger = Night();
        var totals = new Totals(MadeElection.President, RegionCode.Nation, 2, TotalFigures.OfVotes([11, 22, 33], 66, 4));
        var sums = ledger.President.Tally.Totals(0);
        ledger.Said(totals, ledger.Roots[2]);
        ledger.President.Tally.Totals(0).ShouldBe(sums);
        ledger.Submit("3201010001001", MadeElection.Sound(1, 1, 1));
        ledger.Said(totals with { Stations = 3 }, ledger.Roots[0]);
        var plenaries = Plenaries(ledger, "0");
        plenaries.Select(plenary => plenary.Agrees).ShouldBe([true, false]);
        plenaries.Select(plenary => plenary.OwnStations).ShouldBe([2, 3]);
        plenaries[0].Own.Votes.ToArray().ShouldBe([11L, 22, 33]);
        plenaries[1].Own.Votes.ToArray().ShouldBe([12L, 23, 34]);
    }

    [Fact]
    public void Every_count_of_the_paper_is_compared_and_votes_for_themselves()
    {
        using var ledger = Night();
        var own = ledger.President.Tally.Totals(0).Accepted;
        foreach (var field in Enum.GetValues<Field>())
        {
            var counts = own.Counts.ToArray();
            counts[(int)field]++;
            ledger.Said(Of(own.Votes, counts), ledger.Roots[0]);
            var plenary = Plenaries(ledger, "0")[^1];
            (plenary.Agrees, plenary.VotesAgree).ShouldBe((false, field < Field.Valid), field.ToString());
            if (field < Field.Valid)
            {
                counts[(int)field] = FormFields.Missing;
                ledger.Said(Of(own.Votes, counts), ledger.Roots[0]);
                Plenaries(ledger, "0")[^1].Agrees.ShouldBeTrue($"{field}: what a paper leaves out it does not contradict");
            }
        }
    }

    [Fact]
    public void A_plenarys_paper_that_contradicts_itself_is_told_by_the_checks_of_a_form()
    {
        var ballot = MadeElection.Structure.Contests[0].BallotOf(RegionCode.Nation);
        var counts = new long[Fields.Count];
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes]) = (6_000_001, 5, 6_000_006);
        (counts[(int)Field.Voters], counts[(int)Field.VotersMen]) = (6_000_007, 6_000_007);
        counts[(int)Field.BallotsReceived] = 7_000_000;
        var findings = RuleSets.First.Checks.Explain(new TotalFigures([1_000_000, 2_000_000, 3_000_000], counts), ballot);
        findings
            .Select(finding => finding.Check.Code)
            .ShouldBe(["VALID_SUM", "TURNOUT_VOTES", "TURNOUT_PARTS", "BALLOTS_SUM", "BALLOTS_USED"]);
        findings[1].Figures.ShouldBe([(PaperPlace.Of(Field.Voters), 6_000_007L), (PaperPlace.Of(Field.AllVotes), 6_000_006L)]);
    }

    /// <summary>Each tier that can set a result, against every plenary that there is.</summary>
    internal static void AboveTier()
    {
        foreach (var tier in new[] { Level.Nation, Level.Province, Level.Regency, Level.District })
        {
            const string District = "317101";
            var whole = new ElectoralDistrict("d", [RegionCode.Parse(District)], 3, [new(1), new(2)]);
            var contest = new Contest("made", ContestKind.Individuals, [whole], tier: tier);
            using var ledger = new MadeLedger(structure: new ElectionStructure(Limits.Of2024, [contest]));
            foreach (var region in new[] { "0", "31", "3171", District })
            {
                var code = RegionCode.Parse(region);
                var columns = contest.BallotOf(code).Columns.Count;
                var totals = new Totals("made", code, 0, TotalFigures.OfVotes([.. new long[columns]], 0, 0));
                var signer = code.Level == Level.Nation ? ledger.Roots[0] : ledger.Officer(region);
                if (code.Level < tier)
                {
                    ledger.Refused(RejectionCode.AboveTier, totals, signer);
                }
                else
                {
                    ledger.Said(totals, signer);
                }
            }
        }
    }

    private static Totals Of(long[] votes, long[] counts) =>
        new(MadeElection.President, RegionCode.Nation, 2, new TotalFigures(votes, counts));

    /// <summary>Two stations accepted, one under review and one unchecked.</summary>
    private static MadeLedger Night()
    {
        var ledger = new MadeLedger();
        ledger.Submit("3171010001001", MadeElection.Sound(10, 20, 30));
        ledger.Submit("3171010001002", MadeElection.Sound(1, 2, 3));
        ledger.Submit("3171010001003", MadeElection.Broken(7, 7, 7));
        ledger.Submit("3171010002001", MadeElection.Bare(7, 7, 7));
        return ledger;
    }

    private static IReadOnlyList<Plenary> Plenaries(MadeLedger ledger, string region) =>
        ledger.President.Plenaries(ledger.Record.Tree.FindRegion(RegionCode.Parse(region)));
}
