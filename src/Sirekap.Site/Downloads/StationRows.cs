using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Exports;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>
/// Every station of a region with every figure, as raw data: what petitioners asked for in 2024 as a daily table (register 001). The table
/// is of one size of the ledger, however far the ledger has gone on when its last row is read; it is read by pieces, so that nobody waits
/// for it.
/// </summary>
public static class StationRows
{
    /// <summary>Stations read in one look at the record, so that intake does not wait for a whole download.</summary>
    private const int Piece = 500;

    private static readonly TableColumn[] Before = [new("station", CellKind.Code), new("name", CellKind.Text), new("class", CellKind.Code)];

    private static readonly TableColumn[] After =
    [
        new("entry", CellKind.Number),
        new("time", CellKind.Time),
        new("failing", CellKind.Code),
        new("changes", CellKind.Number),
    ];

    /// <summary>The table, or null where there is no such region or contest.</summary>
    /// <param name="site">Whose record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="region">The region.</param>
    /// <param name="kind">The election's kind in words.</param>
    /// <param name="address">Where the table of a size is found.</param>
    public static Table? Of(
        SiteViews site,
        string contest,
        RegionCode region,
        Func<Elections.Statements.ElectionKind, string> kind,
        Func<long, string> address
    ) =>
        site.View(asOf =>
        {
            var at = asOf.Tree.FindRegion(region);
            if (at < 0 || asOf.Contest(contest) is not { } record)
            {
                return null;
            }

            var moment = asOf.Moment;
            var choices = ContestView.Of(asOf, record, region).Choices;
            TableColumn[] columns =
            [
                .. Before,
                .. choices.Select(choice => new TableColumn($"votes {choice.Number}", CellKind.Number)),
                .. Counts(),
                .. After,
            ];
            var source = new TableSource(
                moment.Election,
                kind(moment.Kind),
                moment.Size,
                moment.Root.ToString(),
                moment.Time,
                address(moment.Size)
            );
            return new Table("stations", contest, columns, Rows(site, contest, asOf.Tree.StationsOf(at), moment.Size, choices), source);
        });

    private static IEnumerable<TableColumn> Counts() =>
        Fields.Groups.SelectMany(group =>
            Enumerable.Range(0, group.Length).Select(i => new TableColumn(group.First.After(i).ToString(), CellKind.Number))
        );

    private static IEnumerable<IReadOnlyList<Cell>> Rows(
        SiteViews site,
        string contest,
        StationRange stations,
        long size,
        IReadOnlyList<ChoiceView> choices
    )
    {
        for (var first = stations.First; first < stations.End; first += Piece)
        {
            var piece = new StationRange(first, Math.Min(first + Piece, stations.End));
            foreach (var row in site.ViewAt(size, asOf => Piecewise(asOf, asOf.Contest(contest)!, piece, choices)) ?? [])
            {
                yield return row;
            }
        }
    }

    private static List<Cell[]> Piecewise(RecordAsOf asOf, ContestRecord contest, StationRange stations, IReadOnlyList<ChoiceView> choices)
    {
        var rows = new List<Cell[]>(stations.Count);
        for (var station = stations.First; station < stations.End; station++)
        {
            var code = asOf.Tree.Station(station);
            if (!contest.Contest.TryFindDistrict(code, out var district))
            {
                continue;
            }

            var state = contest.Past.StateAt(station, asOf.Size);
            var failing = RegionView.Failing(state.Fields, code, asOf.Record.Structure.Limits);
            rows.Add([
                Cell.Code(code.ToString()),
                Cell.Text(asOf.Names.StationName(code)),
                Cell.Code(System.Text.Encoding.ASCII.GetString(ResultJson.Word(state.Class))),
                .. choices.Select(choice => Votes(contest, district, state.Fields, choice.Slot)),
                .. Enumerable.Range(0, Fields.Count).Select(i => Cell.Number(state.Fields?[(Field)i])),
                Cell.Number(state.InPlace < 0 ? null : state.InPlace),
                Cell.Time(state.InPlace < 0 ? null : asOf.Record.Times.At(state.InPlace)),
                Cell.Code(failing.Count == 0 ? null : string.Join(' ', failing.Select(check => check.Code))),
                Cell.Number(contest.Past.ChangesAt(station, asOf.Size)),
            ]);
        }

        return rows;
    }

    private static Cell Votes(ContestRecord contest, Elections.Contests.ElectoralDistrict district, FormFields? fields, int slot)
    {
        for (var i = 0; fields is not null && i < district.Choices.Count; i++)
        {
            if (contest.Contest.SlotOf(district, i) == slot)
            {
                return fields.Votes[i] == FormFields.Missing ? Cell.Empty : Cell.Number(fields.Votes[i]);
            }
        }

        return Cell.Empty;
    }
}
