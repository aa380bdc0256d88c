using System.Net;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>What every answer says to browsers.</summary>
public sealed class HeaderTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/ppwp")]
    [InlineData("/nothing/here")]
    [InlineData("/api/v1/election")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/openapi.json")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/a//b")]
    public async Task Every_answer_forbids_browsers_what_it_does_not_need(string path)
    {
        using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        string Header(string name) => string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : []);
        Header("Content-Security-Policy")
            .ShouldBe(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'"
            );
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Referrer-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Permissions-Policy").ShouldContain("camera=()");
        Header("Server").ShouldBe("");
        Header("Strict-Transport-Security").ShouldBe("", "this is plain http");
        var isPage = response.Content.Headers.ContentType?.MediaType == "text/html";
        Header("Cross-Origin-Resource-Policy").ShouldBe(isPage ? "same-origin" : "cross-origin");
        Header("Access-Control-Allow-Origin").ShouldBe(isPage ? "" : "*");
    }

    [Fact]
    public async Task Every_site_may_read_the_data_and_none_may_write()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Options, "/api/v1/statements");
        ask.Headers.Add("Origin", "https://other.example");
        ask.Headers.Add("Access-Control-Request-Method", "POST");
        using var allowed = await server.Client.SendAsync(ask, TestContext.Current.CancellationToken);
        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        allowed.Headers.GetValues("Access-Control-Allow-Methods").Single().ShouldBe("GET, HEAD");

        using var written = await server.Post("hello"u8.ToArray());
        written.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_to_HEAD_is_that_to_GET_without_its_body()
    {
        foreach (var path in (string[])["/api/v1/election", "/api/v1/entries/1"])
        {
            using var get = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var head = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            head.StatusCode.ShouldBe(HttpStatusCode.OK);
            head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
            (await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_stay_there()
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-https-");
        using var certificate = OwnCertificate.In(folder.FullName, TimeProvider.System);
        await using (var https = new ApiServer { Certificate = certificate })
        {
            await https.InitializeAsync();
            using var response = await https.Client.GetAsync("/api/v1/ledger", TestContext.Current.CancellationToken);
            response.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_sets_a_cookie()
    {
        foreach (var path in (string[])["/", "/api/v1/election", "/metrics"])
        {
            using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }
}
