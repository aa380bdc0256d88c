using System.CommandLine;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Record;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap certify</c>: a plenary's word (penetapan, D.HASIL; PKPU 5/2024) on what the stations of its region come to, for elections
/// whose paper is what the record adds up. It is said once every station is among the accepted.
/// </summary>
public static class CertifyCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("certify", "Certify what the stations of a region come to, by the key of its own plenary.")
        {
            options.Data,
            options.Election,
            options.Key,
            options.Contest,
            options.Region,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var region = CommonOptions.InRegion(record, parsed.GetValue(options.Region)!);
        var code = record.Tree.Region(region);
        var totals = contest.Tally.Totals(region);
        if (totals.Accepted.Stations < totals.TotalStations)
        {
            throw new CommandFailure(
                $"of {totals.TotalStations:N0} stations of {code} {totals.TotalStations - totals.Accepted.Stations:N0} are not among the "
                    + $"accepted: {totals.Unchecked.Stations:N0} unchecked, {totals.UnderReview.Stations:N0} under review, "
                    + $"{totals.TotalStations - totals.Received:N0} without a form; a plenary settles them first ('sirekap review')"
            );
        }

        var ballot = contest.Contest.BallotOf(code);
        return WatchOptions.Say(
            sequencer,
            new Totals(
                contest.Contest.Code,
                code,
                totals.TotalStations,
                TotalFigures.Of(ballot, totals.Accepted.Votes, CountsOf(record, contest, region, totals.Accepted))
            ),
            signer,
            [],
            $"of {contest.Contest.Code} in {code}, {totals.TotalStations:N0} stations, "
                + $"{totals.Accepted.Counts[(int)Field.Valid]:N0} valid votes"
        );
    }

    /// <summary>The counts that every station gives; what some leave out nobody can say of all.</summary>
    private static long[] CountsOf(ElectionRecord record, ContestRecord contest, int region, ClassTotals sums)
    {
        var counts = sums.Counts.ToArray();
        var stations = record.Tree.StationsOf(region);
        for (var station = stations.First; station < stations.End; station++)
        {
            if (contest.Contest.TryFindDistrict(record.Tree.Station(station), out _))
            {
                var given = contest.Past.StateAt(station, record.Count).Fields!.Counts;
                for (var field = 0; field < counts.Length; field++)
                {
                    counts[field] = given[field] == FormFields.Missing ? FormFields.Missing : counts[field];
                }
            }
        }

        return counts;
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } = WatchOptions.Key("the plenary's own: district, regency or province; a root for the nation");

        public Option<string> Region { get; } =
            new("--region") { Description = "the plenary's region; 0 is the nation", DefaultValueFactory = _ => "0" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
