using System.Net;
using System.Text.Json.Nodes;
using Sirekap.Elections.Forms;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Web;

/// <summary>The app as it comes over the wire, and what a phone is told of its station.</summary>
public sealed class RoomTests(CaptureServer server) : IClassFixture<CaptureServer>
{
    /// <summary>A minute at the 20 kbit/s of a cell that a whole village shares.</summary>
    private const int MostBytes = 150_000;

    [Fact]
    public void The_first_load_is_light()
    {
        var files = CaptureFiles.Compiled.All.Where(file => !CaptureFiles.IsOfDesk(file.Key)).Select(file => file.Value);
        var bytes = files.Sum(file => file.IsCompressible ? file.Compressed.Length : file.Body.Length);
        bytes.ShouldBeInRange(10_000, MostBytes);
    }

    [Fact]
    public async Task What_the_worker_keeps_is_all_that_there_is()
    {
        var worker = await server.Client.GetStringAsync("/capture/worker.js", TestContext.Current.CancellationToken);
        var list = JsonNode.Parse(
            worker[(worker.IndexOf('{', StringComparison.Ordinal))..worker.IndexOf(";\n", StringComparison.Ordinal)]
        )!;
        var kept = list["files"]!.AsArray().Select(file => file!.GetValue<string>()).ToArray();
        kept.Order()
            .ShouldBe(
                CaptureFiles.Compiled.All.Keys.Where(name => name != "worker.js" && !CaptureFiles.IsOfDesk(name)).Select(Address).Order()
            );
        foreach (var path in kept)
        {
            using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Everything_in_it_runs_shows_and_asks_for_nothing_from_elsewhere_but_the_camera()
    {
        foreach (var path in (string[])["/capture", "/capture/app.js", "/capture/stations/3171010001001"])
        {
            using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            string Header(string name) => string.Join(", ", answer.Headers.GetValues(name));
            Header("Content-Security-Policy")
                .ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;");
            Header("Content-Security-Policy").ShouldNotContain("unsafe");
            Header("Permissions-Policy").ShouldContain("camera=(self)");
            Header("Cache-Control").ShouldBe("no-cache");
        }

        using var page = await server.Client.GetAsync("/ppwp", TestContext.Current.CancellationToken);
        string.Join(", ", page.Headers.GetValues("Permissions-Policy")).ShouldContain("camera=()");
    }

    [Fact]
    public async Task A_station_has_its_contests_in_the_order_of_the_law_with_names_and_rows()
    {
        var text = await server.Client.GetStringAsync("/capture/stations/3171010001001", TestContext.Current.CancellationToken);
        var sheet = JsonNode.Parse(text)!;
        sheet["ledger"]!.GetValue<string>().ShouldBe(CaptureElection.Head.Ledger);
        sheet["log"]!.GetValue<string>().ShouldBe(Convert.ToBase64String(server.Election.Log.Verifier.PublicKey.Span));
        sheet["name"]!.GetValue<string>().ShouldBe("TPS 001");
        sheet["within"]!
            .AsArray()
            .Select(place => place!.GetValue<string>())
            .ShouldBe(["DKI Jakarta", "Jakarta Pusat", "Gambir", "Sukamaju"]);
        var contests = sheet["contests"]!.AsArray();
        contests.Select(contest => contest!["code"]!.GetValue<string>()).ShouldBe([CaptureElection.President, CaptureElection.Council]);
        contests[1]!["choices"]!
            .AsArray()
            .Select(choice => choice!["name"]!.GetValue<string>())
            .ShouldBe(["Partai Melati", "Wulan Sari", "Bima Putra", "Partai <b>Cempaka</b>", "Galih Purnama"]);
        contests[0]!["rows"]!
            .AsArray()
            .Select(row => row!["name"]!.GetValue<string>())
            .ShouldBe(["roll", "fromRoll", "transferred", "sameDay", "voters", "ballots", "disabled", "sums"]);
    }

    [Theory]
    [InlineData("/capture/stations/3171010001099", HttpStatusCode.NotFound)]
    [InlineData("/capture/stations/317101", HttpStatusCode.BadRequest)]
    [InlineData("/capture/nothing.js", HttpStatusCode.NotFound)]
    [InlineData("/capture/texts/letter.id.json", HttpStatusCode.NotFound)]
    public async Task What_there_is_not_is_said(string path, HttpStatusCode status)
    {
        using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    /// <summary>A browser sends to where its page is from, so the app, its receipts and statements share a door.</summary>
    [Fact]
    public async Task Where_statements_have_a_door_of_their_own_the_app_is_at_that_door()
    {
        await using var two = new CaptureServer { HasIntake = true };
        await two.InitializeAsync();
        foreach (var path in (string[])["/capture", "/capture/stations/3171010001001", "/console", "/api/v1/proofs/0"])
        {
            using var there = await two.Client.GetAsync(new Uri(two.Intake, path), TestContext.Current.CancellationToken);
            there.StatusCode.ShouldNotBe(HttpStatusCode.NotFound, path);
        }

        foreach (var path in (string[])["/capture", "/console"])
        {
            using var app = await two.Client.GetAsync(path, TestContext.Current.CancellationToken);
            app.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        // A paper's photo is read where it is shown.
        var photo = two.Election.Sequencer.Folder.Blobs.Add([0xFF, 0xD8, 0xFF, 0xD9]).Sha256;
        two.Election.Submit("3171010001002", new FormFields([1, 2, 3], FormFields.NoCounts()), photo);
        using var shown = await two.Client.GetAsync(new Uri(two.Intake, $"/blobs/{photo}"), TestContext.Current.CancellationToken);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var page = await two.Client.GetAsync(new Uri(two.Intake, "/ppwp"), TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The desk, its modules, photos and its statements are at its door, and the desk at no other.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_desk_has_a_door_of_its_own_it_is_there_alone(bool hasIntake)
    {
        await using var three = new CaptureServer { HasConsole = true, HasIntake = hasIntake };
        await three.InitializeAsync();
        foreach (var path in (string[])["/console", "/console/keys/00000000000000000000000000000000", "/capture/desk/desk.js"])
        {
            (await StatusAsync(three, three.Console, path)).ShouldBe(HttpStatusCode.OK, path);
        }

        using var note = new StringContent("no statement", null, "text/plain");
        using var refused = await three.Client.PostAsync(
            new Uri(three.Console, "/api/v1/statements"),
            note,
            TestContext.Current.CancellationToken
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "it is read, and is none");
        foreach (var path in (string[])["/", "/ppwp", "/checkpoint", "/api/v1/election", "/metrics"])
        {
            (await StatusAsync(three, three.Console, path)).ShouldBe(HttpStatusCode.NotFound, path);
        }

        foreach (var door in (Uri[])[three.Address, three.Intake])
        {
            (await StatusAsync(three, door, "/console")).ShouldBe(HttpStatusCode.NotFound);
            (await StatusAsync(three, door, "/console/tasks/00000000000000000000000000000000")).ShouldBe(HttpStatusCode.NotFound);
        }

        (await StatusAsync(three, three.Intake, "/capture")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(CaptureServer server, Uri door, string path)
    {
        using var answer = await server.Client.GetAsync(new Uri(door, path), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Address(string name) => name.Length == 0 ? "/capture" : $"/capture/{name}";
}
