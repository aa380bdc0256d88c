using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>Pictures of the pages, for people to look at: <c>./screenshots</c>. No test, and not run with them.</summary>
public sealed class Pictures(Theatre theatre, Reader reader) : IClassFixture<Reader>
{
    /// <summary>Where they go.</summary>
    private static string Folder =>
        Environment.GetEnvironmentVariable("SIREKAP_PICTURES")
        ?? throw new InvalidOperationException("./screenshots sets SIREKAP_PICTURES");

    public static TheoryData<string> Kinds => [.. PageKind.All.Select(kind => kind.Name)];

    [Theory(Explicit = true)]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_page(string name)
    {
        foreach (var tongue in new[] { Tongue.Indonesian, Tongue.English })
        {
            var visit = await reader.GoAsync(theatre, PageKind.Named(name).In(theatre, tongue), script: true);
            foreach (var (width, dark) in new[] { (Look.Phone, false), (Look.Phone, true), (Look.Desk, true), (Look.Desk, false) })
            {
                await visit.LookAsync(new Look(width, dark));
                await TakeAsync(visit.Page, $"{name}.{tongue.Code}.{width}.{(dark ? "dark" : "light")}.png");
            }
        }
    }

    /// <summary>What lies under the mouse or the focus, and what paper gets.</summary>
    [Fact(Explicit = true)]
    public async Task What_a_still_page_does_not_show()
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named("nation").In(theatre, Tongue.Indonesian), script: true);
        await visit.LookAsync(new Look());
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, "focus-skip.png") });
        await visit.Page.Locator(".map a").Nth(20).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Locator(".map").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Folder, "focus-map.png") });
        await visit.Page.Locator("#tabel-suara .cite summary").ClickAsync();
        await visit.Page.Locator("#tabel-suara [data-copy]").ClickAsync();
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, "citation.png") });
        foreach (var kind in new[] { "nation", "station-contradictory" })
        {
            await visit.GoAsync(PageKind.Named(kind).In(theatre, Tongue.Indonesian));
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            await TakeAsync(visit.Page, $"paper-{kind}.png");
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        }
    }

    /// <summary>In a window as high as the page: what sticks to the window's edge would else lie across the middle.</summary>
    private static async Task TakeAsync(IPage page, string name)
    {
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(size.Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        await page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(Folder, name), Animations = ScreenshotAnimations.Disabled }
        );
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
