using Microsoft.Playwright;
using Sirekap.Reading.Images;

namespace Sirekap.Browser.Tests;

/// <summary>The shades at the edges of what scrolls sideways, which say that there is more.</summary>
internal static class Shades
{
    /// <summary>A shade is darker than the paper by more than pictures vary.</summary>
    private const int Visible = 10;

    /// <summary>On which edges a shade is seen, in a light page; what scrolls is not looked at, only what lies behind it.</summary>
    public static async Task<(bool Left, bool Right)> AtEdgesAsync(ILocator scrolling)
    {
        await scrolling.EvaluateAsync("scrolling => { scrolling.firstElementChild.style.visibility = 'hidden'; }");
        var picture = await scrolling.ScreenshotAsync();
        await scrolling.EvaluateAsync("scrolling => { scrolling.firstElementChild.style.visibility = ''; }");
        ImageFile.TryReadGray(picture, ImageLimits.Default, out var image, out _).ShouldBeTrue();
        var (paper, middle) = (image!.Row(image.Height / 2)[image.Width / 2], image.Height / 2);
        return (paper - image[1, middle] > Visible, paper - image[image.Width - 2, middle] > Visible);
    }
}
