using System.IO.Compression;
using System.Net;
using Sirekap.Node.Tests;

namespace Sirekap.Site.Tests.Files;

/// <summary>What stands about a published file: tags, how long it may be kept, compression, what browsers may do with it.</summary>
public sealed class PublishedHeadersTests : PublishedFilesScene
{
    [Fact]
    public async Task A_known_tag_is_answered_with_304_and_HEAD_with_the_headers_alone()
    {
        foreach (
            var path in (string[])
                [
                    $"/results/{NodeScene.Contest}/0.json",
                    "/checkpoint",
                    "/manifest",
                    "/tile/0/000",
                    $"/blobs/{Names}",
                    $"/publication/{Node.Size}/checkpoint",
                ]
        )
        {
            using var full = await Host.Get(path);
            using var head = await Host.Send(HttpMethod.Head, path);
            using var known = await Host.Get(path, ("If-None-Match", $"\"other\", {full.Headers.ETag!.Tag}"));
            using var other = await Host.Get(path, ("If-None-Match", "\"other\""));

            full.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            full.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            head.Content.Headers.ContentLength.ShouldBe((await full.Content.ReadAsByteArrayAsync(Cancellation)).Length, path);
            head.Content.Headers.ContentType.ShouldBe(full.Content.Headers.ContentType, path);
            (await head.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty(path);
            known.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
            (await known.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty(path);
            other.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            using var posted = await Host.Send(HttpMethod.Post, path);
            posted.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, path);
        }
    }

    [Fact]
    public async Task Every_answer_forbids_browsers_everything()
    {
        foreach (
            var path in (string[])
                [
                    "/checkpoint",
                    $"/results/{NodeScene.Contest}/0.json",
                    $"/results/{NodeScene.Contest}/0.json",
                    $"/blobs/{Names}",
                    "/results/nothing",
                    $"/publication/{Node.Size}/checkpoint",
                ]
        )
        {
            using var response = await Host.Get(path);
            string Header(string name) => string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : []);
            Header("Content-Security-Policy").ShouldBe("default-src 'none'; sandbox", path);
            Header("X-Content-Type-Options").ShouldBe("nosniff", path);
            Header("Referrer-Policy").ShouldBe("same-origin", path);
            Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin", path);
            Header("Cross-Origin-Resource-Policy").ShouldBe("cross-origin", path);
            Header("Permissions-Policy").ShouldContain("camera=()", Case.Sensitive, path);
            Header("Access-Control-Allow-Origin").ShouldBe("*", path);
        }
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, GZIP;q=0.5", true)]
    [InlineData("*", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("gzip; q=0.000, *", false)]
    [InlineData("*;q=0", false)]
    [InlineData("br, notgzip", false)]
    public void Only_who_takes_gzip_gets_it(string accepted, bool takes)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.AcceptEncoding = accepted;
        Sirekap.Site.Api.Conditions.TakesGzip(context.Request).ShouldBe(takes);
    }

    [Fact]
    public async Task Whoever_has_anything_at_all_is_sent_nothing_when_that_is_asked()
    {
        foreach (var path in (string[])[$"/results/{NodeScene.Contest}/0.json", "/checkpoint", $"/blobs/{Names}"])
        {
            using var known = await Host.Get(path, ("If-None-Match", "*"));
            known.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
        }
    }

    [Fact]
    public async Task What_never_changes_says_so_and_what_changes_says_that()
    {
        foreach (var path in (string[])[$"/blobs/{Names}"])
        {
            using var response = await Host.Get(path);
            response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable", path);
        }

        foreach (
            var path in (string[])
                [
                    "/checkpoint",
                    "/manifest",
                    $"/results/{NodeScene.Contest}/0.json",
                    "/tile/0/000",
                    "/tile/entries/001.p/3",
                    $"/publication/{Node.Size}/results/{NodeScene.Contest}/0.json",
                ]
        )
        {
            using var response = await Host.Get(path);
            // Also tiles, and what stands still: the next simulation has the same addresses.
            response.Headers.CacheControl!.MaxAge!.Value.TotalSeconds.ShouldBeLessThanOrEqualTo(1, path);
        }
    }

    [Fact]
    public async Task Large_documents_come_compressed_to_those_who_take_that_under_a_tag_of_their_own()
    {
        var path = $"/results/{NodeScene.Contest}/31/3101012001.json";
        using var plain = await Host.Get(path);
        using var gzip = await Host.Get(path, ("Accept-Encoding", "br, gzip"));

        gzip.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        gzip.Headers.ETag!.Tag.ShouldNotBe(plain.Headers.ETag!.Tag);
        plain.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        await using var unzipped = new GZipStream(await gzip.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unzipped.CopyToAsync(bytes, Cancellation);
        bytes.ToArray().ShouldBe(await plain.Content.ReadAsByteArrayAsync(Cancellation));
        gzip.Content.Headers.ContentLength!.Value.ShouldBeLessThan(bytes.Length / 2);
    }
}
