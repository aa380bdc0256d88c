using System.Net;
using System.Net.Http.Headers;
using Sirekap.Elections.Regions;
using Sirekap.Node;
using Sirekap.Site.Downloads;
using Sirekap.Site.Tests.Api;
using Sirekap.Site.Views;

namespace Sirekap.Site.Tests.Sites;

/// <summary>How raw tables are given: in parts, beside each other, in their turns, and from where.</summary>
public sealed class RawFilesGivenTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("tps.csv")]
    [InlineData("tps.csv.gz")]
    [InlineData("tps.xlsx")]
    [InlineData("koreksi.csv")]
    [InlineData("kode.csv")]
    public async Task Of_every_file_a_part_is_given(string file)
    {
        var path = $"/unduh/ppwp/31/{file}";
        using var first = await Get(path);
        var whole = await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var (end, middle) = (whole.Length - 1, whole.Length / 2);
        foreach (var (from, to) in new (int? From, int? To)[] { (0, 0), (0, end), (7, middle), (middle, null), (end, null), (null, 5) })
        {
            using var part = await Get(path, request => request.Headers.Range = new RangeHeaderValue(from, to));
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            var begin = from ?? whole.Length - to!.Value;
            var length = (from is null ? whole.Length : (to ?? end) + 1) - begin;
            part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {begin}-{begin + length - 1}/{whole.Length}");
            (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(whole[begin..(begin + length)]);
        }

        using var none = await Get(path, request => request.Headers.Range = new RangeHeaderValue(whole.Length, null));
        none.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        using var other = await Get(
            path,
            request =>
            {
                request.Headers.Range = new RangeHeaderValue(7, null);
                request.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
            }
        );
        other.StatusCode.ShouldBe(HttpStatusCode.OK, "of another table than the part is of");
    }

    [Fact]
    public async Task Tables_of_a_region_that_are_given_at_one_time_are_of_one_size()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();
        using var files = new RawFiles(new SiteViews(own.Node), TimeProvider.System);
        var names = new List<string>();
        foreach (var table in new[] { RawTable.Stations, RawTable.Codebook, RawTable.Corrections })
        {
            foreach (var isWorkbook in new[] { false, true })
            {
                var wanted = new RawFile("ppwp", RegionCode.Parse("31"), table, isWorkbook);
                names.Add((await files.GetAsync(wanted, TestContext.Current.CancellationToken)).File!.Name);

                // The ledger goes on elsewhere.
                own.Election.Submit("3201010001002", ApiElection.Sound(1, 2, names.Count));
                await own.SignedAsync();
            }
        }

        names.Select(name => name.Split('-')[^1]).Distinct().ShouldHaveSingleItem();
        var elsewhere = new RawFile("ppwp", RegionCode.Parse("32"), RawTable.Codebook, IsWorkbook: false);
        (await files.GetAsync(elsewhere, TestContext.Current.CancellationToken))
            .File!.Name.Split('-')[^1]
            .ShouldNotBe(names[0].Split('-')[^1]);
    }

    [Fact]
    public async Task A_village_does_not_wait_behind_the_nation()
    {
        using var files = new RawFiles(new SiteViews(server.Node), TimeProvider.System, atOnce: 0)
        {
            FewStations = 3,
            Patience = TimeSpan.Zero,
        };
        async Task<RawOutcome> Of(string region) =>
            (
                await files.GetAsync(
                    new RawFile("ppwp", RegionCode.Parse(region), RawTable.Stations, IsWorkbook: false),
                    TestContext.Current.CancellationToken
                )
            ).Outcome;
        (await Of("0")).ShouldBe(RawOutcome.Busy, "as many of the large are being made as may be");
        (await Of("9999")).ShouldBe(RawOutcome.None);
        (await Of("3172010001")).ShouldBe(RawOutcome.Here);
    }

    [Fact]
    public async Task What_a_process_that_was_killed_has_left_goes_when_the_next_begins()
    {
        using var election = new ApiElection();
        await using var node = IntakeNode.Start(election.Sequencer, new IntakeOptions { PublishEvery = TimeSpan.Zero });
        var left = Directory.CreateDirectory(Path.Combine(node.Folder.Downloads, "left"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "1"), "half a table", TestContext.Current.CancellationToken);
        await using var shown = SiteHost.Build(node, new SiteOptions("http://127.0.0.1:0"));
        Directory.Exists(left.FullName).ShouldBeFalse();
        using var files = new RawFiles(new SiteViews(node), TimeProvider.System);
        Directory.GetDirectories(node.Folder.Downloads).ShouldHaveSingleItem();
    }

    private async Task<HttpResponseMessage> Get(string path, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        with?.Invoke(request);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
