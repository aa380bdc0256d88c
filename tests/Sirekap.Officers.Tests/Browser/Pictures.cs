using Microsoft.Playwright;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>
/// Pictures of every screen, for people to look at; made when asked for: <c>PICTURES_TO=folder … -explicit only</c>.
/// </summary>
public sealed class Pictures(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    [Fact(Explicit = true)]
    public async Task Of_every_screen()
    {
        await using var phone = await phones.NewAsync(server.Address);
        foreach (var (name, show) in Screens.All)
        {
            await show(phone, server.Election);
            await SaveAsync(phone.Page, name);
            await phone.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
            await SaveAsync(phone.Page, $"{name}-200");
            await phone.Page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        }
    }

    private static Task SaveAsync(IPage page, string name) =>
        page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Path.Combine(Environment.GetEnvironmentVariable("PICTURES_TO") ?? "artifacts/capture", $"{name}.png"),
                FullPage = true,
            }
        );
}
