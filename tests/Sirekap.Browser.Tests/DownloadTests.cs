using System.Globalization;
using System.Text.RegularExpressions;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>Every table can be taken away, and then says what it said.</summary>
public sealed partial class DownloadTests(Theatre theatre)
{
    private const string Csv = "text/csv";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The shortest of the pages that long tables and lists are cut into; a file has all rows.</summary>
    private const int LongestPage = 20;

    /// <summary>Headings of shares that only files have.</summary>
    private static readonly string[] Shares = ["Bagian TPS yang masuk", "Share of stations in"];

    private static readonly (string Name, int Hours)[] Zones = [("WIB", 7), ("WITA", 8), ("WIT", 9)];

    private static readonly string Script = Scripts.Read("table.js");

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (
                var (i, name) in new[]
                {
                    "nation",
                    "province",
                    "regency",
                    "district",
                    "village",
                    "nation-certified",
                    "district-certified",
                    "station-counted",
                    "station-contradictory",
                    "station-unchecked",
                    "under-review",
                    "unchecked",
                    "past-nation",
                    "past-station",
                }.Index()
            )
            {
                pages.Add(name, i % 2 == 0 ? "id" : "en");
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_table_is_the_same_as_a_file_for_programs_and_as_one_for_people(string name, string language)
    {
        var tongue = Tongue.Of(language);
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named(name).In(theatre, tongue), new Look(Script: false));
        var tables = await visit.Page.Locator(".table").AllAsync();
        tables.ShouldNotBeEmpty();
        foreach (var table in tables)
        {
            var shown = await table.EvaluateAsync<Shown>(Script);
            shown.Rows.ShouldNotBeEmpty();
            Same(shown, DownloadedTable.ReadCsv(await FetchAsync(shown.Csv, Csv)), tongue, shown.Csv);
            Same(shown, DownloadedTable.ReadXlsx(await FetchAsync(shown.Xlsx, Xlsx)), tongue, shown.Xlsx);
        }
    }

    [Theory]
    [InlineData("corrections")]
    [InlineData("corrections-of-a-check")]
    public async Task A_list_has_a_row_for_every_figure_that_was_put_aside(string name)
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named(name).In(theatre, Tongue.Indonesian), new Look(Script: false));
        var shown = await visit.Page.Locator(".cards .differences tbody tr").CountAsync();
        shown.ShouldBeGreaterThan(0);
        var csv = await visit.Page.Locator("a[href*='.csv']").EvaluateAsync<string>("one => one.href");
        DownloadedTable.ReadCsv(await FetchAsync(csv, Csv)).Count.ShouldBeGreaterThanOrEqualTo(shown + 1);
        await FetchAsync(csv.Replace(".csv", ".xlsx", StringComparison.Ordinal), Xlsx);
    }

    private static async Task<byte[]> FetchAsync(string address, string type)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, address);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type, address);
        answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNullOrEmpty();
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static void Same(Shown shown, List<string[]> file, Tongue tongue, string address)
    {
        // Beside a part of a whole, which the page shows as a share alone, a file has its share.
        var at = file[0].Index().Where(column => !Shares.Contains(column.Item)).Select(column => column.Index).ToArray();
        at.Select(i => file[0][i]).ShouldBe(shown.Headings, address);
        if (shown.Rows.Length < LongestPage)
        {
            file.Count.ShouldBe(shown.Rows.Length + 1, address);
        }

        file.Count.ShouldBeGreaterThan(shown.Rows.Length, address);
        foreach (var (row, cells) in shown.Rows.Zip(file.Skip(1)))
        {
            cells.Length.ShouldBe(file[0].Length, address);
            for (var i = 0; i < row.Length; i++)
            {
                var cell = cells[row[i].EndsWith('%') && Shares.Contains(file[0].ElementAtOrDefault(at[i] + 1)) ? at[i] + 1 : at[i]];
                Same(row[i], cell.Replace("\r", "", StringComparison.Ordinal), tongue)
                    .ShouldBeTrue($"{address}: the page has “{row[i]}”, the file “{cell}”");
            }
        }
    }

    /// <summary>
    /// Shares are rounded to two decimals on the page, and have more in a file; other numbers have separators on the page.
    /// </summary>
    private static bool Same(string shown, string file, Tongue tongue)
    {
        if (shown == file || (shown is "–" or "" && file.Length == 0))
        {
            return true;
        }

        if (DateTimeOffset.TryParseExact(file, "yyyy-MM-dd'T'HH:mm:ss'Z'", null, DateTimeStyles.AssumeUniversal, out var time))
        {
            // On the page as clocks are there.
            var zone = Zones.Single(zone => shown.EndsWith(" " + zone.Name, StringComparison.Ordinal));
            var local = time.ToOffset(TimeSpan.FromHours(zone.Hours));
            return shown.StartsWith($"{local.Day} ", StringComparison.Ordinal)
                && shown.Contains(local.ToString(tongue == Tongue.Indonesian ? "HH'.'mm" : "HH':'mm", CultureInfo.InvariantCulture));
        }

        var plain =
            tongue == Tongue.Indonesian
                ? shown.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
                : shown.Replace(",", "", StringComparison.Ordinal);
        plain = plain.Replace('−', '-');
        if (!Number().IsMatch(plain) || !decimal.TryParse(file, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return false;
        }

        var number = decimal.Parse(plain.TrimEnd('%', ' ', '\u00A0'), CultureInfo.InvariantCulture);
        return plain.EndsWith('%') ? Math.Abs((100 * exact) - number) <= 0.00505m : number == exact;
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?[ \u00A0]?%?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Number();

    private sealed class Shown
    {
        public string Csv { get; set; } = "";

        public string Xlsx { get; set; } = "";

        public string[] Headings { get; set; } = [];

        public string[][] Rows { get; set; } = [];
    }
}
