using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Tiles;
using Sirekap.Node;
using Sirekap.Node.Tests;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Files;
using Sirekap.Site.Tests.Protection;
using Sirekap.Verification;

namespace Sirekap.Site.Tests.Files;

public sealed class PublishedFilesTests : PublishedFilesScene
{
    [Fact]
    public async Task Every_file_of_a_publication_is_served_as_it_stands_and_the_live_ones_are_the_same_while_nothing_changes()
    {
        var size = Node.Size;
        var folder = Node.Public.At(size);
        foreach (
            var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
        )
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, path), Cancellation);
            (await Host.Bytes($"/publication/{size}/{path}")).ShouldBe(bytes, path);
            (await Host.Bytes($"/{path}")).ShouldBe(bytes, path);
            (await Host.Bytes($"/{path}")).ShouldBe(bytes, $"{path} again, from memory");
        }
    }

    [Fact]
    public async Task The_newest_manifest_and_its_branches_are_those_of_this_publication_also_where_they_are_kept_packed()
    {
        // A branch for each first byte of a hash: then the manifest is long enough to be worth packing.
        for (byte document = 0; document < 12; document++)
        {
            await Say(Disclosing(Node.Folder.Blobs.Add([document])));
        }

        await NodeScene.Until(() => Node.Public.Latest == Node.Size, "published");
        new FileInfo(Path.Combine(Newest(), Manifest.Path)).Length.ShouldBeGreaterThan(CachedFile.WorthCompressing);
        await AreNewest();
        await Scene.Submit(Node);
        await NodeScene.Until(() => Node.Public.Latest == Node.Size, "published again");
        await AreNewest();

        string Newest() => Node.Public.At(Node.Public.Latest!.Value);

        async Task AreNewest()
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Newest(), ManifestTree.Folder), "*", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(Newest(), file);
                (await Host.Bytes($"/{path}")).ShouldBe(await File.ReadAllBytesAsync(file, Cancellation), path);
            }

            using var manifest = await Host.Get($"/{Manifest.Path}");
            manifest.Content.Headers.ContentLocation!.ToString().ShouldBe($"/publication/{Node.Size}/{Manifest.Path}");
            (await manifest.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(
                await File.ReadAllBytesAsync(Path.Combine(Newest(), Manifest.Path), Cancellation)
            );
        }
    }

    [Fact]
    public async Task A_result_is_the_one_of_this_moment_also_right_after_it_was_asked_for()
    {
        var path = $"/results/{NodeScene.Contest}/0.json";
        using var first = await Host.Get(path);
        while (Scene.Left > 0)
        {
            await Scene.Submit(Node, 1);
            (await Host.Bytes(path)).ShouldBe(Document(0));
        }

        using var unchanged = await Host.Get(path, ("If-None-Match", first.Headers.ETag!.Tag));
        unchanged.StatusCode.ShouldBe(HttpStatusCode.OK, "it has changed since");
    }

    [Fact]
    public async Task Another_spelling_of_an_address_is_refused_also_of_one_that_is_in_memory()
    {
        var document = $"/results/{NodeScene.Contest}/0.json";
        await Host.Bytes(document);
        foreach (
            var target in (string[])
                [
                    "/%63heckpoint",
                    $"/results/{NodeScene.Contest}/../{NodeScene.Contest}/0.json",
                    $"/results/{NodeScene.Contest}/%30.json",
                    $"/./{document[1..]}",
                    "/tile/0/%3000",
                ]
        )
        {
            (await RawClient.StatusOf(Host.Url, $"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBe(400, target);
        }

        (await RawClient.StatusOf(Host.Url, $"GET {document}?x=%30 HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBe(200);
        (await RawClient.StatusOf(Host.Url, $"GET {Host.Url}{document[1..]} HTTP/1.1\r\nHost: {Host.Url.Authority}\r\n\r\n")).ShouldBe(200);
    }

    [Fact]
    public async Task When_the_ledger_has_stopped_it_is_said_in_words()
    {
        var turned = new TurnedNode(Node);
        await using var host = await FilesHost.StartAsync(turned);
        turned.IsStopped = true;
        foreach (var path in (string[])[$"/results/{NodeScene.Contest}/0.json", $"/blobs/{Names}"])
        {
            using var response = await host.Get(path);
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        }
    }

    [Fact]
    public async Task Tiles_of_every_width_that_the_ledger_can_fill_are_there_and_no_others()
    {
        var size = (int)Node.Size;
        foreach (var width in (int[])[1, 17, size - 256])
        {
            var tile = await Host.Bytes($"/tile/entries/001.p/{width}");
            EntryBundle.TryDecode(tile, width, out var entries, out var error).ShouldBeTrue(error);
            entries![^1].ToArray().ShouldBe(Node.Store.Read(255 + width));
            (await Host.Bytes($"/tile/0/001.p/{width}")).ShouldBe(Node.Read((_, tree) => HashTile.Bytes(tree, 0, 1, width)));
        }

        foreach (
            var beyond in (string[])
                [
                    $"entries/001.p/{size - 255}",
                    $"0/001.p/{size - 255}",
                    "entries/001",
                    "0/001",
                    "entries/002.p/1",
                    "1/000.p/2",
                    "2/000.p/1",
                    "63/000.p/1",
                    "0/x999/x999/x999/x999/x999/999",
                    "entries/x999/x999/x999/x999/x999/999",
                ]
        )
        {
            using var response = await Host.Get($"/tile/{beyond}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, beyond);
        }
    }

    [Fact]
    public async Task Blobs_are_served_when_a_statement_names_them_and_gone_when_one_withholds_them()
    {
        var orphan = Node.Folder.Blobs.Add("words that nobody named"u8);
        using (var unnamed = await Host.Get($"/blobs/{orphan.Sha256}"))
        {
            unnamed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var words = Node.Folder.Blobs.Add("<script>alert(1)</script>"u8);
        await Say(Disclosing(words));
        using (var named = await Host.Get($"/blobs/{words.Sha256}"))
        {
            named.StatusCode.ShouldBe(HttpStatusCode.OK);
            named.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
            named.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            named.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
            named.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }

        await NodeScene.Until(() => Node.Public.Latest == Node.Size, "published with the words");
        var standing = $"/publication/{Node.Size}/blobs/{words.Sha256}";
        (await Host.Bytes(standing)).ShouldBe("<script>alert(1)</script>"u8.ToArray());

        await Say(new Withhold(words.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission));
        foreach (var path in (string[])[$"/blobs/{words.Sha256}", standing])
        {
            using var withheld = await Host.Get(path);
            withheld.StatusCode.ShouldBe(HttpStatusCode.Gone, path);
            var why = await withheld.Content.ReadAsStringAsync(Cancellation);
            why.ShouldContain("/problems/withheld\"");
            why.ShouldNotContain("alert");
        }
    }

    [Fact]
    public async Task Only_what_is_known_to_be_a_picture_is_shown_as_one()
    {
        foreach (
            var (start, type) in new (byte[], string)[]
            {
                ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0], "image/jpeg"),
                ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0], "image/png"),
                ([.. "RIFF1234WEBPVP8 "u8], "image/webp"),
                ([.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8], "application/octet-stream"),
                ([.. "<html>"u8], "application/octet-stream"),
                ([.. "%PDF-1.7"u8], "application/pdf"),
            }
        )
        {
            var document = Node.Folder.Blobs.Add(start);
            await Say(Disclosing(document));
            using var response = await Host.Get($"/blobs/{document.Sha256}");
            response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            (response.Content.Headers.ContentDisposition?.DispositionType == "attachment").ShouldBe(
                !type.StartsWith("image/", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Path_tricks_find_nothing()
    {
        string[] tricks =
        [
            "/blobs/../keys/log.key",
            "/blobs/..%2fkeys%2flog.key",
            "/blobs/%2e%2e/%2e%2e/ledger/checkpoint",
            "/publication/300/../../keys/log.key",
            "/publication/300/..%2f..%2fledger%2fcheckpoint",
            "/publication/../public/checkpoint",
            "/publication/next/manifest",
            "/publication/next.new/checkpoint",
            "/publication/0300/manifest",
            "/publication/+300/manifest",
            "/publication/999999999999999999999/manifest",
            "/publication/2/manifest",
            "/publication//manifest",
            "/publication/300/",
            "/publication/300",
            "/results/ppwp/0",
            "/results/ppwp/31",
            "/results/ppwp/31.json/",
            "/results/ppwp/31/31.json",
            "/results/ppwp/73/3101012001.json",
            "/results/ppwp/3101012001.json",
            "/results/ppwp/99.json",
            "/results/pdpr/0.json",
            "/results/ppwp/0.json%00",
            "/results//etc/passwd",
            "/results/ppwp/\\..\\..\\keys",
            "/tile/0/0",
            "/tile/0/000.p/0",
            "/tile/0/000.p/256",
            "/tile/entries/x000/000",
            "/blobs/",
            "/blobs/AB",
        ];
        foreach (var path in tricks.Select(trick => trick.Replace("/300", $"/{Node.Size}", StringComparison.Ordinal)))
        {
            ((string[])["404", "400", $"{FilesHost.Others}"]).ShouldContain(await Status(path), path);
        }

        // A file has one spelling: what would be left without dot segments is another address to every cache.
        (await Status("/results/ppwp/../../checkpoint")).ShouldBe("400");
    }

    [Fact]
    public async Task Before_anything_is_published_the_client_is_asked_to_come_again()
    {
        using var scene = new NodeScene(2);
        await using var node = scene.Start(NodeScene.Quick with { CheckpointEvery = TimeSpan.FromHours(1), PublishEvery = TimeSpan.Zero });
        await using var host = await FilesHost.StartAsync(node);
        using var response = await host.Get("/manifest");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_verifier_sees_one_state_while_the_server_publishes_on()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var submitting = Task.Run(
            async () =>
            {
                while (Scene.Left > 0 && !stop.IsCancellationRequested)
                {
                    await Scene.Submit(Node, 1);
                    await Task.Delay(2, CancellationToken.None);
                }
            },
            Cancellation
        );
        var sizes = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            using var source = new HttpSource(Host.Url);
            var report = await Task.Run(() => Verifier.Verify(source, new VerificationOptions()), Cancellation);
            report.Flaws.ShouldBeEmpty();
            sizes.Add(report.Checkpoint!.Value.Size);
        }

        await stop.CancelAsync();
        await submitting;
        sizes.ShouldBeInOrder();
        Node.Size.ShouldBeGreaterThan(sizes[0]);
    }

    [Fact]
    public async Task What_is_no_published_file_is_left_to_others()
    {
        foreach (var path in (string[])["/", "/ppwp", "/results", "/checkpoint/", "/manifests", "/api/v1/results", "/tiles/0"])
        {
            using var response = await Host.Get(path);
            ((int)response.StatusCode).ShouldBe(FilesHost.Others, path);
        }
    }

    [Fact]
    public async Task The_checkpoint_is_signed_by_the_log()
    {
        SignedCheckpoint.TryParse(await Host.Bytes("/checkpoint"), Scene.Log.Verifier, out var signed, out var error).ShouldBeTrue(error);
        signed!.Checkpoint.Size.ShouldBe(Node.Size);
    }

    /// <summary>Asked over a bare socket: HttpClient would tidy the path up.</summary>
    private async Task<string> Status(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host.Url.Host, Host.Url.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync(Cancellation))!.Split(' ')[1];
    }

    private byte[] Document(int region) =>
        Node.Read((record, _) => ResultDocument.Write(new CanonicalWriter(), record, record.Contest(NodeScene.Contest)!, region).ToArray());

    /// <summary>A statement that names a document of any bytes.</summary>
    private Disclose Disclosing(BlobReference document)
    {
        var about = new DisclosureAbout(new string('5', 32), new Bilingual("Dokumen", "Document"), []).Encode(DisclosureCategory.Other);
        return new Disclose(
            Elections.Regions.RegionCode.Nation,
            DisclosureCategory.Other,
            document,
            Node.Folder.Blobs.Add(about),
            [],
            Replaces: null
        );
    }

    private async Task Say(Statement statement) =>
        (await Node.SubmitAsync(Signing.Entry(NodeScene.Head, statement, Scene.Root), Cancellation)).Rejection.ShouldBeNull();
}
