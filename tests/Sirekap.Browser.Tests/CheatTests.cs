using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>A visitor plays the operator. Whatever the page offers to cheat by, somebody notices.</summary>
public sealed class CheatTests(Theatre theatre)
{
    private static readonly string[] Tricks = ["angka", "formulir", "kunci", "pendaftaran", "buang", "potong", "mundur"];

    public static TheoryData<string, string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, string, bool>();
            foreach (var (i, trick) in Tricks.Index())
            {
                ways.Add(trick, i % 2 == 0 ? "id" : "en", i % 3 != 0);
            }

            return ways;
        }
    }

    [Fact]
    public async Task Every_trick_that_is_offered_is_tried_below()
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named("cheat").In(theatre, Tongue.Indonesian), new Look());
        (await visit.Page.Locator("[name=trik]").EvaluateAllAsync<string[]>("all => all.map(one => one.value)")).ShouldBe(Tricks);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_trick_is_chosen_done_verified_and_caught(string trick, string language, bool script)
    {
        var tongue = Tongue.Of(language);
        await using var visit = await Visit.ToAsync(
            theatre,
            PageKind.Named("start").In(theatre, tongue),
            new Look(Look.Phone, Script: script)
        );
        var page = visit.Page;
        await page.Locator($"main a[href='{tongue.To("/curang")}']").First.ClickAsync();
        await page.Locator($"[value={trick}]").CheckAsync();
        await page.Locator("#lanjut").ClickAsync();
        await page.Locator("#lakukan").ClickAsync();

        // A page that waits calls for the next by itself, without script, too.
        await page.Locator("#verifikasi").WaitForAsync();
        (await Seen.OfAsync(page, tongue)).Kind.ShouldBeTrue();
        await page.Locator("#verifikasi").ClickAsync();
        await page.Locator("#tertangkap").WaitForAsync();
        (await page.Locator(".observer[data-noticed=true]").CountAsync()).ShouldBeGreaterThan(0);
        (await page.Locator("#tertangkap").InnerTextAsync()).ShouldMatch(
            tongue == Tongue.Indonesian ? "^Tertangkap oleh [1-9]" : "^Caught by [1-9]"
        );
        (await Typeface.OverflowsAsync(page)).ShouldBeEmpty();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_election_itself_is_untouched()
    {
        await using var visit = await Visit.ToAsync(theatre, new Uri(theatre[Night.Still], $"/curang/{theatre.Cheat}"), new Look());
        var forged = await visit.Page.Locator("#hasil-curang").InnerTextAsync();
        forged.ShouldContain("131");
        await visit.GoAsync(PageKind.Named("station-counted").In(theatre, Tongue.Indonesian));
        (await visit.Page.Locator("#tabel-isian").InnerTextAsync()).ShouldNotContain("131");
    }
}
