using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>
/// Every station of a region with every figure. The table is of one size of the ledger, however far the ledger has gone on when its last
/// row is read; it is read by pieces, so that nobody waits for it.
/// </summary>
internal static class StationRows
{
    /// <summary>Stations read in one look at the record, so that intake does not wait for a whole download.</summary>
    private const int Piece = 500;

    private static readonly TableColumn[] Before =
    [
        .. PlaceColumns.All,
        new("electoral_district", CellKind.Code),
        new("class", CellKind.Code),
    ];

    private static readonly TableColumn[] After =
    [
        new("entry", CellKind.Number),
        new("time", CellKind.Time),
        new("failing", CellKind.Code),
        new("changes", CellKind.Number),
        new("dated", CellKind.Time),
        new("poll", CellKind.Code),
        new("method", CellKind.Code),
        new("photos", CellKind.Code),
        new("contest", CellKind.Code),
    ];

    /// <summary>The columns that are no figures of the form.</summary>
    public static IEnumerable<TableColumn> Others => [.. Before, .. After];

    /// <summary>Columns and rows of a region that is there.</summary>
    public static (IReadOnlyList<TableColumn> Columns, IEnumerable<IReadOnlyList<Cell>> Rows) Of(
        SiteViews site,
        RecordAsOf asOf,
        Contest contest,
        int region
    )
    {
        var choices = Choices(contest, asOf.Tree.Region(region));
        TableColumn[] columns =
        [
            .. Before,
            .. choices.Select(choice => new TableColumn(VotesOf(choice), CellKind.Number)),
            .. Enumerable.Range(0, Fields.Count).Select(field => new TableColumn(((Field)field).ToString(), CellKind.Number)),
            .. After,
        ];
        return (columns, Rows(site, contest.Code, asOf.Tree, asOf.Tree.StationsOf(region), asOf.Size, choices));
    }

    /// <summary>How the column of a choice's votes is called.</summary>
    public static string VotesOf(Choice choice) => $"votes {choice}";

    /// <summary>
    /// Every choice of the electoral districts that have stations here. Rows of several districts share the columns of their numbers, and
    /// each says which district's ballot it has.
    /// </summary>
    private static IReadOnlyList<Choice> Choices(Contest contest, RegionCode region) =>
        [.. Districts(contest, region).SelectMany(district => district.Choices).Distinct().Order()];

    /// <summary>The electoral districts that have stations in a region.</summary>
    public static IEnumerable<ElectoralDistrict> Districts(Contest contest, RegionCode region) =>
        contest.Districts.Where(district => district.Regions.Any(part => part.IsWithin(region) || region.IsWithin(part)));

    private static IEnumerable<IReadOnlyList<Cell>> Rows(
        SiteViews site,
        string contest,
        RegionTree tree,
        StationRange stations,
        long size,
        IReadOnlyList<Choice> choices
    )
    {
        for (var first = stations.First; first < stations.End; first += Piece)
        {
            // Between two pieces stations may be added, which have moved those that come next: they are asked for by code.
            RegionCode[] piece = [.. Enumerable.Range(first, Math.Min(Piece, stations.End - first)).Select(tree.Station)];
            foreach (var row in site.Piece(size, asOf => Piecewise(asOf, asOf.Contest(contest)!, piece, choices)))
            {
                yield return row;
            }
        }
    }

    private static List<Cell[]> Piecewise(RecordAsOf asOf, ContestRecord contest, RegionCode[] stations, IReadOnlyList<Choice> choices)
    {
        var rows = new List<Cell[]>(stations.Length);
        var (last, places) = (default(ElectoralDistrict), Array.Empty<int>());
        foreach (var code in stations)
        {
            var station = asOf.FindStation(code);
            if (station < 0 || !contest.Contest.TryFindDistrict(code, out var district))
            {
                continue;
            }

            if (!ReferenceEquals(district, last))
            {
                (last, places) = (district, [.. choices.Select(district.IndexOf)]);
            }

            var state = contest.Past.StateAt(station, asOf.Size);
            var source = contest.SourceAt(station, asOf.Size);
            var failing = RegionView.Failing(asOf, state.Fields, contest.PaperOf(station));
            rows.Add([
                .. PlaceColumns.Of(asOf, code),
                Cell.Code(district.Code),
                Cell.Code(System.Text.Encoding.ASCII.GetString(SumsJson.Word(state.Class))),
                .. places.Select(place => Votes(state.Fields, place)),
                .. Enumerable.Range(0, Fields.Count).Select(i => Cell.Number(state.Fields?[(Field)i])),
                Cell.Number(state.InPlace < 0 ? null : state.InPlace),
                Cell.Time(state.InPlace < 0 ? null : asOf.Record.Times.At(state.InPlace)),
                Cell.Code(failing.Count == 0 ? null : string.Join(' ', failing.Select(check => check.Code))),
                Cell.Number(contest.Past.ChangesAt(station, asOf.Size)),
                Cell.Time(source.Dated),
                Cell.Code(source.Poll == PollKind.Regular ? null : Words.Polls.Of(source.Poll)),
                Cell.Code(VotingMethods.WordOf(asOf.Tree.MethodOf(station))),
                Cell.Code(contest.Papers.Photos(state.InPlace) is { Count: > 0 } photos ? string.Join(' ', photos) : null),
                Cell.Code(contest.Contest.Code),
            ]);
        }

        return rows;
    }

    private static Cell Votes(FormFields? fields, int place) =>
        fields is null || place < 0 || fields.Votes[place] == FormFields.Missing ? Cell.Empty : Cell.Number(fields.Votes[place]);
}
