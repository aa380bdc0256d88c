using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>The README's pictures: <c>./screenshots --readme</c>. No test, and not run with them.</summary>
public sealed class ReadmePictures(Theatre theatre, Reader reader) : IClassFixture<Reader>
{
    /// <summary>The README puts two beside each other; wider ones would be too small to read there.</summary>
    private const int Width = 720;

    /// <summary>What the README shows of a page, from its top.</summary>
    private const int Height = 900;

    private static string Folder =>
        Environment.GetEnvironmentVariable("SIREKAP_PICTURES")
        ?? throw new InvalidOperationException("./screenshots sets SIREKAP_PICTURES");

    [Theory(Explicit = true)]
    [InlineData("nation", "nation", "h1")]
    [InlineData("station-contradictory", "contradiction", "h1")]
    [InlineData("station-corrected", "correction", "#riwayat")]
    [InlineData("cheat-caught", "cheat", "h1")]
    public async Task One_of_each_way_in(string kind, string picture, string from)
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named(kind).In(theatre, Tongue.Indonesian), script: false);
        await visit.Page.SetViewportSizeAsync(Width, Height);
        if (from != "h1")
        {
            await visit
                .Page.Locator(from)
                .EvaluateAsync("one => scrollTo(0, one.offsetTop - document.querySelector('.banner').offsetHeight - 16)");
        }

        await visit.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(Folder, picture + ".png"), Animations = ScreenshotAnimations.Disabled }
        );
    }
}
