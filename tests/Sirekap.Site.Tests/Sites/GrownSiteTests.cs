using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Site.Tests.Api;
using Sirekap.Site.Tests.Pages;
using Sirekap.Site.Views;

namespace Sirekap.Site.Tests.Sites;

/// <summary>A site whose election grows while it is shown: what it had shown, cached and begun before is right after it.</summary>
public sealed class GrownSiteTests
{
    private const string Station = "3201010001004";
    private const string Village = "3201010002";

    [Fact]
    public async Task What_is_added_is_shown_as_added_named_and_found_and_the_past_does_not_have_it()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        var election = server.Election;
        var overseas = await server.Json("/api/v1/results/ppwp/99AA010001");
        var document = await Text(server, "/results/ppwp/32.json");
        await Found(server, "Kampung+Baru", 0);
        var before = server.Node.Size;

        Extend(election);
        election.Submit(Station, ApiElection.Sound(20, 30, 40));
        await server.SignedAsync();

        var now = await server.Json("/api/v1/results/ppwp/32");
        now["totals"]!["stations"]!.GetValue<int>().ShouldBe(6);
        now["withoutAdded"]!["stations"]!.GetValue<int>().ShouldBe(3);
        var addition = now["additions"]!.AsArray().ShouldHaveSingleItem()!;
        addition["ground"]!.GetValue<string>().ShouldBe("omitted");
        addition["stations"]!.GetValue<int>().ShouldBe(3);
        addition["whole"]!.GetValue<bool>().ShouldBeFalse();
        (await server.Json($"/api/v1/results/ppwp/{Village}"))["additions"]![0]!["whole"]!.GetValue<bool>().ShouldBeTrue();
        await Found(server, "Kampung+Baru", 1);
        (await Text(server, "/results/ppwp/32.json")).ShouldNotBe(document);
        (await Text(server, "/results/ppwp/32.json")).ShouldContain("\"withoutAdded\":{");
        (await server.Json("/api/v1/results/ppwp/99AA010001"))["totals"]!.ToJsonString().ShouldBe(overseas["totals"]!.ToJsonString());

        var then = await server.Json($"/api/v1/results/ppwp/32?at={before}");
        then["totals"]!["stations"]!.GetValue<int>().ShouldBe(3);
        then["additions"]!.AsArray().ShouldBeEmpty();
        then["withoutAdded"].ShouldBeNull();
        (await server.Json($"/api/v1/results/ppwp/320101?at={before}"))["regions"]!.AsArray().Count.ShouldBe(1);
        (await server.Json("/api/v1/results/ppwp/320101"))["regions"]!.AsArray().Count.ShouldBe(2);
        (await server.Json($"/api/v1/results/ppwp/3201010001?at={before}"))["stations"]!.AsArray().Count.ShouldBe(3);
        using var gone = await server.Client.GetAsync($"/api/v1/results/ppwp/{Village}?at={before}", TestContext.Current.CancellationToken);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Every view asks of which names it is, while the record is held.</summary>
    [Fact]
    public async Task The_disk_is_asked_for_names_until_they_have_come_and_then_no_more()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        Extend(server.Election);
        var site = new SiteViews(server.Node);
        NamesStamp Stamp() => server.Node.Read((record, _) => site.NamesStampOf(record));
        var names = server.Node.Read((record, _) => record.Additions.Single().Names!.Sha256);
        var file = Path.Combine(server.Node.Folder.Root, "blobs", names.ToString());
        File.Move(file, file + ".aside");
        Stamp().Here.ShouldBe(0);
        File.Move(file + ".aside", file);
        var whole = Stamp();
        whole.Here.ShouldBe(1);
        File.Move(file, file + ".aside");
        Stamp().ShouldBe(whole, "nobody looked");
        File.Move(file + ".aside", file);

        // What is said anew is looked for again.
        server.Election.Say(new Withhold(names, WithholdGround.CourtOrder, WithholdAuthority.Court), server.Election.Key("root"));
        var withheld = Stamp();
        withheld.ShouldNotBe(whole);
        withheld.Withheld.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_say_when_on_which_ground_and_by_whose_keys_and_the_totals_without()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        var before = server.Node.Size;
        Extend(server.Election);
        server.Election.Submit(Station, ApiElection.Sound(20, 30, 40));
        await server.SignedAsync();

        var region = await Html.GetAsync(server, "/en/ppwp/32");
        region.Text.ShouldContain("3 stations here were added later. Ground: it was left out when this election was defined.");
        region.Text.ShouldContain("Proposed and agreed to with 1 digital signature of those who defined the election:");
        region.Text.ShouldContain("Without those 3 added stations, 1 of 3 stations is added up.");
        region.Elements("table").ShouldContain(table => table.Contains("Votes without the added stations", StringComparison.Ordinal));
        (await Html.GetAsync(server, $"/en/ppwp/{Village}")).Text.ShouldContain("This place was added later.");
        (await Html.GetAsync(server, "/en/ppwp/320101")).Text.ShouldContain("Kampung Baru (added)");
        var station = await Html.GetAsync(server, $"/ppwp/{Station}");
        station.Text.ShouldContain("Tempat ini ditambahkan kemudian. Dasar: terlewat ketika pemilu ini ditetapkan.");
        (await Html.GetAsync(server, "/en/ppwp/3201010001001")).Text.ShouldNotContain("added later");
        (await Html.GetAsync(server, $"/en/pada/{before}/ppwp/32")).Text.ShouldNotContain("added later");
        (await Html.GetAsync(server, $"/en/pada/{before}/ppwp/{Station}")).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var rows = (await Text(server, "/unduh/ppwp/0/tps.csv")).Split('\n');
        rows.Count(row => row.Contains(Station, StringComparison.Ordinal)).ShouldBe(1);
        rows.Count(row =>
                row.Contains(",99BF010001001,", StringComparison.Ordinal) || row.StartsWith("99BF010001001", StringComparison.Ordinal)
            )
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_station_is_shown_with_its_way_of_voting()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        var list = server.Election.Sequencer.Folder.Blobs.Add("9501010001 1:noken\n99BF010001 1:pos,2\n"u8.ToArray());
        server.Election.Say(new Extend(AdditionGround.Omitted, list, Names: null), server.Election.Key("root"));
        await server.SignedAsync();

        foreach (
            var (station, method, says) in new[]
            {
                ("9501010001001", "noken", "sistem noken"),
                ("99BF010001001", "pos", "dikirim lewat pos"),
                ("99BF010001002", "tps", "dicoblos di TPS luar negeri"),
                ("3201010001001", "coblos", "dicoblos di TPS"),
            }
        )
        {
            (await server.Json($"/api/v1/results/ppwp/{station}"))["method"]!.GetValue<string>().ShouldBe(method);
            (await Html.GetAsync(server, $"/ppwp/{station}")).Text.ShouldContain(says);
            (await Text(server, "/unduh/ppwp/0/tps.csv"))
                .Split('\n')
                .Single(row => row.Contains(station, StringComparison.Ordinal))
                .ShouldContain($",{method},,ppwp,real,");
        }
    }

    private static void Extend(ApiElection election)
    {
        var blobs = election.Sequencer.Folder.Blobs;
        var names = ElectionNames.None("x") with
        {
            Regions = new Dictionary<RegionCode, string>
            {
                [RegionCode.Parse(Village)] = "Kampung Baru",
                [RegionCode.Parse("31")] = "Not Jakarta",
            },
        };
        var list = blobs.Add(Encoding.ASCII.GetBytes($"3201010001 4\n{Village} 1-2\n99BF010001 1\n"));
        election.Say(new Extend(AdditionGround.Omitted, list, blobs.Add(names.Encode())), election.Key("root"));
    }

    private static async Task<string> Text(ApiServer server, string path) =>
        await server.Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    private static async Task Found(ApiServer server, string query, int count)
    {
        JsonNode found = await server.Json($"/api/v1/search?q={query}");
        found["found"]!.AsArray().Count.ShouldBe(count, found.ToJsonString());
    }
}
