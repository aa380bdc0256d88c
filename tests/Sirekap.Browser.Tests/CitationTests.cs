using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>What is copied from a page stays true when the night goes on.</summary>
[Collection(nameof(Growth))]
public sealed partial class CitationTests(Theatre theatre)
{
    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task A_citation_leads_to_the_same_number_after_the_ledger_has_gone_on(string language)
    {
        var tongue = Tongue.Of(language);
        await using var visit = await Visit.ToAsync(theatre, new Uri(theatre.Growing, tongue.To("/ppwp")), new Look());
        var table = visit.Page.Locator("#tabel-suara");
        var votes = await VotesAsync(table);
        await table.Locator(".cite summary").ClickAsync();
        await table.Locator("[data-copy]").ClickAsync();
        await table.Locator("[role=status]").WaitForAsync();
        var copied = await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        foreach (var number in votes)
        {
            copied.ShouldContain(number);
        }

        copied.ShouldContain(tongue.Kind);
        var past = Past().Match(copied);
        past.Success.ShouldBeTrue(copied);
        Root().IsMatch(copied).ShouldBeTrue(copied);
        Time().IsMatch(copied).ShouldBeTrue(copied);

        await theatre.GoOnAsync(12);
        await visit.GoAsync(new Uri(past.Value));
        visit.Answer.Status.ShouldBe(200);
        (await VotesAsync(visit.Page.Locator("#tabel-suara"))).ShouldBe(votes);
        (await visit.Page.Locator(".past code").InnerTextAsync()).ShouldBe(Root().Match(copied).Groups["root"].Value);
        await visit.Page.Locator(".past a").ClickAsync();
        (await VotesAsync(visit.Page.Locator("#tabel-suara"))).ShouldNotBe(votes);
        visit.Complaints.ShouldBeEmpty();
    }

    /// <summary>The accepted votes of each choice, as they are shown.</summary>
    private static async Task<IReadOnlyList<string>> VotesAsync(ILocator table) =>
        await table.Locator("tbody tr td:nth-of-type(1)").AllInnerTextsAsync();

    [GeneratedRegex("http://[^ ]+/pada/[0-9]+/ppwp", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Past();

    [GeneratedRegex(" (?<root>[A-Za-z0-9+/]{43}=)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Root();

    [GeneratedRegex("14 Feb 2024.*[0-9]{2}[.:][0-9]{2} WIB", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Time();
}
