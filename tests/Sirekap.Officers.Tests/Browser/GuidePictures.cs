using Microsoft.Playwright;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>
/// The pictures of docs/guides, as wide as a phone and as high as they need; made when asked for: <c>./screenshots --guides</c>.
/// </summary>
public sealed class GuidePictures(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    /// <summary>Those that a guide shows.</summary>
    private static readonly string[] Shown =
    [
        "typing-contradiction",
        "paper",
        "sending",
        "receipt",
        "codes",
        "copies",
        "key",
        "kept",
        "refusing",
        "objecting",
    ];

    [Fact(Explicit = true)]
    public async Task Of_the_screens_that_guides_show()
    {
        var folder = Environment.GetEnvironmentVariable("SIREKAP_PICTURES") ?? "artifacts/guides";
        await using var phone = await phones.NewAsync(server.Address);
        foreach (var (name, show) in Screens.All)
        {
            await show(phone, server.Election);
            if (Shown.Contains(name))
            {
                // From the last thing that was done upwards: what a guide speaks of.
                await phone.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
            }
        }
    }
}
