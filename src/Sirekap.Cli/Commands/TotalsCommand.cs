using System.CommandLine;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap totals</c>: a region's sums by class, as the ledger on this disk gives them.</summary>
public static class TotalsCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var contest = CommonOptions.Contest();
        var region = new Option<string>("--region") { Description = "the region's code; 0 is the nation", DefaultValueFactory = _ => "0" };
        var json = CommonOptions.Json();
        var command = new Command("totals", "Show a region's totals.") { data, election, contest, region, json };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
            using var progress = new ProgressLine();
            using var ledger = LedgerReader.Open(folder, done => progress.Report("reading", done, 0));
            progress.Dispose();
            return Show(ledger, parsed.GetValue(contest), parsed.GetValue(region)!, parsed.GetValue(json));
        });
        return command;
    }

    private static int Show(LedgerReader ledger, string? contestCode, string regionCode, bool json)
    {
        var record = ledger.Record;
        var contest = CommonOptions.InContest(record, contestCode);
        var code = contest.Contest.Code;
        var region = CommonOptions.InRegion(record, regionCode);
        var at = record.Tree.Region(region);
        var totals = contest.Tally.Totals(region);
        var added = contest.Past.AddedAt(region, region, record.Count);
        if (json)
        {
            var w = new CanonicalWriter();
            w.Raw("{\"election\":"u8).String(record.Head.Election).Raw(",\"kind\":"u8).String(Words.Kinds.Of(record.Definition.Kind));
            w.Raw(",\"contest\":"u8).String(code).Raw(",\"region\":"u8).String(at.ToString()).Raw(",\"index\":"u8).Number(ledger.Tree.Size);
            w.Raw(",\"checkpoint\":"u8)
                .String(ledger.Tree.Root().ToString())
                .Raw(","u8)
                .Sums(totals)
                .Raw(","u8)
                .Counts(totals)
                .WithoutAdded(totals, added)
                .Raw("}"u8);
            Console.Out.WriteLine(Encoding.ASCII.GetString(w.Written));
            return Exit.Holds;
        }

        var kind =
            record.Definition.Kind == ElectionKind.Real
                ? ""
                : $" — {Words.Kinds.Of(record.Definition.Kind)}, bukan hasil resmi / not an official result";
        Console.Out.WriteLine($"{record.Head.Election} {code}, region {at}{kind}");
        Console.Out.WriteLine(
            $"{totals.Received:N0} of {totals.TotalStations:N0} stations; ledger of {ledger.Tree.Size:N0} entries, "
                + $"root {ledger.Tree.Root()}"
        );
        Line("accepted", totals.Accepted);
        Line("unchecked", totals.Unchecked);
        Line("under review", totals.UnderReview);
        Line("reported", totals.Reported);
        if (added is not null)
        {
            Console.Out.WriteLine($"without the {added.TotalStations:N0} stations added since the election began:");
            Line("accepted", (totals - added).Accepted);
            Line("reported", (totals - added).Reported);
        }

        WhoHasHowMany(record, contest, PlaceNames.Of(record, ledger.Folder.Blobs), at, totals);
        return Exit.Holds;
    }

    /// <summary>Each choice by its name, a party with its candidates; nothing where a region's districts have unlike ones.</summary>
    private static void WhoHasHowMany(ElectionRecord record, ContestRecord contest, ElectionNames names, RegionCode at, RegionTotals totals)
    {
        var ballot = contest.Contest.BallotOf(at);
        if (ballot.Lines.Count == 0)
        {
            return;
        }

        Console.Out.WriteLine($"  votes{"accepted", 14}{"", 9}{"reported", 14}");
        var all = Math.Max(ballot.Lines.Sum(line => line.In(totals.Accepted.Votes)), 1);
        foreach (var line in ballot.Lines)
        {
            var accepted = line.In(totals.Accepted.Votes);
            Console.Out.WriteLine(
                $"  {line.Number, 5}{accepted, 14:N0}{(double)accepted / all, 9:P2}{line.In(totals.Reported.Votes), 14:N0}  {Name(line)}"
            );
        }

        var lead = ballot.Lead(totals.Accepted.Votes);
        if (lead.Line is { } first)
        {
            Console.Out.WriteLine($"  most accepted votes: {Name(first)}, {lead.Votes:N0} more than the next");
        }
        else if (totals.Accepted.Stations > 0)
        {
            Console.Out.WriteLine("  most accepted votes: nobody's alone");
        }

        if (totals.Accepted.Stations < totals.TotalStations)
        {
            Console.Out.WriteLine(
                $"  not final: of {totals.TotalStations:N0} stations {totals.TotalStations - totals.Accepted.Stations:N0} are not among "
                    + $"the accepted: {totals.Unchecked.Stations:N0} unchecked, {totals.UnderReview.Stations:N0} under review, "
                    + $"{totals.TotalStations - totals.Received:N0} without a form"
            );
        }

        string Name(BallotLine line) =>
            ballot.District is { } district
                ? names.ChoiceName(contest.Contest.Code, district.Code, new Choice(line.Number))
                    + Standing(record, contest.Contest.Code, district, new Choice(line.Number))
                : names.PartyName(contest.Contest.Code, new Choice(line.Number));
    }

    /// <summary>Where a choice does not stand any more, how and by which entry. Its votes stay, and are not read without it.</summary>
    private static string Standing(ElectionRecord record, string contest, ElectoralDistrict district, Choice choice)
    {
        var said = record.Candidacies.Last(contest, district.Code, choice);
        var status = said?.Statement.Status ?? district.StatusOf(choice);
        return status == CandidateStatus.Standing
            ? ""
            : $" ({Words.CandidateStatuses.Of(status)}{(said is null ? "" : $", entry {said.Index}")})";
    }

    private static void Line(string name, ClassTotals totals) =>
        Console.Out.WriteLine(
            $"  {name, -13}{totals.Stations, 9:N0} stations  {string.Join("  ", totals.Votes.Select(v => v.ToString("N0").PadLeft(12)))}"
        );
}
