using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

/// <summary>That a night looks like that of 2024. The bounds are wide, and the seed is fixed: it holds always or never.</summary>
public class RatesTests
{
    private const int Stations = 12_000;

    private static readonly RegionTree Tree = SimulatedRegions.Generate(Stations, 2024).Tree;
    private static readonly List<FormFields> Truth =
    [
        .. Enumerable.Range(0, Stations).Select(station => TrueCount.Of(2024, Tree.Station(station))),
    ];
    private static readonly List<(FormFields Sent, OfficerError Errors)> Sent =
    [
        .. Truth.Select((truth, station) => OfficerErrors.Of(truth, 2024, Tree.Station(station), SimulatedContest.President(Tree))),
    ];

    private static StationPaper PaperOf(int station) =>
        StationPaper.Of(SimulatedElection.Structure.Contests[0], Tree.Station(station), Limits.Of2024);

    [Fact]
    public void What_is_true_agrees_with_itself()
    {
        for (var station = 0; station < Stations; station++)
        {
            var result = Evaluation.Evaluate(Truth[station], PaperOf(station));
            result.Failing.ShouldBe(0u, $"{Tree.Station(station)}");
            result.Complete.ShouldBeTrue();
            Truth[station].Counts.Contains(FormFields.Missing).ShouldBeFalse();
        }
    }

    [Fact]
    public void Sizes_and_turnout_are_about_those_of_2024()
    {
        var domestic = Truth.Where((_, station) => !Tree.Station(station).IsOverseas).ToList();
        Mean(Field.Roll).ShouldBeInRange(240, 256);
        domestic.Max(form => form[Field.Roll]).ShouldBe(300);
        (Mean(Field.FromRoll) / Mean(Field.Roll)).ShouldBeInRange(0.77, 0.84);
        (Mean(Field.Invalid) / Mean(Field.AllVotes)).ShouldBeInRange(0.018, 0.023);
        (Mean(Field.Transferred) / Mean(Field.Voters)).ShouldBeInRange(0.008, 0.014);
        (Mean(Field.SameDay) / Mean(Field.Voters)).ShouldBeInRange(0.011, 0.018);

        double Mean(Field field) => domestic.Average(form => form[field]!.Value);
    }

    [Fact]
    public void Shares_vary_by_region_more_than_by_chance()
    {
        var provinces = Spread(Level.Province, least: 30);
        var villages = Spread(Level.Village, least: 5);

        provinces.ShouldBeInRange(0.05, 0.2);
        villages.ShouldBeGreaterThan(provinces);
        villages.ShouldBeLessThan(0.3);
    }

    [Theory]
    [InlineData(CheckIndex.ValidSum, 0.052)]
    [InlineData(CheckIndex.VotesSum, 0.0127)]
    [InlineData(CheckIndex.TurnoutVotes, 0.0795)]
    [InlineData(CheckIndex.RollSum, 0.0218)]
    [InlineData(CheckIndex.FromRollSum, 0.0214)]
    [InlineData(CheckIndex.TransferredSum, 0.0150)]
    [InlineData(CheckIndex.SameDaySum, 0.0125)]
    [InlineData(CheckIndex.VotersSum, 0.0264)]
    public void About_as_many_complete_forms_break_each_check_as_in_2024(CheckIndex check, double share)
    {
        var complete = Enumerable.Range(0, Stations).Where(station => Sent[station].Errors != OfficerError.NoCounts).ToList();
        var failing = complete.Count(station => Evaluation.Evaluate(Sent[station].Sent, PaperOf(station)).Fails(check));

        (failing / (double)complete.Count).ShouldBeInRange(share * 0.75, share * 1.25);
    }

    [Fact]
    public void Counts_are_missing_and_figures_have_too_many_digits_about_as_often_as_in_2024()
    {
        (Sent.Count(form => form.Sent[Field.AllVotes] is null) / (double)Stations).ShouldBeInRange(0.20, 0.235);
        var large = Sent.Count(form => form.Sent.Votes.ToArray().Concat(form.Sent.Counts.ToArray()).Max() > 999);
        (large / (double)Stations).ShouldBeInRange(0.0003, 0.0025);
        Sent.Count(form => form.Errors.HasFlag(OfficerError.ChoiceMissing)).ShouldBeInRange(1, 12);
    }

    [Fact]
    public void Some_errors_break_no_check_at_all()
    {
        Enumerable
            .Range(0, Stations)
            .ShouldContain(station =>
                Sent[station].Errors == OfficerError.RowsSwapped
                && !Sent[station].Sent.Equals(Truth[station])
                && Evaluation.Evaluate(Sent[station].Sent, PaperOf(station)).Failing == 0
            );
    }

    [Fact]
    public void A_form_without_error_is_what_is_true_and_every_error_changes_it()
    {
        for (var station = 0; station < Stations; station++)
        {
            if (Sent[station].Errors == OfficerError.None)
            {
                Sent[station].Sent.ShouldBe(Truth[station]);
            }
        }

        // Two tickets with the same votes may be swapped, and two errors may undo each other; little else leaves a form as it was.
        Enumerable
            .Range(0, Stations)
            .Count(station => Sent[station].Errors != OfficerError.None && Sent[station].Sent.Equals(Truth[station]))
            .ShouldBeLessThan(5);
    }

    [Fact]
    public void About_two_of_a_hundred_stations_are_reviewed_most_of_them_open()
    {
        var options = SimulationOptions.BenchmarkNight(Stations, 2024);
        var contests = SimulatedContests.Of(options, Tree);
        var nights = Enumerable.Range(0, Stations).Select(station => new StationNight(options, contests, Tree.Station(station))).ToList();
        var reviewed = nights.Where(night => night.Happenings.ToArray().Any(happening => happening.What == Happening.Decision)).ToList();

        (reviewed.Count / (double)Stations).ShouldBeInRange(0.0175, 0.0225);
        (reviewed.Count(night => Catalogue.First.Classify(night.Result) != StationClass.Accepted) / (double)reviewed.Count).ShouldBeInRange(
            0.8,
            0.97
        );
    }

    /// <summary>Deviation of the first ticket's share over the regions of a level with enough stations.</summary>
    private static double Spread(Level level, int least)
    {
        var shares = Truth
            .Select(
                (form, station) =>
                    (Region: Tree.Station(station).At(level), First: (double)form.Votes[0], Valid: (double)form[Field.Valid]!.Value)
            )
            .GroupBy(row => row.Region)
            .Where(group => group.Count() >= least)
            .Select(group => group.Sum(row => row.First) / group.Sum(row => row.Valid))
            .ToList();
        var mean = shares.Average();
        return Math.Sqrt(shares.Average(share => (share - mean) * (share - mean)));
    }
}
