namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap init</c>.</summary>
public sealed class InitTests
{
    [Fact]
    public void A_student_election_begins()
    {
        using var folder = new TempFolder();
        var begun = Init(folder["d"]).Succeeds();
        begun.Out.ShouldContain("election osis-2026 begins: 5 stations, 1 contests, kind simulation");
        begun.Out.ShouldContain("log key   osis-2026.example+");
        begun.Out.ShouldMatch("root key  [0-9a-f]{32}");
        begun.Out.ShouldContain("offline");

        Command.Here("totals", "--data", folder["d"]).Succeeds().Out.ShouldContain("0 of 5 stations");
        Command.Here("station", "--data", folder["d"], "9001011002002").Succeeds().Out.ShouldContain("none");
    }

    [Fact]
    public void The_keys_that_it_makes_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are of Unix");
        using var folder = new TempFolder();
        Init(folder["d"]).Succeeds();
        var keys = Path.Combine(folder["d"], "elections", "osis-2026", "keys");
        KeysTests.ModeOf(keys).ShouldBe("700");
        Directory.GetFiles(keys).Select(key => Path.GetFileName(key)).Order().ShouldBe(["log.key", "root.pem"]);
        Directory.GetFiles(keys).Select(KeysTests.ModeOf).ShouldAllBe(mode => mode == "600");
    }

    [Fact]
    public void An_election_begins_once()
    {
        using var folder = new TempFolder();
        Init(folder["d"]).Succeeds();
        var before = TempFolder.Content(folder["d"]);
        Init(folder["d"]).Exits(2).Says("osis-2026", "already", "nothing was changed");
        TempFolder.Content(folder["d"]).ShouldBe(before);
    }

    [Fact]
    public void With_keys_given_no_private_root_key_is_on_the_server()
    {
        using var folder = new TempFolder();
        var roots = new[] { "first.pem", "second.pem" }.Select(name => folder[name]).ToArray();
        foreach (var root in roots)
        {
            Command.Here("keys", "root", "--out", root).Succeeds();
        }

        Command.Here("keys", "log", "--name", "osis-2026.example", "--out", folder["log.key"]).Succeeds();
        var begun = Init(folder["d"], "--root-key", roots[0], "--root-key", roots[1], "--quorum", "2", "--log-key", folder["log.key"])
            .Succeeds();
        begun.Out.ShouldNotContain("offline");
        begun.Lines.Count(line => line.StartsWith("root key", StringComparison.Ordinal)).ShouldBe(2);
        var vkey = Command.Here("keys", "show", folder["log.key"]).Succeeds().Out.Split("vkey", 2)[1].Trim();
        begun.Out.ShouldContain($"log key   {vkey}\n");
        Directory.GetFiles(Path.Combine(folder["d"], "elections", "osis-2026", "keys")).ShouldHaveSingleItem().ShouldEndWith("log.key");

        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        foreach (var line in begun.Lines.Where(line => line.StartsWith("root key", StringComparison.Ordinal)))
        {
            Command
                .Here("verify", folder["p"], "--root", line.Split(' ')[^1])
                .Succeeds()
                .Out.ShouldEndWith("holds; root key pinned, log key not pinned\n");
        }
    }

    [Fact]
    public void A_beginning_that_was_killed_is_begun_again_with_the_same_log_key()
    {
        using var folder = new TempFolder();
        Command.Here("keys", "log", "--name", "osis-2026.example", "--out", folder["log.key"]).Succeeds();
        var there = folder["d/elections/osis-2026/keys/log.key"];
        Directory.CreateDirectory(Path.GetDirectoryName(there)!);

        // With its mode: nobody else may read it.
        File.Copy(folder["log.key"], there);
        Init(folder["d"], "--log-key", folder["log.key"]).Succeeds();

        // Another's key that lies there is not overwritten.
        Command.Here("keys", "log", "--name", "osis-2026.example", "--out", folder["e/elections/osis-2026/keys/log.key"]).Succeeds();
        Init(folder["e"], "--log-key", folder["log.key"]).Exits(2).Says("log.key", "never overwritten");
    }

    [Fact]
    public void What_is_wrong_with_the_keys_is_said_before_anything_is_written()
    {
        using var folder = new TempFolder();
        Command.Here("keys", "root", "--out", folder["root.pem"]).Succeeds();
        Command.Here("keys", "log", "--name", "another.example", "--out", folder["log.key"]).Succeeds();
        var garbage = folder.Write("garbage", "no key\n");

        Init(folder["d"], "--quorum", "2").Exits(2).Says("--quorum 2", "1 root key");
        Init(folder["d"], "--quorum", "0").Exits(2).Says("--quorum 0");
        Init(folder["d"], "--root-key", folder["root.pem"], "--root-key", folder["root.pem"]).Exits(2).Says("the same root key");
        Init(folder["d"], "--root-key", garbage).Exits(2).Says(garbage);
        Init(folder["d"], "--root-key", folder["none.pem"]).Exits(2).Says(folder["none.pem"]);
        Init(folder["d"], "--log-key", folder["log.key"]).Exits(2).Says(folder["log.key"], "another.example", "osis-2026.example");
        Init(folder["d"], "--log-key", garbage).Exits(2).Says(garbage);
        Init(folder["d"], "--log-key", folder["none.key"]).Exits(2).Says(folder["none.key"]);
        Directory.Exists(folder["d"]).ShouldBeFalse();
        Init(folder["d"]).Succeeds();
    }

    [Theory]
    [InlineData("\"kind\": \"simulation\"", "\"kind\": \"practice\"", "kind")]
    [InlineData("\"id\": \"osis-2026\",", "", "id")]
    [InlineData("\"rules\": 1", "\"rules\": 7", "rules")]
    [InlineData("\"limits\": {", "\"limit\": {", "limit")]
    [InlineData("\"reserve\": 2 }", "\"reserve\": 2", "definition.json")]
    public void What_is_wrong_in_a_definition_is_named_by_file_and_field(string old, string @new, string named)
    {
        using var folder = new TempFolder();
        var text = File.ReadAllText(Repository.StudentDefinition);
        text.ShouldContain(old);
        var file = folder.Write("definition.json", text.Replace(old, @new, StringComparison.Ordinal));
        Command
            .Here("init", "--data", folder["d"], "--definition", file, "--regions", Repository.StudentRegions)
            .Exits(2)
            .Says(file, named);
        Directory.Exists(folder["d"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1-3", "1-x", ":5", "tps")]
    [InlineData("9001011002,4", "9001-11002,4", ":6", "kode")]
    [InlineData("kode,tingkat", "sandi,tingkat", "regions.csv", "kode")]
    public void What_is_wrong_in_the_places_is_named_by_file_line_and_column(string old, string @new, string where, string column)
    {
        using var folder = new TempFolder();
        var file = folder.Write("regions.csv", File.ReadAllText(Repository.StudentRegions).Replace(old, @new, StringComparison.Ordinal));
        Command
            .Here("init", "--data", folder["d"], "--definition", Repository.StudentDefinition, "--regions", file)
            .Exits(2)
            .Says(file, where, column);
        Directory.Exists(folder["d"]).ShouldBeFalse();
    }

    [Fact]
    public void Files_that_are_not_there_are_named()
    {
        using var folder = new TempFolder();
        Command
            .Here("init", "--data", folder["d"], "--definition", folder["x.json"], "--regions", Repository.StudentRegions)
            .Exits(2)
            .Says(folder["x.json"]);
        Command
            .Here("init", "--data", folder["d"], "--definition", Repository.StudentDefinition, "--regions", folder["x.csv"])
            .Exits(2)
            .Says(folder["x.csv"]);
        Init(folder["d"], "--election", "osis-2027").Exits(2).Says("osis-2027", "osis-2026");
        Directory.Exists(folder["d"]).ShouldBeFalse();
    }

    internal static Ran Init(string data, params string[] options) =>
        Command.Here([
            "init",
            "--data",
            data,
            "--definition",
            Repository.StudentDefinition,
            "--regions",
            Repository.StudentRegions,
            .. options,
        ]);
}
