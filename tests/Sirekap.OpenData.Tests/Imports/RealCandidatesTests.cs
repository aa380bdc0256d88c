using System.IO.Compression;
using System.Text.RegularExpressions;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>The DPR of 2024 by candidate as a copy, against sums that are made of the lines of the file and nothing else.</summary>
public sealed partial class RealCandidatesTests
{
    private const string Districts = "second/dpr2024/suara-caleg-dpr.csv.gz";
    private const string Village = "second/dpr2024/hr-tps-caleg-1671041005.csv.gz";

    [Fact]
    public void Parties_and_candidates_of_84_districts_are_the_sums_of_their_file_at_every_level()
    {
        var rows = Lines(Districts)
            .Select(line => DistrictLine().Match(line))
            .Select(match =>
                (
                    Place: match.Groups["place"].Value,
                    Choice: ChoiceOf(match.Groups["party"], match.Groups["candidate"]),
                    Votes: long.Parse(match.Groups["votes"].Value)
                )
            )
            .ToList();
        rows.Count.ShouldBe(11_428);
        rows.Sum(row => row.Votes).ShouldBe(151_796_539);
        var feed = CandidateTableTests.Begin(SharedData.File(Districts), out var defined, out var tree);
        feed.Flaws.ShouldBeEmpty();
        using var ledger = new CopyLedger(defined, tree);

        ledger.Import(feed, "2024-03-20T15:19:00Z");

        var contest = defined.Structure.Contests[0];
        contest.Districts.Count.ShouldBe(84);
        contest.Districts.Sum(district => district.Seats).ShouldBe(580);
        for (var region = 0; region < tree.RegionCount; region++)
        {
            var code = tree.Region(region);
            var here = rows.Where(row => DistrictUnit.TryFind(row.Place, out var its) && (its.IsWithin(code) || code.IsWithin(its)));
            ShouldBeSums(ledger, contest, region, here.Select(row => (row.Choice, row.Votes)));
        }
    }

    [Fact]
    public void Candidates_of_the_65_stations_of_a_village_are_the_sums_of_their_file()
    {
        var rows = Lines(Village)
            .Select(line => line.Split(','))
            .Select(cells => (Place: cells[0], Choice: new Choice(int.Parse(cells[1]), int.Parse(cells[2])), Votes: long.Parse(cells[4])))
            .ToList();
        rows.Count.ShouldBe(9_230);
        var feed = CandidateTableTests.Begin(SharedData.File(Village), out var defined, out var tree, "1601");
        feed.Flaws.ShouldBeEmpty();
        using var ledger = new CopyLedger(defined, tree);

        ledger.Import(feed, "2024-03-20T15:19:00Z");

        (tree.StationCount, defined.Structure.Unit).ShouldBe((65, CountingUnit.Station));
        var contest = defined.Structure.Contests[0];
        for (var region = 0; region < tree.RegionCount; region++)
        {
            ShouldBeSums(ledger, contest, region, rows.Select(row => (row.Choice, row.Votes)));
        }

        var totals = ledger.Contest.Tally.Totals(0);
        totals.Reported.Votes.Sum().ShouldBe(10_415);
        // The votes for parties alone are not in the file: no station's form is whole.
        totals.UnderReview.Stations.ShouldBe(65);
        for (var station = 0; station < tree.StationCount; station++)
        {
            var code = tree.Station(station).ToString();
            var votes = Made.VotesOf(ledger.Contest.Tally.Fields(station)!);
            var ballot = contest.Districts[0].Choices;
            for (var i = 0; i < ballot.Count; i++)
            {
                var expected = rows.Where(row => row.Place == code && row.Choice == ballot[i]).Select(row => (int?)row.Votes);
                votes[i].ShouldBe(expected.SingleOrDefault(), $"{ballot[i]} at {code}");
            }
        }
    }

    [Fact]
    public void The_districts_of_the_results_are_those_of_the_list_of_districts()
    {
        var listed = Lines("second/dapil2024/dapil-wilayah-2024.csv.gz")
            .Where(line => line.StartsWith("dpr,", StringComparison.Ordinal))
            .Select(line => line.Split(',')[1])
            .Distinct();
        CandidateTableTests.Begin(SharedData.File(Districts), out var defined, out _);

        defined.Structure.Contests[0].Districts.Select(district => district.Code).ShouldBe(listed.Order(StringComparer.Ordinal));
    }

    /// <summary>Within a district every candidate, in a wider place every party with its candidates.</summary>
    private static void ShouldBeSums(CopyLedger ledger, Contest contest, int region, IEnumerable<(Choice Choice, long Votes)> rows)
    {
        var totals = ledger.Contest.Tally.Totals(region);
        var code = ledger.Record.Tree.Region(region);
        var ballot = contest.BallotOf(code);
        var expected = rows.ToLookup(row => ballot.District is null ? new Choice(row.Choice.Number) : row.Choice, row => row.Votes);
        totals.Accepted.Votes.Sum().ShouldBe(0);
        totals.Reported.Votes.Sum().ShouldBe(expected.Sum(group => group.Sum()), code.ToString());
        foreach (var (choice, votes) in ballot.Columns.Zip(totals.Reported.Votes))
        {
            votes.ShouldBe(expected[choice].Sum(), $"{choice} in {code}");
        }

        foreach (var line in ballot.Lines)
        {
            line.In(totals.Reported.Votes)
                .ShouldBe(expected.Where(group => group.Key.Number == line.Number).Sum(group => group.Sum()), $"{line.Number} in {code}");
        }
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(SharedData.Path(path));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static Choice ChoiceOf(Group party, Group candidate) =>
        new(int.Parse(party.Value), candidate.Length == 0 ? 0 : int.Parse(candidate.Value));

    [GeneratedRegex(
        "^(?<place>[0-9]{4}),[^,]*,(?<party>[0-9]+),[0-9]*,(?<candidate>[0-9]*),.*,(?<votes>[0-9]+)$",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex DistrictLine();
}
