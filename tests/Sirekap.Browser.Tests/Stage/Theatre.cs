using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

[assembly: AssemblyFixture(typeof(Theatre))]

namespace Sirekap.Browser.Tests.Stage;

/// <summary>One night told to several points, and Debian's Chromium to look at it.</summary>
public sealed class Theatre : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"sirekap-browser-{Environment.ProcessId}");
    private readonly List<StagedDemo> _demos = [];
    private readonly Dictionary<Night, Uri> _nights = [];
    private HalfNight? _night;
    private IPlaywright? _playwright;

    /// <summary>A night told so far.</summary>
    public Uri this[Night night] => _nights[night];

    /// <summary>The same as <see cref="Night.Still"/>, for tests that go on telling it.</summary>
    public Uri Growing { get; private set; } = null!;

    /// <summary>The page of the station whose photos the program has read.</summary>
    public string PhotographedStation { get; private set; } = "";

    internal Addresses Addresses => _night!.Addresses;

    /// <summary>Why nothing can be looked at; null when it can.</summary>
    public string? Closed { get; private set; }

    /// <summary>A visitor has moved votes in a copy of <see cref="Night.Still"/>: what the pages of it are called.</summary>
    public string Cheat { get; private set; } = "";

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Closed = Chromium.Missing;
        if (Closed is not null)
        {
            return;
        }

        var plenaries = Task.Run(() => HalfNight.Tell(Folder("plenaries"), HalfNight.Weeks).Dispose());
        _night = HalfNight.Tell(Folder("still"), HalfNight.Evening);
        Copy(Folder("still"), Folder("growing"));
        Copy(Folder("still"), Folder("told"));
        await plenaries;
        var browser = LaunchAsync();
        StagedDemo[] demos = await Task.WhenAll(
            StagedDemo.StandStillAsync(Folder("still")),
            StagedDemo.StandStillAsync(Folder("plenaries")),
            StagedDemo.TellAsync(Folder("told")),
            StagedDemo.PhotographAsync(Folder("photographed")),
            StagedDemo.StandStillAsync(Folder("growing"))
        );
        _demos.AddRange(demos);
        foreach (var (night, demo) in Enum.GetValues<Night>().Zip(demos))
        {
            _nights[night] = demo.Address;
        }

        Growing = demos[^1].Address;
        await browser;
        using var http = new HttpClient();
        await Task.WhenAll(demos.Select(demo => PublishedAsync(http, demo.Address)));
        Cheat = await CheatAsync(http);
        PhotographedStation = await ReadAsync(http);
    }

    /// <summary>Tells <see cref="Growing"/> more of its night, through its intake.</summary>
    /// <returns>How many entries it has then.</returns>
    public Task<long> GoOnAsync(int entries) => SayAsync(_night!.GoOn(entries));

    /// <summary>Tells it the form of the station that has none.</summary>
    public Task<long> LastFormAsync() => SayAsync([_night!.LastForm()]);

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _demos.ForEach(demo => demo.Dispose());
        _night?.Dispose();
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private async Task<long> SayAsync(IReadOnlyList<byte[]> entries)
    {
        using var http = new HttpClient { BaseAddress = Growing };
        var size = 0L;
        foreach (var entry in entries)
        {
            using var body = new ByteArrayContent(entry) { Headers = { ContentType = new("text/plain") } };
            using var answer = await http.PostAsync("/api/v1/statements", body);
            var receipt = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue(receipt);
            size = JsonDocument.Parse(receipt).RootElement.GetProperty("index").GetInt64() + 1;
        }

        return size;
    }

    private string Folder(string name) => Path.Combine(_data, name);

    private async Task LaunchAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright, Folder("fonts"));
    }

    /// <summary>Verification has its file sizes, and cheats a checkpoint to cheat on, once something has been published.</summary>
    private static async Task PublishedAsync(HttpClient http, Uri site)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < Patience)
        {
            using var answer = await http.GetAsync(new Uri(site, "/manifest"));
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{site} publishes nothing");
    }

    /// <summary>Waits until the photos have been read, as the page of their station shows: then nothing changes any more.</summary>
    private async Task<string> ReadAsync(HttpClient http)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < Patience)
        {
            var start = await http.GetStringAsync(this[Night.Photographed]);
            if (start.IndexOf("#foto\"", StringComparison.Ordinal) is >= 0 and var end)
            {
                var page = start[(start.LastIndexOf('"', end - 1) + 1)..end];
                if ((await http.GetStringAsync(new Uri(this[Night.Photographed], page))).Contains("viewBox", StringComparison.Ordinal))
                {
                    return page;
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{this[Night.Photographed]} reads no photo");
    }

    private async Task<string> CheatAsync(HttpClient http)
    {
        using var plan = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["trik"] = "angka",
                ["contest"] = Addresses.Contest,
                ["tps"] = Addresses.Counted.ToString(),
                ["pilihan"] = "1",
                ["suara"] = "131",
            }
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(this[Night.Still], "/curang")) { Content = plan };
        request.Headers.Add("Origin", this[Night.Still].GetLeftPart(UriPartial.Authority));
        using var answer = await http.SendAsync(request);
        var page = answer.RequestMessage!.RequestUri!;
        page.Segments.Length.ShouldBe(3, page.AbsolutePath);
        while (
            (await http.GetStringAsync(new Uri(page, page.AbsolutePath + "/verifikasi"))).Contains(
                "id=\"berjalan\"",
                StringComparison.Ordinal
            )
        )
        {
            await Task.Delay(100);
        }

        return page.Segments[2];
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
