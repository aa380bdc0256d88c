using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

[assembly: AssemblyFixture(typeof(Sirekap.Officers.Tests.Stage.Phones))]

namespace Sirekap.Officers.Tests.Stage;

/// <summary>Debian's Chromium with a camera that is none, whose picture moves.</summary>
public sealed class Phones : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-phones-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there are no phones; null where there are.</summary>
    public static string? Missing => Chromium.Missing;

    public async ValueTask InitializeAsync()
    {
        if (Missing is null)
        {
            // A receipt is asked for again after the seconds that the server says.
            Assertions.SetDefaultExpectTimeout(120_000);
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.LaunchAsync(
                _playwright,
                _folder.FullName,
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream"
            );
        }
    }

    /// <summary>A phone that nobody has used, as narrow as they come.</summary>
    public async Task<Phone> NewAsync(Uri site, int width = 360)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 740 },
                Locale = "id-ID",
                TimezoneId = "Asia/Jakarta",
                HasTouch = true,
                Permissions = ["camera"],
            }
        );

        // Four times the usual, for a machine that does much else.
        context.SetDefaultTimeout(120_000);
        return new Phone(context, site);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>One phone: what it keeps, and everything that went wrong on it.</summary>
public sealed class Phone : IAsyncDisposable
{
    /// <summary>
    /// What a browser says by itself of requests: that there was no network, that a receipt is not there yet, that the server has nothing
    /// of a photo or a form, and that the record refuses, which screens show.
    /// </summary>
    private static readonly (string Text, string At)[] Expected =
    [
        ("net::ERR_", ""),
        ("status of 503", ""),
        ("status of 404", "/api/v1/blobs/"),
        ("status of 404", "/api/v1/entries"),
        ("status of 422", "/api/v1/statements"),
    ];

    private readonly Uri _site;
    private readonly List<string> _complaints = [];

    internal Phone(IBrowserContext context, Uri site)
    {
        (Context, _site) = (context, site);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("blob:", StringComparison.Ordinal) && new Uri(request.Url).Authority != site.Authority)
            {
                Complain($"asks somebody else: {request.Url}");
            }
        };
    }

    public IBrowserContext Context { get; }

    /// <summary>The page that is open.</summary>
    public IPage Page { get; private set; } = null!;

    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Opens the app, as a letter's QR, the home screen's icon or a link does.</summary>
    /// <param name="fragment">What stands behind the address.</param>
    /// <param name="path">The app's path; that of capture when left out.</param>
    public async Task OpenAsync(string fragment = "", string path = CaptureRoom.Path)
    {
        Page = await Context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !Expected.Any(IsOf))
            {
                Complain($"console: {message.Text} ({message.Location})");
            }

            bool IsOf((string Text, string At) expected) =>
                message.Text.Contains(expected.Text, StringComparison.Ordinal)
                && message.Location.Contains(expected.At, StringComparison.Ordinal);
        };
        Page.PageError += (_, error) => Complain($"script: {error}");
        await Page.GotoAsync(new Uri(_site, path + fragment).AbsoluteUri);
    }

    /// <summary>
    /// The app is ended, as by a phone that runs out of memory: nothing is told to it before. What it had begun to write is written, as it
    /// is a moment after a finger has left the screen; KilledAppTests ends it before and after every write.
    /// </summary>
    public async Task KillAsync()
    {
        await Page.EvaluateAsync(Written);
        await Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = false });
    }

    /// <summary>One more transaction over all that a page keeps comes after those that it had begun.</summary>
    private const string Written = """
        async () => {
          for (const { name } of indexedDB.databases ? await indexedDB.databases() : []) {
            const opened = indexedDB.open(name);
            await new Promise((done, failed) => { opened.onsuccess = done; opened.onerror = failed; });
            const database = opened.result;
            const drawers = [...database.objectStoreNames];
            if (drawers.length > 0) {
              const last = database.transaction(drawers, "readwrite");
              await new Promise((done, failed) => { last.oncomplete = done; last.onabort = failed; last.objectStore(drawers[0]).count(); });
            }
            database.close();
          }
        }
        """;

    /// <summary>
    /// Goes to a screen and waits until it, and not the one before, is what stands there; a screen that sends on at once to another has
    /// stood, however shortly.
    /// </summary>
    /// <param name="address">The screen's address: <c>#/kirim/ppwp</c>.</param>
    /// <param name="awaited">What the screen, or the one it sends on to, brings in later; nothing is waited for when left out.</param>
    public async Task GoAsync(string address, string awaited = "main")
    {
        await Page.EvaluateAsync(Gone, address);
        await Page.Locator(awaited).First.WaitForAsync();
    }

    /// <summary>Every screen that stands is seen, also one that is followed by the next before anybody could ask for it.</summary>
    private const string Gone = """
        to => new Promise((done, failed) => {
          const stands = () => document.body.dataset.shown === to && location.hash === to;
          if (stands()) { done(); return; }
          const came = [];
          const words = () => `${to} never stood; what came: ${came.join(", ") || "nothing"}; there is: ${document.body.innerText}`;
          const late = setTimeout(() => failed(new Error(words())), 60000);
          const seen = new MutationObserver(() => {
            came.push(document.body.dataset.shown);
            if (document.body.dataset.shown === to) { clearTimeout(late); seen.disconnect(); done(); }
          });
          seen.observe(document.body, { attributes: true, attributeFilter: ["data-shown"] });
          location.hash = to;
        })
        """;

    /// <summary>A code is read while the app is open: its address does not stay, and the app says itself what it shows then.</summary>
    public Task ScanAsync(string fragment) => Page.EvaluateAsync("to => { location.hash = to; }", fragment);

    /// <summary>Types a figure, key by key.</summary>
    /// <param name="place">As in a form: <c>votes.0</c>.</param>
    /// <param name="text">What is typed.</param>
    public Task TypeAsync(string place, string text) => Page.Locator($"[name='{place}']").FillAsync(text);

    /// <summary>Waits until the app can be opened without a network.</summary>
    public Task KeptAsync() =>
        Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true)");

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Complain(string what)
    {
        lock (_complaints)
        {
            _complaints.Add(what);
        }
    }
}
