using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap plenary transcribe</c>: a district's plenary reads the paper of one station, or of many from a table that two people typed;
/// all rows or none. Where no figure is given the paper says what stands (sesuai).
/// </summary>
public static class PlenaryTranscribeCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("transcribe", "Say what a plenary read from the paper of its stations.")
        {
            options.Data,
            options.Election,
            options.Contest,
            options.Key,
            options.Region,
            options.Source,
            options.Copies,
            options.Reason,
            options.Over,
            options.Photos,
            options.Text,
            options.Table,
            options.Again,
            options.Clock,
            options.Figures,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var asked = Paper.Of(parsed, options);
        var (table, again, given) = (
            parsed.GetValue(options.Table),
            parsed.GetValue(options.Again),
            parsed.GetValue(options.Figures) ?? []
        );
        if ((table is null) != (again is null) || (table is not null && (given.Length > 0 || asked.Blobs.Count > 0)))
        {
            throw new CommandFailure(
                "say either --table FILE and --again FILE, which two people typed without seeing each other's, or NAME=VALUE "
                    + "of one station with its --photo and --text"
            );
        }

        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var columns = new FormColumns(contest.Contest, names);
        var region = parsed.GetValue(options.Region)!;
        var read = table is null
            ? [One(record, contest, columns, region, given)]
            : Both(table, again!, CommonOptions.InRegion(record, region), columns, record.Tree, names);
        return Say(sequencer, contest, names, signer, asked, read, isTable: table is not null);
    }

    /// <summary>Signs what was read, all or nothing; what a plenary has read already, and reads no otherwise, is left out.</summary>
    private static int Say(
        Sequencer sequencer,
        ContestRecord contest,
        ElectionNames names,
        EcdsaSigner signer,
        Paper asked,
        IReadOnlyList<WrittenForm> read,
        bool isTable
    )
    {
        var record = sequencer.Record;
        var (entries, stations, refused) = (new List<ReadOnlyMemory<byte>>(), new List<int>(), 0);
        foreach (var form in read)
        {
            var station = record.Tree.FindStation(form.Station);
            var state = contest.State(station);
            var same = form.Fields.Equals(state.Fields);
            if (state.IsRead && same && asked.IsPlain)
            {
                Console.Out.WriteLine($"{form.Station} {names.StationName(form.Station)}: read so already, by entry {state.ReadBy}");
                continue;
            }

            var entry = Signing.Entry(record.Head, asked.Read(record, contest, station, form.Fields), signer);
            var refusal = state.IsRead && !same && isTable ? ReadOtherwise(form, state) : LedgerByHand.MayNot(record, entry);
            if (refusal is not null)
            {
                LedgerByHand.Refuse(refusal);
                refused++;
                continue;
            }

            entries.Add(entry);
            stations.Add(station);
        }

        if (refused > 0)
        {
            Console.Error.WriteLine($"sirekap: nothing was written: {refused} of {read.Count} are refused");
            return Exit.DoesNotHold;
        }

        foreach (var blob in asked.Blobs)
        {
            sequencer.Folder.Blobs.Add(blob);
        }

        var outcomes = entries.Count == 0 ? [] : LedgerByHand.Append(sequencer, entries);
        foreach (var station in stations)
        {
            StationWords.Tell(record, contest, names, station);
        }

        LedgerByHand.TellSize(sequencer);
        return outcomes is not null && outcomes.All(outcome => outcome.Rejection is null) ? Exit.Holds : Exit.DoesNotHold;
    }

    /// <summary>A table that is given again must not undo what was read anew since: that is said of one station by itself.</summary>
    private static Rejection ReadOtherwise(WrittenForm form, StationState state) =>
        new(
            RejectionCode.Stale,
            $"{form.Station}, line {form.Line}: read otherwise by entry {state.ReadBy}; read anew, it is said by --region {form.Station}"
        );

    private static WrittenForm One(
        ElectionRecord record,
        ContestRecord contest,
        FormColumns columns,
        string code,
        IReadOnlyList<string> figures
    )
    {
        if (!RegionCode.TryParse(code, out var named) || named.Level != Level.Station)
        {
            throw new CommandFailure($"--region {code} is no station: say --table and --again for the stations of a region");
        }

        var station = FormCommand.Station(record, contest.Contest, code);
        var stands = contest.Tally.Fields(record.Tree.FindStation(station));
        var fields = FormCommand.Figures(columns, new FormDraft(columns.Contest, station, stands), figures);
        return fields.IsEmpty
            ? throw new CommandFailure(
                $"{station}: nothing stands there that the paper could say too; expected NAME=VALUE of {columns.Usual}"
            )
            : new WrittenForm(station, fields, 0);
    }

    /// <summary>What two people typed alike.</summary>
    /// <exception cref="CommandFailure">They differ; each difference has been said.</exception>
    private static IReadOnlyList<WrittenForm> Both(
        string one,
        string other,
        int region,
        FormColumns columns,
        RegionTree tree,
        ElectionNames names
    )
    {
        var first = FormCommand.Read(one, columns, tree, names).ToDictionary(form => form.Station);
        var second = FormCommand.Read(other, columns, tree, names).ToDictionary(form => form.Station);
        var differences = 0;
        foreach (var station in first.Keys.Union(second.Keys).Order())
        {
            var (a, b) = (first.GetValueOrDefault(station), second.GetValueOrDefault(station));
            if (!station.IsWithin(tree.Region(region)))
            {
                throw new CommandFailure($"{(a is null ? other : one)}: {station} is not within {tree.Region(region)}");
            }

            foreach (var line in Differences(a, b, one, other, columns.Contest.BallotOf(station)))
            {
                Console.Error.WriteLine($"sirekap: {station} {names.StationName(station)}: {line}");
                differences++;
            }
        }

        return differences == 0
            ? [.. first.Values.OrderBy(form => form.Station)]
            : throw new CommandFailure($"{one} and {other} differ in {differences} places; nothing was written: look at the paper again");
    }

    private static IEnumerable<string> Differences(WrittenForm? a, WrittenForm? b, string one, string other, Ballot ballot) =>
        a is null ? [$"in {other} line {b!.Line}, and not in {one}"]
        : b is null ? [$"in {one} line {a.Line}, and not in {other}"]
        : Elections
            .Forms.Differences.Between(a.Fields, b.Fields, ballot)
            .Select(difference => $"{difference.Place}: {Text(difference.Before)} in {one}, {Text(difference.After)} in {other}");

    private static string Text(int? figure) => figure is null or FormFields.Missing ? "—" : $"{figure}";

    /// <summary>From which paper, and what is said of it beside the figures.</summary>
    private sealed record Paper(
        PaperSource Source,
        Recipients? Copies,
        DifferenceReason Reason,
        IReadOnlyList<string> Over,
        IReadOnlyList<byte[]> Photos,
        byte[]? Text
    )
    {
        /// <summary>Whether nothing is said but the figures.</summary>
        public bool IsPlain => Source == PaperSource.Form && Blobs.Count == 0;

        /// <summary>All bytes that it names.</summary>
        public IReadOnlyList<byte[]> Blobs => Text is null ? Photos : [.. Photos, Text];

        public static Paper Of(ParseResult parsed, Options options)
        {
            var source = RootOptions.Word(Words.PaperSources, parsed.GetValue(options.Source)!, "--source");
            var copies = parsed.GetValue(options.Copies) ?? [];
            if ((source == PaperSource.Copy) != copies.Length > 0)
            {
                throw new CommandFailure("--copy says whose copies were read, where --source is copy, and nowhere else");
            }

            return new Paper(
                source,
                copies.Length == 0 ? null : Whose(copies),
                RootOptions.Word(Words.DifferenceReasons, parsed.GetValue(options.Reason)!, "--reason"),
                parsed.GetValue(options.Over) ?? [],
                [.. (parsed.GetValue(options.Photos) ?? []).Select(ObjectCommand.Photo)],
                WordsFile.Read(parsed.GetValue(options.Text), "--text")
            );
        }

        /// <summary>What was read of one station, over what its plenary was shown: what was read last, or what is in place.</summary>
        public Transcription Read(ElectionRecord record, ContestRecord contest, int station, FormFields fields)
        {
            var state = contest.State(station);
            var shown = state.IsRead ? state.ReadBy : state.InPlace;
            var checks = record.Rules.Checks;
            var failing = checks.Codes(checks.FailingHolds(checks.Evaluate(fields, contest.PaperOf(station))));
            return new Transcription(
                contest.Contest.Code,
                record.Tree.Station(station),
                shown >= 0 ? record.Ids[shown] : null,
                Source,
                Copies,
                Source == PaperSource.Form && shown >= 0 && !fields.Equals(state.Fields) ? Reason : null,
                [.. ReviewCommand.InOrder(record, Over).Intersect(failing)],
                fields,
                [.. Photos.Select(photo => new Digest(Sha256.Hash(photo)))],
                WatchOptions.Reference(Text)
            );
        }

        private static Recipients Whose(IReadOnlyList<string> copies)
        {
            var watchers = new SortedSet<int>();
            foreach (var copy in copies.Where(copy => copy != "pps"))
            {
                watchers.Add(
                    int.TryParse(copy, out var place) && place >= 0
                        ? place
                        : throw new CommandFailure($"--copy {copy}: expected pps, or the place of somebody who watches, from 0")
                );
            }

            return new Recipients(copies.Contains("pps"), [.. watchers]);
        }
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } =
            new("--key") { Description = "the private key of the district; abroad, of the PPLN", Required = true };

        public Option<string> Region { get; } =
            new("--region") { Description = "the station's code; of a table, the village's or district's", Required = true };

        public Option<string> Source { get; } =
            new("--source")
            {
                Description = $"from which paper: {string.Join(", ", Words.PaperSources.Select(source => source.Word))}",
                DefaultValueFactory = _ => Words.PaperSources.Of(PaperSource.Form),
            };

        public Option<string[]> Copies { get; } =
            new("--copy")
            {
                Description =
                    "whose copy was read, where there is no form: pps, or the place of somebody who watches, from 0; may be given again",
            };

        public Option<string> Reason { get; } =
            new("--reason")
            {
                Description = $"why the form says otherwise: {string.Join(", ", Words.DifferenceReasons.Select(reason => reason.Word))}",
                DefaultValueFactory = _ => Words.DifferenceReasons.Of(DifferenceReason.Misread),
            };

        public Option<string[]> Over { get; } =
            new("--over")
            {
                Description = "a check that the paper itself fails, each by its code; so nobody reads past what they have not seen",
            };

        public Option<string[]> Photos { get; } =
            new("--photo") { Description = "a photo of the paper as it was read; may be given again" };

        public Option<string?> Text { get; } = WatchOptions.Text();

        public Option<string?> Table { get; } =
            new("--table") { Description = "a table, a row a station: its code, and all figures of its paper by their names" };

        public Option<string?> Again { get; } =
            new("--again") { Description = "the same table, typed by somebody else who has not seen the first" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();

        public Argument<string[]> Figures { get; } =
            new("NAME=VALUE")
            {
                Description = "the figures that are other than what stands, as valid=120 or 2=61; none where the paper says what stands",
                Arity = ArgumentArity.ZeroOrMore,
            };
    }
}
