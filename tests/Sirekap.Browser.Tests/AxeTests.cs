using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>
/// What axe-core finds that keeps people with disabilities from using a page. <see cref="PageTests"/> asks it of every kind while it looks.
/// </summary>
public sealed class AxeTests(Theatre theatre, Reader reader) : IClassFixture<Reader>
{
    [Fact]
    public async Task Axe_would_find_a_colour()
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), script: true);
        await visit.Page.EvaluateAsync(
            "() => { document.querySelector('h1').style.color = 'gray'; document.querySelector('h1').style.background = 'silver'; }"
        );
        (await FindAsync(visit.Page, onlyColours: true)).ShouldContain(found =>
            found.StartsWith("color-contrast", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Axe_would_find_a_field_without_a_name()
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), script: true);
        await visit.Page.EvaluateAsync(
            "() => document.querySelector('label').remove() || document.querySelector('input').removeAttribute('placeholder')"
        );
        (await FindAsync(visit.Page, onlyColours: false)).ShouldContain(found => found.StartsWith("label", StringComparison.Ordinal));
    }

    // What axe calls serious or critical, a line each. In another colour scheme only colours can be other.
    internal static async Task<string[]> FindAsync(IPage page, bool onlyColours)
    {
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations] };
        if (onlyColours)
        {
            options.RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block");
        }

        var result = await page.RunAxe(options);
        return [.. result.Violations.Where(violation => violation.Impact is "serious" or "critical").SelectMany(Lines)];
    }

    private static IEnumerable<string> Lines(AxeResultItem violation) =>
        violation.Nodes.Select(node =>
            $"{violation.Id}: {node.Html} {string.Join("; ", node.Any.Concat(node.All).Select(check => check.Message))}"
        );
}
