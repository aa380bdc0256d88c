using System.Diagnostics;

namespace Sirekap.Cli.Tests;

/// <summary>Somebody works on the words and the looks of pages.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Site = "Sirekap.Site/";
    private const string Demo = "Sirekap.Demo/";
    private const string Words = "Texts/id.json";
    private const string DemoWords = "Texts/curang.id.json";
    private const string Style = "Assets/site.css";
    private const string New = "Kata baru";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TempFolder _folder = new();
    private Process? _demo;

    public WatchTests()
    {
        foreach (var part in new[] { Site + "Texts", Site + "Assets", Demo + "Texts", Demo + "Assets" })
        {
            TempFolder.Copy(Repository.At("src/" + part), _folder["src/" + part]);
        }
    }

    [Fact]
    public async Task What_is_saved_in_the_source_tree_is_on_the_page_without_building()
    {
        using var http = new HttpClient { BaseAddress = await DemoAsync() };
        (await PageAsync()).ShouldNotContain(New);
        Edit(Site + Style, text => text + "\n.kelas-baru { color: red; }\n");
        Edit(Site + Words, text => text.Replace("\"verify.title\": \"", $"\"verify.title\": \"{New} ", StringComparison.Ordinal));
        await Eventually(async () => (await PageAsync()).Contains(New, StringComparison.Ordinal));
        (await http.GetStringAsync(StyleOf(await PageAsync()), TestContext.Current.CancellationToken)).ShouldContain(".kelas-baru");

        // A file that is half written is said, and leaves the pages as they were.
        Edit(Site + Words, text => text[..100]);
        while (
            !(
                await _demo!
                    .StandardError.ReadLineAsync(TestContext.Current.CancellationToken)
                    .AsTask()
                    .WaitAsync(Patience, TestContext.Current.CancellationToken)
            )
                .ShouldNotBeNull()
                .Contains(Words + ": ", StringComparison.Ordinal)
        )
        {
            // What it said before.
        }

        (await PageAsync()).ShouldContain(New);
        Edit(Site + Words, _ => File.ReadAllText(Repository.At("src/" + Site + Words)));
        await Eventually(async () => !(await PageAsync()).Contains(New, StringComparison.Ordinal));

        // The words of another room's pages, as those of the site's.
        Edit(Demo + DemoWords, text => text.Replace("\"curang.title\": \"", $"\"curang.title\": \"{New} ", StringComparison.Ordinal));
        await Eventually(async () =>
            (await http.GetStringAsync("/curang", TestContext.Current.CancellationToken)).Contains(New, StringComparison.Ordinal)
        );

        Task<string> PageAsync() => http.GetStringAsync("/verifikasi");
    }

    [Fact]
    public void A_folder_without_texts_is_refused() =>
        Command.Run("demo", "--data", _folder["d"], "--watch", _folder.Path).Exits(2).Says("--watch", "Texts");

    public void Dispose()
    {
        _demo?.Kill(entireProcessTree: true);
        _demo?.WaitForExit();
        _demo?.Dispose();
        _folder.Dispose();
    }

    private static string StyleOf(string page)
    {
        var style = page[page.IndexOf("/assets/site.", StringComparison.Ordinal)..];
        return style[..style.IndexOf('"')];
    }

    private void Edit(string file, Func<string, string> how) => _folder.Write("src/" + file, how(File.ReadAllText(_folder["src/" + file])));

    /// <summary>A night that goes on for days, and follows the folder.</summary>
    private async Task<Uri> DemoAsync()
    {
        string[] night = ["--data", _folder["d"], "--stations", "50", "--minutes", "10000", "--photos", "0"];
        string[] shown = ["--urls", "http://127.0.0.1:0", "--watch", _folder["src"]];
        _demo = Command.Start(_folder.Path, Command.Dotnet, [Command.Program, "demo", .. night, .. shown]);
        while (true)
        {
            var line = (await _demo.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull();
            if (line.StartsWith("Open ", StringComparison.Ordinal))
            {
                return new Uri(line["Open ".Length..]);
            }
        }
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < Patience; )
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(100);
        }

        (await holds()).ShouldBeTrue();
    }
}
