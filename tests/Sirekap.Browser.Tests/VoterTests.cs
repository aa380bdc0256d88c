using Microsoft.Playwright;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>A voter wants to know whether her station's number is in the total.</summary>
public sealed class VoterTests(Theatre theatre)
{
    public static TheoryData<string, bool> Ways =>
        new()
        {
            { "id", true },
            { "id", false },
            { "en", true },
            { "en", false },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task She_finds_it_from_the_start_page_in_three_steps(string language, bool script)
    {
        var tongue = Tongue.Of(language);
        var (village, number) = theatre.Addresses.CountedName;
        await using var visit = await Visit.ToAsync(
            theatre,
            PageKind.Named("start").In(theatre, tongue),
            new Look(Look.Phone, Script: script)
        );

        // One: she writes what stands on her invitation.
        await visit.Page.Locator(".search.large input").FillAsync($"tps {number} {village}");
        await visit.Page.Locator(".search.large button").ClickAsync();

        // Two: many villages share a name, so she sees the places around each and chooses hers.
        var results = visit.Page.Locator(".results > li");
        var hers = results.Filter(new LocatorFilterOptions { HasText = theatre.Addresses.Counted.ToString() });
        (await hers.InnerTextAsync()).ShouldContain(",");
        await hers.Locator("a").ClickAsync();

        // Three: she reads the first sentence, without scrolling.
        await visit.Page.WaitForURLAsync($"**/{theatre.Addresses.Counted}");
        var first = visit.Page.Locator("main > :not(.head):not(.tabs)").First;
        (await first.InnerTextAsync()).ShouldContain(tongue.Counted);
        (await first.BoundingBoxAsync())!.Y.ShouldBeLessThan(new Look(Look.Phone).Height);
        visit.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("station-counted")]
    [InlineData("station-contradictory")]
    [InlineData("station-unchecked")]
    [InlineData("station-held")]
    public async Task She_sees_her_stations_votes_without_scrolling(string name)
    {
        foreach (var tongue in new[] { Tongue.Indonesian, Tongue.English })
        {
            await using var visit = await Visit.ToAsync(theatre, PageKind.Named(name).In(theatre, tongue), new Look(Look.Phone));
            var votes = (await visit.Page.Locator("#suara tbody tr:not(.total)").Last.BoundingBoxAsync())!;
            (votes.Y + votes.Height).ShouldBeLessThan(new Look(Look.Phone).Height, tongue.Code);
        }
    }

    [Fact]
    public async Task Nothing_is_preliminary_once_all_is_added_up_and_the_nation_has_certified_it()
    {
        Assert.SkipWhen(theatre.Closed is not null, theatre.Closed ?? "");
        using var http = new HttpClient();
        var all = PageKind.All.Where(kind => kind.Night == Night.Told || kind.OtherNights.Contains(Night.Told));

        // What was so once stays so on the pages of the past.
        foreach (var kind in all.Where(kind => kind.Status == 200 && !kind.Name.StartsWith("past", StringComparison.Ordinal)))
        {
            var told = await http.GetStringAsync(kind.In(theatre, Tongue.Indonesian, Night.Told), TestContext.Current.CancellationToken);
            told.ShouldNotContain("unggul sementara", customMessage: kind.Name);
        }

        (
            await http.GetStringAsync(PageKind.Named("nation").In(theatre, Tongue.Indonesian), TestContext.Current.CancellationToken)
        ).ShouldContain("unggul sementara");
    }
}
