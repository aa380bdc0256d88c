using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Figures that stood and were put aside.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Before">The station before it.</param>
/// <param name="After">The station after it.</param>
/// <param name="FailedBefore">The checks that the old figures failed.</param>
/// <param name="Review">The decision; null where a newer snapshot of a feed changed the figures.</param>
/// <param name="Source">Copies: what the source said besides the figures, as that they are of a re-vote.</param>
public sealed record CorrectionRow(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    EventKind Kind,
    Signer Signer,
    StationState Before,
    StationState After,
    IReadOnlyList<Check> FailedBefore,
    Review? Review,
    SourceNote Source
);

/// <summary>Which corrections are wanted.</summary>
/// <param name="Check">Only where the old figures failed this check; null for all.</param>
/// <param name="Part">Those that replaced figures, those that only filled in what was empty, or both.</param>
/// <param name="Before">Newest first: only what happened before this entry; null for the first page.</param>
/// <param name="Most">How many rows.</param>
/// <param name="ByVotes">Those first that moved most votes, newest first among equals; else the newest first.</param>
/// <param name="First">By votes: the position of the first row, from 0.</param>
public sealed record CorrectionQuery(
    Check? Check = null,
    CorrectionPart Part = CorrectionPart.All,
    long? Before = null,
    int Most = int.MaxValue,
    bool ByVotes = false,
    int First = 0
);

/// <summary>All corrections of a contest in a region, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest; its choices are those of the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Check">Only where the old figures failed this check; null for all.</param>
/// <param name="Rows">The page.</param>
/// <param name="Next">Newest first: the page after this one has what happened before this entry; null at the end.</param>
/// <param name="HasMore">Whether there are rows after these.</param>
public sealed record Corrections(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    Check? Check,
    IReadOnlyList<CorrectionRow> Rows,
    long? Next,
    bool HasMore
)
{
    /// <summary>A page, or null where there is no such region or contest.</summary>
    public static Corrections? Of(RecordAsOf asOf, string contestCode, RegionCode code, CorrectionQuery query)
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        var wanted = contest
            .Past.FigureChanges(asOf.Tree.StationsOf(region), Math.Min(query.Before ?? asOf.Size, asOf.Size))
            .Where(change => IsWanted(asOf, contest, change, query));
        var most = (int)Math.Min(int.MaxValue - 1L, query.Most) + 1;
        var page = query.ByVotes ? ByVotes(wanted, query.First, most) : [.. wanted.Take(most)];
        var hasMore = page.Count == most;
        CorrectionRow[] rows = [.. page.Take(query.Most).Select(change => Row(asOf, contest, change))];
        return new Corrections(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            asOf.Place(code),
            query.Check,
            rows,
            hasMore && !query.ByVotes ? rows[^1].Signer.Index : null,
            hasMore
        );
    }

    /// <summary>The page of those that moved most votes; no more are kept meanwhile than are before and on it.</summary>
    private static List<FigureChange> ByVotes(IEnumerable<FigureChange> changes, int first, int most)
    {
        var best = new PriorityQueue<FigureChange, (long Votes, int Index)>();
        foreach (var change in changes)
        {
            var key = (MovedVotes.Between(change.Before.Fields!, change.After.Fields), change.Event.Index);
            best.Enqueue(change, key);
            if (best.Count > (long)first + most)
            {
                best.Dequeue();
            }
        }

        var all = new List<FigureChange>(best.Count);
        while (best.TryDequeue(out var change, out _))
        {
            all.Add(change);
        }

        all.Reverse();
        return [.. all.Skip(first).Take(most)];
    }

    private static bool IsWanted(RecordAsOf asOf, ContestRecord contest, FigureChange change, CorrectionQuery query) =>
        (
            query.Part == CorrectionPart.All
            || MovedVotes.OnlyFills(change.Before.Fields!, change.After.Fields) == (query.Part == CorrectionPart.Filled)
        ) && (query.Check is null || Failed(asOf, contest, change).Contains(query.Check));

    private static IReadOnlyList<Check> Failed(RecordAsOf asOf, ContestRecord contest, FigureChange change) =>
        RegionView.Failing(asOf, change.Before.Fields, contest.PaperOf(change.Station));

    private static CorrectionRow Row(RecordAsOf asOf, ContestRecord contest, FigureChange change)
    {
        var station = asOf.Tree.Station(change.Station);
        return new CorrectionRow(
            asOf.Place(station),
            asOf.Above(station),
            change.Event.Kind,
            Signer.Of(asOf, change.Event.Index, change.Event.Key),
            change.Before,
            change.After,
            Failed(asOf, contest, change),
            contest.ReviewAt(change.Event.Index),
            contest.SourceOf(change.Event.Index)
        );
    }
}
