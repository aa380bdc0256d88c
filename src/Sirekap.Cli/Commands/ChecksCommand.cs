using System.CommandLine;
using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap checks</c>: how many stations break which check, and what had become of the figures that were replaced later: in which class
/// they stood when they were in place, which is what the rules would have made of them at the time.
/// </summary>
public static class ChecksCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var contest = CommonOptions.Contest();
        var region = new Option<string>("--region") { Description = "the region's code; 0 is the nation", DefaultValueFactory = _ => "0" };
        var json = CommonOptions.Json();
        var command = new Command("checks", "Count the stations that break each check.") { data, election, contest, region, json };
        command.SetAction(parsed =>
        {
            using var progress = new ProgressLine();
            using var ledger = LedgerReader.Open(
                CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election)),
                done => progress.Report("reading", done, 0)
            );
            progress.Dispose();
            var inContest = CommonOptions.InContest(ledger.Record, parsed.GetValue(contest));
            var at = CommonOptions.InRegion(ledger.Record, parsed.GetValue(region)!);
            var counts = Count(ledger.Record, inContest, ledger.Record.Tree.StationsOf(at));
            Console.Out.WriteLine(parsed.GetValue(json) ? Json(ledger.Record, counts) : Text(ledger.Record, counts));
            return Exit.Holds;
        });
        return command;
    }

    private static Counts Count(ElectionRecord record, ContestRecord contest, StationRange stations)
    {
        var counts = new Counts(record.Rules.Checks.Count);
        for (var station = stations.First; station < stations.End; station++)
        {
            if (contest.Tally.Class(station) == StationClass.None && contest.EventCount(station) == 0)
            {
                continue;
            }

            counts.InPlace[(int)contest.Tally.Class(station)]++;
            Add(counts.Failing, contest.Checks(station).Failing);
            Replaced(record, contest, station, counts);
        }

        return counts;
    }

    /// <summary>Votes that other votes replaced, and votes that went without others in their place.</summary>
    private static void Replaced(ElectionRecord record, ContestRecord contest, int station, Counts counts)
    {
        StationEvent? before = null;
        foreach (var e in contest.History(station))
        {
            var brings = e.Kind is EventKind.Form or EventKind.Correct or EventKind.Settle or EventKind.Transcribe;
            if (before is not null && HasVotes(before) && (brings || e.Kind == EventKind.Withdraw))
            {
                if (!HasVotes(e))
                {
                    counts.Withdrawn[(int)before.Class]++;
                }
                else if (!before.Fields!.Votes.SequenceEqual(e.Fields!.Votes))
                {
                    counts.Changed[(int)before.Class]++;
                    Add(counts.ChangedFailing, record.Rules.Checks.Evaluate(before.Fields, contest.PaperOf(station)).Failing);
                }
            }

            before =
                brings ? e
                : e.Kind == EventKind.Withdraw ? null
                : before;
        }
    }

    private static bool HasVotes(StationEvent e) => e.Fields is { } fields && fields.Votes.ContainsAnyExcept(FormFields.Missing);

    private static void Add(long[] counts, uint failing)
    {
        for (var check = 0; check < counts.Length; check++)
        {
            counts[check] += (failing >> check) & 1;
        }
    }

    private static string Text(ElectionRecord record, Counts counts)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"stations with a form in place: accepted {counts.InPlace[1]:N0}, unchecked {counts.InPlace[2]:N0}, under review "
                + $"{counts.InPlace[3]:N0}"
        );
        text.AppendLine($"{"check", -22}{"severity", -10}{"stations", 10}");
        for (var i = 0; i < counts.Failing.Length; i++)
        {
            var check = record.Rules.Checks[i];
            text.AppendLine($"{check.Code, -22}{check.Severity.ToString().ToLowerInvariant(), -10}{counts.Failing[i], 10:N0}");
        }

        text.AppendLine(
            $"votes replaced later: {counts.Changed.Sum():N0} times; before, they were accepted {counts.Changed[1]:N0}, "
                + $"unchecked {counts.Changed[2]:N0}, under review {counts.Changed[3]:N0}"
        );
        for (var i = 0; i < counts.Failing.Length; i++)
        {
            if (counts.ChangedFailing[i] > 0)
            {
                text.AppendLine($"  of these broke {record.Rules.Checks[i].Code}: {counts.ChangedFailing[i]:N0}");
            }
        }

        text.Append(
            $"votes gone later: {counts.Withdrawn.Sum():N0} times; before, they were accepted {counts.Withdrawn[1]:N0}, "
                + $"unchecked {counts.Withdrawn[2]:N0}, under review {counts.Withdrawn[3]:N0}"
        );
        return text.ToString();
    }

    private static string Json(ElectionRecord record, Counts counts)
    {
        var w = new CanonicalWriter();
        Classes(w.Raw("{\"inPlace\":{"u8), counts.InPlace);
        w.Raw("},\"checks\":{"u8);
        Checks(w, record.Rules.Checks, counts.Failing);
        Classes(w.Raw("},\"replaced\":{"u8), counts.Changed);
        w.Raw(",\"checks\":{"u8);
        Checks(w, record.Rules.Checks, counts.ChangedFailing);
        Classes(w.Raw("}},\"withdrawn\":{"u8), counts.Withdrawn);
        return Encoding.ASCII.GetString(w.Raw("}}"u8).Written);
    }

    private static void Classes(CanonicalWriter w, long[] classes)
    {
        for (var i = 1; i < classes.Length; i++)
        {
            w.Raw(i == 1 ? "\""u8 : ",\""u8).Raw(SumsJson.Word((StationClass)i)).Raw("\":"u8).Number(classes[i]);
        }
    }

    private static void Checks(CanonicalWriter w, Catalogue checks, long[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8).String(checks[i].Code).Raw(":"u8).Number(counts[i]);
        }
    }

    /// <summary>By check, or by class (indexed by <see cref="StationClass"/>).</summary>
    private sealed class Counts(int checks)
    {
        public long[] InPlace { get; } = new long[4];

        public long[] Failing { get; } = new long[checks];

        public long[] Changed { get; } = new long[4];

        public long[] ChangedFailing { get; } = new long[checks];

        public long[] Withdrawn { get; } = new long[4];
    }
}
