using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>
/// Every figure that stood and was put aside, the newest first, a row each: by whom, when, why, before and after. All of them, however many
/// there are; read by pieces, so that nobody waits for it.
/// </summary>
internal static class CorrectionRows
{
    /// <summary>Corrections read in one look at the record; one of a ballot of parties has some hundred figures.</summary>
    private const int Piece = 100;

    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        .. PlaceColumns.All,
        new("electoral_district", CellKind.Code),
        new("entry", CellKind.Number),
        new("time", CellKind.Time),
        new("act", CellKind.Code),
        new("role", CellKind.Code),
        new("key", CellKind.Code),
        new("scope", CellKind.Code),
        new("reason", CellKind.Code),
        new("failed_before", CellKind.Code),
        new("place", CellKind.Code),
        new("before", CellKind.Number),
        new("after", CellKind.Number),
        new("dated", CellKind.Time),
        new("poll", CellKind.Code),
        new("contest", CellKind.Code),
    ];

    /// <summary>Columns and rows of a region that is there.</summary>
    public static (IReadOnlyList<TableColumn> Columns, IEnumerable<IReadOnlyList<Cell>> Rows) Of(
        SiteViews site,
        RecordAsOf asOf,
        Contest contest,
        int region
    ) => (Columns, Rows(site, contest.Code, asOf.Tree.Region(region), asOf.Size));

    private static IEnumerable<IReadOnlyList<Cell>> Rows(SiteViews site, string contest, RegionCode region, long size)
    {
        long? before = size;
        while (before is not null)
        {
            var query = new CorrectionQuery(Before: before, Most: Piece);
            long? next = null;
            foreach (var row in site.Piece(size, asOf => Piecewise(asOf, contest, region, query, out next)))
            {
                yield return row;
            }

            before = next;
        }
    }

    private static List<Cell[]> Piecewise(RecordAsOf asOf, string code, RegionCode region, CorrectionQuery query, out long? next)
    {
        var contest = asOf.Contest(code)!;
        var page = Corrections.Of(asOf, code, region, query)!;
        next = page.Next;
        var rows = new List<Cell[]>();
        foreach (var row in page.Rows)
        {
            contest.Contest.TryFindDistrict(row.Place.Code, out var district);
            Cell[] about =
            [
                .. PlaceColumns.Of(asOf, row.Place.Code),
                Cell.Code(district?.Code),
                Cell.Number(row.Signer.Index),
                Cell.Time(row.Signer.Time),
                Cell.Code(ActOf(row.Kind)),
                Cell.Code(Words.Roles.Of(row.Signer.Role)),
                Cell.Code(row.Signer.Key.ToString()),
                Cell.Code(row.Signer.Scope.Code.ToString()),
                Cell.Code(row.Review is { } review ? Words.ReviewReasons.Of(review.Reason) : null),
                Cell.Code(row.FailedBefore.Count == 0 ? null : string.Join(' ', row.FailedBefore.Select(check => check.Code))),
            ];
            Cell[] source =
            [
                Cell.Time(row.Source.Dated),
                Cell.Code(row.Source.Poll == PollKind.Regular ? null : Words.Polls.Of(row.Source.Poll)),
                Cell.Code(code),
            ];
            rows.AddRange(
                Differences
                    .Between(row.Before.Fields, row.After.Fields, contest.Contest.BallotOf(row.Place.Code))
                    .Select(figure =>
                        (Cell[])[.. about, Cell.Code($"{figure.Place}"), Cell.Number(figure.Before), Cell.Number(figure.After), .. source]
                    )
            );
        }

        return rows;
    }

    /// <summary>The word of what put the figures aside, as the API has it.</summary>
    private static string ActOf(EventKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
