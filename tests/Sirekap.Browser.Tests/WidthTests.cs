using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>On the narrowest phone that is still usual nothing is wider than the screen, however far the election has come.</summary>
public sealed class WidthTests(Theatre theatre, Reader reader) : IClassFixture<Reader>
{
    public static TheoryData<string> Kinds => [.. PageKind.All.Where(kind => kind.OtherNights.Count > 0).Select(kind => kind.Name)];

    /// <summary>In the night of its own, each is looked at in every width (<see cref="PageTests"/>).</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_page_is_no_wider_than_a_phone_before_during_and_after_the_plenaries_in_any_usual_typeface(string name)
    {
        var kind = PageKind.Named(name);
        foreach (var night in kind.OtherNights)
        {
            foreach (var tongue in new[] { Tongue.Indonesian, Tongue.English })
            {
                var visit = await reader.GoAsync(theatre, kind.In(theatre, tongue, night), script: false);
                await visit.LookAsync(new Look(Look.Phone));
                (await Typeface.OverflowsAsync(visit.Page)).ShouldBeEmpty($"{night}, {tongue.Code}");
                (await Typeface.OverflowsAsync(visit.Page, times: 2)).ShouldBeEmpty($"{night}, {tongue.Code}");
            }
        }
    }

    [Fact]
    public async Task Text_is_laid_out_in_the_typefaces_that_tests_choose()
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), script: true);
        var widths = await visit.Page.EvaluateAsync<double[]>(
            """
            (faces) => faces.map((face) => {
              const line = document.body.appendChild(document.createElement('span'));
              line.textContent = 'Rekapitulasi suara sah seluruh pasangan calon 0123456789';
              line.style.cssText = `font: 16px ${face}; white-space: nowrap`;
              const width = line.getBoundingClientRect().width;
              line.remove();
              return width;
            })
            """,
            new[] { "\"Liberation Sans\"", "\"DejaVu Sans\"", "sans-serif" }
        );
        widths[1].ShouldBeGreaterThan(1.08 * widths[0]);
        widths[2].ShouldBe(widths[0]);
    }

    [Fact]
    public async Task What_sticks_out_in_one_typeface_alone_would_be_found()
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), script: true);
        await visit.LookAsync(new Look(Look.Phone));
        await visit.Page.EvaluateAsync(
            """
            (face) => {
              const line = document.querySelector('h1');
              line.style.cssText = `font: 16px "${face}"; white-space: nowrap; width: max-content`;
              const size = (16 * 320) / line.getBoundingClientRect().width;
              line.style.cssText = `font: ${size}px var(--sans); white-space: nowrap; width: max-content`;
            }
            """,
            Typeface.Narrow.Sans
        );
        (await Typeface.OverflowsAsync(visit.Page)).ShouldHaveSingleItem().ShouldStartWith("DejaVu Sans: ");
    }

    [Fact]
    public async Task A_table_that_is_wider_than_the_screen_scrolls_inside_and_shows_that_there_is_more()
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named("nation-certified").In(theatre, Tongue.Indonesian), script: true);
        await visit.LookAsync(new Look(Look.Phone));
        var table = visit.Page.Locator(".scroll").First;
        (await table.EvaluateAsync<bool>("table => table.scrollWidth > table.clientWidth")).ShouldBeTrue();
        (await table.EvaluateAsync<bool>("table => table.tabIndex === 0 && table.role === 'region'")).ShouldBeTrue();
        var beginning = await Shades.AtEdgesAsync(table);
        await table.EvaluateAsync("table => { table.scrollLeft = 1e6; }");
        var end = await Shades.AtEdgesAsync(table);
        (beginning.Right, end.Right).ShouldBe((true, false));
    }
}
