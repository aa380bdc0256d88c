using System.Net;
using System.Net.Http.Headers;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Tests.Api;

/// <summary>What clients and caches may keep.</summary>
public sealed class CachingTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task What_a_client_holds_is_not_sent_again()
    {
        foreach (var path in Addresses.Json.Concat(["/api/v1/entries/2", "/api/openapi.json"]))
        {
            await server.SignedAsync();
            using var first = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            first.Headers.ETag.ShouldNotBeNull(path);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
            request.Headers.IfNoneMatch.Add(first.Headers.ETag);
            using var second = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
            (await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
            second.Headers.ETag.ShouldBe(first.Headers.ETag);
        }
    }

    [Fact]
    public async Task A_regions_tag_stays_while_others_change_and_moves_when_it_does()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();
        async Task<string> Tag(string path)
        {
            using var response = await own.Client.GetAsync(path, TestContext.Current.CancellationToken);
            return response.Headers.ETag!.ToString();
        }

        string[] elsewhere = ["/api/v1/results/ppwp/32", "/api/v1/stations/3201010001001", "/api/v1/results/pdpd/31"];
        string[] here = ["/api/v1/results/ppwp/0", "/api/v1/results/ppwp/3171", "/api/v1/stations/3171010001007"];
        var (before, beforeHere) = (await Task.WhenAll(elsewhere.Select(Tag)), await Task.WhenAll(here.Select(Tag)));
        own.Election.Submit("3171010001007", ApiElection.Sound(1, 1, 1));
        (await Task.WhenAll(elsewhere.Select(Tag))).ShouldBe(before);
        (await Task.WhenAll(here.Select(Tag))).ShouldAllBe(tag => !beforeHere.Contains(tag));
    }

    [Theory]
    [InlineData("/api/v1/entries/2", "public, max-age=31536000, immutable")]
    [InlineData("/api/v1/results/ppwp/0?at=8", "public, max-age=86400, immutable")]
    [InlineData("/api/v1/results/ppwp/0", "public, max-age=1")]
    [InlineData("/api/v1/regions/88", "no-store")]
    public async Task What_never_changes_is_kept_and_the_rest_for_a_second(string path, string caching)
    {
        using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        response.Headers.CacheControl!.ToString().ShouldBe(CacheControlHeaderValue.Parse(caching).ToString());
    }

    [Fact]
    public async Task Of_a_simulation_nothing_is_kept_because_the_next_has_the_same_addresses()
    {
        await using var own = new ApiServer(new(), ElectionKind.Simulation);
        await own.InitializeAsync();
        foreach (var path in (string[])["/api/v1/entries/2", "/api/v1/results/ppwp/0?at=8"])
        {
            using var response = await own.Client.GetAsync(path, TestContext.Current.CancellationToken);
            response.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromSeconds(1));
        }
    }
}
