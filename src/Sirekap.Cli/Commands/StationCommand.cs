using System.CommandLine;
using System.Globalization;
using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Proofs;
using Sirekap.Ledger.Storage;
using Sirekap.OpenData.Imports;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap station</c>: one station whole: figures, findings, history, and the receipt of what is in place.</summary>
public static class StationCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var contest = CommonOptions.Contest();
        var code = new Argument<string>("CODE") { Description = "the station's code, 13 characters" };
        var json = CommonOptions.Json();
        var command = new Command("station", "Show a station: figures, findings, history, receipt.")
        {
            data,
            election,
            code,
            contest,
            json,
        };
        command.SetAction(parsed =>
        {
            using var progress = new ProgressLine();
            using var ledger = LedgerReader.Open(
                CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election)),
                done => progress.Report("reading", done, 0)
            );
            progress.Dispose();
            var name = parsed.GetValue(code)!;
            var inContest = CommonOptions.InContest(ledger.Record, parsed.GetValue(contest));
            var station = RegionCode.TryParse(name, out var at) ? ledger.Record.Tree.FindStation(at) : -1;
            if (station < 0)
            {
                throw new CommandFailure($"{name} is no station of this election");
            }

            if (parsed.GetValue(json))
            {
                Json(ledger, inContest, station);
            }
            else
            {
                Text(ledger, inContest, station);
            }

            return Exit.Holds;
        });
        return command;
    }

    private static void Json(LedgerReader ledger, ContestRecord contest, int station)
    {
        var w = new CanonicalWriter();
        var record = ledger.Record;
        w.Raw("{\"election\":"u8).String(record.Head.Election).Raw(",\"kind\":"u8).String(Words.Kinds.Of(record.Definition.Kind));
        w.Raw(",\"contest\":"u8)
            .String(contest.Contest.Code)
            .Raw(",\"index\":"u8)
            .Number(ledger.Tree.Size)
            .Raw(",\"checkpoint\":"u8)
            .String(ledger.Tree.Root().ToString());
        w.Raw(",\"result\":"u8);
        ResultDocument.Station(w, record, contest, station);
        if (Receipt(ledger, contest.InPlace(station)) is { } receipt)
        {
            w.Raw(",\"receipt\":"u8).String(Convert.ToBase64String(receipt.Encode()));
        }

        Console.Out.WriteLine(Encoding.ASCII.GetString(w.Raw("}"u8).Written));
    }

    private static void Text(LedgerReader ledger, ContestRecord contest, int station)
    {
        var record = ledger.Record;
        var output = Console.Out;
        output.WriteLine(
            $"{record.Tree.Station(station)} {contest.Contest.Code}: "
                + $"{Encoding.ASCII.GetString(SumsJson.Word(contest.Tally.Class(station)))}"
        );
        if (record.Tree.MethodOf(station) is var method && method != VotingMethods.UsualOf(record.Tree.Station(station)))
        {
            output.WriteLine($"  votes by   {VotingMethods.WordOf(method)}");
        }

        if (contest.Tally.Fields(station) is { } fields)
        {
            output.WriteLine($"  votes      {string.Join(" / ", fields.Votes.ToArray().Select(Figure))}");
            foreach (var group in Fields.Rows)
            {
                var figures = fields.Counts.Slice((int)group.First, group.Length).ToArray();
                if (figures.Any(f => f != FormFields.Missing))
                {
                    output.WriteLine($"  {group.Paper, -6} {group.Name, -12} {string.Join(" / ", figures.Select(Figure))}");
                }
            }

            foreach (var finding in contest.Findings(station))
            {
                var words = RollWords.Of(finding.Check, RollWords.HasSeveral(contest.Contest.Form));
                output.WriteLine(
                    $"  {(finding.Check.Severity == Severity.Holds ? "HOLDS" : "flag ")} {finding.Check.Code}: "
                        + $"{words.Indonesian} [{StationWords.Figures(finding)}] ({finding.Check.Law})"
                );
            }
        }

        History(record, contest, station, output);
        if (Receipt(ledger, contest.InPlace(station)) is { } receipt)
        {
            output.WriteLine();
            output.Write(Encoding.UTF8.GetString(receipt.Encode()));
        }
        else if (contest.InPlace(station) >= 0)
        {
            output.WriteLine("  no receipt yet: no checkpoint of this entry has been signed");
        }
    }

    private static void History(ElectionRecord record, ContestRecord contest, int station, TextWriter output)
    {
        FormFields? before = null;
        foreach (var e in contest.History(station))
        {
            output.WriteLine(
                $"  entry {e.Index} {record.Times.At(e.Index)} {e.Kind.ToString().ToLowerInvariant()} by "
                    + $"{Words.Roles.Of(record.Keys[e.Key].Role)} {record.Keys[e.Key].Name}"
                    + $"{(e.Taken is { } taken ? $", taken {taken}" : "")}{Show(contest.SourceOf(e.Index))}, then "
                    + $"{Encoding.ASCII.GetString(SumsJson.Word(e.Class))}"
            );
            if (e.Fields is not null)
            {
                foreach (var difference in before is null ? [] : Differences.Between(before, e.Fields, contest.PaperOf(station).Ballot))
                {
                    output.WriteLine($"      {difference}");
                }

                before = e.Fields;
            }
        }
    }

    private static string Show(SourceNote source) =>
        (source.Dated is { } dated ? $", dated {dated}" : "")
        + (source.Poll == PollKind.Regular ? "" : $", of a {Words.Polls.Of(source.Poll)}");

    /// <summary>The proof that what is in place stands in the ledger, under the last checkpoint signed.</summary>
    private static TlogProof? Receipt(LedgerReader ledger, int entry)
    {
        var path = Path.Combine(ledger.Folder.Ledger, "checkpoint");
        return
            entry >= 0
            && File.Exists(path)
            && SignedCheckpoint.TryParse(RegularFile.ReadAllBytes(path), ledger.Record.LogKey, out var checkpoint, out _)
            && entry < checkpoint.Checkpoint.Size
            ? new TlogProof(entry, ledger.Tree.Inclusion(entry, checkpoint.Checkpoint.Size), checkpoint)
            : null;
    }

    private static string Figure(int figure) => figure == FormFields.Missing ? "—" : figure.ToString("N0", CultureInfo.InvariantCulture);
}
