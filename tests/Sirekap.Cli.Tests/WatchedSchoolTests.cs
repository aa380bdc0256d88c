using System.Text;
using Sirekap.Elections.Statements;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap attest</c>, <c>sirekap object</c> and <c>sirekap answer</c>: those who watch an election of one's own.</summary>
public sealed class WatchedSchoolTests(WatchedSchoolElection election) : IClassFixture<WatchedSchoolElection>
{
    /// <summary>A picture of one dot.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    [Fact]
    public void What_those_who_watch_say_is_published_with_what_they_are_answered()
    {
        using var school = election.Copy();
        var words = school.Folder.Write("words.txt", "Kami menghitung 45 suara untuk nomor 2.\n");
        Directory.CreateDirectory(school.Folder["photos"]);
        File.WriteAllBytes(school.Folder["photos/dot.png"], Dot);

        Attest(school, "9001011001001", School.First, "--signed").Succeeds().Out.ShouldContain("attest signed of 9001011001001 Kotak 1");
        Attest(school, "900101", School.Third, "--refused", "figures-differ", "--text", words)
            .Succeeds()
            .Out.ShouldContain("attest refused of 9001011001003");
        Attest(school, "9001", School.Third, "--signed").Succeeds();
        var objected = Object(
                school,
                "900101",
                School.Third,
                ["--ground", "figures-differ", "--text", words, "--photo", school.Folder["photos/dot.png"], "2=45"]
            )
            .Succeeds();
        objected.Out.ShouldContain("objection to 9001011001003 Kotak 3 Kelas XI, figures-differ: entry ");
        var entry = Entry(objected);

        Answer(school, "900101", entry, "replied", "plenary").Succeeds();
        school.Run("review correct", "--key", school.Key("900101"), "--station", School.Third, "2=45").Succeeds();
        Answer(school, "9001", entry, "settled", "corrected", "--text", words).Succeeds().Out.ShouldContain($"answer to entry {entry}");

        school.Run("publish", "--to", school.Folder["p"]).Succeeds();
        Command.Run("verify", school.Folder["p"]).Exits(0).Out.ShouldContain("votes accepted 185 / 186 / 123");
        var documents = Directory
            .GetFiles(school.Folder["p"], "*.json", SearchOption.AllDirectories)
            .Select(file => File.ReadAllText(file))
            .ToList();
        documents.ShouldContain(text => text.Contains("\"figures-differ\"") && text.Contains("\"settled\"") && text.Contains("\"signed\""));

        // The words lie beside the ledger with a salt that nobody can guess, once each.
        var said = Blobs(school).Where(text => text.StartsWith("Kami menghitung", StringComparison.Ordinal)).ToList();
        said.Count.ShouldBe(3);
        said.Distinct().Count().ShouldBe(3);
        said.ShouldAllBe(text => SaltedWords.Read(Encoding.UTF8.GetBytes(text)) == "Kami menghitung 45 suara untuk nomor 2.");
    }

    [Fact]
    public void What_the_record_would_refuse_is_refused_by_name_before_anything_is_written()
    {
        using var school = election.Copy();
        var words = school.Folder.Write("words.txt", "Kami tidak setuju.");
        Attest(school, "900101", School.First, "--signed").Succeeds();
        var entry = Entry(Object(school, "90", School.Third, ["--ground", "procedure"]).Succeeds());
        Answer(school, "900101", entry, "rejected", "unfounded").Succeeds();
        var open = Entry(Object(school, "90", School.Third, ["--ground", "other"]).Succeeds());
        var before = school.Content();

        Attest(school, "900101", School.First, "--refused", "other", "--text", words).Exits(1).Says("refused: already-attested");
        Attest(school, "9001011001001", School.Third, "--signed").Exits(1).Says("refused: out-of-scope");
        Attest(school, "90", School.First, "--signed", "--on", "1").Exits(1).Says("refused: no-form");
        school
            .Run("attest", "--key", school.Key("900101"), "--station", School.First, "--signed")
            .Exits(1)
            .Says("refused: role-not-allowed");
        Object(school, "9001", School.First, ["--ground", "other", "--text", words]).Exits(1).Says("refused: role-not-allowed", "observer");
        Object(school, "90", School.First, ["--ground", "other", "--on", "1", "--text", words]).Exits(1).Says("refused: no-form");
        Answer(school, "900101", entry, "settled", "remedied", "--text", words).Exits(1).Says("refused: closed");
        Answer(school, "900101", "1", "settled", "remedied", "--text", words).Exits(1).Says("refused: no-objection");
        Answer(school, "9001011001003", open, "settled", "remedied").Exits(1).Says("refused: role-not-allowed");
        school.Content().ShouldBe(before);
    }

    [Fact]
    public void Own_figures_are_taken_from_a_table_too()
    {
        using var school = election.Copy();
        string Own(int from) =>
            school.Folder.Write("own.csv", string.Join('\n', SchoolElection.Forms.Split('\n').Where((_, i) => i == 0 || i >= from)));
        var table = Own(1);

        Object(school, "900101", School.First, ["--ground", "miscounted", "--figures", table]).Succeeds();

        var json = Command.Run("station", "--data", school.Folder["d"], School.First).Succeeds();
        json.Out.ShouldContain("accepted");
        Object(school, "900101", School.First, ["--ground", "miscounted", "--figures", table, "2=1"]).Exits(2).Says("say either --figures");
        Object(school, "900101", School.First, ["--ground", "miscounted", "--figures", Own(2)]).Exits(2).Says("no row of 9001011001001");
        Object(school, "900101", School.First, ["--ground", "miscounted", "9=1"]).Exits(2).Says("\"9\" is no figure of this form");
    }

    [Theory]
    [InlineData("attest", "say either --signed, or --refused GROUND")]
    [InlineData("attest --signed --refused other", "say either --signed, or --refused GROUND")]
    [InlineData("attest --refused mood", "--refused mood: expected one of figures-differ")]
    [InlineData("attest --signed --text WORDS", "--text: whoever signs says no more")]
    [InlineData("object --ground mood", "--ground mood: expected one of figures-differ")]
    [InlineData("object --ground other --text NONE", "none.txt: there is no such file")]
    [InlineData("object --ground other --text EMPTY", "empty.txt: is empty")]
    [InlineData("object --ground other --text LONG", "expected words of 3,900 bytes at most")]
    [InlineData("object --ground other --text DOT", "is no text in UTF-8")]
    [InlineData("object --ground other --photo WORDS", "words.txt: NotAnImage")]
    [InlineData("object --ground other --on 99999", "--on 99999 is neither an entry's number")]
    public void What_is_asked_for_wrongly_is_named_and_nothing_is_written(string asked, string said)
    {
        using var school = election.Copy();
        var words = new Dictionary<string, string>
        {
            ["WORDS"] = school.Folder.Write("words.txt", "Kami."),
            ["NONE"] = school.Folder["none.txt"],
            ["EMPTY"] = school.Folder.Write("empty.txt", " \n"),
            ["LONG"] = school.Folder.Write("long.txt", new string('a', 4000)),
            ["DOT"] = school.Folder["dot.png"],
        };
        File.WriteAllBytes(school.Folder["dot.png"], Dot);
        var before = school.Content();
        var options = asked.Split(' ').Select(word => words.GetValueOrDefault(word, word)).ToList();

        school.Run(options[0], ["--key", school.Folder["w/900101.pem"], "--station", School.First, .. options.Skip(1)]).Exits(2).Says(said);

        school.Content().ShouldBe(before);
    }

    [Fact]
    public void People_are_enrolled_by_their_own_root_alone()
    {
        using var school = election.Copy();
        var before = school.Content();
        void Refused(string by, string role, string scope, params string[] said) =>
            school
                .Run("enrol", "--by", by, "--role", role, "--scope", scope, "--out", school.Folder["new.pem"])
                .Exits(1)
                .Says([.. said, "nothing was written"]);
        Refused(school.Key("90"), "witness", "9001", "refused: role-not-allowed");
        Refused(school.Key("pengawas"), "witness", "9001", "refused: role-not-allowed");
        Refused(school.Key("tim-1"), "observer", "9001", "refused: role-not-allowed");
        Refused(school.Folder["w/900101.pem"], "witness", "900101", "refused: out-of-scope");
        school.Run("enrol", "--role", "supervisor", "--scope", "9001", "--out", school.Folder["new.pem"]).Exits(1).Says("role-not-allowed");
        school.Content().ShouldBe(before);

        var again = school
            .Run(
                "enrol",
                "--by",
                school.Folder["k"],
                "--table",
                school.Folder.Write("watch.csv", WatchedSchoolElection.People + "witness,9001011001002,Saksi 2\n"),
                "--to",
                school.Folder["w"]
            )
            .Succeeds();
        again.Lines.Count(line => line.StartsWith("is enrolled", StringComparison.Ordinal)).ShouldBe(4);
        again.Out.ShouldContain("enrolled    witness  9001011001002");
    }

    private static Ran Attest(School school, string key, string station, params string[] options) =>
        school.Run("attest", ["--key", school.Folder[$"w/{key}.pem"], "--station", station, .. options]);

    private static Ran Object(School school, string key, string station, string[] options) =>
        school.Run("object", ["--key", school.Folder[$"w/{key}.pem"], "--station", station, .. options]);

    private static Ran Answer(School school, string key, string to, string outcome, string reason, params string[] options) =>
        school.Run("answer", ["--key", school.Key(key), "--to", to, "--outcome", outcome, "--reason", reason, .. options]);

    private static string Entry(Ran said) => said.Out.Split(", identity")[0].Split("entry ")[1];

    private static IEnumerable<string> Blobs(School school) =>
        Directory.GetFiles(school.Folder["d/elections/osis-2026/blobs"]).Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file)));
}
