namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap import kpu-csv</c>.</summary>
public sealed class ImportCsvTests
{
    [Fact]
    public void The_first_import_begins_a_copy_under_an_import_key()
    {
        using var copy = new CopyFolder();
        var ran = copy.Import(
                "a.csv",
                MadeFeed.Table(
                    MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, MadeFeed.Early),
                    MadeFeed.Nothing(MadeFeed.Jakarta(2), MadeFeed.Early)
                )
            )
            .Succeeds();
        ran.Out.ShouldContain("2 rows: 1 new, 0 corrected, 0 withdrawn, 0 unchanged, 1 empty, 0 older than what is in place, 0 refused");
        ran.Out.ShouldContain("taken 2024-02-19T03:00:00Z");
        copy.Totals().GetProperty("kind").GetString().ShouldBe("copy");
        Directory
            .GetFiles(Path.Combine(copy.Election, "keys"))
            .Select(key => Path.GetFileName(key))
            .Order()
            .ShouldBe(["import.pem", "log.key", "root.pem"]);
        if (!OperatingSystem.IsWindows())
        {
            KeysTests.ModeOf(Path.Combine(copy.Election, "keys", "import.pem")).ShouldBe("600");
        }
    }

    [Fact]
    public void Repeating_an_import_adds_nothing()
    {
        using var copy = CopyFolder.Usual();
        var (size, root) = (copy.Size, copy.Totals().GetProperty("checkpoint").GetString());
        copy.Import([copy["usual.csv"]]).Succeeds().Out.ShouldContain("0 new, 0 corrected, 0 withdrawn, 5 unchanged");
        copy.Size.ShouldBe(size);
        copy.Totals().GetProperty("checkpoint").GetString().ShouldBe(root);
    }

    [Fact]
    public void An_older_snapshot_after_a_newer_one_adds_nothing()
    {
        using var copy = CopyFolder.Usual();
        copy.Import(
                "late.csv",
                MadeFeed.Table(
                    MadeFeed.Row(MadeFeed.Jakarta(1), 101, 60, 40, MadeFeed.Late),
                    MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late)
                )
            )
            .Succeeds();
        var size = copy.Size;
        var older = MadeFeed.Table(
            MadeFeed.Row(MadeFeed.Jakarta(1), 7, 7, 7, "2024-02-25 00:00:00"),
            MadeFeed.Row(MadeFeed.Jakarta(5), 8, 8, 8, "2024-02-25 00:00:00")
        );
        var ran = copy.Import("older.csv", older)
            .Exits(1)
            .Says("older.csv:2: kode: older than what is in place, and says otherwise", "IV.1 101 → 7");
        ran.Out.ShouldContain("2 older than what is in place");
        copy.Import([copy["usual.csv"]]).Succeeds();
        copy.Size.ShouldBe(size);
        CopyFolder.Numbers(copy.Station(MadeFeed.Jakarta(1)).GetProperty("result").GetProperty("votes")).ShouldBe([101, 60, 40]);
    }

    [Fact]
    public void A_later_snapshot_comes_as_corrections_and_withdrawals()
    {
        using var copy = new CopyFolder();
        var early = MadeFeed.Table(
            MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, ""),
            MadeFeed.Row(MadeFeed.Jakarta(2), 855, 60, 40, "", valid: 185),
            MadeFeed.Row(MadeFeed.Jakarta(3), 10, 11, 12, ""),
            MadeFeed.Nothing(MadeFeed.Jakarta(4), "")
        );
        var late = MadeFeed.Table(
            MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, MadeFeed.Late),
            MadeFeed.Row(MadeFeed.Jakarta(2), 85, 60, 40, MadeFeed.Late),
            MadeFeed.Nothing(MadeFeed.Jakarta(3), MadeFeed.Late),
            MadeFeed.Row(MadeFeed.Jakarta(4), 1, 2, 3, MadeFeed.Late),
            MadeFeed.Row(MadeFeed.Jakarta(5), 4, 5, 6, MadeFeed.Late)
        );
        copy.Import("31-early.csv", early, "--taken-at", "2024-02-20T00:00:00+07:00")
            .Succeeds()
            .Out.ShouldContain("taken 2024-02-19T17:00:00Z; 4 rows: 3 new, 0 corrected, 0 withdrawn, 0 unchanged, 1 empty");
        copy.Import("31.csv", late)
            .Succeeds()
            .Out.ShouldContain("taken 2024-03-03T21:00:00Z; 5 rows: 2 new, 1 corrected, 1 withdrawn, 1 unchanged, 0 empty");
        CopyFolder.Numbers(copy.Totals().GetProperty("votes").GetProperty("reported")).ShouldBe([190, 127, 89]);
        Command.Here("station", "--data", copy.Data, MadeFeed.Jakarta(2)).Succeeds().Out.ShouldContain("IV.1 855 → 85");
    }

    [Fact]
    public void Columns_in_another_order_say_the_same_and_unknown_ones_are_named()
    {
        using var copy = CopyFolder.Usual();
        var size = copy.Size;
        var lines = File.ReadAllLines(copy["usual.csv"]);
        var shuffled = string.Concat(
            lines.Select((line, i) => string.Join(',', line.Split(',').Reverse().Prepend(i == 0 ? "weather" : "rain")) + "\n")
        );
        var ran = copy.Import("shuffled.csv", shuffled).Exits(0);
        ran.ErrorLines.ShouldHaveSingleItem().ShouldBe($"{copy["shuffled.csv"]}: ignored: weather");
        ran.Out.ShouldContain("5 unchanged");
        copy.Size.ShouldBe(size);
    }

    [Fact]
    public void Rows_that_cannot_be_understood_are_named_and_the_others_go_on()
    {
        using var copy = new CopyFolder();
        var ran = copy.Import(
                "bad.csv",
                MadeFeed.Table(
                    MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, MadeFeed.Early),
                    MadeFeed.VotesOnly(MadeFeed.Jakarta(2), "12", "many", "3", MadeFeed.Early),
                    MadeFeed.VotesOnly(MadeFeed.Jakarta(3), "-1", "2", "3", MadeFeed.Early),
                    MadeFeed.VotesOnly(MadeFeed.Jakarta(77), "1", "2", "3", MadeFeed.Early),
                    MadeFeed.VotesOnly("31710110", "1", "2", "3", MadeFeed.Early),
                    "3171011001004,tps,1",
                    MadeFeed.VotesOnly(MadeFeed.Jakarta(5), "1", "2", "3", "yesterday"),
                    MadeFeed.Row(MadeFeed.Jakarta(6), 9, 8, 7, MadeFeed.Early)
                )
            )
            .Exits(1);
        var file = copy["bad.csv"];
        ran.Says(
            $"{file}:3: paslon_2: ",
            "many",
            $"{file}:4: paslon_1: ",
            $"{file}:5: kode: ",
            $"{MadeFeed.Jakarta(77)} is no station",
            $"{file}:6: kode: ",
            $"{file}:7: ",
            $"{file}:8: ts: \"yesterday\" is no time"
        );
        ran.ErrorLines.Length.ShouldBe(6);
        ran.Out.ShouldContain("2 new");
        ran.Out.ShouldContain("6 refused");
        CopyFolder.Numbers(copy.Totals().GetProperty("votes").GetProperty("accepted")).ShouldBe([109, 68, 47]);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_left_out_whole_and_the_others_go_on()
    {
        using var copy = CopyFolder.Usual();
        var good = copy.Write("good.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late)));
        var noVotes = copy.Write("novotes.csv", $"kode,paslon_1,paslon_2\n{MadeFeed.Jakarta(6)},1,2\n");
        var noGzip = copy.Write("torn.csv.gz", "this is no gzip");
        var ran = copy.Import([copy["none.csv"], noVotes, noGzip, good]).Exits(2);
        ran.Says($"{copy["none.csv"]}: no such file", $"{noVotes}: missing columns: paslon_3", noGzip);
        ran.Out.ShouldContain("1 new");
        copy.Station(MadeFeed.Jakarta(5)).GetProperty("result").GetProperty("class").GetString().ShouldBe("accepted");
        copy.Station(MadeFeed.Jakarta(6)).GetProperty("result").GetProperty("class").GetString().ShouldBe("none");
    }

    [Fact]
    public void A_file_without_a_time_needs_one()
    {
        using var copy = new CopyFolder();
        var table = MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, ""));
        copy.Import("31-early.csv", table).Exits(2).Says(copy["31-early.csv"], "TIME", "--taken-at");
        copy.Import("31-early.csv", table, "--taken-at", "lately").Exits(2).Says("--taken-at lately");
        Directory.Exists(copy.Data).ShouldBeFalse("an import of which nothing was taken begins nothing");
        copy.Import("31-early.csv", table, "--taken-at", "2024-02-20T00:00:00+07:00").Succeeds();
        copy.Totals().GetProperty("stations").GetProperty("received").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Another_counts_figures_enter_no_copy_of_2024_whether_rows_or_their_file_are_dated()
    {
        using var copy = CopyFolder.Usual();
        var size = copy.Size;
        var bare = MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(1), 7, 8, 9, ""));
        copy.Import("bare.csv", bare, "--taken-at", "2024-11-28 10:00:00")
            .Exits(2)
            .Says("is dated 2024-11-28T03:00:00Z with its whole file", "another election; nothing was taken");
        var dated = MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(1), 7, 8, 9, "2024-11-28 10:00:00"));
        copy.Import("dated.csv", dated).Exits(2).Says("is dated 2024-11-28T03:00:00Z, and", "nothing was taken");
        copy.Size.ShouldBe(size);
    }

    [Fact]
    public void A_snapshot_from_the_future_is_refused()
    {
        using var copy = CopyFolder.Usual();
        var size = copy.Size;
        copy.Import("future.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(1), 7, 8, 9, "2090-01-01 00:00:00")))
            .Exits(1)
            .Says($"{copy["future.csv"]}:2: ts: ", "in the future");
        copy.Import([copy["usual.csv"]], "--taken-at", "2090-01-01T00:00:00Z").Exits(2).Says("in the future");
        copy.Size.ShouldBe(size);
    }

    [Fact]
    public void Two_files_of_one_time_that_contradict_each_other_are_not_both_taken()
    {
        using var copy = CopyFolder.Usual();
        copy.Import("other.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(1), 1, 1, 1, MadeFeed.Early)))
            .Exits(1)
            .Says($"{copy["other.csv"]}:2: kode: ", "IV.1 100 → 1");
        CopyFolder.Numbers(copy.Station(MadeFeed.Jakarta(1)).GetProperty("result").GetProperty("votes")).ShouldBe([100, 60, 40]);
    }

    [Fact]
    public void Some_choices_missing_is_under_review_and_nothing_at_all_is_no_form()
    {
        using var copy = new CopyFolder();
        copy.Import(
                "a.csv",
                MadeFeed.Table(
                    MadeFeed.VotesOnly(MadeFeed.Jakarta(1), "5", "", "6", MadeFeed.Early),
                    MadeFeed.Nothing(MadeFeed.Jakarta(2), MadeFeed.Early)
                )
            )
            .Succeeds();
        copy.Station(MadeFeed.Jakarta(1)).GetProperty("result").GetProperty("class").GetString().ShouldBe("underReview");
        copy.Station(MadeFeed.Jakarta(2)).GetProperty("result").GetProperty("history").GetArrayLength().ShouldBe(0);
        CopyFolder.Numbers(copy.Totals().GetProperty("votes").GetProperty("underReview")).ShouldBe([5, 0, 6]);
    }

    [Fact]
    public void A_beginning_that_was_killed_is_begun_again()
    {
        using var copy = new CopyFolder();
        Directory.CreateDirectory(Path.Combine(copy.Election, "ledger", "segments"));
        copy.Import("a.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, MadeFeed.Early))).Succeeds();
        copy.Totals().GetProperty("stations").GetProperty("received").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void The_first_import_needs_the_places()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.csv", MadeFeed.Table());
        Command.Here("import", "kpu-csv", "--data", folder["d"], file).Exits(2).Says("--regions");
        Command.Here("import", "kpu-csv", "--data", folder["d"], "--regions", folder["none.csv"], file).Exits(2).Says(folder["none.csv"]);
        Command
            .Here("import", "kpu-csv", "--data", folder["d"], "--regions", folder.Write("r.csv", MadeFeed.Regions), folder["none"])
            .Exits(2)
            .Says(folder["none"]);
        Directory.Exists(folder["d"]).ShouldBeFalse();
    }
}
