using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap form</c> and <c>sirekap review</c>: an election of one's own, to its result.</summary>
public sealed class SchoolTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    private static readonly string[] Figures =
    [
        "roll=120",
        "voters=112",
        "ballotsReceived=123",
        "II.2=112",
        "II.3=1",
        "II.4=10",
        "Kirana Puspita – Bagas Pratama=51",
        "votes_2=38",
        "3=20",
        "Suara sah=109",
        "suara_tidak_sah=3",
        "allVotes=112",
    ];

    [Fact]
    public void An_election_of_ones_own_ends_with_a_result_that_anyone_can_verify()
    {
        using var school = election.Copy();
        var handed = school.HandIn(SchoolElection.Forms).Succeeds();
        handed.Lines.Count(line => line.EndsWith(": accepted", StringComparison.Ordinal)).ShouldBe(4);
        handed.Out.ShouldContain($"{School.Third} Kotak 3 Kelas XI: underReview; not added to the accepted votes until it is settled");
        handed.Out.ShouldContain("HOLDS VALID_SUM: Jumlah suara sah");
        handed.Out.ShouldContain("[IV.1 = 40, IV.2 = 54, IV.3 = 31, V.A = 116]");
        school.Run("totals").Succeeds().Out.ShouldContain("most accepted votes: Kirana Puspita – Bagas Pratama, 4 more than the next");

        var again = school.HandIn(SchoolElection.Forms).Succeeds();
        again.Lines.Count(line => line.EndsWith("these figures are in place already", StringComparison.Ordinal)).ShouldBe(5);
        again.Lines[^1].ShouldBe(handed.Lines[^1]);

        Review(school, "correct", "900101", "2=45").Succeeds().Out.ShouldContain($"{School.Third} Kotak 3 Kelas XI: accepted");
        var totals = school.Run("totals").Succeeds();
        totals.Out.ShouldMatch(@"\n +1 +185 +37\.45 % +185  Kirana Puspita – Bagas Pratama\n");
        totals.Out.ShouldMatch(@"\n +2 +186 +37\.65 % +186  Rangga Samudra – Melati Anggraini\n");
        totals.Out.ShouldContain("most accepted votes: Rangga Samudra – Melati Anggraini, 1 more than the next");
        school.Run("certify", "--key", school.Key("900101")).Exits(1).Says("refused: out-of-scope");
        school.Run("certify", "--key", school.Root).Succeeds().Out.ShouldContain("totals of ketua-osis in 0, 5 stations, 494 valid votes");
        school.Run("publish", "--to", school.Folder["p"]).Succeeds();
        Command.Here("verify", school.Folder["p"]).Exits(0).Out.ShouldContain("votes accepted 185 / 186 / 123");
    }

    [Fact]
    public void Nothing_is_certified_while_a_station_is_not_settled_and_no_count_that_a_station_leaves_out()
    {
        using var school = election.Copy();
        school.HandIn(SchoolElection.Forms).Succeeds();
        school
            .Run("certify", "--key", school.Root)
            .Exits(2)
            .Says("of 5 stations of 0 1 are not among the accepted: 0 unchecked, 1 under review, 0 without a form");
        Review(school, "correct", "900101", "2=45").Succeeds();
        school.Run("certify", "--key", school.Root).Succeeds();
        using var ledger = school.Read();
        var certified = ledger.Record.Contest("ketua-osis")!.Plenaries(0).ShouldHaveSingleItem().Certified;
        certified.Votes.ToArray().ShouldBe([185, 186, 123]);
        (certified[Field.RollMen], certified[Field.Roll], certified[Field.Valid]).ShouldBe((null, 551, 494));
    }

    [Fact]
    public void A_form_is_handed_in_by_its_figures_under_any_of_their_names_and_stands_as_a_table_would_have_it()
    {
        using var school = election.Copy();
        One(school, School.First, Figures).Succeeds().Out.ShouldContain($"{School.First} Kotak 1 Kelas X: accepted");
        var excel = Encoding.UTF8.GetString(Encoding.UTF8.Preamble) + SchoolElection.Forms.ReplaceLineEndings("\r\n");
        school.HandIn(excel).Succeeds().Out.ShouldContain($"{School.First} Kotak 1 Kelas X: these figures are in place already");
    }

    [Fact]
    public void What_the_paper_does_not_give_is_unchecked_and_said()
    {
        using var school = election.Copy();
        One(school, School.First, "1=51", "2=38", "3=20", "valid=109").Succeeds().Out.ShouldContain("not given: V.B, V.C, I.B.4.J");
        Review(school, "accept", "900101", School.First).Exits(1).Says("refused: figures-missing");
    }

    [Theory]
    [InlineData("Kotak 1 Kelas X;120", "Kotak 1 Kelas X;1200000", "forms.csv:2: Pemilih dalam DPT", "above 999999", "from 0 to 999999")]
    [InlineData("109;3;112", "109;tiga;112", "forms.csv:2: Suara tidak sah", "\"tiga\" is no whole number")]
    [InlineData(";Suara tidak sah;", ";Suara tak sah;", "forms.csv:1: Suara tak sah", "is no figure of this form")]
    [InlineData(";1;2;3;", ";1;2;2;", "forms.csv:1: 2", "the figure IV.2 stands in two columns")]
    [InlineData(";1;2;3;", ";1;2;4;", "forms.csv:1: 4", "is no figure of this form", "roll")]
    [InlineData("9001011001002;", "9001011001009;", "forms.csv:3: kotak", "is no station of this election")]
    [InlineData("9001011001002;Kotak 2 Kelas X", "9001011001001;Kotak 1 Kelas X", "forms.csv:3: kotak", "has a row already, in line 2")]
    [InlineData("9001011001002;", "9,00101E+12;", "forms.csv:3: kotak", "a code that a spreadsheet has shortened")]
    [InlineData("9001011001002;Kotak 2", "9001011001002;Kotak 5", "forms.csv:3: nama", "is not the name of 9001011001002")]
    [InlineData("kotak;nama", "box;nama", "forms.csv: line 1", "expected one, kode or kotak or ballot_box")]
    public void One_typing_error_is_named_by_line_and_column_and_nothing_at_all_is_written(string right, string wrong, params string[] said)
    {
        using var school = election.Copy();
        var before = school.Content();
        SchoolElection.Forms.ShouldContain(right);
        school.HandIn(SchoolElection.Forms.Replace(right, wrong, StringComparison.Ordinal)).Exits(2).Says(said);
        school.Content().ShouldBe(before);
    }

    [Theory]
    [InlineData("valid", "valid is not NAME=VALUE")]
    [InlineData("valid=-3", "\"-3\" is negative")]
    [InlineData("valid=1.000", "a fraction to one program and thousands to another")]
    [InlineData("sah=3", "\"sah\" is no figure of this form")]
    [InlineData("9=3", "\"9\" is no figure of this form")]
    public void A_figure_written_wrongly_is_named(string figure, string said)
    {
        using var school = election.Copy();
        var before = school.Content();
        One(school, School.First, "1=3", figure).Exits(2).Says(said);
        One(school, School.First, "1=3", "paslon_1=3").Exits(2).Says("IV.1 is given twice");
        school.Content().ShouldBe(before);
    }

    [Fact]
    public void A_key_that_may_not_is_refused_by_name_and_with_it_all_rows()
    {
        using var school = election.Copy();
        Command.Here("keys", "officer", "--out", school.Folder["stranger.pem"]).Succeeds();
        school.Revoke(School.First);
        var before = school.Content();
        void Refused(string key, string station, params string[] said) =>
            school.Run("form", "--key", key, "--station", station, "1=3").Exits(1).Says(said);
        Refused(school.Folder["stranger.pem"], School.First, "refused: unknown-key", "stranger.pem", "not enrolled in this election");
        Refused(school.Key(School.First), School.First, "refused: revoked-key");
        Refused(school.Key(School.Third), "9001011002002", "refused: out-of-scope", "9001011002002 is not within 9001011001003");
        Refused(school.Key("900101"), School.Third, "refused: role-not-allowed", "a key of role district may not submit forms");
        school.HandIn(SchoolElection.Forms).Exits(1).Says("form of 9001011001001", "nothing was written: 1 of 5 forms are refused");
        Command.Here("keys", "log", "--name", "other.example", "--out", school.Folder["log.key"]).Succeeds();
        school.Run("form", "--key", school.Folder["log.key"], "--station", School.Third, "1=3").Exits(2).Says("log.key");
        school.Run("form", "--key", school.Folder["none"], "--station", School.Third, "1=3").Exits(2).Says("there is no key file");
        school.Content().ShouldBe(before);
    }

    [Fact]
    public void A_review_names_what_it_accepts_and_is_of_a_committee_above_the_station()
    {
        using var school = election.Copy();
        Review(school, "accept", "900101").Exits(1).Says("refused: no-form");
        school.HandIn(SchoolElection.Forms).Succeeds();
        var before = school.Content();
        Review(school, "accept", School.Third, "--over", "VALID_SUM").Exits(1).Says("refused: role-not-allowed");
        Review(school, "accept", "900101").Exits(1).Says("refused: checks-not-named", "failing are [VALID_SUM]");
        Review(school, "accept", "900101", "--over", "VALID").Exits(2).Says("--over VALID is no check", "VALID_SUM");
        Review(school, "accept", "900101", "--reason", "mood").Exits(2).Says("--reason mood", "paper-agrees");
        Review(school, "accept", "900101", "--on", "1").Exits(2).Says("entry 1 is neither in place");
        Review(school, "correct", "900101", "2=54").Exits(2).Says("no figure is other than it was");
        school.Content().ShouldBe(before);

        Review(school, "accept", "900101", "--over", "VALID_SUM").Succeeds().Out.ShouldContain("Kelas XI: accepted");
        Review(school, "hold", "9001").Succeeds().Out.ShouldContain("Kelas XI: underReview");
        Review(school, "correct", "90", "2=45").Succeeds().Out.ShouldContain("Kelas XI: accepted");
    }

    [Fact]
    public void Where_two_forms_differ_the_review_says_on_which_it_decides()
    {
        using var school = election.Copy();
        One(school, School.First, Figures).Succeeds();
        string[] others = [.. Figures.Select(figure => figure.Replace("=51", "=50").Replace("=38", "=39"))];
        var other = One(school, School.First, others).Succeeds();
        other.Out.ShouldContain("until somebody decides which form stands");
        var entries = other.Lines.Single(line => line.Contains("says otherwise", StringComparison.Ordinal)).Split(' ');
        Review(school, "accept", "900101", School.First).Exits(2).Says("say by --on which is decided on");
        Review(school, "accept", "900101", School.First, "--on", entries[3]).Succeeds().Out.ShouldContain("Kelas X: accepted");
    }

    [Fact]
    public void The_same_table_given_again_after_a_correction_puts_nothing_in_doubt()
    {
        using var school = election.Copy();
        school.HandIn(SchoolElection.Forms).Succeeds();
        school
            .Run("totals")
            .Succeeds()
            .Out.ShouldContain("not final: of 5 stations 1 are not among the accepted: 0 unchecked, 1 under review");
        Review(school, "correct", "900101", "2=45").Succeeds();
        var totals = school.Run("totals").Succeeds();
        totals.Out.ShouldNotContain("not final");

        school
            .HandIn(SchoolElection.Forms)
            .Succeeds()
            .Out.ShouldMatch("these figures were handed in by entry [0-9]+, and entry [0-9]+ stands");
        school.Run("totals").Succeeds().Out.ShouldBe(totals.Out);
    }

    [Fact]
    public void A_form_that_waits_beside_another_waits_once()
    {
        using var school = election.Copy();
        One(school, School.First, Figures).Succeeds();
        string[] others = [.. Figures.Select(figure => figure.Replace("=51", "=50").Replace("=38", "=39"))];
        var waits = One(school, School.First, others).Succeeds();
        var again = One(school, School.First, others).Succeeds();
        again.Out.ShouldContain("and wait until somebody decides");
        again.Lines[^1].ShouldBe(waits.Lines[^1]);
    }

    [Fact]
    public void A_figure_that_is_not_given_is_a_dash()
    {
        using var school = election.Copy();
        One(school, School.First, "1=3", "valid=3").Succeeds().Out.ShouldContain("[IV.2 = —, IV.3 = —]");
        school.Run("station", School.First).Succeeds().Out.ShouldContain("[IV.2 = —, IV.3 = —]");
    }

    [Fact]
    public void A_key_that_others_may_read_is_named()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var school = election.Copy();
        One(school, School.First, Figures).Succeeds();
        File.SetUnixFileMode(school.Key(School.Third), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        One(school, School.Third, Figures).Exits(0).Says($"{School.Third}.pem is a private key that others");
    }

    private static Ran One(School school, string station, params string[] figures) =>
        school.Run("form", ["--key", school.Folder["k"], "--station", station, .. figures]);

    private static Ran Review(School school, string act, string key, params string[] options)
    {
        var (station, rest) = options is [School.First, ..] ? (School.First, options[1..]) : (School.Third, options);
        return school.Run($"review {act}", ["--key", school.Key(key), "--station", station, .. rest]);
    }
}
