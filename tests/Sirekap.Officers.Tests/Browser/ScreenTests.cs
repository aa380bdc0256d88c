using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sirekap.Browser.Tests;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>Every screen at 360 pixels, with letters twice as large, in light and dark, as axe sees it.</summary>
public sealed class ScreenTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    /// <summary>Pixels of the least target that a thumb hits at night; WCAG asks for 24 (2.5.8).</summary>
    private const int LeastTarget = 44;

    [Fact]
    public async Task No_screen_is_wider_than_a_phone_and_all_can_be_read_and_touched()
    {
        await using var phone = await phones.NewAsync(server.Address);
        foreach (var (name, show) in Screens.All)
        {
            await show(phone, server.Election);
            (await Typeface.OverflowsAsync(phone.Page)).ShouldBeEmpty(name);
            (await Typeface.OverflowsAsync(phone.Page, times: 2)).ShouldBeEmpty($"{name}, letters twice as large");
            (await SmallAsync(phone.Page)).ShouldBeEmpty(name);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await phone.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                (await FindAsync(phone.Page)).ShouldBeEmpty($"{name}, {scheme}");
            }
        }

        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task English_is_one_tap_away_and_nothing_typed_is_lost_by_it()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("#/latihan/isi/latihan");
        await phone.TypeAsync("votes.0", "12");
        await phone.Page.Locator(".language").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#lanjut")).ToHaveTextAsync("On to the photos");
        (await phone.Page.Locator("[name='votes.0']").InputValueAsync()).ShouldBe("12");
        (await phone.Page.Locator(".band").InnerTextAsync()).ShouldContain("LATIHAN");
    }

    private static Task<string[]> SmallAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            least => [...document.querySelectorAll("button, a.button, summary, input:not([type=checkbox]):not(.unseen), a.home")]
              .filter(element => element.offsetParent !== null && element.getBoundingClientRect().height < least)
              .map(element => element.outerHTML)
            """,
            LeastTarget
        );

    private static async Task<string[]> FindAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return
        [
            .. result
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")),
        ];
    }
}
