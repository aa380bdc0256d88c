using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using CsvHelper;
using CsvHelper.Configuration;

namespace Sirekap.Browser.Tests;

/// <summary>What stands in a file that was taken away from a page, read by other means than it was written.</summary>
internal static class DownloadedTable
{
    /// <summary>In a workbook the table's heading stands below its kind, caption and source.</summary>
    private const int HeadingRow = 4;

    /// <summary>Behind the heading of times, which have no zone in a workbook.</summary>
    private const string Utc = " (UTC)";

    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of the file, the heading first.</summary>
    public static List<string[]> ReadCsv(byte[] file)
    {
        using var csv = new CsvParser(
            new StreamReader(new MemoryStream(file), Encoding.UTF8),
            new CsvConfiguration(CultureInfo.InvariantCulture)
        );
        var rows = new List<string[]>();
        var behind = 0;
        while (csv.Read())
        {
            // Behind the columns stand the kind and the source; of a raw table the kind, the size and the time.
            behind =
                rows.Count > 0 ? behind
                : csv.Record![^1] == "waktu/time" ? 3
                : 2;
            csv.Record![^behind].ShouldMatch(rows.Count == 0 ? "kind" : "^(SIMULA|simulation)");
            rows.Add(csv.Record[..^behind]);
        }

        return rows;
    }

    /// <summary>The rows of the workbook's table, the heading first.</summary>
    public static List<string[]> ReadXlsx(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var sheet = zip.Entries.First(entry =>
            entry.FullName.Contains("sheet", StringComparison.Ordinal)
            && XDocument.Load(entry.Open()).Descendants(Sheet + "autoFilter").Any()
        );
        var document = XDocument.Load(sheet.Open());
        var rows = document.Descendants(Sheet + "row").ToArray();
        rows[0].Value.ShouldStartWith("SIMULA");
        var headings = rows[HeadingRow - 1].Elements(Sheet + "c").Select(cell => cell.Value).ToArray();
        var table = rows.Skip(HeadingRow)
            .Select(row =>
            {
                // A cell that is empty is not there.
                var texts = Enumerable.Repeat("", headings.Length).ToArray();
                foreach (var cell in row.Elements(Sheet + "c"))
                {
                    var column = Column(cell);
                    texts[column] = headings[column].EndsWith(Utc, StringComparison.Ordinal) ? TimeOf(cell.Value) : cell.Value;
                }

                return texts;
            });
        return
        [
            [.. headings.Select(heading => heading.Replace(Utc, "", StringComparison.Ordinal))],
            .. table,
        ];

        // A time is a number of days, to be shown as one.
        static string TimeOf(string days) =>
            DateTime
                .FromOADate(double.Parse(days, CultureInfo.InvariantCulture))
                .AddMilliseconds(500)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        static int Column(XElement cell) =>
            cell.Attribute("r")!.Value.TakeWhile(char.IsLetter).Aggregate(0, (sum, letter) => (26 * sum) + letter - 'A' + 1) - 1;
    }
}
