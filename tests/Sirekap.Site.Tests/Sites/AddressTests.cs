using System.Net;
using Sirekap.Elections.Statements;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Sites;

/// <summary>By which address a site knows itself, and how long its addresses mean the same.</summary>
public sealed class AddressTests
{
    [Fact]
    public async Task Absolute_links_have_the_address_that_the_site_is_known_by_whatever_a_request_says()
    {
        await using var server = new ApiServer(new ProtectionOptions()) { Known = new Uri("https://sirekap.example/") };
        await server.InitializeAsync();
        foreach (var path in (string[])["/ppwp/31", "/en/ppwp/31", "/ppwp/31/suara.csv"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            text.ShouldContain("https://sirekap.example/", Case.Sensitive, path);
            text.ShouldNotContain("evil.example", Case.Sensitive, path);
        }
    }

    [Theory]
    [InlineData("tps.csv")]
    [InlineData("kode.csv")]
    public async Task What_is_made_once_for_everybody_names_no_host_that_somebody_asked_by(string file)
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/unduh/ppwp/31/{file}") { Headers = { Host = "evil.example" } };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task Nobody_keeps_the_past_of_a_simulation()
    {
        await using var server = new ApiServer(new ProtectionOptions(), ElectionKind.Simulation);
        await server.InitializeAsync();
        using var response = await server.Client.GetAsync($"/pada/{server.Node.Size}/ppwp/31", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=1");
    }
}
