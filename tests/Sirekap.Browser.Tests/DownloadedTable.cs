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

    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of the file, the heading first.</summary>
    public static List<string[]> ReadCsv(byte[] file)
    {
        using var csv = new CsvParser(
            new StreamReader(new MemoryStream(file), Encoding.UTF8),
            new CsvConfiguration(CultureInfo.InvariantCulture)
        );
        var rows = new List<string[]>();
        while (csv.Read())
        {
            // Behind the columns stand the kind and the source.
            csv.Record![^2].ShouldMatch(rows.Count == 0 ? "kind" : "^SIMULA");
            rows.Add(csv.Record[..^2]);
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
        var columns = rows[HeadingRow - 1].Elements(Sheet + "c").Count();
        return
        [
            .. rows.Skip(HeadingRow - 1)
                .Select(row =>
                {
                    // A cell that is empty is not there.
                    var texts = Enumerable.Repeat("", columns).ToArray();
                    foreach (var cell in row.Elements(Sheet + "c"))
                    {
                        texts[Column(cell)] = cell.Value;
                    }

                    return texts;
                }),
        ];

        static int Column(XElement cell) =>
            cell.Attribute("r")!.Value.TakeWhile(char.IsLetter).Aggregate(0, (sum, letter) => (26 * sum) + letter - 'A' + 1) - 1;
    }
}
