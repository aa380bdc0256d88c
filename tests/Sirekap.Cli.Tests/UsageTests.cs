namespace Sirekap.Cli.Tests;

/// <summary>Commands used wrongly say in a line what is wrong, with exit code 2, and change nothing.</summary>
public sealed class UsageTests
{
    private static readonly string[] Verbs =
    [
        "init",
        "enrol",
        "officers",
        "kits",
        "form",
        "review",
        "simulate",
        "import",
        "totals",
        "station",
        "checks",
        "disclose",
        "publish",
        "verify",
        "witness",
        "keys",
    ];

    [Fact]
    public void Help_names_every_command()
    {
        var help = Command.Run("--help").Succeeds();
        foreach (var verb in Verbs)
        {
            help.Out.ShouldContain($"  {verb} ");
            Command.Run(verb, "--help").Succeeds().Out.ShouldContain("Usage:");
        }

        Command.Run("--version").Succeeds().Out.ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    [Theory]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("totals", "--data")]
    [InlineData("simulate --data d --seed 1", "--stations")]
    [InlineData("simulate --data d --stations many --seed 1", "many")]
    [InlineData("import kpu-csv --data d", "FILE")]
    [InlineData("totals --data d --colour", "--colour")]
    [InlineData("keys log --out k", "--name")]
    [InlineData("verify", "FOLDER|URL")]
    public void What_cannot_be_parsed_is_named(string line, string named)
    {
        using var folder = new TempFolder();
        Command.RunIn(folder.Path, Command.Dotnet, [Command.Program, .. line.Split(' ')]).Exits(2).Says(named);
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("FOLDER|URL", "verify", "")]
    [InlineData("--to", "publish", "--data", "d", "--to", "")]
    [InlineData("--out", "keys", "root", "--out", "")]
    [InlineData("--out", "keys", "log", "--name", "log.example", "--out", " ")]
    public void A_path_that_is_empty_is_named(string named, params string[] command)
    {
        using var folder = new TempFolder();
        Command.RunIn(folder.Path, Command.Dotnet, [Command.Program, .. command]).Exits(2).Says($"{named} is empty");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("somewhere")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0/prefix")]
    public void An_address_where_no_log_witness_can_listen_is_named(string urls)
    {
        using var folder = new TempFolder();
        var policy = folder.Write("policy", "quorum none\n");
        Command.Run("witness", "--data", folder["w"], "--policy", policy, "--urls", urls).Exits(2).Says($"--urls {urls}");
    }

    [Fact]
    public void No_command_at_all_is_bad_usage()
    {
        Command.Run().Exits(2);
        Command.Run("keys").Exits(2);
    }

    [Theory]
    [InlineData("totals")]
    [InlineData("checks")]
    [InlineData("publish", "--to", "nowhere")]
    [InlineData("station", "3171011001001")]
    [InlineData("keys", "policy")]
    public void Without_an_election_nothing_can_be_said(params string[] command)
    {
        using var folder = new TempFolder();
        var words = command[0] == "keys" ? 2 : 1;
        Command
            .Run([.. command[..words], "--data", folder["none"], .. command[words..]])
            .Exits(2)
            .Says($"{folder["none"]} holds no election");
        Directory.Exists(folder["none"]).ShouldBeFalse();
    }

    [Fact]
    public void An_election_contest_region_or_station_that_is_not_there_is_named()
    {
        using var copy = CopyFolder.Usual();
        Command.Run("totals", "--data", copy.Data, "--election", "another").Exits(2).Says("holds no election another");
        Command.Run("totals", "--data", copy.Data, "--election", "../another").Exits(2).Says("../another");
        Command.Run("totals", "--data", copy.Data, "--contest", "pdpr").Exits(2).Says("no contest pdpr", "ppwp");
        Command.Run("totals", "--data", copy.Data, "--region", "99").Exits(2).Says("99 is no region");
        Command.Run("totals", "--data", copy.Data, "--region", MadeFeed.Jakarta(1)).Exits(2).Says(MadeFeed.Jakarta(1), "sirekap station");
        Command.Run("station", "--data", copy.Data, "3171011001").Exits(2).Says("3171011001 is no station");
        Command.Run("station", "--data", copy.Data, MadeFeed.Jakarta(99)).Exits(2).Says($"{MadeFeed.Jakarta(99)} is no station");
    }

    [Theory]
    [InlineData("import", "kpu-csv")]
    [InlineData("simulate", "")]
    public void An_id_that_would_lead_out_of_the_data_directory_is_refused(string verb, string kind)
    {
        using var folder = new TempFolder();
        string[] rest =
            verb == "import"
                ? [kind, "--data", folder["d"], "--election", "../x", "file.csv"]
                : ["--data", folder["d"], "--election", "../x", "--stations", "10", "--seed", "1"];
        Command.Run([verb, .. rest]).Exits(2).Says("--election ../x", "a-z, 0-9 and -");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_elections_one_is_named()
    {
        using var copy = CopyFolder.Usual();
        Command
            .Run("init", "--data", copy.Data, "--definition", Repository.StudentDefinition, "--regions", Repository.StudentRegions)
            .Succeeds();

        Command.Run("totals", "--data", copy.Data, "--json").Exits(2).Says("2 elections (osis-2026, pemilu-2024-salinan)", "--election");
        var school = CopyFolder.JsonOf(Command.Run("totals", "--data", copy.Data, "--election", "osis-2026", "--json"));
        school.GetProperty("contest").GetString().ShouldBe("ketua-osis");
        school.GetProperty("stations").GetProperty("total").GetInt32().ShouldBe(5);
        var nation = CopyFolder.JsonOf(Command.Run("totals", "--data", copy.Data, "--election", "pemilu-2024-salinan", "--json"));
        nation.GetProperty("stations").GetProperty("total").GetInt32().ShouldBe(9);

        Command
            .Run("import", "kpu-csv", "--data", copy.Data, "--election", "osis-2026", copy["usual.csv"])
            .Exits(2)
            .Says("kind simulation", "copy");
    }

    [Fact]
    public void A_beginning_that_was_killed_is_no_election_and_a_copy_under_another_name_is_not_gone_on_with()
    {
        using var copy = CopyFolder.Usual();
        Directory.CreateDirectory(Path.Combine(copy.Data, "elections", "begun", "keys"));
        Command.Run("totals", "--data", copy.Data).Succeeds();

        TempFolder.Copy(copy.Election, Path.Combine(copy.Data, "elections", "old"));
        Command
            .Run("totals", "--data", copy.Data, "--election", "old")
            .Exits(2)
            .Says("the ledger of election pemilu-2024-salinan, not of old");
        Command.Run("publish", "--data", copy.Data, "--election", "old", "--to", copy["old"]).Exits(2).Says("not of old");
        Directory.Exists(copy["old"]).ShouldBeFalse();
    }

    [Fact]
    public void A_ledger_that_was_damaged_is_named_by_file_and_place()
    {
        using var copy = CopyFolder.Usual();
        var segment = Directory.GetFiles(Path.Combine(copy.Election, "ledger", "segments"), "*.seg").Order().First();
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(segment, bytes);
        Command.Run("totals", "--data", copy.Data).Exits(2).Says(segment, "offset");
        File.ReadAllBytes(segment).ShouldBe(bytes);
    }

    [Fact]
    public void A_long_job_shows_how_far_it_is_on_a_terminal()
    {
        using var copy = CopyFolder.Usual();
        var spawn = $"import pty, sys; sys.exit(pty.spawn(['{Command.Dotnet}', '{Command.Program}', 'verify', '{copy.Publication}']) >> 8)";
        copy.Publish().Succeeds();
        using var python = Command.Start(copy.Data, "python3", "-c", spawn);
        python.StandardInput.Close();
        var shown = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        shown.ShouldContain("keys not pinned");
        shown.Replace("\r\n", "\n", StringComparison.Ordinal).ShouldContain("\r");
    }
}
