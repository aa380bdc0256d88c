using System.Text;

namespace Sirekap.Verification.Tests;

public class HttpSourceTests(NightFixture fixture)
{
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(1);

    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void A_url_is_verified_as_its_folder_is()
    {
        using var server = FileServer.Of(_night.Files);
        using var http = new HttpSource(server.Url);
        using var folder = new FolderSource(_night.Folder);

        var byUrl = Verifier.Verify(http, new VerificationOptions(_night.Policy, Photos: true));
        var byFolder = Verifier.Verify(folder, new VerificationOptions(_night.Policy, Photos: true));

        byUrl.Holds.ShouldBeTrue();
        byUrl.Checkpoint.ShouldBe(byFolder.Checkpoint);
        (byUrl.Files, byUrl.Bytes).ShouldBe((byFolder.Files, byFolder.Bytes));
        VerificationJson.Of(byUrl).ShouldBe(VerificationJson.Of(byFolder));
        server.Requests.ShouldBe(_night.Files.Count);
    }

    [Fact]
    public void A_file_that_is_not_found_is_a_flaw()
    {
        using var server = FileServer.Of(
            _night.Files.Where(file => file.Key != "results/ppwp/31.json").ToDictionary(StringComparer.Ordinal)
        );
        using var source = new HttpSource(server.Url);

        Verifier
            .Verify(source, new VerificationOptions(Signatures: false))
            .Flaws.ShouldHaveSingleItem()
            .ShouldBe(new Flaw("results/ppwp/31.json", "it is missing, or longer than the manifest says"));
    }

    [Fact]
    public void Where_the_server_says_with_the_manifest_where_it_stands_still_everything_else_is_read_there()
    {
        using var server = new FileServer(
            (path, stream, _) =>
                path == "manifest"
                    ? FileServer.Head(
                        stream,
                        $"200 OK\r\nContent-Location: /standing/7/manifest\r\nContent-Length: {_night.Files["manifest"].Length}",
                        _night.Files["manifest"]
                    )
                : path.StartsWith("standing/7/", StringComparison.Ordinal)
                && _night.Files.TryGetValue(path["standing/7/".Length..], out var bytes)
                    ? FileServer.Ok(stream, bytes)
                : FileServer.Status(stream, "404 Not Found")
        );
        using var source = new HttpSource(server.Url);

        Verifier.Verify(source, new VerificationOptions(_night.Policy, Photos: true)).Flaws.ShouldBeEmpty();
        server.Requests.ShouldBe(_night.Files.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/manifest")]
    [InlineData("https://elsewhere.example/manifest")]
    [InlineData("//elsewhere.example/manifest")]
    [InlineData("/standing/7/")]
    [InlineData("/standing/7/manifest?x=1")]
    [InlineData("http://[")]
    [InlineData("")]
    public void Nobody_is_led_to_another_server_or_to_what_is_no_manifest(string location)
    {
        using var server = new FileServer(
            (path, stream, _) =>
                path == "manifest"
                    ? FileServer.Head(
                        stream,
                        $"200 OK\r\nContent-Location: {location}\r\nContent-Length: {_night.Files["manifest"].Length}",
                        _night.Files["manifest"]
                    )
                : _night.Files.TryGetValue(path, out var bytes) ? FileServer.Ok(stream, bytes)
                : FileServer.Status(stream, "404 Not Found")
        );
        using var source = new HttpSource(server.Url);

        source.Read("manifest", 1 << 20).ShouldBe(_night.Files["manifest"]);
        source.Read("checkpoint", 1 << 20).ShouldBe(_night.Files["checkpoint"]);
    }

    [Fact]
    public void A_checkpoint_that_has_not_changed_is_not_sent_again()
    {
        var sent = 0;
        using var server = new FileServer(
            (_, stream, _) =>
                Interlocked.Increment(ref sent) == 1
                    ? FileServer.Head(
                        stream,
                        $"200 OK\r\nETag: \"c1\"\r\nContent-Length: {_night.Files["checkpoint"].Length}",
                        _night.Files["checkpoint"]
                    )
                    : FileServer.Head(stream, "304 Not Modified\r\nETag: \"c1\"", [])
        );
        using var source = new HttpSource(server.Url);

        source.Read("checkpoint", 1 << 20).ShouldBe(_night.Files["checkpoint"]);
        source.Read("checkpoint", 1 << 20).ShouldBe(_night.Files["checkpoint"]);
        server.Requests.ShouldBe(2);
    }

    [Fact]
    public void Without_a_manifest_it_is_no_publication()
    {
        using var server = new FileServer((_, stream, _) => FileServer.Status(stream, "404 Not Found"));
        using var source = new HttpSource(server.Url);

        Should.Throw<IOException>(() => Verifier.Verify(source, new VerificationOptions())).Message.ShouldContain("has no manifest");
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("results/ppwp/31/3101012001.json")]
    [InlineData("tile/entries/000")]
    public void A_server_that_fails_at_any_file_fails_the_verification_and_names_it(string path)
    {
        var rude = new (string What, Func<Stream, CancellationToken, Task> Answer)[]
        {
            ("hangs up at once", (_, _) => Task.CompletedTask),
            ("is busy", (stream, _) => FileServer.Status(stream, "503 Service Unavailable")),
            ("is throttled", (stream, _) => FileServer.Status(stream, "429 Too Many Requests")),
            ("sends less than it says", (stream, _) => FileServer.Head(stream, "200 OK\r\nContent-Length: 100", "too little"u8.ToArray())),
            ("redirects to itself", (stream, _) => FileServer.Status(stream, $"302 Found\r\nLocation: /{path}")),
            ("says nothing", (_, stop) => Task.Delay(Timeout.Infinite, stop)),
            (
                "stops in the middle",
                async (stream, stop) =>
                {
                    await FileServer.Head(stream, "200 OK\r\nContent-Length: 100", "begun"u8.ToArray());
                    await Task.Delay(Timeout.Infinite, stop);
                }
            ),
            (
                "drips",
                async (stream, stop) =>
                {
                    await FileServer.Head(stream, "200 OK\r\nContent-Length: 100", []);
                    for (var i = 0; i < 100; i++)
                    {
                        await stream.WriteAsync("x"u8.ToArray(), stop);
                        await Task.Delay(300, stop);
                    }
                }
            ),
            ("speaks no HTTP", async (stream, stop) => await stream.WriteAsync("220 ftp ready\r\n"u8.ToArray(), stop)),
        };
        foreach (var (what, answer) in rude)
        {
            using var server = new FileServer(
                (asked, stream, stop) =>
                    asked == path ? answer(stream, stop)
                    : _night.Files.TryGetValue(asked, out var bytes) ? FileServer.Ok(stream, bytes)
                    : FileServer.Status(stream, "404 Not Found")
            );
            using var source = new HttpSource(server.Url, Impatient);

            Should
                .Throw<IOException>(() => Verifier.Verify(source, new VerificationOptions(Signatures: false)), what)
                .Message.ShouldStartWith($"{server.Url}{path}: ");
        }
    }

    [Theory]
    [InlineData("Content-Length: 5", "short")]
    [InlineData("Content-Length: 99999999999", "")]
    [InlineData("Content-Type: text/html", "<html>Welcome</html>")]
    public void A_body_of_another_length_is_a_flaw(string header, string body)
    {
        using var server = Instead(
            "results/ppwp/31.json",
            stream => FileServer.Head(stream, $"200 OK\r\n{header}", Encoding.ASCII.GetBytes(body))
        );
        using var source = new HttpSource(server.Url);

        Verifier.Verify(source, new VerificationOptions(Signatures: false)).Flaws[0].Where.ShouldBe("results/ppwp/31.json");
    }

    [Fact]
    public void A_body_without_end_is_read_no_further_than_the_manifest_says()
    {
        var sent = 0L;
        using var server = Instead(
            "results/ppwp/31.json",
            async stream =>
            {
                await FileServer.Head(stream, "200 OK", []);
                var zeros = new byte[65536];
                while (true)
                {
                    await stream.WriteAsync(zeros);
                    sent += zeros.Length;
                }
            }
        );
        using var source = new HttpSource(server.Url);

        Verifier
            .Verify(source, new VerificationOptions(Signatures: false))
            .Flaws.ShouldHaveSingleItem()
            .ShouldBe(new Flaw("results/ppwp/31.json", "it is missing, or longer than the manifest says"));
        sent.ShouldBeLessThan(100L << 20);
    }

    [Fact]
    public void A_failure_that_passes_is_tried_again()
    {
        var failures = 0;
        using var server = new FileServer(
            (path, stream, _) =>
                path == "checkpoint" && failures++ < 2
                    ? FileServer.Status(stream, "502 Bad Gateway")
                    : FileServer.Ok(stream, _night.Files[path])
        );
        using var source = new HttpSource(server.Url);

        Verifier.Verify(source, new VerificationOptions(Signatures: false)).Holds.ShouldBeTrue();
        failures.ShouldBe(3);
    }

    [Fact]
    public void A_redirect_is_followed_for_what_is_there_is_not_believed_anyway()
    {
        using var real = FileServer.Of(_night.Files);
        using var server = new FileServer((path, stream, _) => FileServer.Status(stream, $"302 Found\r\nLocation: {real.Url}{path}"));
        using var source = new HttpSource(server.Url);

        Verifier.Verify(source, new VerificationOptions(Signatures: false)).Holds.ShouldBeTrue();
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("//:99999/manifest")]
    [InlineData("http://localhost:1/manifest")]
    [InlineData("ftp://127.0.0.1/manifest")]
    public void A_redirect_to_another_host_or_to_no_web_server_is_not_followed(string location)
    {
        using var server = new FileServer((path, stream, _) => FileServer.Status(stream, $"302 Found\r\nLocation: {location}"));
        using var source = new HttpSource(server.Url);

        Should.Throw<IOException>(() => source.Read("manifest", 1000)).Message.ShouldContain("redirects");
    }

    [Fact]
    public void A_server_that_cannot_be_reached_is_told_from_one_that_lies()
    {
        Uri url;
        using (var gone = new FileServer((_, _, _) => Task.CompletedTask))
        {
            url = gone.Url;
        }

        using var source = new HttpSource(url, Impatient);

        Should.Throw<IOException>(() => Verifier.Verify(source, new VerificationOptions())).Message.ShouldStartWith($"{url}manifest: ");
    }

    [Fact]
    public void A_publication_that_is_replaced_while_it_is_read_says_so()
    {
        var manifests = 0;
        using var server = new FileServer(
            (path, stream, _) =>
                path switch
                {
                    "manifest" when manifests++ > 0 => FileServer.Ok(stream, "another"u8.ToArray()),
                    "results/ppwp/0.json" => FileServer.Ok(stream, "new"u8.ToArray()),
                    _ => FileServer.Ok(stream, _night.Files[path]),
                }
        );
        using var source = new HttpSource(server.Url);

        Verifier
            .Verify(source, new VerificationOptions(Signatures: false))
            .Flaws[^1]
            .ToString()
            .ShouldStartWith("manifest: it was replaced while");
    }

    private FileServer Instead(string path, Func<Stream, Task> answer) =>
        new((asked, stream, _) => asked == path ? answer(stream) : FileServer.Ok(stream, _night.Files[asked]));
}
