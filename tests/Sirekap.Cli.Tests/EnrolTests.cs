namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap enrol</c>.</summary>
public sealed class EnrolTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    private static readonly string Officers = File.ReadAllText(Repository.At("examples/student-election/officers.csv"));

    [Fact]
    public void A_longer_table_given_again_enrols_what_is_new_by_keys_that_are_their_owners_alone()
    {
        using var school = election.Copy();
        var again = Table(school, Officers + "station,9001011002002,Petugas kotak 5\n").Succeeds();
        again.Lines.Count(line => line.StartsWith("is enrolled", StringComparison.Ordinal)).ShouldBe(8);
        var line = again.Lines.Single(line => line.StartsWith("enrolled", StringComparison.Ordinal));
        line.ShouldEndWith("9001011002002-2.pem");

        // Whoever is written alike is the same person, in a later command too.
        again.Lines.Count(other => other.Contains(HolderIn(line), StringComparison.Ordinal)).ShouldBe(2);
        if (!OperatingSystem.IsWindows())
        {
            Directory.GetFiles(school.Folder["k"]).Select(KeysTests.ModeOf).ShouldAllBe(mode => mode == "600");
        }
    }

    [Fact]
    public void Rows_that_come_before_others_of_their_place_take_nobodys_key()
    {
        using var school = election.Copy();
        var before = TempFolder.Content(school.Folder["k"]);
        var (head, rows) = (Officers.Split('\n')[0], Officers.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
        var told = Lines(Table(school, Officers).Succeeds());

        // Each place gets somebody new, above whoever was there; then the whole is turned round.
        string[] more = [.. rows.SelectMany(row => new[] { row + " baru", row })];
        var grown = Table(school, Text(more)).Succeeds();
        var longer = Lines(grown);
        grown
            .Lines.Where(line => line.Contains(", holder ", StringComparison.Ordinal))
            .Select(line => line.StartsWith("is enrolled", StringComparison.Ordinal))
            .ShouldBe(more.Select((_, i) => i % 2 == 1), "each row that was there keeps its key, below one that is new");
        longer.Count.ShouldBe(2 * rows.Length);
        Lines(Table(school, Text(more.OrderByDescending(row => row.Split(',')[1].Length == 13).ThenByDescending(row => row))).Succeeds())
            .ShouldBe(longer, ignoreOrder: true);
        told.ShouldBeSubsetOf(longer);
        foreach (var (file, hash) in before.Where(kept => kept.Key.EndsWith(".pem", StringComparison.Ordinal)))
        {
            TempFolder.Content(school.Folder["k"])[file].ShouldBe(hash);
        }

        string Text(IEnumerable<string> lines) => $"{head}\n{string.Join('\n', lines)}\n";

        // Role, place, key, holder, file: whether new or not.
        static List<string> Lines(Ran ran) =>
            [
                .. ran
                    .Lines.Where(line => line.Contains(", holder ", StringComparison.Ordinal))
                    .Select(line => line.Split("enrolled", 2)[1].Trim()),
            ];
    }

    [Fact]
    public void A_table_given_again_after_its_keys_were_handed_over_enrols_nobody_a_second_time()
    {
        using var school = election.Copy();
        File.Delete(school.Key("90"));
        File.Delete(school.Key(School.Third));
        var before = school.Content();
        Table(school, Officers)
            .Exits(1)
            .Says("province of 90 has key", "90.pem", $"station of {School.Third} has key", "nothing was written: 2 of 8 keys");
        school.Content().ShouldBe(before);
        File.Exists(school.Key("90")).ShouldBeFalse();
    }

    [Fact]
    public void A_public_key_is_enrolled_and_its_holders_second_one_bears_the_same_pseudonym()
    {
        using var school = election.Copy();
        var key = Command.Here("keys", "officer", "--out", school.Folder["own.pem"]).Succeeds().Lines[1].Split("key", 2)[1].Trim();
        var enrolled = One(school, "station", School.First, "--public", key).Succeeds();
        enrolled.Out.ShouldNotContain(".pem");
        var holder = HolderIn(enrolled.Lines[0]);
        One(school, "station", School.Third, "--holder", holder, "--out", school.Folder["second.pem"]).Succeeds().Out.ShouldContain(holder);
        school
            .Run("form", "--key", school.Folder["own.pem"], "--station", School.First, "1=3")
            .Succeeds()
            .Out.ShouldContain($"{School.First} Kotak 1 Kelas X");
    }

    [Theory]
    [InlineData("station,9001011001003,Petugas kotak 3", "station,9001011001003,Ketua panitia", "line 7", "same-holder")]
    [InlineData("station,9001011001003", "station,9001011001009", "line 7", "unknown-region")]
    [InlineData("station,9001011001003", "station,9001", "line 7", "out-of-scope")]
    [InlineData("station,9001011001003", "root,0", "line 7", "role-not-allowed")]
    [InlineData("station,9001011001003", "import,0", "line 7", "kind-not-allowed")]
    public void A_row_that_the_rules_refuse_is_named_and_nothing_is_written(string right, string wrong, params string[] said)
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        var school = new School(folder);
        var before = school.Content();
        Table(school, Officers.Replace(right, wrong, StringComparison.Ordinal)).Exits(1).Says([.. said, "nothing was written: 1 of 8"]);
        school.Content().ShouldBe(before);
        Directory.Exists(folder["k"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("station,9001011001003", "kotak,9001011001003", "officers.csv:7: role", "\"kotak\" is no role")]
    [InlineData("station,9001011001003", "station,900101100", "officers.csv:7: scope", "is no code")]
    [InlineData("role,scope", "role,place", "officers.csv: line 1", "missing columns: scope")]
    [InlineData("role,scope,holder", "role,scope,who", "officers.csv: line 1", "\"who\" is no column here")]
    [InlineData("role,scope,holder", "role,scope,key", "officers.csv:2: key", "is no public key")]
    public void A_row_that_cannot_be_read_is_named_and_nothing_is_written(string right, string wrong, params string[] said)
    {
        using var school = election.Copy();
        var before = school.Content();
        Table(school, Officers.Replace(right, wrong, StringComparison.Ordinal)).Exits(2).Says(said);
        school.Content().ShouldBe(before);
    }

    [Fact]
    public void A_key_that_may_not_enrol_is_refused_by_name()
    {
        using var school = election.Copy();
        var fresh = school.Folder["new.pem"];
        void Refused(string by, string said) =>
            school
                .Run("enrol", "--by", by, "--role", "station", "--scope", School.First, "--out", fresh)
                .Exits(1)
                .Says(said, "nothing was written");
        Command.Here("keys", "officer", "--out", school.Folder["stranger.pem"]).Succeeds();
        Refused(school.Folder["stranger.pem"], "refused: unknown-key");
        Refused(school.Key("90"), "refused: role-not-allowed");
        school.Revoke("900101");
        Refused(school.Key("900101"), "refused: revoked-key");
        File.Exists(fresh).ShouldBeFalse();
        school
            .Run("enrol", "--by", school.Key("9001"), "--role", "district", "--scope", "900101", "--out", school.Key("900101"))
            .Exits(1)
            .Says("refused: key-already-enrolled", "revoked");
    }

    [Fact]
    public void More_phones_or_kits_than_a_station_may_have_are_foreseen_and_nothing_is_written()
    {
        using var school = election.Copy();
        string Rows(string role, int count) => "role,scope\n" + string.Concat(Enumerable.Repeat($"{role},{School.First}\n", count));
        Ran Enrol(string table, params string[] by) =>
            school.Run(
                "enrol",
                [
                    .. by.SelectMany(key => new[] { "--by", school.Key(key) }),
                    "--table",
                    school.Folder.Write("more.csv", table),
                    "--to",
                    school.Folder["m"],
                ]
            );
        var before = school.Content();

        Enrol(Rows("kit", 11), "900101").Exits(1).Says("refused: too-many: line 12", "nothing was written: 1 of 11");
        school.Content().ShouldBe(before);
        Directory.Exists(school.Folder["m"]).ShouldBeFalse();

        // One phone the station has; the regency's key, at hand too, does not enrol in the district's stead what the district may not.
        Enrol(Rows("kit", 10), "900101").Succeeds();
        One(school, "station", School.First, "--out", school.Folder["2.pem"]).Succeeds();
        One(school, "station", School.First, "--out", school.Folder["3.pem"]).Succeeds();
        string[] fourth = ["--role", "station", "--scope", School.First, "--out", school.Folder["4.pem"]];
        school.Run("enrol", ["--by", school.Key("9001"), "--by", school.Key("900101"), .. fourth]).Exits(1).Says("refused: phones-spent");
        File.Exists(school.Folder["4.pem"]).ShouldBeFalse();
        school.Run("enrol", ["--by", school.Key("9001"), .. fourth]).Succeeds();
    }

    [Fact]
    public void A_table_with_four_phones_of_a_station_is_refused_whole()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        var school = new School(folder);
        var before = school.Content();
        var more = string.Concat(Enumerable.Repeat($"station,{School.First},\n", 3));
        Table(school, Officers + more).Exits(1).Says("refused: phones-spent: ", "line 12", "nothing was written: 1 of 11");
        school.Content().ShouldBe(before);
    }

    [Theory]
    [InlineData("--role", "station", "--scope", School.First)]
    [InlineData("--role", "station", "--out", "x.pem")]
    [InlineData("--role", "station", "--scope", "12345", "--out", "x.pem")]
    [InlineData("--role", "officer", "--scope", School.First, "--out", "x.pem")]
    [InlineData("--role", "station", "--scope", School.First, "--out", "x.pem", "--holder", "me")]
    [InlineData("--role", "station", "--scope", School.First, "--public", "abc!")]
    [InlineData("--table", "none.csv", "--role", "station")]
    public void What_is_asked_for_wrongly_is_bad_usage(params string[] options)
    {
        using var school = election.Copy();
        var before = school.Content();
        school.Run("enrol", options).Exits(2).Error.ShouldContain("--");
        school.Content().ShouldBe(before);
    }

    private static string HolderIn(string line) => line.Split("holder ")[1][..32];

    private static Ran Table(School school, string table) =>
        school.Run("enrol", "--table", school.Folder.Write("officers.csv", table), "--to", school.Folder["k"]);

    private static Ran One(School school, string role, string scope, params string[] options) =>
        school.Run("enrol", ["--by", school.Key("900101"), "--role", role, "--scope", scope, .. options]);
}
