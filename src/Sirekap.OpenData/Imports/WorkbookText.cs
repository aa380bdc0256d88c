using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// The first sheet of a workbook (.xlsx, ECMA-376) as the CSV that it would be saved as: a line for each of its rows, so that a line's
/// number is the row's. Numbers as they are kept and not as they are shown; what is shown as a time is one, in the form that tables have
/// it.
/// </summary>
internal static class WorkbookText
{
    /// <summary>A sheet has no more (ECMA-376 and Excel's limits).</summary>
    private const int MostColumns = 16_384;

    /// <summary>Above this a double has no room for every whole number.</summary>
    private const double LargestWhole = 1L << 53;

    /// <summary>Day 60 of the 1900 calendar is 29 February 1900, which there never was; OLE's days have it behind them.</summary>
    private const double FirstSureDay = 61;

    /// <summary>1 January 1904, day 0 of the other calendar, in days of the first.</summary>
    private const double Days1904 = 1462;

    /// <summary>Whether the bytes begin as a zip and name a workbook.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) && bytes.IndexOf("xl/workbook"u8) >= 0;

    /// <summary>The sheet as UTF-8, or null and why there is none.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> bytes, out string? reason)
    {
        reason = null;
        try
        {
            reason = PackageFlaw(bytes);
            if (reason is not null)
            {
                return null;
            }

            using var stream = FeedFile.StreamOf(bytes);
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            if (
                document.WorkbookPart is not { Workbook: { } workbook } part
                || workbook.Sheets?.Elements<Sheet>().FirstOrDefault() is not { Id.Value: { } id }
                || part.GetPartById(id) is not WorksheetPart sheet
            )
            {
                reason = "it is a workbook without a sheet of cells";
                return null;
            }

            return new SheetReader(part, workbook.WorkbookProperties?.Date1904?.Value == true).Read(sheet, out reason);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Of a damaged package the library throws whatever comes first.
            reason = $"it is a workbook that cannot be read: {e.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }

    /// <summary>By what its parts really have, whatever the directory says of them; the library does not ask for their checksums.</summary>
    private static string? PackageFlaw(ReadOnlyMemory<byte> bytes)
    {
        using var zip = new ZipArchive(FeedFile.StreamOf(bytes), ZipArchiveMode.Read);
        var chunk = new byte[1 << 16];
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            var sum = new Crc32();
            using var part = entry.Open();
            for (var read = part.Read(chunk); read > 0; read = part.Read(chunk))
            {
                sum.Append(chunk.AsSpan(0, read));
                total += read;
                if (total > InputText.Largest)
                {
                    return $"it is a workbook of more than {InputText.Largest} bytes";
                }
            }

            if (sum.GetCurrentHashAsUInt32() != entry.Crc32)
            {
                return $"it is a damaged workbook: {entry.FullName} has another checksum";
            }
        }

        return null;
    }

    /// <summary>Reads sheets of one workbook.</summary>
    private sealed class SheetReader(WorkbookPart workbook, bool is1904)
    {
        private readonly string[] _shared =
        [
            .. workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => TextOf(item)) ?? [],
        ];

        // Of the heading: a program leaves out cells at the end of a row that have nothing in them.
        private int _width;

        private readonly bool[] _times = [.. TimesOf(workbook.WorkbookStylesPart?.Stylesheet)];

        public ReadOnlyMemory<byte>? Read(WorksheetPart sheet, out string? reason)
        {
            reason = null;
            var text = new StringBuilder();
            var line = 0;
            using var reader = OpenXmlReader.Create(sheet);
            while (reader.Read())
            {
                if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                {
                    continue;
                }

                var row = (Row)reader.LoadCurrentElement()!;
                var number = row.RowIndex is { } index ? (int)index.Value : line + 1;
                if (number <= line)
                {
                    reason = $"row {number} of its sheet stands after row {line}";
                    return null;
                }

                text.Append('\n', number - line - 1);
                line = number;
                if (Write(text, row) is { } flaw)
                {
                    reason = $"row {number}: {flaw}";
                    return null;
                }

                text.Append('\n');
                if (text.Length > InputText.Largest)
                {
                    reason = $"its sheet has more than {InputText.Largest} characters";
                    return null;
                }
            }

            return Encoding.UTF8.GetBytes(text.ToString());
        }

        private string? Write(StringBuilder text, Row row)
        {
            var at = 0;
            foreach (var cell in row.Elements<Cell>())
            {
                var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : at;
                if (column < at || column >= MostColumns)
                {
                    return $"a cell at {cell.CellReference?.Value}, out of its order";
                }

                // A separator after each cell that came before: the last of them ends where this one begins.
                text.Append(',', at == 0 ? column : column - at + 1);
                at = column + 1;
                text.Append('"').Append(ValueOf(cell).Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")).Append('"');
            }

            _width = _width == 0 ? at : _width;
            text.Append(',', at == 0 ? 0 : Math.Max(0, _width - at));
            return null;
        }

        private string ValueOf(Cell cell)
        {
            var value = cell.CellValue?.Text;
            var type = cell.DataType?.Value ?? CellValues.Number;
            if (type == CellValues.InlineString)
            {
                return cell.InlineString is { } inline ? TextOf(inline) : "";
            }

            if (value is null)
            {
                // What a formula gives is kept beside it, unless the program that wrote it has not reckoned it.
                return cell.CellFormula is { } formula ? $"={formula.Text}" : "";
            }

            return type == CellValues.SharedString
                ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < _shared.Length
                    ? _shared[place]
                    : throw new FormatException($"cell {cell.CellReference?.Value} names text {value}, of {_shared.Length}")
                : type == CellValues.Number
                    ? NumberOf(value, cell.StyleIndex?.Value ?? 0)
                    : value;
        }

        private string NumberOf(string value, uint style)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return value;
            }

            if (style < _times.Length && _times[style])
            {
                var days = number + (is1904 ? Days1904 : 0);
                return days is >= FirstSureDay and < 2_958_466
                    ? DateTime.FromOADate(days).AddMilliseconds(500).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
                    : value;
            }

            return number == Math.Floor(number) && Math.Abs(number) < LargestWhole
                ? number.ToString("F0", CultureInfo.InvariantCulture)
                : value;
        }

        /// <summary>For each style of cells whether it shows a number as a time.</summary>
        private static IEnumerable<bool> TimesOf(Stylesheet? styles)
        {
            var own =
                styles
                    ?.NumberingFormats?.Elements<NumberingFormat>()
                    .Where(format => format.NumberFormatId is not null)
                    .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "")
                ?? [];
            return styles
                    ?.CellFormats?.Elements<CellFormat>()
                    .Select(format =>
                        format.NumberFormatId?.Value is { } id
                        && (own.TryGetValue(id, out var code) ? ShowsTime(code) : id is (>= 14 and <= 22) or (>= 45 and <= 47))
                    )
                ?? [];
        }

        /// <summary>Whether a format has a part of a date or clock, outside what it says literally or in brackets.</summary>
        private static bool ShowsTime(string format)
        {
            for (var i = 0; i < format.Length; i++)
            {
                switch (format[i])
                {
                    case '\\' or '_' or '*':
                        i++;
                        break;
                    case '"' or '[':
                        var end = format.IndexOf(format[i] == '"' ? '"' : ']', i + 1);
                        i = end < 0 ? format.Length : end;
                        break;
                    case 'y' or 'Y' or 'd' or 'D' or 'h' or 'H':
                        return true;
                }
            }

            return false;
        }

        private static string TextOf(RstType text) =>
            text.Text is { } plain ? plain.Text : string.Concat(text.Elements<Run>().Select(run => run.Text?.Text));

        /// <summary>0 for A, 25 for Z, 26 for AA.</summary>
        private static int ColumnOf(string reference)
        {
            var column = 0;
            foreach (var c in reference.TakeWhile(char.IsAsciiLetterUpper))
            {
                column = Math.Min(MostColumns + 1, (column * 26) + c - 'A' + 1);
            }

            return column - 1;
        }
    }
}
