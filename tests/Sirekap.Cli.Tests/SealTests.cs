using Sirekap.Elections.Statements;

namespace Sirekap.Cli.Tests;

/// <summary>
/// <c>sirekap seal</c>, <c>sirekap unseal</c> and <c>sirekap dice</c>: two people read one paper of an election of one's own.
/// </summary>
public sealed class SealTests(WatchedSchoolElection election) : IClassFixture<WatchedSchoolElection>
{
    /// <summary>What the paper says, and what stands there mistyped.</summary>
    private const string Paper = ";40;45;31;116;4;120";

    [Fact]
    public void Two_who_read_the_same_put_it_in_place_and_it_is_published()
    {
        using var school = election.Copy();
        var kept = school.Key("900101") + ".seals";
        Seal(school, "900101").Succeeds().Out.ShouldContain("once another has sealed");
        File.Exists(kept).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(kept).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        school.Run("unseal", "--key", school.Key("900101")).Exits(1).Says("refused: too-early");
        Seal(school, "9001").Succeeds().Out.ShouldContain("another has sealed");
        school.Run("unseal", "--key", school.Key("900101")).Succeeds().Out.ShouldContain("the other has not opened theirs yet");
        File.ReadAllText(kept).Trim().ShouldBeEmpty();
        var settled = school.Run("unseal", "--key", school.Key("9001"), "--station", School.Third).Succeeds();
        settled.Out.ShouldContain("two read the same, and it is in place now");
        settled.Out.ShouldContain("9001011001003 Kotak 3 Kelas XI: accepted");
        school.Run("totals").Succeeds().Out.ShouldContain("186");

        school.Run("publish", "--to", school.Folder["p"]).Succeeds();
        Command.Run("verify", school.Folder["p"]).Exits(0).Out.ShouldContain("votes accepted 185 / 186 / 123");
    }

    [Fact]
    public void Where_they_differ_it_is_said_what_of_and_a_refused_seal_keeps_nothing()
    {
        using var school = election.Copy();
        Seal(school, "900101").Succeeds();
        var kept = File.ReadAllText(school.Key("900101") + ".seals");
        Seal(school, "900101", "1=1").Exits(1).Says("refused: already-sealed");
        File.ReadAllText(school.Key("900101") + ".seals").ShouldBe(kept);
        Seal(school, "9001011001003").Exits(1).Says("refused: role-not-allowed");
        File.Exists(school.Key("9001011001003") + ".seals").ShouldBeFalse();
        Seal(school, "9001", "--figures", Table(school, ";40;45;31;116;4;121")).Succeeds();
        school.Run("unseal", "--key", school.Key("9001")).Succeeds();
        school.Run("unseal", "--key", school.Key("900101")).Succeeds().Out.ShouldContain("no two say the same of V.C: another is asked");
        Seal(school, "90", "allVotes=120").Succeeds();
        school.Run("unseal", "--key", school.Key("90")).Succeeds().Out.ShouldContain("two read the same, and it is in place now");
        school.Run("unseal", "--key", school.Key("90")).Exits(2).Says(".seals keeps nothing");
    }

    [Fact]
    public void A_file_that_is_none_and_figures_that_are_none_are_named()
    {
        using var school = election.Copy();
        Seal(school, "900101", "9=1").Exits(2).Says("\"9\" is no figure of this form");
        school.Run("seal", "--key", school.Key("900101"), "--station", School.Third).Exits(2).Says("no figure; expected NAME=VALUE");
        Seal(school, "900101").Succeeds();
        var kept = school.Key("900101") + ".seals";
        File.WriteAllText(kept, File.ReadAllText(kept).Replace("\"salt\"", "\"sugar\"", StringComparison.Ordinal));
        school.Run("unseal", "--key", school.Key("900101")).Exits(2).Says(".seals:1: expected a statement that opens a seal");
    }

    [Fact]
    public void Dice_draw_what_stands_and_move_nothing()
    {
        using var school = election.Copy();
        var before = school.Run("totals").Succeeds().Out;
        var rolled = Dice(school, "90", "90", "4163 2251 63");
        rolled.Succeeds().Out.ShouldContain("dice for 90");
        rolled.Out.ShouldContain("of 5 forms they draw 1:");
        school.Run("totals").Succeeds().Out.Split("ledger")[0].ShouldBe(before.Split("ledger")[0]);
        Dice(school, "90", "9001", "1111111111").Exits(1).Says("refused: nothing-new");
        Dice(school, "90", "90", "4163").Exits(2).Says("expected 10 to 40 rolls");
        Dice(school, "90", "90", "4163225170").Exits(2).Says("expected 10 to 40 rolls");
        school
            .Run("dice", "--key", school.Key("900101"), "--region", "90", "--before", "1", "6666666666")
            .Exits(1)
            .Says("refused: role-not-allowed");
        Dice(school, "90", "90", "1111111111", told: 100_000).Exits(1).Says("refused: out-of-place");
    }

    private static Ran Seal(School school, string key, params string[] figures) =>
        school.Run(
            "seal",
            ["--key", school.Key(key), "--station", School.Third, .. figures.Length > 0 ? figures : ["--figures", Table(school, Paper)]]
        );

    /// <summary>All boxes' forms, the third's with these figures.</summary>
    private static string Table(School school, string figures) =>
        school.Folder.Write("read.csv", SchoolElection.Forms.Replace(";40;54;31;116;4;120", figures, StringComparison.Ordinal));

    private static Ran Dice(School school, string key, string region, string rolls, int? told = null)
    {
        using var ledger = school.Read();
        var size = told ?? (int)ledger.Tree.Size;
        return school.Run("dice", ["--key", school.Folder[$"w/{key}.pem"], "--region", region, "--before", $"{size}", .. rolls.Split(' ')]);
    }
}
