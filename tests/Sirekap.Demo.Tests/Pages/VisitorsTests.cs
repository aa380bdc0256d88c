using System.Net;
using System.Text;
using Sirekap.Demo.Pages;
using Sirekap.Demo.Tricks;
using Sirekap.Ledger.Witnessing;
using Sirekap.Site;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>Visitors who come too many, too late, from elsewhere, or with something else than a form.</summary>
public sealed class VisitorsTests(CurangSite site)
{
    [Theory]
    [InlineData("/curang/0123456789abcdef0123456789abcdef", "Salinan ini sudah tidak ada")]
    [InlineData("/en/curang/0123456789abcdef0123456789abcdef/verifikasi", "This copy is gone")]
    [InlineData("/curang/x", "Salinan ini sudah tidak ada")]
    public async Task A_plan_that_is_gone_or_never_was_says_so_and_leads_back(string path, string says)
    {
        var page = await site.Visitor.GetAsync(path);
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page["tidak-jadi"].ShouldBe(says);
        page.Link("lagi").ShouldBe(path.StartsWith("/en", StringComparison.Ordinal) ? "/en/curang" : "/curang");
        Html.ShouldBeWellMade(page);
    }

    [Fact]
    public async Task While_a_plan_is_carried_out_the_page_says_what_happens_and_whoever_comes_then_is_told_to_come_back()
    {
        var gate = new TaskCompletionSource<WitnessResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cheating = site.CheatingOf((_, _, _) => gate.Task, new CheatingLimits(MostWaiting: 0));
        var (app, visitor) = await site.ShowAsync(new SiteOptions("http://127.0.0.1:0") { Demo = CheatRoutes.Room(cheating) });
        await using (app)
        {
            using var _ = visitor;
            var page = await visitor.GetAsync("/en/curang?trik=formulir");
            var sent = await visitor.PressAsync(page, "curangi");
            var running = await visitor.GetAsync(sent.Location!);
            running.Headers["Refresh"].ShouldBe("1");
            running["berjalan"].ShouldBe("Cheating…");
            Html.ShouldBeWellMade(running);
            (await visitor.GetAsync(sent.Location! + "/verifikasi"))["berjalan"].ShouldNotBeNull();

            var busy = await visitor.PressAsync(page, "curangi", ("suara", "77"));
            busy.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            busy.Headers["Retry-After"].ShouldBe("5");
            busy["ditolak"]!.ShouldContain("Many people are cheating just now.");
            busy.Form("curangi").Fields["suara"].ShouldBe("77");
            Html.ShouldBeWellMade(busy);

            gate.SetResult(null);
            var caught = await visitor.GetAsync((await visitor.DoneAsync(sent)).Path + "/verifikasi");
            caught.Of("LogWitness").ShouldContain("It cannot be reached.");

            // This site offers no policy file.
            caught["perintah"]!.ShouldEndWith(" --seen checkpoint");
            (await visitor.PressAsync(page, "curangi", ("suara", "77"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://elsewhere.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "own", true)]
    [InlineData("Referer", "https://elsewhere.example/", true)]
    public async Task Only_a_page_of_this_server_can_have_a_browser_cheat(string header, string value, bool allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/en/curang")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("trik", "")]),
        };
        request.Headers.Add(header, value == "own" ? site.Visitor.Address.GetLeftPart(UriPartial.Authority) : value);
        var answer = await site.Visitor.SendAsync(request);
        answer.Status.ShouldBe(allowed ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Forbidden);
        if (!allowed)
        {
            answer["tidak-jadi"].ShouldBe("Refused");
        }
    }

    [Fact]
    public async Task A_browser_is_told_to_say_to_this_server_where_a_form_comes_from() =>
        (await site.Visitor.GetAsync("/curang")).Headers["Referrer-Policy"].ShouldBe("same-origin");

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 5_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("application/json", 20, HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", 20, HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_form_or_too_long_is_refused(string type, int bytes, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/curang")
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes("trik=" + new string('x', bytes))),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        (await site.Visitor.SendAsync(request)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_form_with_too_many_fields_is_refused() =>
        (await site.Visitor.PostAsync("/curang", [.. Enumerable.Range(0, 100).Select(i => ($"f{i}", "1"))])).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );

    [Fact]
    public async Task Where_it_is_not_offered_there_is_no_page_and_no_link_to_it()
    {
        var (app, visitor) = await site.ShowAsync(new SiteOptions("http://127.0.0.1:0"));
        await using (app)
        {
            using var _ = visitor;
            (await visitor.GetAsync("/curang")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await visitor.GetAsync("/en/curang")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await visitor.PostAsync("/curang", ("trik", "potong"))).Status.ShouldBeOneOf(
                HttpStatusCode.NotFound,
                HttpStatusCode.MethodNotAllowed
            );
            (await visitor.GetAsync("/")).Source.ShouldNotContain("/curang");
        }

        (await site.Visitor.GetAsync("/")).Source.ShouldContain("href=\"/curang\"");
    }
}
