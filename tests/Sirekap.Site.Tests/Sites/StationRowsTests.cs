using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Node.Tests;
using Sirekap.Publication;

namespace Sirekap.Site.Tests.Sites;

/// <summary>All stations of a region as one table.</summary>
public sealed class StationRowsTests : IDisposable
{
    private readonly NodeScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_raw_table_has_every_station_and_adds_up_to_the_sums_that_pages_show()
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake);
        await using var site = await Shown.StartAsync(intake);
        var rows = await Rows(site, "unduh/ppwp/0/tps.csv");
        rows.Count.ShouldBe(NodeScene.Places.StationCount);
        rows.Select(row => row["station"])
            .ShouldBe(Enumerable.Range(0, NodeScene.Places.StationCount).Select(station => NodeScene.Places.Station(station).ToString()));
        var totals = intake.Read((record, _) => record.Contest(NodeScene.Contest)!.Tally.Totals(0));
        foreach (
            var (word, sums) in new[]
            {
                (StationClass.Accepted, totals.Accepted),
                (StationClass.Unchecked, totals.Unchecked),
                (StationClass.UnderReview, totals.UnderReview),
            }
        )
        {
            var of = rows.Where(row => row["class"] == System.Text.Encoding.ASCII.GetString(SumsJson.Word(word))).ToArray();
            of.Length.ShouldBe(sums.Stations);
            foreach (var choice in Enumerable.Range(1, 3))
            {
                of.Sum(row => Number(row[$"votes {choice}"])).ShouldBe(sums.Votes[choice - 1]);
            }
        }

        rows.ShouldAllBe(row => row["jenis/kind"] == "simulation");
        (await Rows(site, "unduh/ppwp/7301/tps.csv"))
            .Select(row => row["station"])
            .ShouldAllBe(code => RegionCode.Parse(code).IsWithin(RegionCode.Parse("7301")));
    }

    [Fact]
    public async Task The_packed_table_is_the_same_table()
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake, 300);
        await using var site = await Shown.StartAsync(intake);
        using var response = await site.Get("unduh/ppwp/0/tps.csv.gz");
        await using var gzip = new GZipStream(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(gzip);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken))
            .Replace(site.Url.GetLeftPart(UriPartial.Authority), "HERE", StringComparison.Ordinal)
            .ShouldBe((await site.Page("unduh/ppwp/0/tps.csv")).TrimStart('\uFEFF'));
    }

    [Theory]
    [InlineData("unduh/ppwp/99/tps.csv")]
    [InlineData("unduh/ppwp/x/tps.csv")]
    [InlineData("unduh/none/0/tps.csv")]
    [InlineData("unduh/ppwp/3101012001001/tps.csv")]
    public async Task Where_there_is_no_such_region_there_is_no_table(string path)
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake, 10);
        await using var site = await Shown.StartAsync(intake);
        using var response = await site.Get(path);
        ((int)response.StatusCode).ShouldBe(404);
    }

    private static long Number(string text) => text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<List<Dictionary<string, string>>> Rows(Shown site, string path)
    {
        using var text = new StringReader(await site.Page(path));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var rows = new List<Dictionary<string, string>>();
        await csv.ReadAsync();
        csv.ReadHeader();
        while (await csv.ReadAsync())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name.TrimStart('\uFEFF'), name => csv.GetField(name)!, StringComparer.Ordinal));
        }

        return rows;
    }
}
