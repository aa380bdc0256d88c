using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>Who has no mouse.</summary>
public sealed class KeyboardTests(Theatre theatre)
{
    /// <summary>More than any page has stops.</summary>
    private const int Most = 400;

    private static readonly string Focused = Scripts.Read("focused.js");

    [Theory]
    [InlineData("start")]
    [InlineData("village")]
    [InlineData("station-contradictory")]
    [InlineData("under-review")]
    [InlineData("cheat-with-a-number")]
    public async Task Tab_goes_to_everything_that_can_be_used_and_shows_where_it_is(string name)
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named(name).In(theatre, Tongue.Indonesian), new Look(Look.Phone));
        var usable = await visit
            .Page.Locator("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")
            .EvaluateAllAsync<int>("all => all.filter(one => one.checkVisibility()).length");
        var stops = await WalkAsync(visit.Page);
        stops.Where(stop => !stop.Marked).Select(stop => stop.Html).ShouldBeEmpty("focus is not to be seen");
        stops
            .Where(stop => stop.Hidden is not null)
            .Select(stop => $"{stop.Html} below {stop.Hidden}")
            .ShouldBeEmpty("something lies over the focus");

        // Of a group of radio buttons one is a stop, the arrows do the rest.
        var radios = await visit.Page.Locator("input[type=radio]").CountAsync();
        stops.Select(stop => stop.Html + stop.Place).Distinct().Count().ShouldBeGreaterThanOrEqualTo(usable - radios);
        stops[0].Html.ShouldContain("class=\"skip\"");
        stops.ShouldContain(stop => stop.Html.Contains("href=\"/cari\"", StringComparison.Ordinal));
        stops.ShouldContain(stop => stop.Html.Contains("/verifikasi", StringComparison.Ordinal));
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_stop_leads_past_everything_to_the_content()
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named("nation").In(theatre, Tongue.Indonesian), new Look());
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<bool>("() => document.activeElement.getBoundingClientRect().top >= 0")).ShouldBeTrue(
            "the link is not to be seen"
        );
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_searches(bool script)
    {
        await using var visit = await Visit.ToAsync(
            theatre,
            PageKind.Named("station-counted").In(theatre, Tongue.English),
            new Look(Script: script)
        );
        var field = visit.Page.Locator("input[type=search]");
        var village = theatre.Addresses.CountedName.Village;
        await field.PressSequentiallyAsync(village);
        await field.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/en/cari?q=*");
        (await visit.Page.Locator(".results li").First.InnerTextAsync()).ShouldContain(village, Case.Insensitive);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_folded_opens(bool script)
    {
        await using var visit = await Visit.ToAsync(
            theatre,
            PageKind.Named("village").In(theatre, Tongue.Indonesian),
            new Look(Script: script)
        );
        var folded = visit.Page.Locator("details#isian");
        await folded.Locator(":scope > summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await folded.Locator("table").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<bool>("() => document.querySelector('#isian').contains(document.activeElement)")).ShouldBeTrue();
    }

    private static async Task<List<Stop>> WalkAsync(IPage page)
    {
        var stops = new List<Stop>();
        while (stops.Count < Most)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<Stop?>(Focused) is not { } stop)
            {
                return stops;
            }

            stops.Add(stop);
        }

        throw new InvalidOperationException("Tab does not come to an end");
    }

    /// <summary>Where the focus is.</summary>
    private sealed class Stop
    {
        public string Html { get; set; } = "";

        public string Place { get; set; } = "";

        public bool Marked { get; set; }

        /// <summary>What lies over it; null when nothing does.</summary>
        public string? Hidden { get; set; }
    }
}
