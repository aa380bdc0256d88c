using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>What these tests look through would show if something were wrong.</summary>
public sealed class VisitTests(Theatre theatre)
{
    [Theory]
    [InlineData("() => { new Image().src = 'https://elsewhere.invalid/pixel.png'; }", "Content Security Policy")]
    [InlineData("() => { document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">'); }", "Content Security Policy")]
    [InlineData("() => { location.href = 'http://elsewhere.invalid/'; }", "asks somebody else")]
    [InlineData("() => { setTimeout(() => { throw new Error('broken'); }); }", "broken")]
    [InlineData("() => { new Image().src = '/no-such-picture.png'; }", "404")]
    public async Task A_visit_hears_of_it(string wrong, string complaint)
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named("search").In(theatre, Tongue.Indonesian), new Look());
        visit.Complaints.ShouldBeEmpty();
        await visit.Page.EvaluateAsync(wrong);
        for (var i = 0; i < 100 && visit.Complaints.Count == 0; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        visit.Complaints.ShouldContain(said => said.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_sees_what_does_not_say_what_it_is()
    {
        await using var visit = await Visit.ToAsync(theatre, PageKind.Named("nation").In(theatre, Tongue.Indonesian), new Look(Look.Phone));
        await visit.Page.EvaluateAsync(
            "() => { document.querySelector('figure figcaption').remove(); "
                + "document.querySelectorAll('.banner, .caption').forEach(one => one.remove()); }"
        );
        var seen = await Seen.OfAsync(visit.Page, Tongue.Indonesian);
        seen.Unstamped.ShouldNotBeEmpty();
        seen.Kind.ShouldBeFalse();
    }
}
