using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Exports;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>
/// What stands in the other raw tables, and where they were taken from: a row for each column, for the votes one in each electoral district
/// with the name that is on the ballot there.
/// </summary>
internal static class Codebook
{
    private static readonly TableColumn[] Columns =
    [
        new("column", CellKind.Code),
        new("electoral_district", CellKind.Code),
        new("name", CellKind.Text),
        new("arti", CellKind.Text),
        new("meaning", CellKind.Text),
    ];

    /// <summary>Columns and rows of a region that is there.</summary>
    public static (IReadOnlyList<TableColumn> Columns, IEnumerable<IReadOnlyList<Cell>> Rows) Of(
        RecordAsOf asOf,
        Contest contest,
        RegionCode region,
        TableSource source
    ) => (Columns, [.. Votes(asOf, contest, region), .. Counts(contest.Form), .. Others(source)]);

    private static IEnumerable<Cell[]> Votes(RecordAsOf asOf, Contest contest, RegionCode region) =>
        from district in StationRows.Districts(contest, region)
        from choice in district.Choices
        let place = PaperPlace.Of(choice)
        select Row(
            StationRows.VotesOf(choice),
            $"suara, {place} pada formulir",
            $"votes, {place} on the form",
            district.Code,
            asOf.Names.ChoiceName(contest.Code, district.Code, choice)
        );

    private static IEnumerable<Cell[]> Counts(ContestForm form) =>
        from field in Enumerable.Range(0, Fields.Count).Select(field => (Field)field)
        let place = PaperPlace.Of(field)
        let words = RollWords.Of(field, form)
        select Row(field.ToString(), $"{place} {words.Indonesian}", $"{place} {words.English}");

    private static IEnumerable<Cell[]> Others(TableSource source)
    {
        foreach (var column in StationRows.Others.Concat(CorrectionRows.Columns).Select(column => column.Name).Distinct())
        {
            yield return Row(column, Texts.Of(Language.Indonesian)[$"column.{column}"], Texts.Of(Language.English)[$"column.{column}"]);
        }

        foreach (var (label, text) in source.Lines)
        {
            yield return Row(label, text, text);
        }
    }

    private static Cell[] Row(string column, string arti, string meaning, string? district = null, string? name = null) =>
        [Cell.Code(column), Cell.Code(district), Cell.Text(name), Cell.Text(arti), Cell.Text(meaning)];
}
