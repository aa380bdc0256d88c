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
public sealed record CorrectionRow(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    EventKind Kind,
    Signer Signer,
    StationState Before,
    StationState After,
    IReadOnlyList<Check> FailedBefore,
    Review? Review
);

/// <summary>All corrections of a contest in a region, newest first, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest; its choices are those of the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Check">Only where the old figures failed this check; null for all.</param>
/// <param name="Rows">The page.</param>
/// <param name="Next">The page after this one has what happened before this entry; null at the end.</param>
public sealed record Corrections(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    Check? Check,
    IReadOnlyList<CorrectionRow> Rows,
    long? Next
)
{
    /// <summary>A page, or null where there is no such region or contest.</summary>
    /// <param name="before">Only what happened before this entry; the size for the first page.</param>
    /// <param name="most">How many rows.</param>
    public static Corrections? Of(RecordAsOf asOf, string contestCode, RegionCode code, Check? check, long? before, int most)
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        var end = Math.Min(before ?? asOf.Size, asOf.Size);
        var rows = new List<CorrectionRow>();
        foreach (var change in contest.Past.FigureChanges(asOf.Tree.StationsOf(region), end))
        {
            var station = asOf.Tree.Station(change.Station);
            var failed = RegionView.Failing(asOf, change.Before.Fields, contest.PaperOf(change.Station));
            if (check is not null && !failed.Contains(check))
            {
                continue;
            }

            if (rows.Count == most)
            {
                return Page(rows[^1].Signer.Index);
            }

            rows.Add(
                new CorrectionRow(
                    asOf.Place(station),
                    asOf.Above(station),
                    change.Event.Kind,
                    Signer.Of(asOf, change.Event.Index, change.Event.Key),
                    change.Before,
                    change.After,
                    failed,
                    contest.ReviewAt(change.Event.Index)
                )
            );
        }

        return Page(null);

        Corrections Page(long? next) => new(asOf.Moment, ContestView.Of(asOf, contest, code), asOf.Place(code), check, rows, next);
    }
}
