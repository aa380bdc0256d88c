using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>How somebody looks at a page.</summary>
/// <param name="Width">Of the window, in pixels.</param>
/// <param name="Dark">Whether the reader likes dark pages.</param>
/// <param name="Script">Whether scripts run.</param>
public sealed record Look(int Width = 1280, bool Dark = false, bool Script = true)
{
    public const int Phone = 360;
    public const int Desk = 1280;

    public int Height => Width < 600 ? 740 : 900;

    public ColorScheme Scheme => Dark ? ColorScheme.Dark : ColorScheme.Light;
}

/// <summary>A page in a browser of its own, and everything that went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Milliseconds until what is waited for will not come: four times the usual, for a machine that does much else.</summary>
    private const int Patience = 120_000;

    private readonly IBrowserContext _context;
    private Uri _site;
    private readonly List<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page, Uri site) => (_context, Page, _site) = (context, page, site);

    public IPage Page { get; }

    /// <summary>The answer to the first request.</summary>
    public IResponse Answer { get; private set; } = null!;

    /// <summary>
    /// Errors of scripts, violations of the security policy, files that did not come, and requests to anybody else.
    /// </summary>
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

    public static async Task<Visit> ToAsync(Theatre theatre, Uri address, Look look)
    {
        Assert.SkipWhen(theatre.Closed is not null, theatre.Closed ?? "");
        var context = await theatre.Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
                ColorScheme = look.Scheme,
                JavaScriptEnabled = look.Script,
                Permissions = ["clipboard-read", "clipboard-write"],

                // As people here have it, whatever the machine of the tests is set to.
                Locale = "id-ID",
                TimezoneId = "Asia/Jakarta",
            }
        );
        context.SetDefaultTimeout(Patience);
        var visit = new Visit(context, await context.NewPageAsync(), address);
        visit.Listen();
        visit.Answer = (await visit.Page.GotoAsync(address.AbsoluteUri))!;
        return visit;
    }

    public Task LookAsync(Look look) =>
        Task.WhenAll(
            Page.SetViewportSizeAsync(look.Width, look.Height),
            Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = look.Scheme })
        );

    /// <summary>Another page; what went wrong on the last is forgotten.</summary>
    public async Task GoAsync(Uri address)
    {
        // What the last page still does is not counted against the next.
        await Page.GotoAsync("about:blank");
        lock (_complaints)
        {
            _complaints.Clear();
        }

        _site = address;
        Answer = (await Page.GotoAsync(address.AbsoluteUri))!;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            // The browser says of a page that is not there that it is not there.
            if (
                message.Type is "error" or "warning"
                && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 404", StringComparison.Ordinal)
            )
            {
                Complain($"console: {message.Text} ({message.Location})");
            }
        };
        Page.PageError += (_, error) => Complain($"script: {error}");
        _context.Request += (_, request) =>
        {
            if (request.Url != "about:blank" && new Uri(request.Url).Authority != _site.Authority)
            {
                Complain($"asks somebody else: {request.Url}");
            }
        };
        _context.Response += (_, response) =>
        {
            if (response.Status >= 400 && !response.Request.IsNavigationRequest)
            {
                Complain($"{response.Status} {response.Url}");
            }
        };
    }

    private void Complain(string what)
    {
        lock (_complaints)
        {
            _complaints.Add(what);
        }
    }
}
