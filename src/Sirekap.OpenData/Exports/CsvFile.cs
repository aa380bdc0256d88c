using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Sirekap.Elections;

namespace Sirekap.OpenData.Exports;

/// <summary>
/// A table as CSV (RFC 4180): commas, CRLF, one heading line, numbers with a point and without separators, times as
/// <c>2024-02-14T11:00:00Z</c>, shares from 0 to 1.
/// </summary>
/// <remarks>
/// This is the file for programs (that guess types and must be told that codes are text, as pandas by <c>dtype</c>); an Indonesian Excel
/// expects semicolons and decimal commas, and gets <see cref="XlsxFile"/>. It begins with a byte order mark nevertheless: without one any
/// Excel takes UTF-8 for its old code page and breaks names, while pandas, R, DuckDB, LibreOffice and Google Sheets pass over it. RFC 4180
/// has no comments and a line before the heading would break every reader, so what must not be lost, the election's kind and the source,
/// stands in the last columns of each row: there it also survives a row that is cut out and pasted elsewhere.
/// </remarks>
public static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    /// <summary>A lone CR or LF ends a line for many readers; the library would leave it unquoted.</summary>
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.None,
        ShouldQuote = args =>
            args.Field is { Length: > 0 } field && (field.AsSpan().ContainsAny(",\"\r\n") || field[0] == ' ' || field[^1] == ' '),
    };

    /// <summary>Writes the table; the stream stays open.</summary>
    public static void Write(Table table, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var column in table.Columns)
        {
            csv.WriteField(FormulaGuard.Guard(column.Name));
        }

        var source = SourceOf(table);
        foreach (var (name, _) in source)
        {
            csv.WriteField(name);
        }

        csv.NextRecord();
        foreach (var row in table.CheckedRows())
        {
            foreach (var cell in row)
            {
                csv.WriteField(Words(cell));
            }

            foreach (var (_, value) in source)
            {
                csv.WriteField(value);
            }

            csv.NextRecord();
        }
    }

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(Table table)
    {
        using var stream = new MemoryStream();
        Write(table, stream);
        return stream.ToArray();
    }

    private static (string Name, string Text)[] SourceOf(Table table) =>
        table.IsRaw
            ?
            [
                ("jenis/kind", FormulaGuard.Guard(table.Source.Kind)),
                ("N", table.Source.Size.ToString(CultureInfo.InvariantCulture)),
                (TableSource.TimeLabel, table.Source.Time?.ToString() ?? ""),
                .. table.Source.SourceTime is { } copied ? new[] { (TableSource.SourceTimeLabel, copied.ToString()) } : [],
            ]
            : [("jenis/kind", FormulaGuard.Guard(table.Source.Kind)), ("sumber/source", FormulaGuard.Guard(table.Source.Line))];

    private static string Words(Cell cell) =>
        (cell.HasValue, cell.Kind) switch
        {
            (false, _) => "",
            (_, CellKind.Text or CellKind.Code) => FormulaGuard.Guard(cell.Words),
            (_, CellKind.Time) => new Timestamp(cell.Value).ToString(),
            (_, CellKind.Share) => cell.Part.ToString("0.######", CultureInfo.InvariantCulture),
            _ => cell.Value.ToString(CultureInfo.InvariantCulture),
        };
}
