using System.Text.Json;
using Microsoft.Playwright;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>One phone with the app open twice, in one edition or in two.</summary>
public sealed class TabsTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010001001";

    /// <summary>Two sessions of one phone's memory, as two tabs have them: each has read before the other writes.</summary>
    private const string Two = """
        async station => {
          const { Session } = await import("/capture/phone/session.js");
          const [one, two] = [await Session.open(false), await Session.open(false)];
          const [first, second] = [await one.draft("ppwp"), await two.draft("ppwp")];
          const type = (session, draft, place, text) => session.change(draft, its => { its.typed[place] = text; });
          await type(one, first, "votes.0", "101");
          await type(two, second, "votes.1", "44");
          await type(one, first, "votes.1", "45");
          await type(two, second, "votes.0", "100");
          const photo = name => ({ sha256: name.repeat(64), contest: "ppwp", bytes: new ArrayBuffer(1), from: "camera", advice: [] });
          await Promise.all([one.addPhoto(first, photo("a")), two.addPhoto(second, photo("b"))]);
          await one.addPhoto(first, photo("c"));
          await two.removePhoto(second, "c".repeat(64));
          await one.change(first, its => { its.paper = { ...its.paper, 0: "signed" }; });
          await two.change(second, its => { its.paper = { ...its.paper, 1: "refused" }; });
          const [books, others] = [await one.copies("ppwp"), await two.copies("ppwp")];
          await one.tick(books, 1, true);
          await two.tick(others, "pps", true);
          const { typed, photos, paper } = await one.draft("ppwp");
          const { ticked } = await two.copies("ppwp");
          return JSON.stringify([typed, photos.map(name => name[0]).sort(), first.photos.length > 1, paper, ticked]);
        }
        """;

    /// <summary>Asks for the phone's memory in a version, as another edition of the app does, and holds it.</summary>
    private const string Another = """
        ({ name, version }) => new Promise((done, failed) => {
          const opening = indexedDB.open(name, version);
          opening.onsuccess = () => { window.held = opening.result; done(); };
          opening.onerror = failed;
        })
        """;

    [Fact]
    public async Task Two_tabs_overwrite_nothing_of_each_other()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("/texts/id.json");
        var kept = await phone.Page.EvaluateAsync<string>(Two, Station);
        kept.ShouldBe("[{\"votes.0\":\"100\",\"votes.1\":\"45\"},[\"a\",\"b\"],true,{\"0\":\"signed\",\"1\":\"refused\"},[1,\"pps\"]]");
    }

    /// <summary>Two tabs of one reviewer at one paper; then one of them has sealed it.</summary>
    private const string TwoDesks = """
        async () => {
          const { DeskSession } = await import("/capture/desk/session.js");
          const [one, two] = [await DeskSession.open(), await DeskSession.open()];
          const paper = { sheet: { station: "3171010001001", name: "TPS 001" }, contest: "ppwp", on: "0".repeat(64) };
          const [first, second] = [await one.reading(paper), await two.reading(paper)];
          await one.type(first, "votes.0", "101");
          await two.type(second, "votes.1", "44");
          await one.type(first, "votes.1", "45");
          const typed = (await two.reading(paper)).typed;
          await one.keep({ ...first, seal: "s", state: "sealing" });
          await two.type(second, "votes.0", "1");
          const { seal, state } = await two.reading(paper);
          return JSON.stringify([typed, seal, state]);
        }
        """;

    [Fact]
    public async Task Nor_do_two_tabs_at_a_desk()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("/texts/id.json");
        var kept = await phone.Page.EvaluateAsync<string>(TwoDesks);
        kept.ShouldBe("[{\"votes.0\":\"101\",\"votes.1\":\"45\"},\"s\",\"sealing\"]");
    }

    [Fact]
    public async Task A_tab_that_is_come_back_to_shows_what_was_typed_in_the_other()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync(server.Election.Kit(Station));
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
        await phone.GoAsync("#/isi/ppwp", "#lanjut");
        var first = phone.Page;
        await phone.OpenAsync("#/isi/ppwp");
        await phone.Page.Locator("#lanjut").WaitForAsync();
        await phone.TypeAsync("votes.0", "101");
        await first.Locator("[name='votes.1']").FillAsync("44");
        await first.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Assertions.Expect(first.Locator("[name='votes.0']")).ToHaveValueAsync("101");
        await Assertions.Expect(first.Locator("[name='votes.1']")).ToHaveValueAsync("44");
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_old_tab_lets_a_newer_edition_have_what_is_kept_and_asks_to_be_opened_again()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync(server.Election.Kit(Station, "newer"));
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
        var old = phone.Page;
        await phone.OpenAsync("/texts/id.json");
        await phone.Page.EvaluateAsync(Another, new { name = "sirekap-capture", version = 9 });
        await Assertions.Expect(old.Locator("h1")).ToHaveTextAsync("Buka ulang halaman ini");
        await old.EvaluateAsync("dispatchEvent(new Event('hashchange'))");
        await old.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Assertions.Expect(old.Locator("#buka-ulang")).ToBeVisibleAsync();
        (await old.Locator("[data-contest]").CountAsync()).ShouldBe(0, "what is typed from here would be lost");
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_edition_that_an_old_tab_keeps_waiting_says_so_and_goes_on_by_itself()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("/texts/id.json");
        await phone.Page.EvaluateAsync(Another, new { name = "sirekap-saksi", version = 1 });
        var old = phone.Page;
        await phone.OpenAsync();
        await Assertions.Expect(phone.Page.Locator("h1")).ToHaveTextAsync("Tutup tab yang lain");
        await old.CloseAsync();
        await phone.Page.Locator("#surat").WaitForAsync();
        phone.Complaints.ShouldBeEmpty();
    }
}
