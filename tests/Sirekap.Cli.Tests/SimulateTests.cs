namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap simulate</c>.</summary>
public sealed class SimulateTests
{
    [Fact]
    public void A_night_is_written_published_and_verified()
    {
        using var folder = new TempFolder();
        Command
            .Here("simulate", "--data", folder["d"], "--stations", "400", "--seed", "7")
            .Succeeds()
            .Out.ShouldContain("election simulasi-400-7: 400 stations");
        var totals = CopyFolder.JsonOf(Command.Here("totals", "--data", folder["d"], "--json"));
        totals.GetProperty("kind").GetString().ShouldBe("simulation");
        var stations = totals.GetProperty("stations");
        stations.GetProperty("total").GetInt32().ShouldBe(400);
        stations.GetProperty("received").GetInt32().ShouldBeGreaterThan(300);
        stations.GetProperty("underReview").GetInt32().ShouldBeGreaterThan(0);

        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        var verified = CopyFolder.JsonOf(Command.Here("verify", folder["p"], "--json"));
        verified
            .GetProperty("contests")
            .GetProperty("ppwp")
            .GetProperty("reportedVotes")
            .GetRawText()
            .ShouldBe(totals.GetProperty("votes").GetProperty("reported").GetRawText());
    }

    [Fact]
    public void The_same_seed_gives_the_same_night()
    {
        using var folder = new TempFolder();
        string Night(string data, string seed)
        {
            Command.Here("simulate", "--data", folder[data], "--stations", "60", "--seed", seed, "--election", "malam").Succeeds();
            return CopyFolder.JsonOf(Command.Here("totals", "--data", folder[data], "--json")).GetProperty("votes").GetRawText();
        }

        var first = Night("a", "3");
        Night("b", "3").ShouldBe(first);
        Night("c", "4").ShouldNotBe(first);
    }

    [Fact]
    public void Stations_overseas_have_their_names()
    {
        using var folder = new TempFolder();
        Command.Here("simulate", "--data", folder["d"], "--stations", "4000", "--seed", "1", "--plain").Succeeds();
        Directory
            .GetFiles(Path.Combine(folder["d"], "elections", "simulasi-4000-1", "blobs"))
            .Select(File.ReadAllText)
            .ShouldContain(text => text.Contains("\"POS 001\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Places_may_be_given()
    {
        using var folder = new TempFolder();
        var regions = folder.Write("regions.csv", MadeFeed.Regions);
        Command
            .Here("simulate", "--data", folder["d"], "--stations", "5", "--seed", "1", "--regions", regions)
            .Succeeds()
            .Out.ShouldContain("5 stations");
        Command.Here("simulate", "--data", folder["d"], "--stations", "0", "--seed", "1").Exits(2).Says("--stations");
        Command.Here("simulate", "--data", folder["d"], "--stations", "5", "--seed", "1", "--regions", regions).Exits(2).Says("already");
        Command
            .Here("simulate", "--data", folder["d"], "--stations", "5", "--seed", "2", "--regions", folder["none"])
            .Exits(2)
            .Says(folder["none"]);
    }
}
