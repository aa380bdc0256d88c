using Sirekap.OpenData.Exports;
using ExportCell = Sirekap.OpenData.Exports.Cell;

namespace Sirekap.Site.Pages.Tables;

/// <summary>A table's name in an address: <c>suara.csv</c>.</summary>
public sealed record TableName(string Table, TableFormat Format);

/// <summary>A table as a file: the same rows as on the page.</summary>
public static class TableFile
{
    /// <summary>Reads the last part of an address; null when it names no table.</summary>
    public static TableName? TryName(string segment) =>
        segment.Split('.') switch
        {
            [{ Length: > 0 } name, "csv"] => new(name, TableFormat.Csv),
            [{ Length: > 0 } name, "xlsx"] => new(name, TableFormat.Xlsx),
            _ => null,
        };

    public static FinishedPage Of(PageContext page, Answer.Download download)
    {
        var moment = page.Moment;
        var source = new TableSource(
            moment.Election,
            page.Language.Texts[$"kind.stamp.{moment.Kind}"],
            moment.Size,
            moment.Root.ToString(),
            moment.Time,
            download.Address,
            moment.SourceTime
        );
        var from = download.Table;
        var table = new Table(
            from.Name,
            from.Caption,
            [.. from.Columns.SelectMany(ColumnsOf)],
            from.Rows.Where(row => row[0].Mark != SiteTable.Sum)
                .Select(row => (IReadOnlyList<ExportCell>)[.. row.SelectMany((cell, i) => CellsOf(from.Columns[i], cell))]),
            source
        );
        var (bytes, type, extension) =
            download.Format == TableFormat.Csv
                ? (CsvFile.Encode(table), CsvFile.ContentType, "csv")
                : (XlsxFile.Encode(table), XlsxFile.ContentType, "xlsx");
        return new FinishedPage(
            200,
            type,
            bytes,
            PageRenderer.Tag(bytes),
            page.AsOf is not null,
            $"{moment.Election}-{from.Name}-{moment.Size}.{extension}"
        );
    }

    private static IEnumerable<TableColumn> ColumnsOf(Column column) =>
        column.ShareHeading is { } share
            ? [new TableColumn(column.Heading, CellKind.Number), new TableColumn(share, CellKind.Share)]
            : [new TableColumn(column.Heading, KindOf(column.Kind))];

    private static IEnumerable<ExportCell> CellsOf(Column column, Cell cell) =>
        column.ShareHeading is null ? [CellOf(column.Kind, cell)]
        : cell is ShareCell share ? [ExportCell.Number(share.Part), CellOf(column.Kind, cell)]
        : [ExportCell.Empty, ExportCell.Empty];

    private static CellKind KindOf(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Code => CellKind.Code,
            ColumnKind.Number => CellKind.Number,
            ColumnKind.Share => CellKind.Share,
            ColumnKind.Time => CellKind.Time,
            _ => CellKind.Text,
        };

    private static ExportCell CellOf(ColumnKind kind, Cell cell) =>
        cell switch
        {
            TextCell text => kind == ColumnKind.Code ? ExportCell.Code(text.Text) : ExportCell.Text(text.Text),
            NumberCell number => ExportCell.Number(number.Value),
            ShareCell share => ExportCell.Share(share.Part, share.Whole),
            TimeCell time => ExportCell.Time(time.Time),
            _ => ExportCell.Empty,
        };
}
