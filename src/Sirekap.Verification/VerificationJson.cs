using System.Text.Json;
using System.Text.Json.Nodes;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <summary>The answer of <c>verify --json</c>.</summary>
internal static class VerificationJson
{
    public static string Of(VerificationReport report)
    {
        var json = new JsonObject
        {
            ["holds"] = report.Holds,
            ["verdict"] = VerifyCommand.Verdict(report),
            ["flaws"] = new JsonArray([
                .. report.Flaws.Select(flaw => (JsonNode)new JsonObject { ["where"] = flaw.Where, ["what"] = flaw.What }),
            ]),
            ["signatures"] = report.Signatures,
            ["logKey"] = report.LogKey,
            ["logPinned"] = report.LogPinned,
            ["rootKeys"] = Strings(report.RootKeys),
            ["rootPinned"] = report.RootPinned,
            ["toldUntil"] = report.ToldUntil,
            ["witnesses"] = Strings(report.Witnesses),
            ["cosigned"] = new JsonArray([
                .. report.Cosigned.Select(by => (JsonNode)new JsonObject { ["witness"] = by.Witness, ["time"] = by.Time }),
            ]),
            ["files"] = report.Files,
            ["bytes"] = report.Bytes,
            ["others"] = Strings(report.Others),
            ["attached"] = new JsonObject { ["listed"] = report.AttachedListed, ["here"] = report.AttachedHere },
        };
        if (report.Checkpoint is { } checkpoint)
        {
            json["checkpoint"] = new JsonObject
            {
                ["origin"] = checkpoint.Origin,
                ["size"] = checkpoint.Size,
                ["root"] = checkpoint.Root.ToString(),
            };
        }

        if (report.Record is { } record)
        {
            json["election"] = record.Head.Election;
            json["kind"] = Words.Kinds.Of(record.Definition.Kind);
            json["contests"] = Contests(record);
            json["added"] = new JsonArray([.. record.Additions.Select(addition => (JsonNode)Added(addition))]);
            json["candidates"] = new JsonArray([.. record.Candidacies.Select(said => (JsonNode)Changed(said))]);
            json["withheld"] = new JsonArray([
                .. report.Withheld.Select(w =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["blob"] = w.Blob.ToString(),
                            ["ground"] = w.Ground,
                            ["by"] = w.By,
                        }
                ),
            ]);
        }

        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }

    private static JsonObject Contests(ElectionRecord record)
    {
        var contests = new JsonObject();
        foreach (var contest in record.Contests)
        {
            var totals = contest.Tally.Totals(record.Tree.FindRegion(RegionCode.Nation));
            var json = Sums(totals);
            if (contest.Past.AddedAt(0, 0, record.Count) is { } added)
            {
                json["withoutAdded"] = Sums(totals - added);
            }

            contests[contest.Contest.Code] = json;
        }

        return contests;
    }

    private static JsonObject Sums(RegionTotals totals) =>
        new()
        {
            ["stations"] = totals.TotalStations,
            ["received"] = totals.Received,
            ["accepted"] = totals.Accepted.Stations,
            ["unchecked"] = totals.Unchecked.Stations,
            ["underReview"] = totals.UnderReview.Stations,
            ["acceptedVotes"] = Numbers(totals.Accepted.Votes),
            ["reportedVotes"] = Numbers(totals.Reported.Votes),
        };

    private static JsonObject Added(Addition addition) =>
        new()
        {
            ["entry"] = addition.Index,
            ["proposed"] = addition.Proposal.Index,
            ["ground"] = Words.AdditionGrounds.Of(addition.Ground),
            ["stations"] = addition.Stations.StationCount,
            ["by"] = Strings(addition.Proposal.Agreed.Select(key => key.Name.ToString())),
        };

    private static JsonObject Changed(Candidacy said) =>
        new()
        {
            ["entry"] = said.Index,
            ["proposed"] = said.Proposal.Index,
            ["contest"] = said.Statement.Contest,
            ["district"] = said.Statement.District,
            ["choice"] = said.Statement.Choice.ToString(),
            ["status"] = Words.CandidateStatuses.Of(said.Statement.Status),
            ["ground"] = Words.CandidateGrounds.Of(said.Statement.Ground),
            ["since"] = said.Statement.Since.ToString(),
            ["by"] = Strings(said.Proposal.Agreed.Select(key => key.Name.ToString())),
        };

    private static JsonArray Strings(IEnumerable<string> strings) => new([.. strings.Select(s => (JsonNode)s)]);

    private static JsonArray Numbers(IEnumerable<long> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);
}
