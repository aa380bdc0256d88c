using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// The first sheet that is shown of a workbook (.xlsx, ECMA-376) as the CSV that it would be saved as: a line for each of its rows, so that
/// a line's number is the row's. Where another sheet has the same heading nothing is read: half a table would be taken for the whole.
/// </summary>
internal static class WorkbookText
{
    /// <summary>
    /// Bytes of a part that is built as objects and not gone through: some thousand times what a workbook names in it, and few enough that
    /// its objects fit.
    /// </summary>
    private const int LargestBuilt = 1 << 22;

    /// <summary>Whether the bytes begin as a zip and name a workbook.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) && bytes.IndexOf("xl/workbook"u8) >= 0;

    /// <summary>The sheet as UTF-8, or null and why there is none.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> bytes, out string? reason)
    {
        try
        {
            reason = PackageFlaw(bytes);
            if (reason is not null)
            {
                return null;
            }

            using var stream = FeedFile.StreamOf(bytes);
            using var document = SpreadsheetDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = LargestBuilt });
            if (document.WorkbookPart is not { Workbook: { } workbook } part || Shown(part, workbook) is not [var sheet, .. var others])
            {
                reason = "it is a workbook without a sheet of cells that is shown";
                return null;
            }

            var rows = new WorkbookRows(part, workbook.WorkbookProperties?.Date1904?.Value == true);
            return Text(rows, sheet, others, out reason);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Of a damaged package the library throws whatever comes first.
            reason = $"it is a workbook that cannot be read: {e.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? Text(
        WorkbookRows rows,
        (string Name, WorksheetPart Part) sheet,
        (string Name, WorksheetPart Part)[] others,
        out string? reason
    )
    {
        var text = new ArrayBufferWriter<byte>();
        var (line, width, heading) = (0, 0, "");
        foreach (var (number, row) in rows.Of(sheet.Part))
        {
            (heading, width) = heading.Length == 0 ? (row.Text, row.Columns) : (heading, width);
            Encoding.UTF8.GetBytes(new string('\n', number - line - 1) + row.Text, text);

            // A program leaves out cells at the end of a row that have nothing in them.
            Encoding.UTF8.GetBytes(new string(',', row.Columns == 0 ? 0 : Math.Max(0, width - row.Columns)) + "\n", text);
            line = number;
            if (text.WrittenCount > InputText.Largest)
            {
                reason = $"its sheet has more than {InputText.Largest} bytes";
                return null;
            }
        }

        var twin = heading.Length == 0 ? default : others.FirstOrDefault(other => rows.HeadingOf(other.Part) == heading);
        reason = twin.Part is null
            ? null
            : $"its sheets {Figure.Show(sheet.Name)} and {Figure.Show(twin.Name)} have the same heading: save each as a file of its own";
        return twin.Part is null ? text.WrittenMemory : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The sheets of cells that a person sees, in their order: a hidden one is a draft, or a list to choose from.</summary>
    private static (string Name, WorksheetPart Part)[] Shown(WorkbookPart part, Workbook workbook) =>
        [
            .. from sheet in workbook.Sheets?.Elements<Sheet>() ?? []
            where sheet.State is null || sheet.State.Value == SheetStateValues.Visible
            let cells = sheet.Id?.Value is { } id ? part.GetPartById(id) as WorksheetPart : null
            where cells is not null
            select (sheet.Name?.Value ?? "", cells),
        ];

    /// <summary>By what its parts really have, whatever the directory says of them; the library does not ask for their checksums.</summary>
    private static string? PackageFlaw(ReadOnlyMemory<byte> bytes)
    {
        using var zip = new ZipArchive(FeedFile.StreamOf(bytes), ZipArchiveMode.Read);
        var chunk = new byte[1 << 16];
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            var sum = new Crc32();
            var length = 0L;
            using var part = entry.Open();
            for (var read = part.Read(chunk); read > 0; read = part.Read(chunk))
            {
                sum.Append(chunk.AsSpan(0, read));
                (length, total) = (length + read, total + read);
                if (total > InputText.Largest || (length > LargestBuilt && IsOfPackage(entry.FullName)))
                {
                    return total > InputText.Largest
                        ? $"it is a workbook of more than {InputText.Largest} bytes"
                        : $"it is a workbook whose part {Figure.Show(entry.FullName)} has more than {LargestBuilt} bytes";
                }
            }

            if (sum.GetCurrentHashAsUInt32() != entry.Crc32)
            {
                return $"it is a damaged workbook: {entry.FullName} has another checksum";
            }
        }

        return null;
    }

    /// <summary>The parts that the package itself is read by (ECMA-376, part 2): types of parts, and which leads to which.</summary>
    private static bool IsOfPackage(string name) =>
        name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
}
