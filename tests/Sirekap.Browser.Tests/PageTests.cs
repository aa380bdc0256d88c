using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>Every kind of page, as people look at it.</summary>
/// <param name="theatre">The pages.</param>
/// <param name="reader">Somebody who looks at one after the other.</param>
/// <param name="tongue">In one language.</param>
public abstract class PageTests(Theatre theatre, Reader reader, Tongue tongue) : IClassFixture<Reader>
{
    private static readonly Look[] Looks = [new(Look.Phone), new(Look.Phone, Dark: true), new(Look.Desk, Dark: true), new(Look.Desk)];

    private static readonly string[] FooterLinks = ["/verifikasi", "/transparansi", "/koreksi", "/diperiksa"];

    public static TheoryData<string> Kinds => [.. PageKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_page_is_whole_in_every_width_and_colour_with_and_without_script(string name)
    {
        var kind = PageKind.Named(name);
        var texts = new List<string>();
        foreach (var script in new[] { true, false })
        {
            var visit = await reader.GoAsync(theatre, kind.In(theatre, tongue), script);
            visit.Answer.Status.ShouldBe(kind.Status);
            var backgrounds = new HashSet<string>();
            foreach (var look in Looks)
            {
                await visit.LookAsync(look);
                var seen = await Seen.OfAsync(visit.Page, tongue);
                seen.Lang.ShouldBe(tongue.Code);
                seen.Headings.ShouldHaveSingleItem().ShouldNotBeEmpty();
                seen.Title.ShouldContain(tongue.Kind);
                seen.Kind.ShouldBeTrue($"the first screen does not say {tongue.Kind} ({look})");
                seen.Unstamped.ShouldBeEmpty($"{look}");
                seen.Mute.ShouldBeEmpty();
                if (!look.Dark)
                {
                    // Colours move nothing.
                    (await Typeface.OverflowsAsync(visit.Page)).ShouldBeEmpty($"{look}");
                }

                FooterLinks.Select(tongue.To).Except(seen.Links).ShouldBeEmpty();
                backgrounds.Add($"{look.Dark} {seen.Background}");
                texts.Add(seen.Text);
            }

            backgrounds.Count.ShouldBe(2, "a colour scheme, a background");
            visit.Complaints.ShouldBeEmpty();
        }

        // Nothing that is to be read needs a script. At one width, since a narrow screen leaves columns out.
        texts[Looks.Length].ShouldBe(texts[0]);
        texts[0].Length.ShouldBeGreaterThan(20);
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
}

/// <summary>In Indonesian.</summary>
public sealed class IndonesianPageTests(Theatre theatre, Reader reader) : PageTests(theatre, reader, Tongue.Indonesian);

/// <summary>In English.</summary>
public sealed class EnglishPageTests(Theatre theatre, Reader reader) : PageTests(theatre, reader, Tongue.English);
