using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>What axe-core finds that keeps people with disabilities from using a page.</summary>
public sealed class AxeTests(Theatre theatre, Reader reader) : IClassFixture<Reader>
{
    private static readonly Look[] Looks = [new(Look.Phone), new(Look.Phone, Dark: true), new(Look.Desk, Dark: true), new(Look.Desk)];
    private static readonly string Run = Scripts.Read("axe-run.js");

    public static TheoryData<string> Kinds => [.. PageKind.All.Select(kind => kind.Name)];

    /// <summary>Where <c>./test</c> has put axe.min.js.</summary>
    private static string? Axe => Environment.GetEnvironmentVariable("SIREKAP_AXE") is { } path && File.Exists(path) ? path : null;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Axe_finds_nothing_serious_in_any_width_and_colour(string name)
    {
        Assert.SkipWhen(Axe is null, "axe-core is not here; ./test fetches it and names it in SIREKAP_AXE");
        var visit = await reader.GoAsync(theatre, PageKind.Named(name).In(theatre, Tongue.Indonesian), script: true);
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe!, TestContext.Current.CancellationToken));
        foreach (var look in Looks)
        {
            await visit.LookAsync(look);
            (await FindAsync(visit.Page, onlyColours: look.Dark)).ShouldBeEmpty($"{look}");
        }
    }

    [Fact]
    public async Task Axe_would_find_a_colour()
    {
        Assert.SkipWhen(Axe is null, "axe-core is not here; ./test fetches it and names it in SIREKAP_AXE");
        var visit = await reader.GoAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), script: true);
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe!, TestContext.Current.CancellationToken));
        await visit.Page.EvaluateAsync(
            "() => { document.querySelector('h1').style.color = 'gray'; document.querySelector('h1').style.background = 'silver'; }"
        );
        (await FindAsync(visit.Page, onlyColours: true)).ShouldContain(found => found.Contains("color-contrast", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Axe_would_find_a_field_without_a_name()
    {
        Assert.SkipWhen(Axe is null, "axe-core is not here; ./test fetches it and names it in SIREKAP_AXE");
        var visit = await reader.GoAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), script: true);
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe!, TestContext.Current.CancellationToken));
        await visit.Page.EvaluateAsync(
            "() => document.querySelector('label').remove() || document.querySelector('input').removeAttribute('placeholder')"
        );
        (await FindAsync(visit.Page, onlyColours: false)).ShouldContain(found => found.Contains("label", StringComparison.Ordinal));
    }

    private static Task<string[]> FindAsync(IPage page, bool onlyColours) => page.EvaluateAsync<string[]>(Run, onlyColours);
}
