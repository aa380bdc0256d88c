using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Sirekap.Elections;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Sirekap.OpenData.Exports;

/// <summary>
/// A table as a workbook (ECMA-376), for people: numbers are numbers and shown as the reader's country writes them, codes are text. The
/// first rows say the election's kind, caption and source, so that no print or screenshot can be taken for an official result; the heading
/// below them stays in sight. A raw table has its heading in the first row, for programs, and kind and N as columns. The second sheet,
/// Sumber, says where the numbers can be found again. The same table gives the same bytes.
/// </summary>
public static class XlsxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string WorkbookContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    /// <summary>Kind, caption, source, and the heading itself; of a raw table the heading alone.</summary>
    private const int HeadingRow = 4,
        RawHeadingRow = 1;

    /// <summary>In characters: longer words run on or are wrapped, and a wider column would push the others off a screen.</summary>
    private const double WidestColumn = 60;
    private const string UtcSuffix = " (UTC)";

    /// <summary>A zip holds no time before this; where the table has none, its parts bear it.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(Table table)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            // Relationships have names of ours: those made up otherwise are chance.
            var workbook = document.AddNewPart<WorkbookPart>(WorkbookContentType, "workbook");
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = XlsxStyles.Sheet();
            WriteTable(workbook.AddNewPart<WorksheetPart>("table"), table);
            WriteSource(workbook.AddNewPart<WorksheetPart>("source"), table);
            workbook.Workbook = new X.Workbook(
                new X.Sheets(
                    new X.Sheet
                    {
                        Name = "Tabel",
                        SheetId = 1,
                        Id = "table",
                    },
                    new X.Sheet
                    {
                        Name = "Sumber",
                        SheetId = 2,
                        Id = "source",
                    }
                )
            );
        }

        return Settled(stream, table.Source.Time);
    }

    /// <summary>What a row of a raw table says of its source.</summary>
    private static (TableColumn Column, Cell Cell)[] SourceOf(TableSource source) =>
        [
            (new("jenis/kind", CellKind.Text), Cell.Text(source.Kind)),
            (new("N", CellKind.Number), Cell.Number(source.Size)),
            (new(TableSource.TimeLabel, CellKind.Time), Cell.Time(source.Time)),
            .. source.SourceTime is { } copied
                ? new[] { (new TableColumn(TableSource.SourceTimeLabel, CellKind.Time), Cell.Time(copied)) }
                : [],
        ];

    private static void WriteTable(WorksheetPart part, Table table)
    {
        using var writer = OpenXmlWriter.Create(part);
        var source = table.IsRaw ? SourceOf(table.Source) : [];
        TableColumn[] columns = [.. table.Columns, .. source.Select(column => column.Column)];
        var heading = table.IsRaw ? RawHeadingRow : HeadingRow;
        writer.WriteStartElement(new X.Worksheet());
        writer.WriteElement(new X.SheetViews(ViewBelow(heading)));
        writer.WriteElement(new X.Columns(columns.Select((column, i) => Width(i, Math.Max(column.Name.Length + 2, Usual(column.Kind))))));
        writer.WriteStartElement(new X.SheetData());
        var sheet = new XlsxSheet(writer);
        if (!table.IsRaw)
        {
            sheet.Texts(XlsxStyles.Bold, table.Source.Kind);
            sheet.Texts(XlsxStyles.Plain, table.Caption);
            sheet.Texts(XlsxStyles.Plain, table.Source.Line);
        }

        sheet.Texts(
            XlsxStyles.Heading,
            [.. columns.Select(column => column.Kind == CellKind.Time ? column.Name + UtcSuffix : column.Name)]
        );
        Cell[] cells = [.. source.Select(column => column.Cell)];
        foreach (var row in table.CheckedRows())
        {
            sheet.Cells([.. row, .. cells]);
        }

        writer.WriteEndElement();
        var area = string.Create(CultureInfo.InvariantCulture, $"A{heading}:{XlsxSheet.Letters(columns.Length - 1)}{sheet.Row}");
        writer.WriteElement(new X.AutoFilter { Reference = area });

        // Else every code is marked as a number that somebody has typed wrongly.
        writer.WriteElement(
            new X.IgnoredErrors(
                new X.IgnoredError
                {
                    NumberStoredAsText = true,
                    SequenceOfReferences = new ListValue<StringValue> { InnerText = area },
                }
            )
        );
        writer.WriteEndElement();
    }

    /// <summary>The heading stays in sight.</summary>
    private static X.SheetView ViewBelow(int heading) =>
        new(
            new X.Pane
            {
                VerticalSplit = heading,
                TopLeftCell = $"A{heading + 1}",
                ActivePane = X.PaneValues.BottomLeft,
                State = X.PaneStateValues.Frozen,
            }
        )
        {
            WorkbookViewId = 0,
        };

    private static void WriteSource(WorksheetPart part, Table table)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new X.Worksheet());
        writer.WriteElement(new X.Columns(Width(0, Usual(CellKind.Time)), Width(1, WidestColumn)));
        writer.WriteStartElement(new X.SheetData());
        var sheet = new XlsxSheet(writer);
        foreach (var (label, text) in table.Source.Lines.Append(("tabel/table", $"{table.Id}: {table.Caption}")))
        {
            sheet.Texts(XlsxStyles.Text, label, text);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static X.Column Width(int column, double width) =>
        new()
        {
            Min = (uint)column + 1,
            Max = (uint)column + 1,
            Width = Math.Min(width, WidestColumn),
            CustomWidth = true,
        };

    /// <summary>Characters that a cell of this kind usually has.</summary>
    private static double Usual(CellKind kind) =>
        kind switch
        {
            CellKind.Text => 24,
            CellKind.Code => 16,
            CellKind.Time => 20,
            _ => 12,
        };

    /// <summary>
    /// The parts in the order of their names and with the table's time, and not with the time of this moment: the same table gives the same
    /// bytes.
    /// </summary>
    private static byte[] Settled(MemoryStream package, Timestamp? time)
    {
        using var settled = new MemoryStream();
        using (var from = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(settled, ZipArchiveMode.Create, leaveOpen: true))
        {
            var written = time?.ToDateTimeOffset() is { } at && at > NoTime ? at : NoTime;
            foreach (var part in from.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var entry = to.CreateEntry(part.FullName, CompressionLevel.Optimal);
                entry.LastWriteTime = written;
                using var source = part.Open();
                using var target = entry.Open();
                source.CopyTo(target);
            }
        }

        return settled.ToArray();
    }
}
