using Microsoft.Playwright;

namespace Sirekap.Browser.Tests;

/// <summary>What somebody sees of a page.</summary>
public sealed class Seen
{
    private static readonly string Script = Scripts.Read("seen.js");

    public string Lang { get; set; } = "";

    public string Title { get; set; } = "";

    public string[] Headings { get; set; } = [];

    /// <summary>Whether the election's kind stands in what is seen without scrolling.</summary>
    public bool Kind { get; set; }

    /// <summary>Charts and tables that do not say of what kind of election they are.</summary>
    public string[] Unstamped { get; set; } = [];

    /// <summary>Drawings that have no words and do not stand beside words that say the same.</summary>
    public string[] Mute { get; set; } = [];

    /// <summary>Where the footer leads.</summary>
    public string[] Links { get; set; } = [];

    public string Background { get; set; } = "";

    /// <summary>The words of the page's main part.</summary>
    public string Text { get; set; } = "";

    public static Task<Seen> OfAsync(IPage page, Tongue tongue) => page.EvaluateAsync<Seen>(Script, tongue.Kind);
}
