using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sirekap.Site.Pages;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What a citation names stays; what is kept is asked for again only when it has changed.</summary>
public sealed class StandingStillTests : IAsyncLifetime
{
    private readonly ApiServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_was_cited_stays_as_it_was_when_the_ledger_has_gone_on()
    {
        var size = _server.Node.Size;
        var then = await Html.GetAsync(_server, $"/en/pada/{size}/ppwp/31");
        var now = await Html.GetAsync(_server, "/en/ppwp/31");
        now.Text.ShouldContain($"/en/pada/{size}/ppwp/31");
        _server.Election.Submit("3171010001007", ApiElection.Sound(200, 1, 1));
        var later = await Html.GetAsync(_server, "/en/ppwp/31");
        later.Text.ShouldContain("310 votes added up");
        now.Text.ShouldContain("110 votes added up");
        var again = await Html.GetAsync(_server, $"/en/pada/{size}/ppwp/31");
        again.Source.ShouldBe(then.Source);
        again.Text.ShouldContain("110 votes added up");
        again.Text.ShouldContain("This page does not change any more.");
        again.Links.ShouldContain("/en/ppwp/31");
        again.Links.ShouldContain($"/en/pada/{size}/ppwp/3171");
        again.Response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=86400, immutable");
        (await Html.GetAsync(_server, $"/en/pada/{size}/ppwp/3171010001007")).Text.ShouldContain("has not come in");
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        var first = await Html.GetAsync(_server, "/ppwp");
        first.Response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=1");
        var tag = first.Response.Headers.ETag.ShouldNotBeNull();
        tag.IsWeak.ShouldBeFalse();
        (await Ask("/ppwp", tag)).ShouldBe((HttpStatusCode.NotModified, 0));
        (await Ask("/ppwp", EntityTagHeaderValue.Any)).ShouldBe((HttpStatusCode.NotModified, 0));
        (await Ask("/en/ppwp", tag)).Status.ShouldBe(HttpStatusCode.OK);
        _server.Election.Submit("3171010001008", ApiElection.Sound(1, 1, 1));
        (await Ask("/ppwp", tag)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_comes_compressed_to_whoever_takes_it_so_and_is_the_same_page()
    {
        var page = await Html.GetAsync(_server, "/ppwp");
        page.Response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ppwp") { Headers = { AcceptEncoding = { new("br"), new("gzip") } } };
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        response.Headers.ETag.ShouldNotBe(page.Response.Headers.ETag);
        await using var gzip = new GZipStream(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken),
            CompressionMode.Decompress
        );
        using var text = new StreamReader(gzip);
        (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(page.Source);
        (await Ask("/ppwp", response.Headers.ETag!)).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_head_has_all_but_the_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/ppwp");
        using var head = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await Html.GetAsync(_server, "/ppwp");
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(page.Response.Content.Headers.ContentLength);
        head.Headers.ETag.ShouldBe(page.Response.Headers.ETag);
    }

    [Fact]
    public async Task Files_that_pages_need_are_kept_for_ever()
    {
        foreach (var asset in AssetFiles.All)
        {
            using var response = await _server.Client.GetAsync(asset.Path, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(asset.Bytes.ToArray());
        }

        AssetFiles.All.Count().ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_table_that_is_taken_away_has_the_figures_of_the_page_and_says_where_they_are_from()
    {
        var page = await Html.GetAsync(_server, "/ppwp/31");
        var csv = Encoding
            .UTF8.GetString(await _server.Client.GetByteArrayAsync("/ppwp/31/suara.csv", TestContext.Current.CancellationToken))
            .TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv.Length.ShouldBe(4);
        csv[0].ShouldStartWith("No.,Pilihan,Sudah dijumlahkan,");
        csv[1].ShouldStartWith("1,A & B,110,");
        page.Text.ShouldContain("A & B 110");
        csv.Skip(1).ShouldAllBe(line => line.Contains($"/pada/{_server.Node.Size}/ppwp/31", StringComparison.Ordinal));
        using var response = await _server.Client.GetAsync("/ppwp/3171010001/tps.xlsx", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.FileName!.ShouldContain($"api-1-tps-{_server.Node.Size}.xlsx");
        var corrections = await _server.Client.GetStringAsync("/unduh/ppwp/0/koreksi.csv", TestContext.Current.CancellationToken);
        corrections.ShouldContain("3171010001003");
        corrections.ShouldContain(",IV.3,30,31,");
    }

    [Fact]
    public async Task Made_up_parameters_do_not_make_another_page()
    {
        var page = await Html.GetAsync(_server, "/ppwp");
        var other = await Html.GetAsync(_server, "/ppwp?x=1&utm_source=y");
        other.Source.ShouldBe(page.Source);
    }

    private async Task<(HttpStatusCode Status, int Length)> Ask(string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }
}
