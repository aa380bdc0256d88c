using System.Net;
using System.Text.RegularExpressions;
using Sirekap.Record;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Tests.Api;

/// <summary>What is refused, by which name, in both languages.</summary>
public sealed partial class ProblemTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("/api/v1/results/ppwp/3", "code")]
    [InlineData("/api/v1/results/ppwp/31a1", "code")]
    [InlineData("/api/v1/results/PPWP/31", "contest")]
    [InlineData("/api/v1/results/ppwp/31?at=-1", "at")]
    [InlineData("/api/v1/results/ppwp/31?at=99999999999999999999", "at")]
    [InlineData("/api/v1/stations/31", "code")]
    [InlineData("/api/v1/corrections?check=valid_sum", "check")]
    [InlineData("/api/v1/corrections?most=0", "most")]
    [InlineData("/api/v1/corrections?most=501", "most")]
    [InlineData("/api/v1/reviews?class=accepted", "class")]
    [InlineData("/api/v1/search", "q")]
    [InlineData("/api/v1/search?q=%20", "q")]
    [InlineData("/api/v1/entries/x", "index")]
    [InlineData("/api/v1/entries?id=AB", "id")]
    [InlineData("/api/v1/entries", "id")]
    [InlineData("/api/v1/proofs/1.5", "index")]
    [InlineData("/api/v1/proofs/consistency", "from")]
    [InlineData("/api/v1/proofs/consistency?from=3&to=2", "from")]
    [InlineData("/api/v1/keys/root", "name")]
    [InlineData("/api/v1/events?region=7", "region")]
    public async Task A_parameter_that_is_not_in_its_form_is_named(string path, string field) =>
        (await server.Problem(path, HttpStatusCode.BadRequest, "bad-parameter"))["field"]!.GetValue<string>().ShouldBe(field);

    [Theory]
    [InlineData("/api/v1/results/pilkada/31", "unknown-contest", "contest")]
    [InlineData("/api/v1/results/ppwp/32999", "bad-parameter", "code")]
    [InlineData("/api/v1/results/ppwp/3299", "unknown-region", "code")]
    [InlineData("/api/v1/stations/3171010001999", "unknown-region", "code")]
    [InlineData("/api/v1/stations/3201010001001?contest=pdpd", "unknown-region", "code")]
    [InlineData("/api/v1/regions/88", "unknown-region", "code")]
    [InlineData("/api/v1/corrections?region=88", "unknown-region", "region")]
    [InlineData("/api/v1/reviews?contest=pilkada", "unknown-contest", "contest")]
    [InlineData("/api/v1/entries/99999", "unknown-entry", "index")]
    [InlineData("/api/v1/entries?id=0000000000000000000000000000000000000000000000000000000000000000", "unknown-entry", "id")]
    [InlineData("/api/v1/proofs/99999", "unknown-entry", "index")]
    [InlineData("/api/v1/proofs/consistency?from=3&to=99999", "unknown-size", "to")]
    [InlineData("/api/v1/events?region=3171010001999", "unknown-region", "region")]
    [InlineData("/api/v1/nothing", "not-found", null)]
    [InlineData("/api/v2/election", "not-found", null)]
    public async Task What_there_is_not_is_told_by_name(string path, string name, string? field)
    {
        var status = name == "bad-parameter" ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound;
        (await server.Problem(path, status, name))["field"]?.GetValue<string>().ShouldBe(field);
    }

    [Fact]
    public async Task The_title_speaks_the_language_of_the_request_and_Indonesian_to_whoever_says_nothing()
    {
        (await TitleAsync("/api/v1/regions/88", "en-GB, id;q=0.5")).ShouldBe(
            ("There is no such region or station, or it has no part in this contest.", "en")
        );
        (await TitleAsync("/api/v1/regions/88", "id, en;q=0.5")).Language.ShouldBe("id");
        (await TitleAsync("/api/v1/regions/88", "")).Language.ShouldBe("id");
        (await TitleAsync("/api/v1/regions/88", "fr, de")).Language.ShouldBe("id");
        (await TitleAsync("/api/v1/regions/88?lang=en", "id")).Language.ShouldBe("en");
        (await TitleAsync("/api/v1/regions/88?lang=xx", "en")).Language.ShouldBe("en");
    }

    [Fact]
    public async Task Only_what_the_client_accepts_is_sent()
    {
        async Task<HttpStatusCode> Accepting(string path, string accept)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }

        (await Accepting("/api/v1/election", "text/csv")).ShouldBe(HttpStatusCode.NotAcceptable);
        (await Accepting("/api/v1/election", "application/json;q=0")).ShouldBe(HttpStatusCode.NotAcceptable);
        (await Accepting("/api/v1/election", "text/html, application/*;q=0.1")).ShouldBe(HttpStatusCode.OK);
        (await Accepting("/api/v1/election", "*/*")).ShouldBe(HttpStatusCode.OK);
        (await Accepting("/api/v1/election", "not a media range")).ShouldBe(HttpStatusCode.OK);
        (await Accepting("/api/v1/entries/0", "application/json")).ShouldBe(HttpStatusCode.NotAcceptable);
        (await Accepting("/api/v1/entries/0", "text/plain")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_refused_as_a_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/election");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Content.Headers.Allow.ShouldContain("GET");
        await ApiServer.ProblemOf(response, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task Every_problem_explains_its_type_at_its_own_address()
    {
        foreach (var (code, name) in ProblemCodes.Names)
        {
            var kind = await server.Json(ProblemCodes.Base + name);
            kind["status"]!.GetValue<int>().ShouldBe(code.Status());
            kind["title"]!["id"]!.GetValue<string>().ShouldNotBe(kind["title"]!["en"]!.GetValue<string>());
        }

        await server.Problem("/api/v1/problems/none", HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public void Both_languages_have_every_text_with_the_same_places_to_fill_in()
    {
        var (indonesian, english) = (ApiTexts.Of("id"), ApiTexts.Of("en"));
        indonesian.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in indonesian)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            if (key != "problem.not-signed.detail")
            {
                text.ShouldNotBe(english[key], key);
            }

            Places()
                .Matches(text)
                .Select(place => place.Value)
                .Order()
                .ShouldBe(Places().Matches(english[key]).Select(place => place.Value).Order(), key);
        }
    }

    [Fact]
    public void Every_name_has_a_text_and_no_text_is_left_over()
    {
        string[] names =
        [
            .. ProblemCodes.Names.Values.Select(name => $"problem.{name}"),
            .. Enum.GetValues<RejectionCode>().Select(code => $"rejection.{Rejection.NameOf(code)}"),
        ];
        names.Where(name => !ApiTexts.Of("en").ContainsKey(name)).ShouldBeEmpty();
        ApiTexts
            .Of("en")
            .Keys.Where(key =>
                !key.EndsWith(".detail", StringComparison.Ordinal)
                && (key.StartsWith("problem.", StringComparison.Ordinal) || key.StartsWith("rejection.", StringComparison.Ordinal))
            )
            .Except(names)
            .ShouldBeEmpty();
    }

    private async Task<(string Title, string Language)> TitleAsync(string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Headers.Vary.ShouldContain("Accept-Language");
        var problem = System.Text.Json.Nodes.JsonNode.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        )!;
        return (problem["title"]!.GetValue<string>(), response.Content.Headers.ContentLanguage.Single());
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 60_000)]
    private static partial Regex Places();
}
