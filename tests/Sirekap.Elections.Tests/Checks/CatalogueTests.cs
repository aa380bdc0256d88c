using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Tests.Contests;

namespace Sirekap.Elections.Tests.Checks;

public class CatalogueTests
{
    /// <summary>Codes and order are written into ledgers: this list may only grow with a new version of the rules.</summary>
    [Fact]
    public void Codes_and_order_of_version_1_stay() =>
        Catalogue
            .First.Select(c => c.Code)
            .ShouldBe([
                "VALID_SUM",
                "VOTES_SUM",
                "CHOICE_MISSING",
                "TURNOUT_VOTES",
                "VOTES_OVER_BALLOTS",
                "VOTES_OVER_LAW",
                "PARTY_SUM",
                "ROLL_SUM",
                "FROM_ROLL_SUM",
                "TRANSFERRED_SUM",
                "SAME_DAY_SUM",
                "VOTERS_SUM",
                "DISABLED_SUM",
                "TURNOUT_PARTS",
                "FROM_ROLL_OVER_ROLL",
                "DISABLED_OVER_VOTERS",
                "BALLOTS_SUM",
                "BALLOTS_USED",
                "BALLOTS_ROLL",
                "STATION_SIZE",
                "UNANIMOUS",
                "FULL_TURNOUT",
            ]);

    [Fact]
    public void A_plenarys_paper_is_told_what_it_fails_in_the_order_of_the_catalogue()
    {
        var ballot = new Contest("ketua", ContestKind.Tickets, [MadeElections.District("0", ["0"], 1, [new(1), new(2)])]).BallotOf(
            RegionCode.Nation
        );
        Failing(valid: 30, allVotes: 32).ShouldBeEmpty();
        Failing(valid: 30, allVotes: 33).ShouldBe(["VOTES_SUM"]);
        Failing(valid: 31, allVotes: 32).ShouldBe(["VALID_SUM", "VOTES_SUM"]);

        IEnumerable<string> Failing(long valid, long allVotes)
        {
            long[] counts = [.. Enumerable.Repeat((long)FormFields.Missing, Fields.Count)];
            (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes]) = (valid, 2, allVotes);
            var figures = new TotalFigures([10, 20], counts);
            var findings = Catalogue.First.Explain(figures, ballot);
            Catalogue.First.Codes(Catalogue.First.Evaluate(figures, ballot)).ShouldBe(findings.Select(finding => finding.Check.Code));
            return findings.Select(finding => finding.Check.Code);
        }
    }

    [Fact]
    public void Every_check_has_an_index_and_every_index_its_check()
    {
        Enum.GetValues<CheckIndex>().Length.ShouldBe(Catalogue.First.Count);
        foreach (var index in Enum.GetValues<CheckIndex>())
        {
            var check = Catalogue.First[(int)index];
            check.Code.Replace("_", "", StringComparison.Ordinal).ShouldBe(index.ToString().ToUpperInvariant());
            Catalogue.First.IndexOf(check.Code).ShouldBe((int)index);
            Catalogue
                .First.FailingHolds(new CheckResult(1u << (int)index, true))
                .ShouldBe(check.Severity == Severity.Holds ? 1u << (int)index : 0);
        }
    }

    [Fact]
    public void Every_check_is_told_in_both_languages()
    {
        foreach (var check in Catalogue.First)
        {
            check.Indonesian.ShouldEndWith(".");
            check.English.ShouldEndWith(".");
            check.Indonesian.ShouldNotBe(check.English);
            check.Law.ShouldNotBeNullOrWhiteSpace();
        }

        Catalogue.First.Select(c => c.Indonesian).Distinct().Count().ShouldBe(Catalogue.First.Count);
        Catalogue.First.Select(c => c.English).Distinct().Count().ShouldBe(Catalogue.First.Count);
    }

    [Fact]
    public void A_check_that_is_not_there_has_no_index() => Catalogue.First.IndexOf("NO_SUCH").ShouldBe(-1);

    [Fact]
    public void Checks_that_hold_stand_before_those_that_flag()
    {
        var (flags, holds) = (Catalogue.First[^1], Catalogue.First[0]);
        Should.Throw<ArgumentException>(() => new Catalogue([flags, holds], Evaluation.Evaluate, (_, _, _) => []));
        new Catalogue([holds, flags], Evaluation.Evaluate, (_, _, _) => []).Holding.ShouldBe(1u);
    }

    [Fact]
    public void Rules_are_found_by_their_version()
    {
        RuleSets.Find(1).ShouldBe(RuleSets.First);
        RuleSets.Find(0).ShouldBeNull();
        RuleSets.All.Select(rules => rules.Version).ShouldBe(Enumerable.Range(1, RuleSets.All.Count));
    }
}
