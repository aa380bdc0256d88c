using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>Pages on paper.</summary>
public sealed class PrintTests(Theatre theatre)
{
    [Theory]
    [InlineData("nation")]
    [InlineData("village")]
    [InlineData("station-counted")]
    [InlineData("corrections")]
    [InlineData("cheat-caught")]
    public async Task Paper_says_what_kind_of_election_it_is_and_leaves_out_what_paper_cannot_do(string name)
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named(name).In(theatre, Tongue.Indonesian), new Look(Dark: true));
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Light });
        var seen = await Seen.OfAsync(visit.Page, Tongue.Indonesian);
        seen.Kind.ShouldBeTrue();
        seen.Unstamped.ShouldBeEmpty();
        foreach (var useless in new[] { ".search", "[data-live-bar]", ".download", ".skip" })
        {
            (await visit.Page.Locator(useless).EvaluateAllAsync<bool>("all => all.some(one => one.checkVisibility())")).ShouldBeFalse(
                useless
            );
        }

        var banner = await visit
            .Page.Locator(".banner")
            .EvaluateAsync<string[]>("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]");
        banner[0].ShouldBe("rgb(0, 0, 0)", "printers leave backgrounds out");
    }
}
