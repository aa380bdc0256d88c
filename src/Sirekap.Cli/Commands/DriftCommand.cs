using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap drift</c>: where figures became others on their way from the polling stations to the nation, by whom, why, and who gained
/// (penyandingan: what the Constitutional Court had compared in 2024).
/// </summary>
public static class DriftCommand
{
    public static Command Create()
    {
        var (data, election, contest, json) = (
            CommonOptions.Data(),
            CommonOptions.Election(),
            CommonOptions.Contest(),
            CommonOptions.Json()
        );
        var region = new Argument<string>("REGION")
        {
            Description = "the region within which; 0, the nation, unless told",
            DefaultValueFactory = _ => "0",
        };
        var csv = new Option<string?>("--csv") { Description = "a file for the same as a table for programs (CSV)" };
        var command = new Command("drift", "Show where figures changed between stations and certified totals, by whom, and who gained.")
        {
            region,
            data,
            election,
            contest,
            csv,
            json,
        };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(csv) is { } path ? CommonOptions.NewFile("--csv", path) : null;
            using var ledger = LedgerReader.Open(CommonOptions.Folder(CommonOptions.Path(parsed, data), parsed.GetValue(election)));
            var within = CommonOptions.InRegion(ledger.Record, parsed.GetValue(region)!);
            var inContest = CommonOptions.InContest(ledger.Record, parsed.GetValue(contest));
            Drift[] drifts = [.. Drifts.Of(ledger.Record, inContest, within)];
            var names = PlaceNames.Of(ledger.Record, ledger.Folder.Blobs);
            if (file is not null)
            {
                File.WriteAllBytes(file, CsvFile.Encode(TableOf(ledger, inContest.Contest, names, drifts)));
            }

            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(Json(ledger, inContest, within, drifts));
            }
            else
            {
                Show(ledger, inContest, names, within, drifts);
            }

            return Exit.Holds;
        });
        return command;
    }

    private static void Show(LedgerReader ledger, ContestRecord contest, ElectionNames names, int region, IReadOnlyList<Drift> drifts)
    {
        var record = ledger.Record;
        Console.Out.WriteLine($"{record.Head.Election} {contest.Contest.Code}, region {record.Tree.Region(region)}");
        foreach (var drift in drifts)
        {
            var (name, key) = (NameOf(names, drift.Place), record.Keys[drift.Key]);
            Console.Out.WriteLine(
                $"{TierOf(drift.Tier), -9}{drift.Place, -14}{drift.Figure, -10}{Text(drift.Before)} → {Text(drift.After)} "
                    + $"({Signed(drift.By)}), {WordOf(drift.Cause)}, entry {drift.Entry} by {Words.Roles.Of(key.Role)} {key.Name}, {name}"
            );
        }

        foreach (var gain in drifts.GroupBy(drift => drift.Figure).Where(of => of.Sum(drift => drift.By) != 0).OrderBy(of => $"{of.Key}"))
        {
            Console.Out.WriteLine(
                $"in all   {gain.Key, -10}{Signed(gain.Sum(drift => drift.By))}{Choice(contest.Contest, names, gain.Key)}"
            );
        }

        Console.Out.WriteLine(
            $"{drifts.Count:N0} figures, {drifts.Count(drift => drift.Cause == DriftCause.Unexplained):N0} of them unexplained; "
                + $"ledger of {ledger.Tree.Size:N0} entries, root {ledger.Tree.Root()}"
        );
    }

    private static string Json(LedgerReader ledger, ContestRecord contest, int region, IReadOnlyList<Drift> drifts)
    {
        using var bytes = new MemoryStream();
        using (var w = new Utf8JsonWriter(bytes))
        {
            w.WriteStartObject();
            w.WriteString("election", ledger.Record.Head.Election);
            w.WriteString("kind", Words.Kinds.Of(ledger.Record.Definition.Kind));
            w.WriteString("contest", contest.Contest.Code);
            w.WriteString("region", ledger.Record.Tree.Region(region).ToString());
            w.WriteNumber("index", ledger.Tree.Size);
            w.WriteString("checkpoint", ledger.Tree.Root().ToString());
            w.WriteStartArray("drift");
            foreach (var drift in drifts)
            {
                w.WriteStartObject();
                w.WriteString("tier", TierOf(drift.Tier));
                w.WriteString("place", drift.Place.ToString());
                w.WriteString("figure", drift.Figure.ToString());
                Number(w, "before", drift.Before);
                Number(w, "after", drift.After);
                w.WriteNumber("by", drift.By);
                w.WriteString("cause", WordOf(drift.Cause));
                w.WriteNumber("entry", drift.Entry);
                w.WriteString("role", Words.Roles.Of(ledger.Record.Keys[drift.Key].Role));
                w.WriteString("key", ledger.Record.Keys[drift.Key].Name.ToString());
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static Table TableOf(LedgerReader ledger, Contest contest, ElectionNames names, IReadOnlyList<Drift> drifts)
    {
        var record = ledger.Record;
        return new Table(
            "drift",
            $"Where figures of {contest.Code} changed",
            [
                new("tier", CellKind.Code),
                new("region", CellKind.Code),
                new("name", CellKind.Text),
                new("place", CellKind.Code),
                new("choice", CellKind.Text),
                new("before", CellKind.Number),
                new("after", CellKind.Number),
                new("by", CellKind.Number),
                new("cause", CellKind.Code),
                new("entry", CellKind.Number),
                new("time", CellKind.Time),
                new("role", CellKind.Code),
                new("key", CellKind.Code),
            ],
            drifts.Select(drift =>
                (IReadOnlyList<Cell>)
                    [
                        Cell.Code(TierOf(drift.Tier)),
                        Cell.Code(drift.Place.ToString()),
                        Cell.Text(NameOf(names, drift.Place)),
                        Cell.Code(drift.Figure.ToString()),
                        Cell.Text(Choice(contest, names, drift.Figure).Trim()),
                        Cell.Number(drift.Before),
                        Cell.Number(drift.After),
                        Cell.Number(drift.By),
                        Cell.Code(WordOf(drift.Cause)),
                        Cell.Number(drift.Entry),
                        Cell.Time(record.Times.At(drift.Entry)),
                        Cell.Code(Words.Roles.Of(record.Keys[drift.Key].Role)),
                        Cell.Code(record.Keys[drift.Key].Name.ToString()),
                    ]
            ),
            new TableSource(
                record.Head.Election,
                Words.Kinds.Of(record.Definition.Kind),
                ledger.Tree.Size,
                ledger.Tree.Root().ToString(),
                record.Times.Now
            )
        );
    }

    /// <summary>Whose votes they are, where all districts of the contest have the same; else nothing.</summary>
    private static string Choice(Contest contest, ElectionNames names, PaperPlace figure) =>
        figure.Part is PaperPart.Votes or PaperPart.PartyTotal && contest.Districts.Count == 1
            ? $"  {names.ChoiceName(contest.Code, contest.Districts[0].Code, figure.Choice)}"
            : "";

    private static string NameOf(ElectionNames names, RegionCode place) =>
        place.Level == Level.Station ? names.StationName(place) : names.RegionName(place);

    private static string TierOf(Level tier) => tier.ToString().ToLowerInvariant();

    private static string WordOf(DriftCause cause) => JsonNamingPolicy.KebabCaseLower.ConvertName(cause.ToString());

    private static string Text(long? figure) => figure?.ToString("N0", CultureInfo.InvariantCulture) ?? "—";

    private static string Signed(long by) => by.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    private static void Number(Utf8JsonWriter w, string name, long? figure)
    {
        if (figure is { } given)
        {
            w.WriteNumber(name, given);
        }
        else
        {
            w.WriteNull(name);
        }
    }
}
