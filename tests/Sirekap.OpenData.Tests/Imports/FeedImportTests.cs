using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Record;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class FeedImportTests : IDisposable
{
    private const string A = "3171010001001";
    private const string B = "3171010001002";
    private const string C = "3171010001003";
    private const string Monday = "2024-02-19 12:00:00";
    private const string Tuesday = "2024-02-20 12:00:00";
    private const string Wednesday = "2024-02-21 12:00:00";

    private readonly CopyLedger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void A_first_import_says_the_snapshot_and_a_form_for_each_row_with_figures()
    {
        var feed = Made.Votes(Monday, $"{A},1,2,3", $"{B},,,", $"{C},4,,");
        var plan = _ledger.Import(feed);

        var snapshot = plan.Statements[0].ShouldBeOfType<Snapshot>();
        (snapshot.Contest, snapshot.Taken, snapshot.Source).ShouldBe(("ppwp", Made.Time("2024-02-19T05:00:00Z"), feed.Source));
        snapshot.Stations.ShouldBe(FeedFile.ReferenceOf(plan.Stations!.Value.Span));
        RegionTree.TryParse(plan.Stations!.Value.Span, out var listed, out _).ShouldBeTrue();
        Enumerable.Range(0, listed!.StationCount).Select(i => listed.Station(i).ToString()).ShouldBe([A, B, C]);

        plan.Statements.Skip(1)
            .Cast<Form>()
            .Select(form => (form.Station.ToString(), form.Taken, form.Dated))
            .ShouldBe([(A, snapshot.Taken, snapshot.Taken), (C, snapshot.Taken, snapshot.Taken)]);
        plan.Counts.ShouldBe(new FeedCounts { New = 2, Empty = 1 });
        _ledger.Votes(A).ShouldBe([1, 2, 3]);
        _ledger.Votes(B).ShouldBeNull();
        _ledger.Votes(C).ShouldBe([4, null, null]);
    }

    [Fact]
    public void Repeating_an_import_adds_nothing()
    {
        var feed = Made.Votes(Monday, $"{A},1,2,3", $"{B},,,");
        _ledger.Import(feed);
        var plan = _ledger.Import(feed);
        plan.Statements.ShouldBeEmpty();
        plan.Stations.ShouldBeNull();
        plan.Flaws.ShouldBeEmpty();
        plan.Counts.ShouldBe(new FeedCounts { Repeated = 2 });
    }

    [Fact]
    public void An_older_snapshot_after_a_newer_one_adds_nothing()
    {
        _ledger.Import(Made.Votes(Tuesday, $"{A},1,2,3", $"{B},,,"));
        var plan = _ledger.Import(Made.Votes(Monday, $"{A},9,9,9", $"{B},9,9,9"));
        plan.Statements.ShouldBeEmpty();
        plan.Counts.ShouldBe(new FeedCounts { Older = 2 });
        _ledger.Votes(A).ShouldBe([1, 2, 3]);
        _ledger.Votes(B).ShouldBeNull();

        // What stands nowhere in the ledger is named: whoever imports backwards hears what is not taken.
        plan.Dropped.Select(flaw => (flaw.Line, flaw.Reason.Contains("IV.1", StringComparison.Ordinal))).ShouldBe([(2, true), (3, true)]);
    }

    [Fact]
    public void An_older_snapshot_still_speaks_of_stations_that_the_newer_one_had_not()
    {
        _ledger.Import(Made.Votes(Tuesday, $"{A},1,2,3"));
        var plan = _ledger.Import(Made.Votes(Monday, $"{A},9,9,9", $"{B},4,5,6"));
        plan.Counts.ShouldBe(new FeedCounts { Older = 1, New = 1 });
        _ledger.Votes(A).ShouldBe([1, 2, 3]);
        _ledger.Votes(B).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_newer_snapshot_shows_as_corrections_withdrawals_and_new_forms()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},855,2,3", $"{B},4,5,6", $"{C},7,8,9", "1101012001001,,,"));
        var plan = _ledger.Import(Made.Votes(Tuesday, $"{A},85,2,3", $"{B},,,", $"{C},7,8,9", "1101012001001,1,1,1", "1101012001002,,,"));

        plan.Counts.ShouldBe(
            new FeedCounts
            {
                Corrections = 1,
                Withdrawals = 1,
                Unchanged = 1,
                New = 1,
                Empty = 1,
            }
        );
        plan.Statements.Select(s => s.GetType()).ShouldBe([typeof(Snapshot), typeof(Form), typeof(Withdraw), typeof(Form), typeof(Form)]);
        _ledger.Votes(A).ShouldBe([85, 2, 3]);
        _ledger.Votes(B).ShouldBeNull();
        _ledger.History(A).ShouldBe([EventKind.Form, EventKind.Form]);
        _ledger.History(B).ShouldBe([EventKind.Form, EventKind.Withdraw]);

        _ledger.Import(Made.Votes(Wednesday, $"{B},4,5,6")).Counts.ShouldBe(new FeedCounts { New = 1 });
        _ledger.Votes(B).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_newer_snapshot_without_news_is_said_all_the_same()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3"));
        var plan = _ledger.Import(Made.Votes(Tuesday, $"{A},1,2,3"));
        plan.Statements.Select(s => s.GetType()).ShouldBe([typeof(Snapshot), typeof(Form)], "the row is of Tuesday now");
        _ledger.Import(Made.Votes(Monday, $"{A},9,9,9")).Counts.Older.ShouldBe(1);
    }

    [Fact]
    public void A_row_that_is_gone_from_the_file_is_no_withdrawal()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3", $"{B},4,5,6"));
        _ledger.Import(Made.Votes(Tuesday, $"{A},1,2,3"));
        _ledger.Votes(B).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void Another_file_of_the_same_time_adds_its_own_stations_and_its_contradictions_are_refused()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3", $"{B},,,"));
        var plan = _ledger.Import(Made.Votes(Monday, $"{A},1,2,4", $"{B},5,5,5", $"{C},4,5,6"));
        plan.Counts.ShouldBe(new FeedCounts { Refused = 2, New = 1 });
        plan.Flaws.Select(flaw => (flaw.File, flaw.Line, flaw.Column)).ShouldBe([("made.csv", 2, "kode"), ("made.csv", 3, "kode")]);
        plan.Flaws[0].Reason.ShouldContain("same time");
        plan.Flaws[0].Reason.ShouldContain("IV.3 3 → 4");
        _ledger.Votes(A).ShouldBe([1, 2, 3]);
        _ledger.Votes(B).ShouldBeNull();
        _ledger.Votes(C).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void The_times_of_two_rows_say_which_is_newer_whatever_time_is_given_to_their_files()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3"), "2024-02-21T00:00:00Z");
        _ledger.Import(Made.Votes(Tuesday, $"{A},4,5,6")).Counts.Corrections.ShouldBe(1);
        _ledger.Votes(A).ShouldBe([4, 5, 6]);
        _ledger.Import(Made.Votes(Monday, $"{A},7,7,7"), "2024-02-25T00:00:00Z").Dropped.ShouldHaveSingleItem();
        _ledger.Votes(A).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_newer_row_in_a_file_whose_other_rows_are_older_than_the_last_is_taken()
    {
        _ledger.Import(Made.Csv($"kode,paslon_1,paslon_2,paslon_3,ts\n{A},1,2,3,{Monday}\n{B},1,1,1,{Wednesday}\n"));
        _ledger.Import(Made.Votes(Tuesday, $"{A},4,5,6", $"{B},1,1,1")).Counts.ShouldBe(new FeedCounts { Corrections = 1, Older = 1 });
        _ledger.Votes(A).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void Without_a_time_of_the_row_that_of_the_file_decides()
    {
        _ledger.Import(Made.Csv($"kode,paslon_1,paslon_2,paslon_3\n{A},1,2,3\n"), "2024-02-20T00:00:00Z");
        _ledger
            .Import(Made.Csv($"kode,paslon_1,paslon_2,paslon_3,ts\n{A},4,5,6,{Monday}\n{B},1,1,1,{Wednesday}\n"))
            .Counts.Corrections.ShouldBe(1);
    }

    [Fact]
    public void A_row_that_says_the_same_again_later_is_the_newest_all_the_same()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3"));
        _ledger.Import(Made.Votes(Wednesday, $"{A},1,2,3")).Counts.ShouldBe(new FeedCounts { Unchanged = 1 });
        _ledger.Import(Made.Votes(Tuesday, $"{A},9,9,9")).Counts.ShouldBe(new FeedCounts { Older = 1 });
        _ledger.Votes(A).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_row_dated_after_the_time_given_to_its_file_is_a_contradiction()
    {
        var feed = Made.Votes(Tuesday, $"{A},1,2,3");
        feed.At(Made.Time("2024-02-18T00:00:00Z"), Made.Now, out var error).ShouldBeNull();
        error.ShouldNotBeNull().Reason.ShouldContain("made.csv:2) is dated 2024-02-20T05:00:00Z, after it");
    }

    [Fact]
    public void A_re_vote_is_one_in_the_ledger_even_with_the_same_figures()
    {
        const string header = "kode,paslon_1,paslon_2,paslon_3,psu,ts\n";
        _ledger.Import(Made.Csv($"{header}{A},1,2,3,Reguler,{Monday}\n"));
        var plan = _ledger.Import(Made.Csv($"{header}{A},1,2,3,Pemungutan Suara Ulang,{Tuesday}\n"));
        plan.OtherPolls.ShouldBe(1);
        plan.Statements.OfType<Form>().ShouldHaveSingleItem().Poll.ShouldBe(PollKind.Revote);
        var station = _ledger.Record.Tree.FindStation(RegionCode.Parse(A));
        _ledger.Contest.SourceRow(station).ShouldBe(new SourceNote(Made.Time("2024-02-20T05:00:00Z"), PollKind.Revote));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_import_that_broke_off_goes_on_where_it_was(int appended)
    {
        var before = Made.Votes(Monday, $"{C},9,9,9");
        _ledger.Import(before);
        var feed = Made.Votes(Tuesday, $"{A},1,2,3", $"{B},4,5,6", $"{C},,,");
        _ledger.Append(_ledger.Plan(feed), appended);

        var rest = _ledger.Import(feed);
        rest.Flaws.ShouldBeEmpty();
        rest.Counts.Rows.ShouldBe(3);
        rest.Counts.Repeated.ShouldBe(appended - 1);
        _ledger.Votes(A).ShouldBe([1, 2, 3]);
        _ledger.Votes(B).ShouldBe([4, 5, 6]);
        _ledger.Votes(C).ShouldBeNull();
        _ledger.Import(feed).Statements.ShouldBeEmpty();
    }

    [Fact]
    public void An_import_that_broke_off_goes_on_after_another_file_came_between()
    {
        var feed = Made.Votes(Tuesday, $"{A},1,2,3", $"{B},4,5,6");
        _ledger.Append(_ledger.Plan(feed), 2);
        _ledger.Import(Made.Votes(Monday, $"{C},7,8,9"));

        _ledger.Import(feed).Counts.ShouldBe(new FeedCounts { Repeated = 1, New = 1 });
        _ledger.Votes(B).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_broken_off_import_does_not_let_a_third_file_of_its_time_speak_over_it()
    {
        var feed = Made.Votes(Tuesday, $"{A},1,2,3", $"{B},4,5,6");
        _ledger.Append(_ledger.Plan(feed), 2);
        _ledger.Import(Made.Votes(Tuesday, $"{A},1,1,1", $"{B},1,1,1")).Counts.ShouldBe(new FeedCounts { Refused = 2 });
    }

    [Fact]
    public void Rows_that_do_not_fit_the_ballot_are_refused()
    {
        var feed = Made.Csv($"kode,paslon_1,paslon_2,ts\n{A},1,2,{Monday}\n", new FeedScope(Made.Tree, [1, 2]));
        var plan = _ledger.Import(feed);
        plan.Statements.ShouldBeEmpty();
        plan.Counts.ShouldBe(new FeedCounts { Refused = 1 });
        plan.Flaws.ShouldHaveSingleItem().Reason.ShouldContain("ballot");
    }

    [Fact]
    public void Flawed_rows_are_not_listed_in_the_snapshot_so_that_a_mended_file_can_still_say_them()
    {
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3", $"{B},x,5,6")).Flaws.ShouldHaveSingleItem().Column.ShouldBe("paslon_1");
        _ledger.Import(Made.Votes(Monday, $"{A},1,2,3", $"{B},4,5,6")).Counts.ShouldBe(new FeedCounts { Repeated = 1, New = 1 });
    }
}
