using FsCheck;
using FsCheck.Fluent;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>A path has one spelling.</summary>
public sealed class PathTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("/api/v1/../v1/election")]
    [InlineData("/api/v1/./election")]
    [InlineData("/api//v1/election")]
    [InlineData("//api/v1/election")]
    [InlineData("//evil.example/")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/api%2fv1%2felection")]
    [InlineData("/api/v1/%65lection")]
    [InlineData("/api\\v1\\election")]
    [InlineData("/api/v1/election%00")]
    [InlineData("/api/v1/election%0d%0aX-Evil:1")]
    [InlineData("/api/v1/%c0%ae%c0%ae/election")]
    [InlineData("/api/v1/%e2%80%ae")]
    [InlineData("/api/v1/%zz")]
    [InlineData("/api/v1/election;jsessionid=1")]
    [InlineData("/api/v1/<script>")]
    [InlineData("http://localhost/api/v1/../../etc/passwd")]
    public async Task Another_spelling_is_refused(string target)
    {
        var host = target.StartsWith("http", StringComparison.Ordinal) ? "localhost" : "x";
        (await RawClient.StatusOf(server.Address, $"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n")).ShouldBe(400, target);
    }

    [Theory]
    [InlineData("GET /api/v1/election HTTP/1.1\r\nHost: x\r\n\r\n", 200)]
    [InlineData("GET http://x.example/api/v1/election HTTP/1.1\r\nHost: x.example\r\n\r\n", 200)]
    [InlineData("GET /api/v1/election?x=%00%2e%2e&y=\\..\\ HTTP/1.1\r\nHost: x\r\n\r\n", 200)]
    [InlineData("GET /api/v1/election/ HTTP/1.1\r\nHost: x\r\n\r\n", 308)]
    [InlineData("GET http://y.example/api/v1/election HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /api/v1/election HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /api/v1/election HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /api/v1/election HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n", 400)]
    [InlineData("GET /api/v1/election HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n", 200)]
    [InlineData("GET /api/v1/election HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 200)]
    [InlineData("GET /api/v1/election HTTP/9.9\r\nHost: x\r\n\r\n", 505)]
    [InlineData("CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n", 405)]
    public async Task What_the_web_server_itself_makes_of_requests_has_not_changed(string request, int status)
    {
        using var client = await RawClient.To(server.Address);
        await client.Send(request);
        (await client.Answer()).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_slash_at_the_end_is_taken_off_and_the_query_stays()
    {
        using var client = await RawClient.To(server.Address);
        await client.Send("GET /api/v1/search/?q=a%20b HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        var (status, head) = await client.Answer();
        status.ShouldBe(308);
        head.ShouldContain("\r\nLocation: /api/v1/search?q=a%20b\r\n");
    }

    [Fact]
    public void A_path_that_is_let_through_is_what_every_reader_makes_of_it()
    {
        var alphabet = Gen.Elements('/', '.', '-', 'a', 'Z', '0', '%', '2', 'e', 'f', '\\', ';', ':', '?', '\0', 'é', ' ');
        Prop.ForAll(
                alphabet.ArrayOf().Select(letters => "/" + new string(letters)).ToArbitrary(),
                path =>
                    !PathRules.IsCanonical(path)
                    || (
                        new Uri("http://x.example" + path).AbsolutePath == path
                        && Uri.UnescapeDataString(path) == path
                        && Path.GetFullPath(path) == (path.Length > 1 ? path : "/")
                    )
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("/a/b?c=/../d", "/a/b")]
    [InlineData("http://host.example/a?b", "/a")]
    [InlineData("http://host.example?b", "/")]
    [InlineData("http://host.example", "/")]
    [InlineData("*", "/")]
    [InlineData("host:80", "/")]
    public void The_path_of_a_target_is_found_in_each_of_its_forms(string target, string path) =>
        PathRules.PathOf(target).ToString().ShouldBe(path);
}
