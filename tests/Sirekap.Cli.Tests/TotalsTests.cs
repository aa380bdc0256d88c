using System.Text.Json;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap totals</c> and <c>sirekap checks</c>.</summary>
public sealed class TotalsTests
{
    [Fact]
    public void The_JSON_has_exactly_these_fields_in_this_order()
    {
        using var copy = CopyFolder.Usual();
        var totals = copy.Totals();
        Names(totals).ShouldBe(["election", "kind", "contest", "region", "index", "checkpoint", "stations", "votes", "counts"]);
        Names(totals.GetProperty("stations")).ShouldBe(["total", "received", "accepted", "unchecked", "underReview"]);
        Names(totals.GetProperty("votes")).ShouldBe(["accepted", "unchecked", "underReview", "reported"]);
        Names(totals.GetProperty("counts")).ShouldBe(["accepted", "unchecked", "underReview", "reported"]);
        foreach (var field in new[] { "election", "kind", "contest", "region", "checkpoint" })
        {
            totals.GetProperty(field).ValueKind.ShouldBe(JsonValueKind.String, field);
        }

        totals.GetProperty("election").GetString().ShouldBe("pemilu-2024-salinan");
        totals.GetProperty("kind").GetString().ShouldBe("copy");
        totals.GetProperty("contest").GetString().ShouldBe("ppwp");
        totals.GetProperty("region").GetString().ShouldBe("0");
        Convert.FromBase64String(totals.GetProperty("checkpoint").GetString()!).Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("0", 9, 4, 2, 1, 1, "250/80/45", "11/12/13", "855/60/40")]
    [InlineData("31", 7, 3, 1, 1, 1, "100/60/40", "11/12/13", "855/60/40")]
    [InlineData("3171011001", 7, 3, 1, 1, 1, "100/60/40", "11/12/13", "855/60/40")]
    [InlineData("1101", 2, 1, 1, 0, 0, "150/20/5", "0/0/0", "0/0/0")]
    public void A_station_counts_once_in_its_class_at_every_level(
        string region,
        int total,
        int received,
        int accepted,
        int @unchecked,
        int underReview,
        string acceptedVotes,
        string uncheckedVotes,
        string heldVotes
    )
    {
        using var copy = CopyFolder.Usual();
        var totals = copy.Totals(region);
        totals.GetProperty("region").GetString().ShouldBe(region);
        var stations = totals.GetProperty("stations");
        new[] { "total", "received", "accepted", "unchecked", "underReview" }
            .Select(name => stations.GetProperty(name).GetInt32())
            .ShouldBe([total, received, accepted, @unchecked, underReview]);
        var votes = totals.GetProperty("votes");
        string Votes(string name) => string.Join('/', CopyFolder.Numbers(votes.GetProperty(name)));
        (Votes("accepted"), Votes("unchecked"), Votes("underReview")).ShouldBe((acceptedVotes, uncheckedVotes, heldVotes));
        for (var choice = 0; choice < 3; choice++)
        {
            votes
                .GetProperty("reported")[choice]
                .GetInt64()
                .ShouldBe(new[] { "accepted", "unchecked", "underReview" }.Sum(name => votes.GetProperty(name)[choice].GetInt64()));
        }
    }

    [Fact]
    public void The_text_says_that_a_copy_is_no_official_result()
    {
        using var copy = CopyFolder.Usual();
        var text = Command.Here("totals", "--data", copy.Data, "--region", "31").Succeeds().Out;
        text.ShouldContain("bukan hasil resmi");
        text.ShouldContain("3 of 7 stations");
        text.ShouldMatch(@"accepted +1 stations +100 +60 +40\n");
        text.ShouldMatch(@"under review +1 stations +855 +60 +40\n");
        text.ShouldMatch(@"reported +3 stations +966 +132 +93\n");
    }

    [Fact]
    public void Checks_counts_the_stations_that_break_each()
    {
        using var copy = CopyFolder.Usual();
        copy.Import(
                "later.csv",
                MadeFeed.Table(
                    MadeFeed.Row(MadeFeed.Jakarta(2), 85, 60, 40, MadeFeed.Late),
                    MadeFeed.Nothing(MadeFeed.Jakarta(3), MadeFeed.Late)
                )
            )
            .Succeeds();

        var checks = CopyFolder.JsonOf(Command.Here("checks", "--data", copy.Data, "--region", "31", "--json"));
        checks.GetProperty("inPlace").GetRawText().ShouldBe("""{"accepted":2,"unchecked":0,"underReview":0}""");
        checks.GetProperty("checks").GetProperty("VALID_SUM").GetInt32().ShouldBe(0);
        var replaced = checks.GetProperty("replaced");
        (replaced.GetProperty("accepted").GetInt32(), replaced.GetProperty("underReview").GetInt32()).ShouldBe((0, 1));
        replaced.GetProperty("checks").GetProperty("VALID_SUM").GetInt32().ShouldBe(1);
        checks.GetProperty("withdrawn").GetRawText().ShouldBe("""{"accepted":0,"unchecked":1,"underReview":0}""");
        Command.Here("checks", "--data", copy.Data).Succeeds().Out.ShouldContain("VALID_SUM");
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
