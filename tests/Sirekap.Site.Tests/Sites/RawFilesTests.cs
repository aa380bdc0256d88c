using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Site.Downloads;
using Sirekap.Site.Tests.Api;
using Sirekap.Site.Views;

namespace Sirekap.Site.Tests.Sites;

/// <summary>Raw tables as people take them away.</summary>
public sealed class RawFilesTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Corrected = "3171010001003";

    [Fact]
    public async Task Every_correction_is_there_however_many_with_by_whom_when_and_why()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();

        // More than are read in one look.
        const int More = 230;
        var on = own.Election.Sequencer.Read(record =>
            record.Ids[record.Contest(ApiElection.President)!.InPlace(record.Tree.FindStation(RegionCode.Parse(Corrected)))]
        );
        for (var i = 0; i < More; i++)
        {
            on = own.Election.Say(
                new Review(
                    ApiElection.President,
                    RegionCode.Parse(Corrected),
                    on,
                    ReviewAct.Correct,
                    ReviewReason.Recounted,
                    [],
                    ApiElection.Sound(10, 20, 32 + i),
                    null
                ),
                own.Election.Officer("317101")
            );
        }

        await own.SignedAsync();
        var rows = await Rows(own, "/unduh/ppwp/0/koreksi.csv");
        var ofThird = rows.Where(row => row["place"] == "IV.3").ToList();
        ofThird.Count.ShouldBe(More + 1);
        ofThird.Select(row => row["after"]).ShouldBe(Enumerable.Range(31, More + 1).Reverse().Select(votes => $"{votes}"));
        ofThird.Zip(ofThird.Skip(1)).ShouldAllBe(pair => pair.First["before"] == pair.Second["after"]);
        var row = ofThird[^1];
        (row["station"], row["act"], row["role"], row["scope"], row["reason"]).ShouldBe(
            (Corrected, "correct", "district", "317101", "misread")
        );
        row["key"].ShouldBe(Addresses.NameOf(own.Election.Officer("317101")));
        row["failed_before"].Split(' ').ShouldContain("TURNOUT_VOTES");
        (row["before"], row["jenis/kind"]).ShouldBe(("30", "real"));
        var entry = int.Parse(row["entry"], CultureInfo.InvariantCulture);
        row["time"].ShouldBe(own.Node.Read((record, _) => record.Times.At(entry)!.Value.ToString()));
        DateTimeOffset.ParseExact(row["time"], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        // The API, page by page, says the same.
        ofThird
            .Select(one =>
                (
                    one["entry"],
                    int.Parse(one["before"], CultureInfo.InvariantCulture),
                    int.Parse(one["after"], CultureInfo.InvariantCulture)
                )
            )
            .ShouldBe(await ByApi(own));
    }

    [Fact]
    public async Task Stations_have_the_names_of_all_levels_and_a_codebook_says_what_every_column_is()
    {
        var stations = await Rows(server, "/unduh/pdprdp/0/tps.csv");
        var station = stations.Single(row => row["station"] == "3171010001001");
        (station["name"], station["province"], station["electoral_district"]).ShouldBe(("TPS 001", ProvinceName(), "31-1"));
        stations.ShouldAllBe(row => row.Values.All(value => !value.Contains("root", StringComparison.Ordinal)));
        var book = await Rows(server, "/unduh/pdprdp/0/kode.csv");
        var explained = book.Select(row => row["column"]).ToHashSet();
        foreach (var column in stations[0].Keys.Concat((await Rows(server, "/unduh/ppwp/0/koreksi.csv"))[0].Keys))
        {
            explained.ShouldContain(column);
        }

        book.ShouldAllBe(row => row["arti"].Length > 0 && row["meaning"].Length > 0);
        book.Count(row => row["column"] == "votes 1").ShouldBe(2, "one in each electoral district");
        (await Rows(server, "/unduh/ppwp/31/kode.csv")).Single(row => row["column"] == "votes 1")["name"].ShouldBe("A & B");

        string ProvinceName() => ApiElection.Names.Regions.TryGetValue(RegionCode.Parse("31"), out var name) ? name : "31";
    }

    [Fact]
    public async Task A_workbook_has_its_heading_in_the_first_row_codes_as_text_and_numbers_as_numbers()
    {
        var bytes = await server.Client.GetByteArrayAsync("/unduh/ppwp/31/tps.xlsx", TestContext.Current.CancellationToken);
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var sheet = (WorksheetPart)workbook.WorkbookPart!.GetPartById("table");
        var rows = sheet.Worksheet!.Descendants<Row>().ToArray();
        var heading = rows[0].Elements<Cell>().Select(cell => cell.InnerText).ToArray();
        (heading[0], heading[^3], heading[^2]).ShouldBe(("station", "jenis/kind", "N"));
        rows.Length.ShouldBe(14, "the heading and Jakarta's stations");
        var station = rows[1].Elements<Cell>().First();
        (station.InnerText, station.DataType!.Value).ShouldBe(("3171010001001", CellValues.InlineString));
        var votes = rows[1]
            .Elements<Cell>()
            .Single(cell => cell.CellReference!.Value == $"{(char)('A' + Array.IndexOf(heading, "votes 1"))}2");
        (votes.InnerText, votes.DataType).ShouldBe(("100", null));
    }

    [Fact]
    public async Task A_file_is_made_once_for_all_who_ask_and_again_only_when_its_region_has_changed()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();
        var site = new SiteViews(own.Node);
        using var files = new RawFiles(site, new StoppedClock());
        var (jakarta, west) = (Wanted("31"), Wanted("32"));
        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => files.GetAsync(jakarta, TestContext.Current.CancellationToken)));
        asked.Select(answer => answer.File!.Path).Distinct().ShouldHaveSingleItem();
        var elsewhere = (await files.GetAsync(west, TestContext.Current.CancellationToken)).File!;

        own.Election.Submit("3172010001001", ApiElection.Sound(1, 1, 1));
        await own.SignedAsync();
        var again = (await files.GetAsync(jakarta, TestContext.Current.CancellationToken)).File!;
        again.Tag.ShouldNotBe(asked[0].File!.Tag);
        File.Exists(asked[0].File!.Path).ShouldBeFalse("what is of before is not kept");
        (await files.GetAsync(west, TestContext.Current.CancellationToken)).File.ShouldBeSameAs(elsewhere, "nothing has changed there");

        static RawFile Wanted(string region) => new("ppwp", RegionCode.Parse(region), RawTable.Stations, IsWorkbook: false);
    }

    [Fact]
    public async Task Who_has_it_is_not_sent_it_again_and_who_lost_the_link_goes_on()
    {
        using var first = await Get("/unduh/ppwp/31/tps.csv");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await Get("/unduh/ppwp/31/tps.csv", request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);

        using var packed = await Get("/unduh/ppwp/31/tps.csv", request => request.Headers.AcceptEncoding.ParseAdd("gzip"));
        packed.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        packed.Headers.ETag.ShouldNotBe(first.Headers.ETag);
        var plain = await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        first.Content.Headers.ContentLength.ShouldBe(plain.Length);
        Unpacked(await packed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(plain);

        var whole = await server.Client.GetByteArrayAsync("/unduh/ppwp/31/tps.csv.gz", TestContext.Current.CancellationToken);
        using var rest = await Get("/unduh/ppwp/31/tps.csv.gz", request => request.Headers.Range = new RangeHeaderValue(100, null));
        rest.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await rest.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(whole[100..]);
        Unpacked(whole).ShouldBe(plain);
        using var head = await server.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, "/unduh/ppwp/31/tps.csv"),
            TestContext.Current.CancellationToken
        );
        head.Content.Headers.ContentLength.ShouldBe(plain.Length);
    }

    [Theory]
    [InlineData("/unduh/ppwp/98/tps.csv", 404, "unknown-region")]
    [InlineData("/unduh/none/0/tps.csv", 404, "unknown-region")]
    [InlineData("/unduh/ppwp/x/tps.csv", 404, "not-found")]
    [InlineData("/unduh/ppwp/0/tps.ods", 404, "not-found")]
    [InlineData("/unduh/ppwp/0/tps.xlsx.gz", 404, "not-found")]
    [InlineData("/tile/entries/999", 404, "not-found")]
    [InlineData("/blobs/0000000000000000000000000000000000000000000000000000000000000000", 404, "not-found")]
    [InlineData("/publication/7/manifest", 404, "not-found")]
    public async Task Every_refusal_says_why(string path, int status, string problem)
    {
        using var response = await Get(path);
        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"/problems/{problem}\"");
    }

    [Fact]
    public async Task What_no_workbook_holds_is_refused_with_where_it_is()
    {
        using var files = new RawFiles(new SiteViews(server.Node), TimeProvider.System) { MostCells = 400 };
        var wanted = new RawFile("ppwp", RegionCode.Nation, RawTable.Stations, IsWorkbook: true);
        (await files.GetAsync(wanted, TestContext.Current.CancellationToken)).ShouldBe((RawOutcome.TooLarge, null));
        (await files.GetAsync(wanted with { IsWorkbook = false }, TestContext.Current.CancellationToken)).Outcome.ShouldBe(RawOutcome.Here);
    }

    [Fact]
    public async Task What_no_workbook_holds_is_not_made_again_for_the_asking()
    {
        var clock = new CountedClock();
        using var files = new RawFiles(new SiteViews(server.Node), clock) { MostCells = 400 };
        var wanted = new RawFile("ppwp", RegionCode.Nation, RawTable.Stations, IsWorkbook: true);
        await files.GetAsync(wanted, TestContext.Current.CancellationToken);
        var made = clock.Asked;
        for (var i = 0; i < 5; i++)
        {
            (await files.GetAsync(wanted, TestContext.Current.CancellationToken)).ShouldBe((RawOutcome.TooLarge, null));
        }

        clock.Asked.ShouldBe(made);
    }

    [Fact]
    public async Task Where_the_definition_is_all_there_is_every_station_has_its_row()
    {
        using var election = new ApiElection();
        await using var node = IntakeNode.Start(election.Sequencer, new IntakeOptions { PublishEvery = TimeSpan.Zero });
        node.Read((_, tree) => tree.Size).ShouldBe(1);
        using var files = new RawFiles(new SiteViews(node), TimeProvider.System);
        var (_, file) = await files.GetAsync(
            new RawFile("ppwp", RegionCode.Nation, RawTable.Stations, IsWorkbook: false),
            TestContext.Current.CancellationToken
        );
        var lines = Encoding.UTF8.GetString(Unpacked(await File.ReadAllBytesAsync(file!.Path, TestContext.Current.CancellationToken)));
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1 + ApiElection.Tree.StationCount);
    }

    [Theory]
    [InlineData("/api/v1/stations/3171010001003")]
    [InlineData("/results/ppwp/0.json")]
    [InlineData("/unduh/ppwp/0/tps.csv")]
    public async Task What_is_words_goes_over_the_wire_packed(string path)
    {
        using var plain = await Get(path);
        using var packed = await Get(path, request => request.Headers.AcceptEncoding.ParseAdd("gzip"));
        packed.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        packed.Headers.Vary.ShouldContain("Accept-Encoding");
        var (few, many) = (await Bytes(packed), await Bytes(plain));
        few.Length.ShouldBeLessThan(many.Length);
        Unpacked(few).ShouldBe(many);
    }

    [Fact]
    public async Task Bundles_of_entries_go_packed_and_tiles_of_hashes_as_they_are()
    {
        var size = server.Node.Size;
        foreach (var (path, isPacked) in new[] { ($"/tile/entries/000.p/{size}", true), ($"/tile/0/000.p/{size}", false) })
        {
            using var plain = await Get(path);
            using var answer = await Get(path, request => request.Headers.AcceptEncoding.ParseAdd("gzip"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Content.Headers.ContentEncoding.Contains("gzip").ShouldBe(isPacked, path);
            var bytes = await Bytes(answer);
            (isPacked ? Unpacked(bytes) : bytes).ShouldBe(await Bytes(plain));
        }
    }

    /// <summary>Entry, and votes of the third before and after, of each correction.</summary>
    private static async Task<List<(string Entry, int Before, int After)>> ByApi(ApiServer server)
    {
        var told = new List<(string, int, int)>();
        for (var before = ""; ; )
        {
            var page = await server.Json($"/api/v1/corrections?contest=ppwp&most=50{before}");
            foreach (var one in page["corrections"]!.AsArray())
            {
                int Third(string when) => one![when]!["figures"]!["votes"]![2]!.GetValue<int>();
                told.Add((one!["signer"]!["index"]!.ToString(), Third("before"), Third("after")));
            }

            if (page["next"] is not { } next)
            {
                return told;
            }

            before = $"&before={next}";
        }
    }

    private static async Task<byte[]> Bytes(HttpResponseMessage response) =>
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static byte[] Unpacked(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private async Task<HttpResponseMessage> Get(string path, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        with?.Invoke(request);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<List<Dictionary<string, string>>> Rows(ApiServer server, string path)
    {
        using var text = new StringReader(
            (await server.Client.GetStringAsync(path, TestContext.Current.CancellationToken)).TrimStart('\uFEFF')
        );
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var rows = new List<Dictionary<string, string>>();
        await csv.ReadAsync();
        csv.ReadHeader();
        while (await csv.ReadAsync())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!, StringComparer.Ordinal));
        }

        return rows;
    }

    /// <summary>Tells how often it was asked.</summary>
    private sealed class CountedClock : TimeProvider
    {
        public int Asked { get; private set; }

        public override long GetTimestamp() => ++Asked;
    }

    /// <summary>Nothing ever takes any time, so that nothing rests.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
