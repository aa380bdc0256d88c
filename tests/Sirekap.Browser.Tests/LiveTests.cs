using System.Globalization;
using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>Pages that change while somebody reads them. The browser's clock is the test's, so that a minute takes no minute.</summary>
[Collection(nameof(Growth))]
public sealed class LiveTests(Theatre theatre)
{
    /// <summary>Longer than a page waits before it asks for what has changed.</summary>
    private const int Pace = 5_000;

    private const int Minute = 60_000;

    [Fact]
    public async Task Numbers_change_without_reloading_and_take_nothing_from_the_reader()
    {
        await using var visit = await OpenAsync("/ppwp");
        var page = visit.Page;
        await page.EvaluateAsync("() => { window.unloaded = 'no'; }");
        await page.Locator("details#isian > summary").ClickAsync();
        await page.Locator("#tabel-suara .cite summary").ClickAsync();
        await page.Locator("#tabel-wilayah tbody a").Nth(3).FocusAsync();
        var focused = await FocusAsync(page);
        await GrowsAsync(page);
        (await page.EvaluateAsync<string>("() => window.unloaded")).ShouldBe("no");
        (await page.Locator("details#isian").GetAttributeAsync("open")).ShouldNotBeNull("what was open is closed");
        (await page.Locator("#tabel-suara .cite").GetAttributeAsync("open")).ShouldNotBeNull("what was open is closed");
        await page.Locator("#tabel-suara [data-copy]").ClickAsync();
        (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).ShouldContain("/pada/");

        // Focus before the click was on a link of another table, and that table has changed, too.
        await page.Locator("#tabel-wilayah tbody a").Nth(3).FocusAsync();
        await GrowsAsync(page);
        (await FocusAsync(page)).ShouldBe(focused);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_screen_reader_is_told_at_most_once_a_minute()
    {
        await using var visit = await OpenAsync("/ppwp");
        var voice = visit.Page.Locator("[aria-live=polite]");
        await GrowsAsync(visit.Page);
        (await voice.InnerTextAsync()).ShouldBeEmpty("the page itself has just been read");
        await visit.Page.Clock.FastForwardAsync(Minute);
        await GrowsAsync(visit.Page);
        var said = await voice.TextContentAsync();
        said.ShouldNotBeNull().ShouldStartWith("Nomor ");
        await GrowsAsync(visit.Page);
        (await voice.TextContentAsync()).ShouldBe(said, "told twice within a minute");
        await visit.Page.Clock.FastForwardAsync(Minute);
        await GrowsAsync(visit.Page);
        (await voice.TextContentAsync()).ShouldNotBe(said);
    }

    [Fact]
    public async Task A_button_stops_the_changes_and_lets_them_go_on()
    {
        await using var visit = await OpenAsync("/en/ppwp");
        var page = visit.Page;
        var button = page.Locator("[data-live-toggle]");
        var before = await EntriesAsync(page);
        await button.ClickAsync();
        (await button.InnerTextAsync()).ShouldBe("Resume");
        var size = await theatre.GoOnAsync(3);
        await page.Clock.RunForAsync(Minute);
        (await EntriesAsync(page)).ShouldBe(before);
        await button.ClickAsync();
        (await button.InnerTextAsync()).ShouldBe("Pause");
        await UntilAsync(page, async () => await EntriesAsync(page) == size);
        await GrowsAsync(page);
    }

    [Fact]
    public async Task A_station_hears_of_its_form()
    {
        await using var visit = await OpenAsync($"/ppwp/{theatre.Addresses.WithoutForm}");
        var status = visit.Page.Locator("#status");
        var before = await status.InnerTextAsync();
        before.ShouldNotContain(Tongue.Indonesian.Counted);
        await theatre.LastFormAsync();
        await UntilAsync(visit.Page, () => visit.Page.Locator("#riwayat .history li").IsVisibleAsync());
        (await status.InnerTextAsync()).ShouldNotBe(before);
        (await visit.Page.Locator("#riwayat .history li").CountAsync()).ShouldBe(1);
        (await visit.Page.Locator("#tabel-isian tbody tr").CountAsync()).ShouldBeGreaterThan(10, "the form is told of and not shown");
        visit.Complaints.ShouldBeEmpty();
    }

    private async Task<Visit> OpenAsync(string path)
    {
        var visit = await Visit.ToAsync(theatre, new Uri("about:blank"), new Look());
        await visit.Page.Clock.InstallAsync();
        await visit.GoAsync(new Uri(theatre.Growing, path));

        // What is said before the page listens, it does not hear.
        await visit.Page.Locator("[data-live-bar]").WaitForAsync();
        return visit;
    }

    /// <summary>Something happens, and the page shows it.</summary>
    private async Task GrowsAsync(IPage page)
    {
        var size = await theatre.GoOnAsync(3);
        await UntilAsync(page, async () => await EntriesAsync(page) == size);
    }

    private static async Task UntilAsync(IPage page, Func<Task<bool>> shown)
    {
        for (var i = 0; i < 100; i++)
        {
            await page.Clock.RunForAsync(Pace / 5);
            if (await shown())
            {
                return;
            }

            // The news travels in true time.
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("nothing changed");
    }

    /// <summary>Of how many entries the table of votes is.</summary>
    private static async Task<long> EntriesAsync(IPage page) =>
        long.Parse(
            string.Concat((await page.Locator("#tabel-suara .caption").InnerTextAsync()).Split('·')[^1].Where(char.IsAsciiDigit)),
            CultureInfo.InvariantCulture
        );

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')");
}
