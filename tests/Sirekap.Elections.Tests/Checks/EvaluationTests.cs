using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using static Sirekap.Elections.Checks.CheckIndex;
using static Sirekap.Elections.Forms.Field;

namespace Sirekap.Elections.Tests.Checks;

public class EvaluationTests
{
    private static readonly RegionCode Home = RegionCode.Parse("1101012001001");
    private static readonly RegionCode Abroad = RegionCode.Parse("99AA010001001");
    private static readonly Limits Limits = Limits.Of2024;

    /// <summary>
    /// A check, the field to change on a form that agrees with itself, the figure that makes it fail, and what contradicts what.
    /// </summary>
    public static TheoryData<CheckIndex, Field, int, string> Failures =>
        new()
        {
            { ValidSum, Valid, 199, "IV.1=100 IV.2=70 IV.3=30 V.A=199" },
            { VotesSum, Invalid, 5, "V.A=200 V.B=5 V.C=204" },
            { TurnoutVotes, Voters, 203, "I.B.4.J=203 V.C=204" },
            { VotesOverBallots, BallotsReceived, 203, "II.1=203 V.C=204" },
            { VotesOverLaw, AllVotes, 501, "IV=200 V.C=501 limit=500" },
            { RollSum, RollMen, 119, "I.A.L=119 I.A.P=130 I.A.J=250" },
            { FromRollSum, FromRollMen, 89, "I.B.1.L=89 I.B.1.P=105 I.B.1.J=195" },
            { TransferredSum, TransferredWomen, 3, "I.B.2.L=3 I.B.2.P=3 I.B.2.J=5" },
            { SameDaySum, SameDay, 5, "I.B.3.L=2 I.B.3.P=2 I.B.3.J=5" },
            { VotersSum, VotersMen, 96, "I.B.4.L=96 I.B.4.P=109 I.B.4.J=204" },
            { DisabledSum, Disabled, 3, "III.L=1 III.P=1 III.J=3" },
            { TurnoutParts, VotersWomen, 110, "I.B.1.P=105 I.B.2.P=2 I.B.3.P=2 I.B.4.P=110" },
            { FromRollOverRoll, Roll, 194, "I.A.J=194 I.B.1.J=195" },
            { DisabledOverVoters, DisabledMen, 96, "I.B.4.L=95 III.L=96" },
            { BallotsSum, BallotsUnused, 49, "II.1=255 II.2=204 II.3=1 II.4=49" },
            { CheckIndex.BallotsUsed, Field.BallotsUsed, 203, "II.2=203 V.C=204" },
            { BallotsRoll, BallotsReceived, 256, "I.A.J=250 reserve=5 II.1=256" },
            { StationSize, Roll, 301, "I.A.J=301 IV=200 V.C=204 limit=300" },
        };

    [Fact]
    public void A_form_that_agrees_with_itself_fails_nothing()
    {
        var result = Evaluation.Evaluate(Form(), Home, Limits);
        result.ShouldBe(new CheckResult(0, Complete: true));
        Catalogue.First.Classify(result).ShouldBe(StationClass.Accepted);
        Catalogue.First.Explain(Form(), Home, Limits).ShouldBeEmpty();
        Evaluation.MissingFrom(Form()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_contradiction_is_found_and_shown(CheckIndex check, Field field, int figure, string figures)
    {
        var form = Form((field, figure));
        Evaluation.Evaluate(form, Home, Limits).Fails(check).ShouldBeTrue();
        Shown(form, check).ShouldBe(figures);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_missing_figure_contradicts_nothing(CheckIndex check, Field field, int figure, string figures)
    {
        figure.ShouldBeGreaterThan(0);
        figures.ShouldNotBeEmpty();
        var form = Form((field, FormFields.Missing));
        Evaluation.Evaluate(form, Home, Limits).Fails(check).ShouldBeFalse();
    }

    [Theory]
    [InlineData(FromRollOverRoll, FromRollMen, 121, "I.A.L=120 I.B.1.L=121")]
    [InlineData(FromRollOverRoll, FromRollWomen, 131, "I.A.P=130 I.B.1.P=131")]
    [InlineData(FromRollOverRoll, FromRoll, 251, "I.A.J=250 I.B.1.J=251")]
    [InlineData(DisabledOverVoters, DisabledWomen, 110, "I.B.4.P=109 III.P=110")]
    [InlineData(DisabledOverVoters, Disabled, 205, "I.B.4.J=204 III.J=205")]
    [InlineData(TurnoutParts, VotersMen, 94, "I.B.1.L=90 I.B.2.L=3 I.B.3.L=2 I.B.4.L=94")]
    [InlineData(TurnoutParts, Voters, 205, "I.B.1.J=195 I.B.2.J=5 I.B.3.J=4 I.B.4.J=205")]
    public void Men_women_and_both_are_checked_each_and_without_the_others(CheckIndex check, Field field, int figure, string figures)
    {
        var form = Form((field, figure));
        Shown(form, check).ShouldBe(figures);

        // Without the other two columns of the row the column still fails; the next column to it does not take its place.
        var first = field >= DisabledMen ? DisabledMen : (Field)((int)field / 3 * 3);
        Field[] others = [.. new[] { first, first.After(1), first.After(2) }.Where(f => f != field)];
        Shown(Form((field, figure), (others[0], FormFields.Missing), (others[1], FormFields.Missing)), check).ShouldBe(figures);
    }

    [Fact]
    public void A_missing_choice_holds_the_form()
    {
        var form = new FormFields([100, FormFields.Missing, 30], Form().Counts.ToArray());
        var result = Evaluation.Evaluate(form, Home, Limits);
        Catalogue.First.Codes(result.Failing).ShouldBe(["CHOICE_MISSING"]);
        result.Complete.ShouldBeFalse();
        Catalogue.First.Classify(result).ShouldBe(StationClass.UnderReview);
        Catalogue.First.Explain(form, Home, Limits).Single().Figures.ShouldBe([("IV.2", -1L)]);
        Evaluation.MissingFrom(form).ShouldBe(["IV.2"]);
    }

    [Theory]
    [InlineData(Valid, "V.A")]
    [InlineData(Invalid, "V.B")]
    [InlineData(AllVotes, "V.C")]
    [InlineData(Voters, "I.B.4.J")]
    public void Without_a_figure_that_the_checks_of_votes_need_a_form_is_unchecked(Field field, string paper)
    {
        var form = Form((field, FormFields.Missing));
        Catalogue.First.Classify(Evaluation.Evaluate(form, Home, Limits)).ShouldBe(StationClass.Unchecked);
        Evaluation.MissingFrom(form).ShouldBe([paper]);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Only_a_check_that_holds_holds(CheckIndex check, Field field, int figure, string figures)
    {
        figures.ShouldNotBeEmpty();
        var result = Evaluation.Evaluate(Form((field, figure)), Home, Limits);
        ((Catalogue.First.FailingHolds(result) >> (int)check) & 1).ShouldBe(
            Catalogue.First[(int)check].Severity == Severity.Holds ? 1u : 0u
        );
        Catalogue
            .First.Classify(result)
            .ShouldBe(Catalogue.First.FailingHolds(result) == 0 ? StationClass.Accepted : StationClass.UnderReview);
    }

    [Fact]
    public void The_sum_of_the_choices_alone_can_exceed_the_law()
    {
        var form = new FormFields([829, 20, FormFields.Missing], FormFields.NoCounts());
        Catalogue
            .First.Codes(Evaluation.Evaluate(form, Home, Limits).Failing)
            .ShouldBe(["CHOICE_MISSING", "VOTES_OVER_LAW", "STATION_SIZE"]);
    }

    [Fact]
    public void Sizes_of_stations_hold_at_home_alone()
    {
        var form = new FormFields([600], FormFields.NoCounts());
        Catalogue.First.Codes(Evaluation.Evaluate(form, Abroad, Limits).Failing).ShouldBeEmpty();
        Catalogue.First.Codes(Evaluation.Evaluate(form, Home, Limits).Failing).ShouldBe(["VOTES_OVER_LAW", "STATION_SIZE"]);
        Catalogue.First.Codes(Evaluation.Evaluate(form, Home, new Limits(600, 600, 2)).Failing).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(300, 306)]
    [InlineData(250, 255)]
    [InlineData(251, 257)]
    [InlineData(1, 2)]
    [InlineData(0, 0)]
    public void The_reserve_is_two_percent_rounded_up(int roll, int ballots)
    {
        var counts = FormFields.NoCounts();
        counts[(int)Roll] = roll;
        counts[(int)BallotsReceived] = ballots;
        Evaluation.Evaluate(new FormFields([0], counts), Home, Limits).Fails(BallotsRoll).ShouldBeFalse();
        counts[(int)BallotsReceived] = ballots + 1;
        Evaluation.Evaluate(new FormFields([0], counts), Home, Limits).Fails(BallotsRoll).ShouldBeTrue();
    }

    [Fact]
    public void Every_failing_check_is_explained_by_figures_on_the_form() =>
        Prop.ForAll(
                Made.Form(3).ToArbitrary(),
                form =>
                {
                    var findings = Catalogue.First.Explain(form, Home, Limits);
                    findings.Select(f => f.Check.Code).ShouldBe(Catalogue.First.Codes(Evaluation.Evaluate(form, Home, Limits).Failing));
                    foreach (var finding in findings)
                    {
                        finding.Figures.ShouldNotBeEmpty();
                        foreach (var (paper, value) in finding.Figures.Where(f => f.Value != FormFields.Missing))
                        {
                            var field = Enum.GetValues<Field>().Where(f => f.Paper() == paper).ToList();
                            if (field.Count == 1)
                            {
                                form[field[0]].ShouldBe((int)value);
                            }
                        }
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        var form = Form();
        Evaluation.Evaluate(form, Home, Limits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluation.Evaluate(form, Home, Limits);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static string Shown(FormFields form, CheckIndex check) =>
        string.Join(
            ' ',
            Catalogue
                .First.Explain(form, Home, Limits)
                .Single(f => f.Check == Catalogue.First[(int)check])
                .Figures.Select(f => $"{f.Paper}={f.Value}")
        );

    /// <summary>A form whose figures agree, with some of them changed.</summary>
    private static FormFields Form(params ReadOnlySpan<(Field Field, int Figure)> changes)
    {
        int[] counts = [120, 130, 250, 90, 105, 195, 3, 2, 5, 2, 2, 4, 95, 109, 204, 255, 204, 1, 50, 1, 1, 2, 200, 4, 204];
        foreach (var (field, figure) in changes)
        {
            counts[(int)field] = figure;
        }

        return new FormFields([100, 70, 30], counts);
    }
}
