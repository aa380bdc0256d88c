using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>What is drawn is also said.</summary>
public sealed partial class FigureTests(Theatre theatre)
{
    [Theory]
    [InlineData("nation")]
    [InlineData("province")]
    [InlineData("village")]
    [InlineData("nation-certified")]
    public async Task The_chart_says_in_words_what_the_table_says(string name)
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named(name).In(theatre, Tongue.English), new Look(Script: false));
        var chart = await visit.Page.Locator("figure.votes .choice").AllInnerTextsAsync();
        var rows = visit.Page.Locator("#tabel-suara tbody tr:not(.sum)");
        chart.Count.ShouldBe(await rows.CountAsync());
        for (var i = 0; i < chart.Count; i++)
        {
            var cells = await rows.Nth(i).Locator("th, td").AllInnerTextsAsync();
            foreach (var cell in cells.Take(6).Where(cell => cell != "0"))
            {
                chart[i].ShouldContain(cell);
            }
        }
    }

    [Fact]
    public async Task Bars_are_as_long_as_their_votes()
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named("nation").In(theatre, Tongue.Indonesian), new Look());
        var bars = await visit
            .Page.Locator("figure.votes .choice")
            .EvaluateAllAsync<double[]>(
                "all => all.map(one => [...one.querySelectorAll('.fill')].reduce((sum, part) => sum + "
                    + "part.getBoundingClientRect().width, 0))"
            );
        var votes = (await visit.Page.Locator("#tabel-suara tbody tr:not(.sum) td:last-child").AllInnerTextsAsync())
            .Select(cell => double.Parse(Digits().Replace(cell, ""), System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        for (var i = 0; i < votes.Length; i++)
        {
            (bars[i] / bars.Max()).ShouldBe(votes[i] / votes.Max(), 0.01);
        }
    }

    [Fact]
    public async Task The_map_says_of_every_province_what_the_table_says()
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named("nation").In(theatre, Tongue.English), new Look(Script: false));
        var tiles = await visit
            .Page.Locator(".map a")
            .EvaluateAllAsync<string[][]>(
                "all => all.map(one => [one.getAttribute('href'), one.querySelector('title').textContent, "
                    + "one.querySelector('text:last-of-type').textContent])"
            );
        var rows = await visit
            .Page.Locator("#tabel-wilayah tbody tr")
            .EvaluateAllAsync<string[][]>(
                "all => all.map(one => [one.querySelector('a').getAttribute('href'), ...[...one.children].map(cell => cell.innerText)])"
            );
        tiles
            .Select(tile => tile[0])
            .Order()
            .ShouldBe(rows.Select(row => row[0]).Order(), "a province is missing on the map or in the table");
        foreach (var tile in tiles)
        {
            var row = rows.Single(row => row[0] == tile[0]);
            tile[1].ShouldContain(row[1]);
            row.ShouldContain(cell => cell.EndsWith('%') && tile[1].Contains(cell, StringComparison.Ordinal), tile[1]);
            row[3].ShouldContain(tile[2]);
        }
    }

    [GeneratedRegex("[^0-9]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Digits();
}
