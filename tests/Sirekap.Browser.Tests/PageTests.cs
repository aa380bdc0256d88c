using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>
/// Every kind of page, as people look at it. A page is loaded once with scripts and once without; whatever is to be seen of it is looked at
/// then.
/// </summary>
/// <param name="theatre">The pages.</param>
/// <param name="reader">Somebody who looks at one after the other.</param>
/// <param name="tongue">In one language.</param>
public abstract class PageTests(Theatre theatre, Reader reader, Tongue tongue) : IClassFixture<Reader>
{
    /// <summary>Of a figure against what lies behind it (WCAG 2.2, 1.4.6).</summary>
    private const double Contrast = 7;

    /// <summary>Pixels of a phone's height that bars may keep for themselves.</summary>
    private const int MostSticky = 48;

    /// <summary>Pixels of a phone that a list may be long: eight screens.</summary>
    private const int LongestList = 6_000;

    private static readonly Look[] Looks = [new(Look.Phone), new(Look.Phone, Dark: true), new(Look.Desk, Dark: true), new(Look.Desk)];

    /// <summary>Languages differ in their words: how long they are shows in each width, colours and what scripts add do not.</summary>
    private Look[] TongueLooks => IsFirst ? Looks : [.. Looks.Where(look => !look.Dark)];

    /// <summary>Whether it is the language in which everything is looked at.</summary>
    private bool IsFirst => tongue == Tongue.Indonesian;

    private static readonly string[] FooterLinks = ["/verifikasi", "/transparansi", "/koreksi", "/diperiksa"];

    private static readonly string[] Lists = ["corrections", "corrections-of-a-check", "corrections-filled", "under-review", "unchecked"];

    private static readonly (string FigureContrast, string Sticky) Script = (Scripts.Read("contrast.js"), Scripts.Read("sticky.js"));

    public static TheoryData<string> Kinds => [.. PageKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_page_is_whole_in_every_width_and_colour_with_and_without_script(string name)
    {
        var kind = PageKind.Named(name);
        var visit = await reader.GoAsync(theatre, kind.In(theatre, tongue), script: true);
        var (backgrounds, texts) = (new HashSet<string>(), new List<string>());
        foreach (var look in TongueLooks)
        {
            await visit.LookAsync(look);
            var seen = await IsWholeAsync(visit, kind, look);
            backgrounds.Add($"{look.Dark} {seen.Background}");
            texts.Add(seen.Text);
            (await visit.Page.EvaluateAsync<string[]>(Script.FigureContrast, Contrast)).ShouldBeEmpty($"{look}");

            // What axe would find is of the markup, and that is the same in both languages and widths; only colours can be others.
            if (IsFirst && (look == Looks[0] || look.Width == Look.Desk))
            {
                (await AxeTests.FindAsync(visit.Page, onlyColours: look != Looks[0])).ShouldBeEmpty($"{look}");
            }

            if (look == Looks[0])
            {
                await FitsAPhoneAsync(visit.Page, kind);
            }
        }

        backgrounds.Count.ShouldBe(TongueLooks.DistinctBy(look => look.Dark).Count(), "a colour scheme, a background");
        visit.Complaints.ShouldBeEmpty();
        texts[0].Length.ShouldBeGreaterThan(20);
        if (!IsFirst)
        {
            return;
        }

        // Nothing that is to be read needs a script; styles are the same with and without.
        visit = await reader.GoAsync(theatre, kind.In(theatre, tongue), script: false);
        await visit.LookAsync(Looks[0]);
        (await IsWholeAsync(visit, kind, Looks[0])).Text.ShouldBe(texts[0]);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_two_pages_have_the_same_title()
    {
        Assert.SkipWhen(theatre.Closed is not null, theatre.Closed ?? "");
        using var http = new HttpClient();
        var titles = new List<string>();
        foreach (var address in PageKind.All.Where(kind => kind.Night == Night.Still).Select(kind => kind.In(theatre, tongue)))
        {
            using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            titles.Add(html[(html.IndexOf("<title>", StringComparison.Ordinal) + 7)..html.IndexOf("</title>", StringComparison.Ordinal)]);
        }

        titles.ShouldBeUnique();
    }

    private async Task<Seen> IsWholeAsync(Visit visit, PageKind kind, Look look)
    {
        visit.Answer.Status.ShouldBe(kind.Status);
        var seen = await Seen.OfAsync(visit.Page, tongue);
        seen.Lang.ShouldBe(tongue.Code);
        seen.Headings.ShouldHaveSingleItem().ShouldNotBeEmpty();
        seen.Title.ShouldContain(tongue.Kind);
        seen.Kind.ShouldBeTrue($"the first screen does not say {tongue.Kind} ({look})");
        seen.Unstamped.ShouldBeEmpty($"{look}");
        seen.Mute.ShouldBeEmpty();
        FooterLinks.Select(tongue.To).Except(seen.Links).ShouldBeEmpty();
        if (!look.Dark)
        {
            (await Typeface.OverflowsAsync(visit.Page)).ShouldBeEmpty($"{look}");
        }

        return seen;
    }

    private static async Task FitsAPhoneAsync(IPage page, PageKind kind)
    {
        (await Typeface.OverflowsAsync(page, times: 2)).ShouldBeEmpty();
        (await page.EvaluateAsync<double>(Script.Sticky)).ShouldBeLessThanOrEqualTo(MostSticky);
        if (Lists.Contains(kind.Name))
        {
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight")).ShouldBeLessThan(LongestList);
        }
    }
}

/// <summary>In Indonesian.</summary>
public sealed class IndonesianPageTests(Theatre theatre, Reader reader) : PageTests(theatre, reader, Tongue.Indonesian);

/// <summary>In English.</summary>
public sealed class EnglishPageTests(Theatre theatre, Reader reader) : PageTests(theatre, reader, Tongue.English);
