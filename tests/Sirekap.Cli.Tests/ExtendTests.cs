namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap extend</c> and <c>sirekap agree</c>.</summary>
public sealed class ExtendTests
{
    private const string Table = "kode,nama,tps\n9001011002,GEDUNG BARAT,9\n9001011003,RUMAH KACA,1-2\n";

    [Fact]
    public void A_running_election_grows_when_a_second_root_agrees_and_what_was_added_is_told_apart()
    {
        using var folder = new TempFolder();
        Begin(folder);
        var places = folder.Write("tambahan.csv", Table);
        var proposed = Extend(folder, "one.pem", places, "omitted").Succeeds();
        proposed.Lines[0].ShouldMatch("^extend 3 stations: entry [0-9]+, identity [0-9a-f]{64}$");
        proposed.Lines[1].ShouldBe("waits, agreed by keys: 1 of 2");
        Totals(folder).Succeeds().Out.ShouldContain("0 of 5 stations");
        var entry = proposed.Lines[0].Split("entry ")[1].Split(',')[0];

        Agree(folder, "one.pem", entry).Exits(1).Says("refused: already-agreed");
        var agreed = Agree(folder, "two.pem", proposed.Lines[0].Split("identity ")[1]).Succeeds();
        agreed.Lines[1].ShouldBe("in effect, agreed by keys: 2");
        var totals = Totals(folder).Succeeds();
        totals.Out.ShouldContain("0 of 8 stations");
        totals.Out.ShouldContain("without the 3 stations added");
        Totals(folder, "--json").Succeeds().Out.ShouldContain("\"withoutAdded\":{\"stations\":{\"total\":5,");
        Totals(folder, "--region", "9001011003").Succeeds().Out.ShouldContain("0 of 2 stations");

        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        var verified = Command.Here("verify", folder["p"]).Exits(0);
        verified.Out.ShouldContain("added: 3 stations by entry");
        verified.Out.ShouldContain("ground omitted");
        File.ReadAllText(folder["p/results/ketua-osis/90/9001011003.json"]).ShouldContain("\"withoutAdded\":{\"stations\":{\"total\":0,");
        Extend(folder, "one.pem", places, "revote").Exits(2).Says("all 3 stations of the table are there already: nothing to add");
        var whole = folder.Write("semua.csv", Table.Replace("1-2", "1-3", StringComparison.Ordinal));
        Extend(folder, "one.pem", whole, "revote")
            .Succeeds()
            .Lines[0]
            .ShouldStartWith("extend 1 stations; 3 others of the table are there");
    }

    [Theory]
    [InlineData("omitted", "--regions", "nowhere.csv")]
    [InlineData("because", "--ground because", "revote, follow-up, omitted, court-order")]
    public void What_is_written_wrongly_is_named(string ground, params string[] named)
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        Command
            .Here("extend", "--data", folder["d"], "--regions", folder["nowhere.csv"], "--ground", ground)
            .Exits(2)
            .Says(ground == "omitted" ? [named[1]] : named);
        Command.Here("agree", "--data", folder["d"], "--to", "99").Exits(2).Says("--to 99");
    }

    private static void Begin(TempFolder folder)
    {
        foreach (var root in new[] { "one.pem", "two.pem" })
        {
            Command.Here("keys", "root", "--out", folder[root]).Succeeds();
        }

        InitTests.Init(folder["d"], "--root-key", folder["one.pem"], "--root-key", folder["two.pem"], "--quorum", "2").Succeeds();
    }

    private static Ran Totals(TempFolder folder, params string[] options) => Command.Here(["totals", "--data", folder["d"], .. options]);

    private static Ran Extend(TempFolder folder, string key, string places, string ground) =>
        Command.Here("extend", "--data", folder["d"], "--key", folder[key], "--regions", places, "--ground", ground);

    private static Ran Agree(TempFolder folder, string key, string to) =>
        Command.Here("agree", "--data", folder["d"], "--key", folder[key], "--to", to);
}
