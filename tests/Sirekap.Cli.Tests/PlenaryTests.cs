using Sirekap.Record;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap plenary</c>: what is read from the paper settles its station.</summary>
public sealed class PlenaryTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    private const string Class12 = "9001011002";

    [Fact]
    public void A_paper_is_matched_read_otherwise_or_counted_again_and_the_result_is_its()
    {
        using var school = election.Copy();
        school.HandIn(SchoolElection.Forms).Succeeds();
        Read(school, School.First).Succeeds().Out.ShouldContain($"{School.First} Kotak 1 Kelas X: accepted, its paper read at a plenary");
        Read(school, School.First).Succeeds().Out.ShouldContain("read so already, by entry ");

        // The contradiction is the paper's, or the paper says what the form should have said.
        Read(school, School.Third).Exits(1).Says("refused: checks-not-named");
        Read(school, School.Third, "2=45").Succeeds().Out.ShouldContain(": accepted, its paper read");
        Read(school, School.Third, "2=44", "1=41", "--source", "recount").Succeeds();
        using var ledger = school.Read();
        var contest = ledger.Record.Contest("ketua-osis")!;
        var station = ledger.Record.Tree.FindStation(Elections.Regions.RegionCode.Parse(School.Third));
        contest.History(station).Select(e => e.Kind).ShouldBe([EventKind.Form, EventKind.Transcribe, EventKind.Transcribe]);
        contest.Tally.Fields(station)!.Votes.ToArray().ShouldBe([41, 44, 31]);
        school.Run("publish", "--to", school.Folder["p"]).Succeeds();
        Command.Here("verify", school.Folder["p"]).Succeeds();
        school.Run("review", "hold", "--key", school.Key("900101"), "--station", School.Third).Exits(2);
    }

    [Fact]
    public void A_station_whose_phone_never_spoke_is_read_whole_or_not_at_all()
    {
        using var school = election.Copy();
        var before = school.Content();
        Read(school, School.First).Exits(2).Says("nothing stands there that the paper could say too; expected NAME=VALUE");
        Read(school, School.First, "1=51", "2=38", "3=20").Exits(1).Says("refused: figures-missing");
        Read(school, "900101", "1=51").Exits(2).Says("--region 900101 is no station: say --table and --again");
        school.Content().ShouldBe(before);
        Read(school, School.First, "1=51", "2=38", "3=20", "valid=109", "invalid=3", "allVotes=112", "voters=112").Succeeds();
    }

    [Fact]
    public void Two_people_type_a_table_and_where_they_differ_nothing_is_written()
    {
        using var school = election.Copy();
        school.HandIn(SchoolElection.Forms).Succeeds();
        var before = school.Content();
        var ani = school.Folder.Write("ani.csv", Rows(Class12));
        var budi = school.Folder.Write("budi.csv", Rows(Class12).Replace(";9001011002002", ""));
        var wrong = school.Folder.Write("wrong.csv", Changed(Rows(Class12)));
        Table(school, ani, wrong).Exits(2).Says("differ in 1 places; nothing was written").Says("IV.1: ");
        Table(school, ani, school.Folder.Write("all.csv", SchoolElection.Forms)).Exits(2).Says("is not within 9001011002");
        var shorter = school.Folder.Write("short.csv", string.Join('\n', Rows(Class12).Split('\n')[..2]));
        Table(school, ani, shorter).Exits(2).Says("ani.csv line 3, and not in").Says("differ in 1 places");
        Table(school, ani, null).Exits(2).Says("which two people typed without seeing each other's");
        school.Content().ShouldBe(before);
        Table(school, ani, budi).Succeeds().Lines.Count(line => line.Contains("its paper read", StringComparison.Ordinal)).ShouldBe(2);
        Table(school, ani, budi).Succeeds().Lines.Count(line => line.Contains("read so already", StringComparison.Ordinal)).ShouldBe(2);

        // What was counted again since is not undone by the table of before.
        Read(school, "9001011002001", "--source", "recount", "1=0", "--over", "VALID_SUM").Succeeds();
        Table(school, ani, budi).Exits(1).Says("refused: stale").Says("read otherwise by entry");
    }

    [Fact]
    public void Whose_copies_were_read_is_said_and_by_the_districts_key_alone()
    {
        using var school = election.Copy();
        school.HandIn(SchoolElection.Forms).Succeeds();
        Read(school, School.First, "--source", "copy").Exits(2).Says("--copy says whose copies were read");
        Read(school, School.First, "--copy", "pps").Exits(2).Says("--copy says whose copies were read");
        Read(school, School.First, "--source", "copy", "--copy", "0").Exits(1).Says("refused: unknown-watcher");
        school.Run("plenary transcribe", "--key", school.Key(School.First), "--region", School.First).Exits(1).Says("role-not-allowed");
        Read(school, School.First, "--source", "copy", "--copy", "pps", "1=52", "2=37").Succeeds();
    }

    private static Ran Read(School school, string region, params string[] options) =>
        school.Run("plenary transcribe", ["--key", school.Key("900101"), "--region", region, .. options]);

    private static Ran Table(School school, string one, string? other) =>
        Read(school, Class12, ["--table", one, .. other is null ? Array.Empty<string>() : ["--again", other]]);

    /// <summary>The head of the table, and the rows of a village.</summary>
    private static string Rows(string village) =>
        string.Join(
            '\n',
            SchoolElection.Forms.Split('\n').Where((line, i) => i == 0 || line.StartsWith(village, StringComparison.Ordinal))
        );

    /// <summary>One digit of the first choice is another.</summary>
    private static string Changed(string table)
    {
        var lines = table.Split('\n');
        var cells = lines[1].Split(';');
        cells[8] = "1" + cells[8];
        lines[1] = string.Join(';', cells);
        return string.Join('\n', lines);
    }
}
