using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sirekap.Browser.Tests;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Officers.Reviews;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>Reviewers at their desks, each in a browser of their own, with nothing but a keyboard.</summary>
public sealed class DeskTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Desk = "/console";

    /// <summary>What the paper says.</summary>
    private static readonly Dictionary<string, string> Paper = new(StringComparer.Ordinal)
    {
        ["voters.2"] = "168",
        ["votes.0"] = "101",
        ["votes.1"] = "44",
        ["votes.2"] = "20",
        ["sums.0"] = "165",
        ["sums.1"] = "3",
        ["sums.2"] = "168",
    };

    [Fact]
    public async Task Two_settle_a_form_by_keyboard_alone_though_the_server_is_started_again()
    {
        const string Station = "3171010001004";
        var photo = server.Election.Sequencer.Folder.Blobs.Add([0xFF, 0xD8, 0xFF, 0xD9]).Sha256;
        server.Election.Submit(Station, Figures(101, 44, 26), photo);
        await using var one = await phones.NewAsync(server.Address, width: 1280);
        await using var two = await phones.NewAsync(server.Address);
        await EnterAsync(one);
        await LookAsync(one.Page, "queue");
        await ReadAsync(one.Page, Station, first => LookAsync(first, "reading"));
        await Own(one.Page, Station, "sealed").WaitForAsync();
        (await StationAsync(Station))["review"]!["state"]!.GetValue<string>().ShouldBe("sealed");

        await server.RestartAsync();
        await EnterAsync(two);
        await ReadAsync(two.Page, Station, first => LookAsync(first, "reading at 360 pixels"));
        await Own(two.Page, Station, "opened").WaitForAsync();
        await Own(one.Page, Station, "opened").WaitForAsync();

        var station = await StationAsync(Station);
        station["review"]!["state"]!.GetValue<string>().ShouldBe("agreed");
        station["state"]!["class"]!.GetValue<string>().ShouldBe("accepted");
        station["state"]!["figures"]!["votes"]!.AsArray().Select(vote => vote!.GetValue<int>()).ShouldBe([101, 44, 20]);
        await Assertions.Expect(one.Page.Locator($"[data-station='{Station}']")).ToHaveCountAsync(0);
        one.Complaints.Concat(two.Complaints).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tab_that_stood_open_for_an_hour_says_that_it_is_late_and_keeps_what_was_typed()
    {
        const string Station = "3171010001006";
        var form = server.Election.Submit(Station, Figures(101, 44, 26));
        await using var desk = await phones.NewAsync(server.Address);
        await EnterAsync(desk);
        await desk.GoAsync($"#/baca/ppwp/{Station}");
        await desk.Page.Locator("[name='votes.0']").FillAsync("101");
        await desk.KillAsync();
        await desk.Context.ClearCookiesAsync();
        await desk.OpenAsync($"#/baca/ppwp/{Station}", Desk);
        await Assertions.Expect(desk.Page.Locator("[name='votes.0']")).ToHaveValueAsync("101");

        await desk.Page.Clock.InstallAsync();
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator("[name='votes.0']")).ToHaveValueAsync("101");
        var review = new Review(
            CaptureElection.President,
            RegionCode.Parse(Station),
            form,
            ReviewAct.Correct,
            ReviewReason.Misread,
            [],
            Figures(101, 44, 20),
            null
        );
        server.Election.Say(review, server.Election.Key("31"));
        await desk.Page.Clock.FastForwardAsync("01:00:00");
        await Assertions.Expect(desk.Page.Locator(".notice.wrong")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.Locator("#segel")).ToBeDisabledAsync();
        desk.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_third_is_asked_for_what_two_differ_in_and_is_shown_nobodys_figures()
    {
        const string Station = "3171010001007";
        var form = server.Election.Submit(Station, Figures(101, 44, 26));
        var (one, two) = (Seal(form, Station, "first reader", 4711), Seal(form, Station, "second reader", 4712));
        server.Election.Say(one.Unseal, one.Key);
        server.Election.Say(two.Unseal, two.Key);
        await using var desk = await phones.NewAsync(server.Address);
        await EnterAsync(desk);
        await desk.GoAsync($"#/baca/ppwp/{Station}");
        await desk.Page.Locator("#segel").WaitForAsync();
        var asked = await desk.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('form input')].map(input => input.name)");
        asked.ShouldBe(["votes.0", "sums.0", "sums.2"]);
        var paper = await server.Client.GetStringAsync($"{Desk}/papers/{Station}?contest=ppwp", TestContext.Current.CancellationToken);
        paper.ShouldNotContain("\"votes\":", Case.Sensitive, "what somebody read");
        await desk.Page.Locator("[name='votes.0']").FillAsync("4711");
        await desk.Page.Locator("[name='sums.0']").FillAsync("4775");
        await desk.Page.Locator("[name='sums.2']").FillAsync("4778");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await Own(desk.Page, Station, "opened").WaitForAsync();
        (await StationAsync(Station))["review"]!["state"]!.GetValue<string>().ShouldBe("agreed");
    }

    /// <summary>What a desk's browser keeps of readings.</summary>
    private const string Kept = """
        () => new Promise(done => {
          const open = indexedDB.open("sirekap-meja");
          open.onsuccess = () => {
            const all = open.result.transaction("readings").objectStore("readings").getAll();
            all.onsuccess = () => done(JSON.stringify(all.result));
          };
        })
        """;

    /// <summary>Asks a phone for something, and waits for what it says.</summary>
    private const string Ask = """
        async ([number, asked]) => {
          await self.hostile.say(number, JSON.parse(asked));
          for (;;) {
            const answer = await self.hostile.hear(number);
            if (answer !== null) {
              return answer.state;
            }
            await new Promise(resolve => setTimeout(resolve, 100));
          }
        }
        """;

    /// <summary>A statement of another kind, of a place that is none, and a reading of what never was in place.</summary>
    private static readonly string[] Hostile =
    [
        """{"kind":"enrol","text":"{\"kind\":\"enrol\"}","contest":"../keys","station":"3171010002001","on":"x","typed":{}}""",
        """{"contest":"ppwp","station":"3171010002001","on":"00","typed":{"votes.0":"1"}}""",
    ];

    /// <summary>On a computer that several use the reviewer's phone signs, each paper by a tap, and nothing else.</summary>
    [Fact]
    public async Task A_phone_signs_for_a_desk_that_has_no_key()
    {
        const string Station = "3171010002001";
        var form = server.Election.Submit(Station, Figures(101, 44, 26));
        await using var phone = await phones.NewAsync(server.Address);
        await using var desk = await phones.NewAsync(server.Address, width: 1280);
        await EnterAsync(phone, isLookedAt: false);
        await ScanAsync(desk, phone);
        await LookAsync(phone.Page, "lending");
        await phone.Page.Locator("#pinjamkan").ClickAsync();
        await desk.Page.Locator("#mulai").WaitForAsync();
        (await desk.Page.Locator(".top").InnerTextAsync()).ShouldContain("Gambir");

        await TypeAsync(desk, Station);
        await phone.Page.Locator("#tolak").WaitForAsync();
        await LookAsync(phone.Page, "asked");
        var shown = await phone.Page.Locator("table").InnerTextAsync();
        shown.ShouldContain("165");
        shown.ShouldNotContain("26", Case.Sensitive, "what stands in place");
        await phone.Page.Locator("#tolak").ClickAsync();
        await Assertions.Expect(desk.Page.Locator("#segel")).ToBeEnabledAsync();
        (await StationAsync(Station))["review"]!["state"]!.GetValue<string>().ShouldBe("unread");

        // The server is started again: the session is over, what was typed is not.
        await server.RestartAsync();
        await desk.Page.Locator("#segel").ClickAsync();
        await desk.Page.Locator("#selesai").WaitForAsync();
        await desk.Page.Locator("#selesai a").ClickAsync();
        await ScanAsync(desk, phone);
        await phone.Page.Locator("#pinjamkan").ClickAsync();
        await desk.Page.Locator("#mulai").WaitForAsync();
        await desk.GoAsync($"#/baca/ppwp/{Station}");
        await Assertions.Expect(desk.Page.Locator("[name='votes.0']")).ToHaveValueAsync("101");
        await desk.Page.Locator("#segel").ClickAsync();
        await phone.Page.Locator("#segel").ClickAsync();
        await Own(desk.Page, Station, "handed").WaitForAsync();

        var second = Seal(form, Station, "reads beside a phone", 101);
        server.Election.Say(second.Unseal, second.Key);
        var state = "";
        for (var tries = 0; tries < 100 && state != "agreed"; tries++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            state = (await StationAsync(Station))["review"]!["state"]!.GetValue<string>();
        }

        state.ShouldBe("agreed", "the phone has opened it");
        await desk.Page.Locator("#keluar").ClickAsync();
        await desk.Page.Locator("canvas").WaitForAsync();
        (await desk.Page.EvaluateAsync<string>(Kept)).ShouldBe("[]", "nothing stays");

        await RefusesAsync(phone, desk);
    }

    /// <summary>Whoever has a reviewer's phone join gets nothing signed that is no reading, nor one that waits for no one.</summary>
    private async Task RefusesAsync(Phone phone, Phone desk)
    {
        var size = server.Election.Sequencer.Record.Count;
        var secret = await desk.Page.EvaluateAsync<string>(
            "async () => (self.hostile = await (await import('/capture/desk/channel.js')).Channel.open()).secret"
        );
        await phone.ScanAsync($"#/pinjam/{secret}");
        await phone.Page.Locator("#pinjamkan").ClickAsync();
        await phone.Page.Locator("#akhiri").WaitForAsync();
        foreach (var (number, asked) in Hostile.Index())
        {
            (await desk.Page.EvaluateAsync<string>(Ask, new object[] { number + 1, asked })).ShouldBe("stale", asked);
        }

        server.Election.Sequencer.Record.Count.ShouldBe(size);
    }

    private (Unseal Unseal, EcdsaSigner Key) Seal(Digest form, string station, string name, int first)
    {
        var (at, key, fields) = (RegionCode.Parse(station), server.Election.Reviewer(name), Figures(first, 44, 20));
        var by = Keys.NameOf(key.Verifier.PublicKey.Span);
        var salt = Sealing.NewSalt();
        var commitment = Sealing.Commit(CaptureElection.Head, CaptureElection.President, at, form, by, salt, fields);
        server.Election.Say(new Seal(CaptureElection.President, at, form, commitment), key);
        var seal = server.Election.Sequencer.Record.Ids[server.Election.Sequencer.Record.Count - 1];
        return (new Unseal(CaptureElection.President, at, seal, salt, fields), key);
    }

    /// <summary>A browser makes its key, the regency enrols it, and the queue is there.</summary>
    private async Task EnterAsync(Phone desk, bool isLookedAt = true)
    {
        await desk.OpenAsync("", Desk);
        await desk.Page.Locator("#kode").WaitForAsync();
        if (isLookedAt)
        {
            await LookAsync(desk.Page, "key");
        }

        // The regency finds the key by the digits that the reviewer says.
        var said = (await desk.Page.Locator("#kode").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        byte[]? spki = null;
        while (spki is null)
        {
            using var waiting = await server.Client.GetAsync($"{Desk}/waiting/{said}", TestContext.Current.CancellationToken);
            spki = waiting.IsSuccessStatusCode
                ? Convert.FromBase64String(
                    JsonNode.Parse(await waiting.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))![
                        "key"
                    ]!.GetValue<string>()
                )
                : null;
        }

        server.Election.EnrolReviewer(spki);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.Locator("#mulai")).ToBeEnabledAsync();
    }

    /// <summary>The desk shows a code and the phone's camera opens it.</summary>
    private static async Task ScanAsync(Phone desk, Phone phone)
    {
        if (desk.Context.Pages.Count == 0)
        {
            await desk.OpenAsync("#/masuk", Desk);
        }

        await desk.Page.Locator("canvas[data-address]").WaitForAsync();
        var address = (await desk.Page.Locator("canvas").GetAttributeAsync("data-address"))!;
        await phone.ScanAsync(QrScreen.FragmentOf(address));
        await phone.Page.Locator("#pinjamkan").WaitForAsync();
    }

    /// <summary>Types what the paper says at a desk, and asks for the seal.</summary>
    private static async Task TypeAsync(Phone phone, string station)
    {
        await phone.GoAsync($"#/baca/ppwp/{station}");
        var page = phone.Page;
        await page.Locator("#segel").WaitForAsync();
        foreach (var (place, text) in Paper)
        {
            await page.Locator($"[name='{place}']").FillAsync(text);
        }

        await page.Locator("#segel").ClickAsync();
    }

    /// <summary>Reads the paper of a station, key by key: to it by Tab, through its fields by Enter.</summary>
    private static async Task ReadAsync(IPage page, string station, Func<IPage, Task> look)
    {
        for (var tabs = 0; tabs < 30 && !await IsAtAsync(page, station); tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#segel").WaitForAsync();
        await look(page);
        for (var fields = 0; fields < 60 && await FocusedAsync(page) is var name && name != "segel"; fields++)
        {
            await page.Keyboard.TypeAsync(Paper.GetValueOrDefault(name, ""));
            await page.Keyboard.PressAsync("Enter");
        }

        await page.Keyboard.PressAsync("Enter");
    }

    private static Task<bool> IsAtAsync(IPage page, string station) =>
        page.EvaluateAsync<bool>("at => (document.activeElement.getAttribute('href') || '').endsWith(at)", station);

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("() => document.activeElement.name || document.activeElement.id");

    private static ILocator Own(IPage page, string station, string state) => page.Locator($"[data-own='{station}'][data-state='{state}']");

    private async Task<JsonNode> StationAsync(string station) =>
        JsonNode.Parse(
            await server.Client.GetStringAsync($"/api/v1/stations/{station}?contest=ppwp", TestContext.Current.CancellationToken)
        )!;

    /// <summary>Nothing overflows, and axe finds nothing serious.</summary>
    private static async Task LookAsync(IPage page, string name)
    {
        (await Typeface.OverflowsAsync(page)).ShouldBeEmpty(name);
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        result
            .Violations.Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))
            .ShouldBeEmpty(name);
        if (Environment.GetEnvironmentVariable("PICTURES_TO") is { } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"desk-{name}.png"), FullPage = true });
        }
    }

    private static FormFields Figures(params int[] votes)
    {
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid]) = (votes[2] == 26 ? 165 : votes.Sum(), 3);
        counts[(int)Field.AllVotes] = counts[(int)Field.Voters] = counts[(int)Field.Valid] + 3;
        if (votes[0] > 999)
        {
            counts[(int)Field.Voters] = 168;
        }

        return new FormFields(votes, counts);
    }
}
