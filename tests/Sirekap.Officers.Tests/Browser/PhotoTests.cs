using System.Security.Cryptography;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Reading.Images;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>What the app makes of a photo.</summary>
public sealed class PhotoTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    /// <summary>Bytes of a page, at most.</summary>
    private const int MostBytes = 400_000;

    private const string Reduce = """
        async data => {
          const { reducedFile } = await import("/capture/phone/picture.js");
          const { adviceOn } = await import("/capture/phone/quality.js");
          const picture = await reducedFile(new Blob([Uint8Array.from(atob(data), c => c.charCodeAt(0))]));
          let text = "";
          new Uint8Array(picture.bytes).forEach(byte => { text += String.fromCharCode(byte); });
          return [btoa(text), `${picture.width}x${picture.height}`, adviceOn(picture.canvas).join(" ")];
        }
        """;

    /// <summary>The server stores it as it is: nothing is left in it that it would take out, and the hash is the phone's.</summary>
    [Fact]
    public async Task A_photo_has_nothing_in_it_but_its_picture_and_comes_from_the_gallery_marked_so()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("#/latihan/foto/latihan");
        await phone.Page.Locator("#kamera").ClickAsync();
        await phone.Page.Locator("#jepret").ClickAsync();
        await phone.Page.Locator(".photos img").WaitForAsync();
        var bytes = Convert.FromBase64String(
            await phone.Page.EvaluateAsync<string>(
                """
                async () => {
                  const { Store } = await import("/capture/phone/store.js");
                  const [photo] = await (await Store.open("sirekap-latihan")).all("photos");
                  let text = "";
                  new Uint8Array(photo.bytes).forEach(byte => { text += String.fromCharCode(byte); });
                  return btoa(text);
                }
                """
            )
        );
        bytes.Length.ShouldBeInRange(1_000, MostBytes);
        PhotoMetadata.TryStrip(bytes, ImageLimits.Default, out var stripped, out _).ShouldBeTrue();
        SHA256.HashData(stripped!).ShouldBe(SHA256.HashData(bytes));
        var file = Path.Combine(Path.GetTempPath(), $"sirekap-gallery-{Environment.ProcessId}.jpg");
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        await phone.Page.Locator("#galeri").SetInputFilesAsync(file);
        await phone.Page.Locator(".photos li").Nth(1).WaitForAsync();
        (await phone.Page.Locator(".photos li").Nth(1).InnerTextAsync()).ShouldContain("dari galeri");
        File.Delete(file);
        phone.Complaints.ShouldBeEmpty();
    }

    /// <summary>Makes the photos below one folder small, into another, to see what a reader makes of both: docs/capture.md.</summary>
    [Fact(Explicit = true)]
    public async Task Photos_are_made_small()
    {
        var (from, to) = (Environment.GetEnvironmentVariable("PHOTOS_FROM")!, Environment.GetEnvironmentVariable("PHOTOS_TO")!);
        await using var phone = await phones.NewAsync(server.Address);
        foreach (var file in Directory.GetFiles(from, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await phone.OpenAsync();
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var made = await phone.Page.EvaluateAsync<string[]>(Reduce, Convert.ToBase64String(bytes));
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var small = Convert.FromBase64String(made[0]);
            await File.WriteAllBytesAsync(path, small, TestContext.Current.CancellationToken);
            Console.Error.WriteLine($"{Path.GetRelativePath(from, file)} {bytes.Length} -> {small.Length} {made[1]} [{made[2]}]");
            await phone.KillAsync();
        }
    }
}
