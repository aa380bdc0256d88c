using System.Text.Json;
using Microsoft.Playwright;
using Sirekap.Officers.Tests.Modules;

namespace Sirekap.Officers.Tests.Stage;

/// <summary>The codes on a phone's screen, pixel by pixel, read by a decoder that knows nothing of the app.</summary>
internal static class QrScreen
{
    private const string Pixels = """
        () => {
          const canvas = document.querySelector("canvas.code");
          const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let text = "";
          for (let i = 0; i < data.length; i += 4) { text += data[i] < 128 ? "1" : "0"; }
          return JSON.stringify({ width, text });
        }
        """;

    /// <summary>What the codes that are shown in turn say.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(IPage page)
    {
        await page.Locator("canvas.code").WaitForAsync();
        var texts = new List<string>();
        while (true)
        {
            var shown = JsonDocument.Parse(await page.EvaluateAsync<string>(Pixels)).RootElement;
            var text = QrDecoder.Read(shown.GetProperty("text").GetString()!, shown.GetProperty("width").GetInt32());
            if (texts.Contains(text))
            {
                return texts;
            }

            texts.Add(text);
            if (await page.Locator(".codes .next").CountAsync() == 0)
            {
                return texts;
            }

            await page.Locator(".codes .next").ClickAsync();
        }
    }

    /// <summary>The same, each an address of this app.</summary>
    public static async Task<IReadOnlyList<string>> AddressesAsync(IPage page)
    {
        var texts = await TextsAsync(page);
        texts.ShouldAllBe(text =>
            text.StartsWith("http", StringComparison.Ordinal) && text.Contains("/capture#", StringComparison.Ordinal)
        );
        return texts;
    }

    public static string FragmentOf(string address) => address[address.IndexOf('#', StringComparison.Ordinal)..];
}
