using System.Text.RegularExpressions;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>What holds on every page of the story.</summary>
internal static class Html
{
    public static void ShouldBeWellMade(Screen page)
    {
        var ids = page.Values("id");
        ids.ShouldBeUnique(page.Path);
        page.Values("for")
            .Concat(page.Values("aria-labelledby"))
            .Concat(page.Values("data-copy"))
            .Except(ids, StringComparer.Ordinal)
            .ShouldBeEmpty(page.Path);
        page.Values("aria-describedby")
            .SelectMany(described => described.Split(' '))
            .Except(ids, StringComparer.Ordinal)
            .ShouldBeEmpty(page.Path);
        Count(page, "<h1[ >]").ShouldBe(1, page.Path);
        Count(page, "<table[ >]").ShouldBe(Count(page, "<caption[ >]"), page.Path);
        Count(page, "<th(?=[ >])(?![^>]* scope=)").ShouldBe(0, page.Path);
        page.Source.ShouldNotContain("<script>", customMessage: page.Path);
        page.Source.ShouldNotContain("style=", customMessage: page.Path);
        page.Source.Length.ShouldBeLessThan(30_000, page.Path);
        page.Headers["Cache-Control"].ShouldBe("no-store", page.Path);
        page.Text.ShouldContain(
            page.Path.StartsWith("/en", StringComparison.Ordinal) ? "SIMULATION" : "SIMULASI",
            customMessage: page.Path
        );
    }

    private static int Count(Screen page, string pattern) => Regex.Count(page.Source, pattern, RegexOptions.None, TimeSpan.FromSeconds(5));
}
