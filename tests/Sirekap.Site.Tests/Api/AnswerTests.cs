using System.Net;
using System.Text.Json.Nodes;

namespace Sirekap.Site.Tests.Api;

/// <summary>What the API answers of a night with one of everything.</summary>
public sealed class AnswerTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Every_answer_says_of_which_election_and_which_size_it_is()
    {
        foreach (var path in Addresses.Json)
        {
            var moment = (await server.Json(path))["moment"]!;
            moment["election"]!.GetValue<string>().ShouldBe(ApiElection.Id, path);
            moment["kind"]!.GetValue<string>().ShouldBe("real");
            moment["size"]!.GetValue<long>().ShouldBe(path.Contains("at=", StringComparison.Ordinal) ? 8 : server.Node.Size);
            moment["root"]!
                .GetValue<string>()
                .ShouldBe(server.Node.Read((_, tree) => tree.Root(moment["size"]!.GetValue<long>())).ToString());
            moment["time"]!.GetValue<string>().ShouldEndWith("Z");
        }
    }

    [Fact]
    public async Task A_region_has_its_sums_by_class_and_the_regions_below()
    {
        var nation = await server.Json("/api/v1/results/ppwp/0");
        Numbers(nation["totals"]!["accepted"]!["votes"]!).ShouldBe([129, 101, 94]);
        nation["totals"]!["stations"]!.GetValue<int>().ShouldBe(18);
        nation["totals"]!["unchecked"]!["stations"]!.GetValue<int>().ShouldBe(1);
        nation["totals"]!["underReview"]!["stations"]!.GetValue<int>().ShouldBe(3);
        Codes(nation["regions"]!).ShouldBe(["31", "32", "99"]);
        nation["place"]!["level"]!.GetValue<string>().ShouldBe("nation");

        var district = await server.Json("/api/v1/results/ppwp/317101");
        district["plenaries"]![0]!["agrees"]!.GetValue<bool>().ShouldBeTrue();
        district["plenaries"]![0]!["signer"]!["role"]!.GetValue<string>().ShouldBe("district");
    }

    [Fact]
    public async Task A_village_has_its_stations_with_class_and_figures()
    {
        var village = await server.Json("/api/v1/results/ppwp/3171010001");
        var rows = village["stations"]!.AsArray();
        rows.Select(row => row!["class"]!.GetValue<string>())
            .ShouldBe(["accepted", "unchecked", "accepted", "underReview", "underReview", "underReview", "none", "none", "none"]);
        rows[1]!["figures"]!["votes"]!.AsArray().Select(vote => vote!.GetValue<int>()).ShouldBe([90, 50, 30]);
        rows[1]!["figures"]!["counts"]!["sums"]!.AsArray().ShouldAllBe(count => count == null);
        rows[3]!["failing"]!.AsArray().Select(check => check!.GetValue<string>()).ShouldBe(["TURNOUT_VOTES"]);
        rows[2]!["changes"]!.GetValue<int>().ShouldBe(1);
        rows[8]!["figures"].ShouldBeNull();
    }

    [Fact]
    public async Task A_station_tells_why_it_does_not_count_and_all_that_happened()
    {
        async Task<string> Standing(int number) =>
            (await server.Json($"/api/v1/stations/317101000100{number}"))["standing"]!.GetValue<string>();
        (await Standing(1)).ShouldBe("counted");
        (await Standing(2)).ShouldBe("unchecked");
        (await Standing(4)).ShouldBe("contradiction");
        (await Standing(5)).ShouldBe("conflict");
        (await Standing(6)).ShouldBe("held");
        (await Standing(7)).ShouldBe("noForm");

        var corrected = await server.Json("/api/v1/stations/3171010001003?contest=ppwp");
        var act = corrected["history"]![1]!;
        act["act"]!.GetValue<string>().ShouldBe("correct");
        act["before"]!["figures"]!["votes"]![2]!.GetValue<int>().ShouldBe(30);
        act["after"]!["figures"]!["votes"]![2]!.GetValue<int>().ShouldBe(31);
        act["review"]!["reason"]!.GetValue<string>().ShouldBe("misread");
        act["review"]!["text"]!["withheld"].ShouldBeNull();
        (await server.Json("/api/v1/results/ppwp/3171010001003")).ToJsonString().ShouldBe(corrected.ToJsonString());
        (await server.Json("/api/v1/stations/3171010001003/history"))["history"]!
            .ToJsonString()
            .ShouldBe(corrected["history"]!.ToJsonString());
    }

    [Fact]
    public async Task The_past_is_answered_as_it_was()
    {
        var then = await server.Json("/api/v1/results/ppwp/0?at=8");
        var now = await server.Json("/api/v1/results/ppwp/0");
        then["moment"]!["size"]!.GetValue<long>().ShouldBe(8);
        then["totals"]!["received"]!.GetValue<int>().ShouldBeLessThan(now["totals"]!["received"]!.GetValue<int>());
        (await server.Json($"/api/v1/results/ppwp/0?at={server.Node.Size}")).ToJsonString().ShouldBe(now.ToJsonString());
        await server.Problem("/api/v1/results/ppwp/0?at=999999", HttpStatusCode.NotFound, "unknown-size");
        await server.Problem("/api/v1/results/ppwp/0?at=1", HttpStatusCode.NotFound, "unknown-size");
    }

    [Fact]
    public async Task Over_districts_parties_have_the_votes_of_their_candidates_and_within_one_each_choice_its_own()
    {
        var province = await server.Json("/api/v1/results/pdprdp/31");
        province["contest"]!["choices"]!.AsArray().Select(choice => choice!["number"]!.GetValue<string>()).ShouldBe(["1", "4"]);
        Numbers(province["totals"]!["accepted"]!["votes"]!).ShouldBe([9, 1]);
        Numbers((await server.Json("/api/v1/results/pdprdp/3171"))["totals"]!["accepted"]!["votes"]!).ShouldBe([4, 3, 2, 1, 0]);
        (await server.Json("/api/v1/contests/pdprdp/districts/31-2"))["choices"]!
            .AsArray()
            .Select(choice => choice!["number"]!.GetValue<string>())
            .ShouldBe(["1", "1.1", "4", "4.1"]);
        await server.Problem("/api/v1/contests/pdprdp/districts/31-9", HttpStatusCode.NotFound, "unknown-district");
    }

    [Fact]
    public async Task Corrections_and_what_waits_come_in_pages()
    {
        var corrections = await server.Json("/api/v1/corrections?contest=ppwp&region=31&check=TURNOUT_VOTES");
        corrections["corrections"]!.AsArray().Single()!["place"]!["code"]!.GetValue<string>().ShouldBe("3171010001003");
        (await server.Json("/api/v1/corrections?region=32"))["corrections"]!.AsArray().ShouldBeEmpty();

        var first = await server.Json("/api/v1/reviews?most=2");
        first["total"]!.GetValue<int>().ShouldBe(3);
        var second = await server.Json("/api/v1/reviews?most=2&first=2");
        first["waiting"]!
            .AsArray()
            .Concat(second["waiting"]!.AsArray())
            .Select(row => row!["place"]!["code"]!.GetValue<string>())
            .ShouldBe(["3171010001006", "3171010001005", "3171010001004"]);
        (await server.Json("/api/v1/reviews?class=unchecked"))["waiting"]!.AsArray().Single()!["place"]!["code"]!
            .GetValue<string>()
            .ShouldBe("3171010001002");
    }

    [Fact]
    public async Task Places_know_what_they_lie_in_and_what_lies_in_them()
    {
        var village = await server.Json("/api/v1/regions/3171010001");
        village["stations"]!.GetValue<int>().ShouldBe(9);
        village["above"]!.AsArray().Select(place => place!["code"]!.GetValue<string>()).ShouldBe(["31", "3171", "317101"]);
        village["children"]!.AsArray().Count.ShouldBe(9);
        village["contests"]!.AsArray().Select(contest => contest!.GetValue<string>()).ShouldBe(["ppwp", "pdpd", "pdprdp"]);
        (await server.Json("/api/v1/regions/99AA010001001"))["contests"]!.AsArray().Count.ShouldBe(1);

        var found = await server.Json("/api/v1/search?q=sukamaju");
        found["found"]!
            .AsArray()
            .Select(place => place!["place"]!["code"]!.GetValue<string>())
            .Order()
            .ShouldBe(["3171010001", "3201010001"]);
    }

    [Fact]
    public async Task A_key_has_a_role_a_scope_and_an_end_and_no_person()
    {
        var revoked = await server.Json($"/api/v1/keys/{Addresses.NameOf(server.Election.Key("3201010001001"))}");
        revoked["role"]!.GetValue<string>().ShouldBe("station");
        revoked["scope"]!["code"]!.GetValue<string>().ShouldBe("3201010001001");
        revoked["revoked"]!.GetValue<long>().ShouldBe(server.Node.Size - 1);
        revoked
            .AsObject()
            .Select(property => property.Key)
            .ShouldBe(["moment", "name", "publicKey", "role", "scope", "enrolled", "enrolledAt", "revoked", "revokedAt"]);
        await server.Problem("/api/v1/keys/00000000000000000000000000000000", HttpStatusCode.NotFound, "unknown-key");
    }

    [Fact]
    public async Task A_disclosure_has_its_words_its_document_and_what_is_left_out_of_it()
    {
        var contract = (await server.Json("/api/v1/disclosures"))["disclosures"]!.AsArray().Single()!;
        contract["category"]!.GetValue<string>().ShouldBe("contract");
        contract["title"]!["en"]!.GetValue<string>().ShouldBe("Contract");
        contract["facts"]![0]!["key"]!.GetValue<string>().ShouldBe("party");
        contract["withheld"]![0]!["ground"]!.GetValue<string>().ShouldBe("uu14-2008-17b");
        contract["withheld"]![0]!["until"]!.GetValue<string>().ShouldBe("2030-03-17T17:46:40Z");
        contract["document"]!["bytes"]!.GetValue<long>().ShouldBe(10);
        contract["replaces"].ShouldBeNull();
    }

    [Fact]
    public async Task Script_in_names_leaves_as_text_that_no_page_would_run()
    {
        foreach (var path in Addresses.Json)
        {
            var text = await server.Client.GetStringAsync(path, TestContext.Current.CancellationToken);
            text.ShouldNotContain("<");
        }

        var region = await server.Json("/api/v1/regions/3171");
        region["place"]!["name"]!.GetValue<string>().ShouldBe(ApiElection.Script);
    }

    private static long[] Numbers(JsonNode array) => [.. array.AsArray().Select(number => number!.GetValue<long>())];

    private static string[] Codes(JsonNode rows) => [.. rows.AsArray().Select(row => row!["place"]!["code"]!.GetValue<string>())];
}
