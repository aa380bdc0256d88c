using Microsoft.Playwright;

namespace Sirekap.Browser.Tests.Stage;

/// <summary>Debian's browser, as tests look with it.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>What is not installed, in words, or null.</summary>
    public static string? Missing => (File.Exists(Program) ? Fonts.Missing : Program) is { } file ? $"{file} is not installed" : null;

    /// <summary>Starts it.</summary>
    /// <param name="playwright">What drives it.</param>
    /// <param name="folder">For its fonts.</param>
    /// <param name="more">Further switches.</param>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, string folder, params string[] more) =>
        playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                Env = Fonts.Environment(folder),

                // As root there is no sandbox, and a machine of tests has no graphics card; the rest keeps it from calling home.
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    .. more,
                ],
            }
        );
}
