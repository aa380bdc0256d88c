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
          const { adviceOn, edges } = await import("/capture/phone/quality.js");
          const picture = await reducedFile(new Blob([Uint8Array.from(atob(data), c => c.charCodeAt(0))]));
          let text = "";
          new Uint8Array(picture.bytes).forEach(byte => { text += String.fromCharCode(byte); });
          const sharpness = [0, 3, 6, 12].map(blur => {
            const canvas = document.createElement("canvas");
            const scale = 800 / Math.max(picture.width, picture.height);
            [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
            const context = canvas.getContext("2d");
            context.filter = `blur(${blur * scale}px)`;
            context.drawImage(picture.canvas, 0, 0, canvas.width, canvas.height);
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            const light = Float32Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + 1]);
            const mean = light.reduce((sum, value) => sum + value, 0) / light.length;
            return (edges(light, canvas.width, canvas.height) / mean / mean).toFixed(4);
          });
          return [btoa(text), `${picture.width}x${picture.height}`, `${adviceOn(picture.canvas)} ${sharpness}`];
        }
        """;

    /// <summary>A page of lines on a dark table: sharp, out of focus, in the dark, and over the edge.</summary>
    private const string Page = """
        async ({ blur, light, beyond }) => {
          const { adviceOn } = await import("/capture/phone/quality.js");
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [1500, 2000];
          const context = canvas.getContext("2d");
          context.filter = `blur(${blur}px) brightness(${light})`;
          context.fillStyle = "#5a4632";
          context.fillRect(0, 0, 1500, 2000);
          context.fillStyle = "#eeeeea";
          context.fillRect(beyond ? -20 : 120, 150, beyond ? 1400 : 1260, 1700);
          context.fillStyle = "#222";
          context.font = "28px sans-serif";
          for (let y = 220; y < 1800; y += 40) {
            context.fillText("Jumlah pengguna hak pilih 145 130 275 Suara sah dan tidak sah 226 1 227", 200, y);
          }

          return adviceOn(canvas).join(" ");
        }
        """;

    [Theory]
    [InlineData(0, 1, false, "")]
    [InlineData(10, 1, false, "blurred")]
    [InlineData(0, 0.3, false, "dark")]
    [InlineData(0, 1, true, "cut")]
    public async Task An_officer_is_told_what_is_wrong_with_a_photo(int blur, double light, bool beyond, string advice)
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync();
        var said = await phone.Page.EvaluateAsync<string>(
            Page,
            new
            {
                blur,
                light,
                beyond,
            }
        );
        said.ShouldBe(advice);
    }

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
