using Microsoft.Playwright;
using Sirekap.Elections.Forms;
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

    /// <summary>A reviewer's phone, and a desk that others use, too.</summary>
    [Fact(Explicit = true)]
    public async Task Of_the_review_desk()
    {
        const string Station = "3171010002009";
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes]) = (165, 3, 168);
        server.Election.Submit(Station, new FormFields([101, 44, 26], counts));
        await using var phone = await phones.NewAsync(server.Address);
        await using var desk = await phones.NewAsync(server.Address, width: 1000);
        await phone.OpenAsync("", "/console");
        await phone.Page.Locator("#kode").WaitForAsync();
        await SaveAsync(phone, "desk-key");
        server.Election.EnrolReviewer(Convert.FromBase64String(await phone.Page.Locator("#kunci").InnerTextAsync()));
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.Page.Locator("#mulai").WaitForAsync();
        await desk.OpenAsync("#/masuk", "/console");
        var address = (await desk.Page.Locator("canvas[data-address]").GetAttributeAsync("data-address"))!;
        await phone.ScanAsync(QrScreen.FragmentOf(address));
        await phone.Page.Locator("#pinjamkan").WaitForAsync();
        await SaveAsync(phone, "desk-lending");
        await phone.Page.Locator("#pinjamkan").ClickAsync();
        await desk.Page.Locator("#mulai").WaitForAsync();
        await desk.GoAsync($"#/baca/ppwp/{Station}");
        var typed = new[] { "101", "44", "20" };
        foreach (var (choice, votes) in typed.Index())
        {
            await desk.Page.Locator($"[name='votes.{choice}']").FillAsync(votes);
        }

        await SaveAsync(desk, "desk-reading");
        await desk.Page.Locator("#segel").ClickAsync();
        await phone.Page.Locator("#tolak").WaitForAsync();
        await SaveAsync(phone, "desk-asked");
    }

    private static Task SaveAsync(Phone shown, string name) =>
        shown.Page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Path.Combine(Environment.GetEnvironmentVariable("SIREKAP_PICTURES") ?? "artifacts/guides", $"{name}.png"),
            }
        );
}
