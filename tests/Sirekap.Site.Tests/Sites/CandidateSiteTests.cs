using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Site.Tests.Api;
using Sirekap.Site.Tests.Pages;

namespace Sirekap.Site.Tests.Sites;

/// <summary>A candidate who is struck or replaced while pages are shown: beside the name now, and not in the pages of before.</summary>
public sealed class CandidateSiteTests
{
    private static readonly Timestamp Since = new(1_707_900_000);

    [Fact]
    public async Task Who_is_struck_is_shown_with_all_votes_and_the_entry_that_said_it_and_before_it_was_not_so()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        var path = "/api/v1/results/ppwp/0";
        var votes = (await server.Json(path))["totals"]!.ToJsonString();
        var name = (await server.Json(path))["contest"]!["choices"]![1]!["name"]!.GetValue<string>();
        var before = server.Node.Size;

        Say(server, 2, CandidateStatus.Struck, CandidateGround.CourtOrder);
        await server.SignedAsync();
        var entry = server.Node.Size - 1;
        while (
            (await server.Json($"/api/v1/results/ppwp/0?at={entry}"))["contest"]!["choices"]![1]!["status"]!.GetValue<string>()
            != "standing"
        )
        {
            entry--;
        }

        var now = await server.Json(path);
        now["totals"]!.ToJsonString().ShouldBe(votes);
        var choice = now["contest"]!["choices"]![1]!;
        choice["name"]!.GetValue<string>().ShouldBe(name);
        choice["status"]!.GetValue<string>().ShouldBe("struck");
        choice["entry"]!.GetValue<long>().ShouldBe(entry);
        now["contest"]!["choices"]![0]!["status"]!.GetValue<string>().ShouldBe("standing");

        var page = await Html.GetAsync(server, "/en/ppwp");
        page.Text.ShouldContain($"{name} (struck off, record {entry} )");
        page.Text.ShouldContain("Ground: a ruling of a court or of Bawaslu since 14 Feb 2024.");
        var station = await Html.GetAsync(server, "/ppwp/3201010001001");
        station.Text.ShouldContain($"{name} (dicoret, catatan {entry} )");
        (await Html.GetAsync(server, $"/en/pada/{before}/ppwp")).Text.ShouldNotContain("struck off");
        var table = await server.Client.GetStringAsync("/en/ppwp/suara.csv", TestContext.Current.CancellationToken);
        table.ShouldContain("struck off");
        table.ShouldContain("Status");
    }

    [Fact]
    public async Task Somebody_else_stands_at_the_number_from_then_on_until_the_name_is_withheld()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        var old = (await server.Json("/api/v1/contests/ppwp/districts/0"))["choices"]![0]!["name"]!.GetValue<string>();
        var before = server.Node.Size;
        var blob = server.Election.Sequencer.Folder.Blobs.Add(new Person("Pengganti Rekaan", CandidateSex.Woman).Encode());
        Say(server, 1, CandidateStatus.Standing, CandidateGround.Replacement, blob);
        await server.SignedAsync();

        var choice = (await server.Json("/api/v1/contests/ppwp/districts/0"))["choices"]![0]!;
        choice["name"]!.GetValue<string>().ShouldBe("Pengganti Rekaan");
        choice["sex"]!.GetValue<string>().ShouldBe("P");
        var page = await Html.GetAsync(server, "/en/ppwp");
        page.Text.ShouldContain($"1 Pengganti Rekaan : standing. Before: {old}. Ground: somebody else stands instead");
        var then = await Html.GetAsync(server, $"/en/pada/{before}/ppwp");
        then.Text.ShouldContain(old);
        then.Text.ShouldNotContain("Pengganti");

        server.Election.Say(new Withhold(blob.Sha256, WithholdGround.PersonalData, WithholdAuthority.Court), server.Election.Key("root"));
        await server.SignedAsync();
        (await server.Json("/api/v1/contests/ppwp/districts/0"))["choices"]![0]!["name"]!.GetValue<string>().ShouldBe("1");
    }

    private static void Say(ApiServer server, int number, CandidateStatus status, CandidateGround ground, BlobReference? person = null) =>
        server.Election.Say(new Candidate("ppwp", "0", new Choice(number), status, ground, Since, person), server.Election.Key("root"));
}
