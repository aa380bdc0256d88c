using Sirekap.Demo.Tricks;
using Sirekap.Elections.Regions;
using Sirekap.Site.Pages;
using Sirekap.Site.Views;

namespace Sirekap.Demo.Pages;

/// <summary>A number before and after.</summary>
/// <param name="Number">As on the ballot; empty where it is none of it.</param>
/// <param name="Name">Whom or what it stands for.</param>
/// <param name="Before">In the honest ledger; null where none is given.</param>
/// <param name="After">In the copy.</param>
public sealed record Moved(string Number, string Name, long? Before, long? After);

/// <summary>What was done, and who noticed, with the words for its numbers.</summary>
/// <param name="Job">The plan and its end.</param>
/// <param name="Report">The end.</param>
/// <param name="Place">The station that it was done to, as it truly is now; null for the whole ledger.</param>
/// <param name="Nation">Each choice's votes in the nation, in the honest ledger and in the copy; empty where the nation has several
/// ballots.</param>
/// <param name="True">The same choices' votes in the nation, truly and now.</param>
/// <param name="Contest">The contest as the nation votes on it.</param>
public sealed record CheatView(
    CheatJob Job,
    CheatReport Report,
    CheatTarget? Place,
    IReadOnlyList<Moved> Nation,
    IReadOnlyList<long> True,
    ContestView Contest
)
{
    public CheatKind Kind => Job.Plan.Kind;

    public NationalResult Before => Report.Before.Single(result => result.Contest == Contest.Code);

    public NationalResult After => Report.After.Single(result => result.Contest == Contest.Code);

    /// <summary>Votes that a choice has more in the nation than before, of all choices.</summary>
    public long Gained => Nation.Sum(line => Math.Max(0, line.After!.Value - line.Before!.Value));

    /// <summary>Votes that a choice has fewer.</summary>
    public long Lost => Nation.Sum(line => Math.Max(0, line.Before!.Value - line.After!.Value));

    /// <summary>The station's votes, before and after; empty where none were changed.</summary>
    public IReadOnlyList<Moved> Station =>
        Report.Votes is { } votes && Place is { } place
            ?
            [
                .. place.Contest.Choices.Select(
                    (choice, i) => new Moved(choice.Number, choice.Name, Given(votes.Before[i]), Given(votes.After[i]))
                ),
            ]
            : [];

    /// <summary>Observers, those who noticed first, of these the one with the least in hand.</summary>
    public IReadOnlyList<Observation> Observations =>
        [
            .. Report
                .Observations.OrderByDescending(observation => observation.Noticed)
                .ThenBy(observation => Array.IndexOf(Telling, observation.Who)),
        ];

    private static readonly Observer[] Telling =
    [
        Observer.Anyone,
        Observer.LogWitness,
        Observer.Officer,
        Observer.PolicyHolder,
        Observer.Reader,
    ];

    public int Noticed => Report.Observations.Count(observation => observation.Noticed);

    public static CheatView Of(RecordAsOf asOf, CheatJob job, CheatReport report)
    {
        var record = asOf.Contest(job.Plan.Contest)!;
        var contest = ContestView.Of(asOf, record, RegionCode.Nation);
        var (before, after) = (
            report.Before.Single(result => result.Contest == contest.Code),
            report.After.Single(result => result.Contest == contest.Code)
        );
        var totals = record.Tally.Totals(0);
        var lines = contest.Lines;
        return new CheatView(
            job,
            report,
            job.Plan.Station is { } station ? CheatTarget.Of(asOf, contest.Code, station, asOf.Size) : null,
            [.. lines.Select(line => new Moved(line.Number, line.Name, line.Line.In(before.Votes), line.Line.In(after.Votes)))],
            [.. lines.Select(line => line.In(totals.Accepted))],
            contest
        );
    }

    private static long? Given(int votes) => votes < 0 ? null : votes;
}
