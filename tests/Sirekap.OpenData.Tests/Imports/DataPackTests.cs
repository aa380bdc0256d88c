using System.IO.Compression;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>Figures from the README of the data pack.</summary>
public sealed class DataPackTests
{
    private const string Early = "pemilu2024/ppwp-tps/31-20240220.csv.gz";
    private const string Late = "pemilu2024/ppwp-tps/31.csv.gz";

    [Fact]
    public void The_regions_of_2024_have_823236_stations()
    {
        var regions = SharedData.Regions;
        regions.Flaws.ShouldBeEmpty();
        regions.Tree.StationCount.ShouldBe(823_236);
        var levels = regions.Names.Keys.CountBy(region => region.Level).ToDictionary();
        (levels[Level.Province], levels[Level.Regency], levels[Level.District], levels[Level.Village]).ShouldBe((39, 642, 7_405, 83_859));
        regions.StationNames.Count.ShouldBe(3_075);
        regions.Names[RegionCode.Parse("1207281007")].ShouldBe("LUBUK PAKAM I,II");
        regions.StationNames[RegionCode.Parse("9901010001001")].ShouldBe("POS 001");
    }

    [Fact]
    public void All_32_files_have_411476_rows_of_which_305301_have_votes()
    {
        var files = Directory
            .GetFiles(SharedData.Path("pemilu2024/ppwp-tps"), "*.csv.gz")
            .Where(file => !file.EndsWith("31-20240220.csv.gz", StringComparison.Ordinal))
            .ToList();
        files.Count.ShouldBe(32);
        var (rows, withVotes, votes) = (0, 0, 0L);
        foreach (var feed in files.Select(Read))
        {
            feed.Flaws.ShouldBeEmpty();
            feed.Unknown.ShouldBeEmpty();
            feed.Newest.ShouldNotBeNull();
            rows += feed.Rows.Count;
            withVotes += feed.Rows.Count(HasVotes);
            votes += feed.Rows.Sum(row => row.Fields.VotesGiven);
        }

        (rows, withVotes, votes).ShouldBe((411_476, 305_301, 59_203_391));
    }

    [Fact]
    public void The_state_of_a_file_is_its_newest_time()
    {
        // Jakarta 2024-03-04 04:00, as the README's table says.
        Read(SharedData.Path(Late)).Newest.ShouldBe(Made.Time("2024-03-03T21:00:00Z"));
        Read(SharedData.Path(Early)).Newest.ShouldBeNull();
    }

    [Fact]
    public void Jakarta_of_20_February_against_the_final_file()
    {
        var early = Read(SharedData.Path(Early)).Rows.ToDictionary(row => row.Station);
        var late = Read(SharedData.Path(Late)).Rows.ToDictionary(row => row.Station);
        var both = early.Values.Where(row => late.ContainsKey(row.Station)).Select(row => (Before: row, After: late[row.Station])).ToList();

        (early.Count, early.Values.Count(HasVotes)).ShouldBe((30_712, 16_236));
        both.Count(p => HasVotes(p.Before) && p.Before.Fields.Votes.SequenceEqual(p.After.Fields.Votes)).ShouldBe(16_162);
        both.Count(p => HasVotes(p.Before) && HasVotes(p.After) && !p.Before.Fields.Votes.SequenceEqual(p.After.Fields.Votes)).ShouldBe(66);
        both.Count(p => HasVotes(p.Before) && !HasVotes(p.After)).ShouldBe(8);
        both.Count(p => !HasVotes(p.Before) && HasVotes(p.After)).ShouldBe(6_456);
        late.Keys.Count(station => !early.ContainsKey(station)).ShouldBe(54);
    }

    [Fact]
    public void The_order_of_the_columns_makes_no_difference()
    {
        var text = new StreamReader(
            new GZipStream(File.OpenRead(SharedData.Path("pemilu2024/ppwp-tps/91.csv.gz")), CompressionMode.Decompress)
        ).ReadToEnd();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var order = Enumerable.Range(0, lines[0].Length).ToArray();
        new Random(20240214).Shuffle(order);
        var shuffled = string.Concat(lines.Select(line => string.Join(',', order.Select(i => line[i])) + "\n"));

        var scope = new FeedScope(SharedData.Regions.Tree, [1, 2, 3]);
        Made.Csv(shuffled, scope).Rows.ShouldBe(Made.Csv(text, scope).Rows);
    }

    [Fact]
    public void The_zip_of_1000_raw_answers_has_461_with_votes()
    {
        var feed = KpuJsonReader.Read(
            SharedData.Path("pemilu2024/kpu-json/ppwp-tps-1000.zip"),
            new FeedScope(SharedData.Regions.Tree),
            KpuChoiceIds.Known,
            out var error
        );
        error.ShouldBeNull();
        feed.ShouldNotBeNull().Flaws.ShouldBeEmpty();
        feed.Unknown.ShouldBeEmpty();
        (feed.Rows.Count, feed.Rows.Count(HasVotes), feed.Skipped).ShouldBe((1_000, 461, 0));
        feed.Choices.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void The_folder_of_samples_has_one_station_of_this_contest()
    {
        var feed = KpuJsonReader.Read(
            SharedData.Path("pemilu2024/kpu-json"),
            new FeedScope(SharedData.Regions.Tree, [1, 2, 3]),
            KpuChoiceIds.Known,
            out var error
        );
        error.ShouldBeNull();
        var row = feed.ShouldNotBeNull().Rows.ShouldHaveSingleItem();
        feed.Flaws.ShouldBeEmpty();
        row.Station.ToString().ShouldBe("3173011005116");
        Made.VotesOf(row.Fields).ShouldBe([53, 118, 36]);
        (row.Fields[Field.RollMen], row.Fields[Field.SameDayWomen], row.Fields[Field.Voters], row.Fields[Field.AllVotes]).ShouldBe(
            (138, 1, 209, 209)
        );
        feed.Newest.ShouldBe(Made.Time("2024-02-14T17:41:44Z"));
        feed.Skipped.ShouldBe(Directory.GetFiles(SharedData.Path("pemilu2024/kpu-json")).Length - 1);
    }

    [Fact]
    public void Jakarta_goes_into_a_copy_as_forms_corrections_and_withdrawals_and_never_twice()
    {
        using var ledger = new CopyLedger(SharedData.Regions);
        var early = Some(Read(SharedData.Path(Early)));
        var late = Some(Read(SharedData.Path(Late)));
        var before = early.Rows.ToDictionary(row => row.Station, row => row.Fields);
        var changed = late.Rows.Where(row => before.TryGetValue(row.Station, out var was) && !was.Equals(row.Fields)).ToList();

        ledger.Import(early, "2024-02-20T00:00:00Z").Counts.New.ShouldBe(early.Rows.Count(row => !row.Fields.IsEmpty));
        var counts = ledger.Import(late).Counts;
        counts.Corrections.ShouldBe(changed.Count(row => !row.Fields.IsEmpty && !before[row.Station].IsEmpty));
        counts.Withdrawals.ShouldBe(changed.Count(row => row.Fields.IsEmpty));
        counts.Corrections.ShouldBeGreaterThan(0);
        counts.Withdrawals.ShouldBeGreaterThan(0);
        ledger.Plan(late).Statements.ShouldBeEmpty();
        ledger.Plan(early, "2024-02-20T00:00:00Z").Statements.ShouldBeEmpty();
        ledger.Plan(early, "2024-02-20T00:00:00Z").Dropped.ShouldBeEmpty();
        ledger.Contest.Tally.Totals(0).Reported.Votes.ToArray().Sum().ShouldBe(late.Rows.Sum(row => row.Fields.VotesGiven));

        // Signing and verifying all of Jakarta takes longer than a test may: the stations whose votes changed or went, and every hundredth.
        static Feed Some(Feed feed) =>
            feed with
            {
                Rows = [.. feed.Rows.Where(row => row.Station.StationNumber % 100 == 0 || Interesting.Value.Contains(row.Station))],
            };
    }

    private static readonly Lazy<HashSet<RegionCode>> Interesting = new(() =>
    {
        var late = Read(SharedData.Path(Late)).Rows.ToDictionary(row => row.Station, row => row.Fields);
        return
        [
            .. Read(SharedData.Path(Early))
                .Rows.Where(row => HasVotes(row) && !row.Fields.Votes.SequenceEqual(late[row.Station].Votes))
                .Select(row => row.Station),
        ];
    });

    private static Feed Read(string path)
    {
        var feed = KpuCsvReader.Read(SharedData.File(path), new FeedScope(SharedData.Regions.Tree, [1, 2, 3]), out var error);
        error.ShouldBeNull();
        return feed.ShouldNotBeNull();
    }

    private static bool HasVotes(FeedRow row) => row.Fields.Votes.ContainsAnyExcept(FormFields.Missing);
}
