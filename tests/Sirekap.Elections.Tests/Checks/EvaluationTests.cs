using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tests.Contests;
using static Sirekap.Elections.Checks.CheckIndex;
using static Sirekap.Elections.Forms.Field;

namespace Sirekap.Elections.Tests.Checks;

public class EvaluationTests
{
    private static readonly RegionCode Home = RegionCode.Parse("1101012001001");
    private static readonly RegionCode Abroad = RegionCode.Parse("99AA010001001");
    private static readonly Limits Limits = Limits.Of2024;
    private static readonly Contest Council = new(
        "dewan",
        ContestKind.Parties,
        [MadeElections.District("0", ["0"], 3, MadeElections.Lists((1, 2), (4, 1)))]
    );

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
            { FullTurnout, FromRoll, 250, "I.A.J=250 I.B.1.J=250" },
            { StationSize, Roll, 301, "I.A.J=301 IV=200 V.C=204 limit=300" },
        };

    /// <summary>
    /// Votes of party 1 and its two candidates, of party 4 and its one; the sums that the form gives them; what contradicts what.
    /// </summary>
    public static TheoryData<int[], int[], string> Parties =>
        new()
        {
            { [5, 3, 2, 7, 1], [10, 8], "" },
            { [5, 3, 2, 7, 1], [10, 9], "IV.4=7 IV.4.1=1 IV.4.S=9" },
            { [5, 3, 2, 7, 1], [5, 7], "IV.1=5 IV.1.1=3 IV.1.2=2 IV.1.S=5 IV.4=7 IV.4.1=1 IV.4.S=7" },
            { [5, 3, FormFields.Missing, 7, 1], [10, 8], "" },
            { [5, 3, 2, 7, 1], [FormFields.Missing, 8], "" },
            { [5, 3, 2, 7, 1], [], "" },
        };

    [Theory]
    [MemberData(nameof(Parties))]
    public void A_party_whose_sum_is_another_than_its_votes_is_found_and_held(int[] votes, int[] totals, string figures)
    {
        var form = new FormFields(votes, FormFields.NoCounts(), totals);
        var paper = StationPaper.Of(Council, Home, Limits);
        Evaluation.Evaluate(form, paper).Fails(PartySum).ShouldBe(figures.Length > 0);
        var found = Catalogue
            .First.Explain(form, paper)
            .Where(finding => finding.Check.Code == "PARTY_SUM")
            .SelectMany(finding => finding.Figures);
        string.Join(' ', found.Select(figure => $"{figure.Place}={figure.Value}")).ShouldBe(figures);
        Catalogue.First[(int)PartySum].Severity.ShouldBe(Severity.Holds);
    }

    /// <summary>Votes on a ballot of three, and whether all being one's is a thing to look at.</summary>
    [Theory]
    [InlineData(true, 50, 0, 0)]
    [InlineData(true, 0, 200, 0)]
    [InlineData(false, 49, 0, 0)]
    [InlineData(false, 199, 1, 0)]
    [InlineData(false, 0, 0, 0)]
    [InlineData(false, 200, FormFields.Missing, 0)]
    public void All_votes_for_one_are_flagged_but_where_a_community_votes_as_one(bool flagged, params int[] votes)
    {
        var form = new FormFields(votes, FormFields.NoCounts());
        Evaluation.Evaluate(form, At(Home)).Fails(Unanimous).ShouldBe(flagged);
        Evaluation.Evaluate(form, At(Abroad)).Fails(Unanimous).ShouldBe(flagged);
        Evaluation.Evaluate(form, At(Home) with { Method = VotingMethod.Noken }).Fails(Unanimous).ShouldBeFalse();
        Catalogue.First[(int)Unanimous].Severity.ShouldBe(Severity.Flags);
        if (flagged)
        {
            Shown(form, Unanimous).ShouldBe($"IV.{Array.FindIndex(votes, one => one > 0) + 1}={votes.Max()}");
        }
    }

    [Theory]
    [InlineData(true, 30, 20, 5, 0, 0)]
    [InlineData(true, 0, 60, 0, 0, 0)]
    [InlineData(true, 0, 0, 0, 0, 55)]
    [InlineData(false, 30, 20, 5, 0, 1)]
    public void A_party_has_the_votes_of_its_candidates(bool flagged, params int[] votes) =>
        Evaluation
            .Evaluate(new FormFields(votes, FormFields.NoCounts()), StationPaper.Of(Council, Home, Limits))
            .Fails(Unanimous)
            .ShouldBe(flagged);

    [Fact]
    public void That_nobody_of_the_roll_stayed_at_home_is_flagged_by_the_rows_that_the_form_has()
    {
        var form = Form((FromRoll, 250));
        Evaluation.Evaluate(form, At(Home)).Fails(FullTurnout).ShouldBeTrue();
        Evaluation.Evaluate(form, At(Home) with { Method = VotingMethod.Noken }).Fails(FullTurnout).ShouldBeFalse();
        Evaluation.Evaluate(Form((Voters, 250)), At(Home)).Fails(FullTurnout).ShouldBeFalse();
        Evaluation.Evaluate(Form((Roll, 49), (FromRoll, 49)), At(Home)).Fails(FullTurnout).ShouldBeFalse();

        var bare = At(Home) with { Form = new ContestForm([.. Fields.Rows.Where(row => row.Name is "roll" or "voters" or "sums")]) };
        var counts = FormFields.NoCounts();
        (counts[(int)Roll], counts[(int)Voters]) = (60, 60);
        var school = new FormFields([20, 20, 20], counts);
        Evaluation.Evaluate(school, bare).Fails(FullTurnout).ShouldBeTrue();
        string.Join(' ', Catalogue.First.Explain(school, bare).SelectMany(f => f.Figures).Select(f => $"{f.Place}={f.Value}"))
            .ShouldBe("I.A.J=60 I.B.4.J=60");
    }

    [Fact]
    public void A_form_that_agrees_with_itself_fails_nothing()
    {
        var result = Evaluation.Evaluate(Form(), At(Home));
        result.ShouldBe(new CheckResult(0, Complete: true));
        Catalogue.First.Classify(result).ShouldBe(StationClass.Accepted);
        Catalogue.First.Explain(Form(), At(Home)).ShouldBeEmpty();
        Evaluation.MissingFrom(Form(), At(Home)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_contradiction_is_found_and_shown(CheckIndex check, Field field, int figure, string figures)
    {
        var form = Form((field, figure));
        Evaluation.Evaluate(form, At(Home)).Fails(check).ShouldBeTrue();
        Shown(form, check).ShouldBe(figures);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_missing_figure_contradicts_nothing(CheckIndex check, Field field, int figure, string figures)
    {
        figure.ShouldBeGreaterThan(0);
        figures.ShouldNotBeEmpty();
        var form = Form((field, FormFields.Missing));
        Evaluation.Evaluate(form, At(Home)).Fails(check).ShouldBeFalse();
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
        var result = Evaluation.Evaluate(form, At(Home));
        Catalogue.First.Codes(result.Failing).ShouldBe(["CHOICE_MISSING"]);
        result.Complete.ShouldBeFalse();
        Catalogue.First.Classify(result).ShouldBe(StationClass.UnderReview);
        Catalogue.First.Explain(form, At(Home)).Single().Figures.ShouldBe([(PaperPlace.Of(new Choice(2)), -1L)]);
        Evaluation.MissingFrom(form, At(Home)).ShouldBe([PaperPlace.Of(new Choice(2))]);
    }

    [Theory]
    [InlineData(Valid, "V.A")]
    [InlineData(Invalid, "V.B")]
    [InlineData(AllVotes, "V.C")]
    [InlineData(Voters, "I.B.4.J")]
    public void Without_a_figure_that_the_checks_of_votes_need_a_form_is_unchecked(Field field, string paper)
    {
        var form = Form((field, FormFields.Missing));
        Catalogue.First.Classify(Evaluation.Evaluate(form, At(Home))).ShouldBe(StationClass.Unchecked);
        Evaluation.MissingFrom(form, At(Home)).Select(place => place.ToString()).ShouldBe([paper]);
    }

    [Fact]
    public void What_a_contests_form_does_not_have_is_not_missing_from_it()
    {
        var form = Form((Voters, FormFields.Missing));
        foreach (var rows in new string[][] { ["sums"], ["roll", "sums"], ["roll", "voters", "sums"] })
        {
            var paper = At(Home) with { Form = new ContestForm([.. Fields.Rows.Where(row => rows.Contains(row.Name))]) };
            var has = rows.Contains("voters");
            Catalogue.First.Classify(Evaluation.Evaluate(form, paper)).ShouldBe(has ? StationClass.Unchecked : StationClass.Accepted);
            Evaluation.MissingFrom(form, paper).ShouldBe(has ? [PaperPlace.Of(Voters)] : []);
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Only_a_check_that_holds_holds(CheckIndex check, Field field, int figure, string figures)
    {
        figures.ShouldNotBeEmpty();
        var result = Evaluation.Evaluate(Form((field, figure)), At(Home));
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
        Catalogue.First.Codes(Evaluation.Evaluate(form, At(Home)).Failing).ShouldBe(["CHOICE_MISSING", "VOTES_OVER_LAW", "STATION_SIZE"]);
    }

    [Fact]
    public void Sizes_of_stations_hold_at_home_alone()
    {
        var form = new FormFields([600], FormFields.NoCounts());
        Catalogue.First.Codes(Evaluation.Evaluate(form, At(Abroad)).Failing).ShouldBeEmpty();
        Catalogue.First.Codes(Evaluation.Evaluate(form, At(Home)).Failing).ShouldBe(["VOTES_OVER_LAW", "STATION_SIZE"]);
        Catalogue.First.Codes(Evaluation.Evaluate(form, At(Home, new Limits(600, 600, 2))).Failing).ShouldBeEmpty();
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
        Evaluation.Evaluate(new FormFields([0], counts), At(Home)).Fails(BallotsRoll).ShouldBeFalse();
        counts[(int)BallotsReceived] = ballots + 1;
        Evaluation.Evaluate(new FormFields([0], counts), At(Home)).Fails(BallotsRoll).ShouldBeTrue();
    }

    [Fact]
    public void Every_failing_check_is_explained_by_figures_on_the_form() =>
        Prop.ForAll(
                Made.Form(3).ToArbitrary(),
                form =>
                {
                    var findings = Catalogue.First.Explain(form, At(Home));
                    findings.Select(f => f.Check.Code).ShouldBe(Catalogue.First.Codes(Evaluation.Evaluate(form, At(Home)).Failing));
                    foreach (var finding in findings)
                    {
                        finding.Figures.ShouldNotBeEmpty();
                        foreach (var (place, value) in finding.Figures.Where(f => f.Value != FormFields.Missing))
                        {
                            if (place.Part == PaperPart.Count)
                            {
                                form[place.Field].ShouldBe((int)value);
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
        Evaluation.Evaluate(form, At(Home));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluation.Evaluate(form, At(Home));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static string Shown(FormFields form, CheckIndex check) =>
        string.Join(
            ' ',
            Catalogue
                .First.Explain(form, At(Home))
                .Single(f => f.Check == Catalogue.First[(int)check])
                .Figures.Select(f => $"{f.Place}={f.Value}")
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

    private static StationPaper At(RegionCode station, Limits? limits = null) =>
        StationPaper.Of(MadeElections.Ppwp, station, limits ?? Limits);
}
