using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Objections of a contest in a region, newest first, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest; its choices are those of the region.</param>
/// <param name="Place">The region.</param>
/// <param name="OpenOnly">Only those that nobody has ended.</param>
/// <param name="Open">How many of the region nobody has ended.</param>
/// <param name="Total">How many there are in the region.</param>
/// <param name="Rows">The page.</param>
/// <param name="Ballots">For each row the contest as its station votes on it.</param>
/// <param name="Next">The page after this one has what was said before this entry; null at the end.</param>
public sealed record Objections(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    bool OpenOnly,
    int Open,
    int Total,
    IReadOnlyList<ObjectionView> Rows,
    IReadOnlyList<ContestView> Ballots,
    long? Next
)
{
    /// <summary>A page, or null where there is no such region or contest.</summary>
    /// <param name="asOf">Of when.</param>
    /// <param name="site">Where words and photos lie.</param>
    /// <param name="contestCode">The contest.</param>
    /// <param name="code">The region.</param>
    /// <param name="openOnly">Only those that nobody has ended.</param>
    /// <param name="before">Only what was said before this entry; null for the first page.</param>
    /// <param name="most">How many rows.</param>
    public static Objections? Of(
        RecordAsOf asOf,
        SiteViews site,
        string contestCode,
        RegionCode code,
        bool openOnly,
        long? before,
        int most
    )
    {
        if (asOf.FindRegion(code) < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        ObjectionCase[] here =
        [
            .. asOf
                .Record.Watching.Objections.TakeWhile(its => its.Index < asOf.Size)
                .Where(its => its.Statement.Contest == contestCode && its.Statement.Station.IsWithin(code)),
        ];
        ObjectionCase[] page =
        [
            .. here.Reverse().Where(its => its.Index < (before ?? asOf.Size) && (!openOnly || IsOpen(its, asOf))).Take(most + 1),
        ];
        ObjectionView[] rows = [.. page.Take(most).Select(its => ObjectionView.Of(asOf, site, contest, its))];
        return new Objections(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            asOf.Place(code),
            openOnly,
            here.Count(its => IsOpen(its, asOf)),
            here.Length,
            rows,
            [.. rows.Select(row => ContestView.Of(asOf, contest, row.Place.Code))],
            page.Length > most ? rows[^1].By.Signer.Index : null
        );
    }

    private static bool IsOpen(ObjectionCase objection, RecordAsOf asOf) =>
        objection.State(asOf.Size) is ObjectionState.Open or ObjectionState.Replied;
}
