namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap candidate</c>, from the definition to the published files.</summary>
public sealed class CandidateTests
{
    [Fact]
    public void A_candidate_is_struck_and_another_replaced_and_no_vote_or_row_goes()
    {
        using var folder = new TempFolder();
        Begin(folder);
        var proposed = Candidate(folder, "one.pem", "2", "struck", "court-order").Succeeds();
        proposed.Lines[0].ShouldMatch("^candidate 2 of ketua-osis: struck: entry [0-9]+, identity [0-9a-f]{64}$");
        proposed.Lines[1].ShouldBe("waits, agreed by keys: 1 of 2");
        Agree(folder, proposed).Succeeds().Lines[1].ShouldBe("in effect, agreed by keys: 2");
        var named = Candidate(folder, "one.pem", "3", "standing", "replacement", "--name", "Nama Rekaan – Wakil Rekaan").Succeeds();
        Agree(folder, named).Succeeds();

        var totals = Command.Here("totals", "--data", folder["d"]).Succeeds().Out;
        totals.ShouldMatch("Rangga Samudra – Melati Anggraini \\(struck, entry [0-9]+\\)\n");
        totals.ShouldContain("  Nama Rekaan – Wakil Rekaan\n");

        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        var verified = Command.Here("verify", folder["p"]).Exits(0);
        verified.Out.ShouldContain("candidate: ketua-osis 2 of district 0 struck by entry");
        verified.Out.ShouldContain("candidate: ketua-osis 3 of district 0 standing by entry");
        var nation = File.ReadAllText(folder["p/results/ketua-osis/0.json"]);
        nation.ShouldContain("\"candidates\":[{\"index\":");
        nation.ShouldContain("\"choice\":[2],\"status\":\"struck\",\"ground\":\"court-order\",\"since\":\"2026-11-28T00:00:00Z\"");
        nation.ShouldContain("\"votes\":{\"accepted\":[0,0,0],");
        Candidate(folder, "one.pem", "2", "struck", "conviction").Exits(1).Says("refused: nothing-new");
    }

    [Theory]
    [InlineData("4", "struck", "death", "--choice 4")]
    [InlineData("2", "gone", "death", "--status gone")]
    [InlineData("2", "struck", "because", "--ground because")]
    [InlineData("2", "struck", "death", "--since whenever", "--since", "whenever")]
    [InlineData("2", "struck", "death", "--since 11/12/2026", "--since", "11/12/2026")]
    [InlineData("2", "struck", "death", "--district 9", "--district", "9")]
    [InlineData("2", "struck", "death", "--sex P", "--sex", "P")]
    [InlineData("2", "struck", "death", "--name", "--name", " ")]
    public void What_is_written_wrongly_is_named(string choice, string status, string ground, string named, params string[] options)
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        string[] since = options.Contains("--since") ? [] : ["--since", "2026-11-28"];
        Command
            .Here(["candidate", "--data", folder["d"], "--choice", choice, "--status", status, "--ground", ground, .. since, .. options])
            .Exits(2)
            .Says(named);
    }

    private static void Begin(TempFolder folder)
    {
        foreach (var root in new[] { "one.pem", "two.pem" })
        {
            Command.Here("keys", "root", "--out", folder[root]).Succeeds();
        }

        InitTests.Init(folder["d"], "--root-key", folder["one.pem"], "--root-key", folder["two.pem"], "--quorum", "2").Succeeds();
    }

    private static Ran Candidate(TempFolder folder, string key, string choice, string status, string ground, params string[] more) =>
        Command.Here([
            "candidate",
            "--data",
            folder["d"],
            "--key",
            folder[key],
            "--choice",
            choice,
            "--status",
            status,
            "--ground",
            ground,
            "--since",
            "2026-11-28",
            .. more,
        ]);

    private static Ran Agree(TempFolder folder, Ran proposed) =>
        Command.Here("agree", "--data", folder["d"], "--key", folder["two.pem"], "--to", proposed.Lines[0].Split("identity ")[1]);
}
