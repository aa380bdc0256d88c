using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;

namespace Sirekap.Cli.Rehearsing;

/// <summary>What a rehearsal came to, for people and for programs.</summary>
internal sealed class RehearsalReport(RehearsedElection election, RehearsalOutcome outcome, Findings findings)
{
    /// <summary>Stations that are not accepted, in the text; all are in the JSON.</summary>
    private const int MostListed = 40;

    private Journal Journal => outcome.Journal;

    /// <summary>What people read.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var contests = string.Join(", ", election.Definition.Structure.Contests.Select(contest => contest.Code));
        var (accepted, already, refused) = (Sum("accepted"), Sum("stood already"), Sum("refused: "));
        Line(
            text,
            $"rehearsal {election.Folder.Id}: {election.Tree.StationCount:N0} stations, contests {contests}, seed {election.Options.Seed}"
        );
        Line(text, $"{accepted + already + refused:N0} acts: {accepted:N0} accepted, {already:N0} stood already, {refused:N0} refused");
        foreach (var ((what, trouble, result), times) in Journal.Counts.OrderBy(count => count.Key.Trouble, StringComparer.Ordinal))
        {
            Line(text, $"  {trouble, -16} {what, -17} {times, 9:N0}  {result}");
        }

        Line(text, $"server started {outcome.Starts} times; {outcome.AskedAgain:N0} times somebody was asked to come again");
        Classes(text);
        Line(
            text,
            $"{Journal.Receipts.Count:N0} receipts held against the ledger, {Journal.Blobs.Count:N0} photos and words against the folder"
        );
        Published(text);
        Line(
            text,
            $"times: night {outcome.Times.Night.TotalSeconds:N1} s, publishing and verifying {outcome.Times.Checking.TotalSeconds:N1} s; "
                + $"answers half within {outcome.Times.Within(0.5):N2} ms, 99 of 100 within {outcome.Times.Within(0.99):N2} ms, all within "
                + $"{outcome.Times.Within(1):N2} ms"
        );
        foreach (var broken in findings.Broken)
        {
            Line(text, $"BROKEN  {broken}");
        }

        text.Append(
            findings.Broken.Count == 0
                ? "holds: nothing acknowledged is lost, nothing is counted twice, every station that is not accepted is explained"
                : $"DOES NOT HOLD: {findings.Broken.Count:N0} findings; --seed {election.Options.Seed} gives the same night again"
        );
        return text.ToString();
    }

    /// <summary>What programs read.</summary>
    public string Json()
    {
        var json = new JsonObject
        {
            ["holds"] = findings.Broken.Count == 0,
            ["election"] = election.Folder.Id,
            ["stations"] = election.Tree.StationCount,
            ["seed"] = election.Options.Seed,
            ["broken"] = new JsonArray([.. findings.Broken.Select(broken => (JsonNode)broken)]),
            ["acts"] = new JsonArray([
                .. Journal.Counts.Select(count =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["what"] = count.Key.What,
                            ["trouble"] = count.Key.Trouble.Length == 0 ? null : count.Key.Trouble,
                            ["outcome"] = count.Key.Outcome,
                            ["times"] = count.Value,
                        }
                ),
            ]),
            ["starts"] = outcome.Starts,
            ["receipts"] = Journal.Receipts.Count,
            ["blobs"] = Journal.Blobs.Count,
            ["entries"] = findings.Checkpoint?.Size,
            ["root"] = findings.Checkpoint?.Root.ToString(),
            ["manifest"] = findings.Manifest.ToString(),
            ["notAccepted"] = new JsonArray([
                .. Journal
                    .Count.Unsettled()
                    .Select(station =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["contest"] = station.Contest,
                                ["station"] = station.Station.ToString(),
                                ["class"] = NameOf(station.Class),
                                ["why"] = station.Why,
                            }
                    ),
            ]),
            ["measured"] = new JsonObject
            {
                ["nightSeconds"] = outcome.Times.Night.TotalSeconds,
                ["checkingSeconds"] = outcome.Times.Checking.TotalSeconds,
                ["answerMedianMs"] = outcome.Times.Within(0.5),
                ["answer99Ms"] = outcome.Times.Within(0.99),
            },
        };
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }

    private void Classes(StringBuilder text)
    {
        if (findings.Verification?.Record is not { } record)
        {
            return;
        }

        foreach (var contest in record.Contests)
        {
            var totals = contest.Tally.Totals(record.Tree.FindRegion(RegionCode.Nation));
            Line(
                text,
                $"{contest.Contest.Code}: {totals.TotalStations:N0} stations; accepted {totals.Accepted.Stations:N0}, unchecked "
                    + $"{totals.Unchecked.Stations:N0}, under review {totals.UnderReview.Stations:N0}, no form "
                    + $"{totals.TotalStations - totals.Received:N0}"
            );
        }

        var unsettled = Journal.Count.Unsettled().ToList();
        foreach (var station in unsettled.Take(MostListed))
        {
            Line(text, $"  not accepted: {station.Contest} {station.Station} {NameOf(station.Class)}: {station.Why}");
        }

        if (unsettled.Count > MostListed)
        {
            Line(text, $"  and {unsettled.Count - MostListed:N0} more");
        }
    }

    private void Published(StringBuilder text)
    {
        if (findings is { Published: { } published, Checkpoint: { } checkpoint })
        {
            Line(text, $"ledger of {checkpoint.Size:N0} entries, root {checkpoint.Root}");
            Line(text, $"published {published.Files:N0} files, {published.Bytes / 1e6:N1} MB, manifest {findings.Manifest}");
        }

        if (findings.Verification is { } verified)
        {
            Line(
                text,
                $"verified: {(verified.Holds ? "holds" : "does not hold")}, log key {(verified.LogPinned ? "" : "not ")}pinned, root key "
                    + $"{(verified.RootPinned ? "" : "not ")}pinned; sums of all regions in all classes by hand and from the record"
            );
        }
    }

    private int Sum(string outcome) =>
        Journal.Counts.Where(count => count.Key.Outcome.StartsWith(outcome, StringComparison.Ordinal)).Sum(count => count.Value);

    private static string NameOf(StationClass its) =>
        its switch
        {
            StationClass.UnderReview => "underReview",
            StationClass.Unchecked => "unchecked",
            StationClass.Accepted => "accepted",
            _ => "none",
        };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
