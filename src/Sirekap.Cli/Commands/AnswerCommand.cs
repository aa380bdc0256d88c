using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap answer</c>: a committee answers an objection, and ends it or not.</summary>
public static class AnswerCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("answer", "Answer an objection by the key of a committee above the station.")
        {
            options.Data,
            options.Election,
            options.Key,
            options.To,
            options.Outcome,
            options.Reason,
            options.Text,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var outcome = RootOptions.Word(Words.AnswerOutcomes, parsed.GetValue(options.Outcome)!, "--outcome");
        var reason = RootOptions.Word(Words.AnswerReasons, parsed.GetValue(options.Reason)!, "--reason");
        var words = WordsFile.Read(parsed.GetValue(options.Text), "--text");
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var to = CommonOptions.Entry(record, parsed.GetValue(options.To)!, "--to");
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var objection = record.Watching.ObjectionAt(record.Ids.IndexOf(to))?.Statement;
        return WatchOptions.Say(
            sequencer,
            new Answer(to, outcome, reason, WatchOptions.Reference(words)),
            signer,
            words is null ? [] : [words],
            $"to entry {record.Ids.IndexOf(to)}"
                + (objection is null ? "" : $" on {objection.Station} {names.StationName(objection.Station)}")
                + $": {Words.AnswerOutcomes.Of(outcome)}"
        );
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string> Key { get; } = WatchOptions.Key("a committee above the station: district, regency or province");

        public Option<string> To { get; } = new("--to") { Description = "the objection, its entry's number or identity", Required = true };

        public Option<string> Outcome { get; } =
            new("--outcome")
            {
                Description =
                    $"what becomes of it: {string.Join(", ", Words.AnswerOutcomes.Select(word => word.Word))}; the last two end it",
                Required = true,
            };

        public Option<string> Reason { get; } =
            new("--reason") { Description = $"why: {string.Join(", ", Words.AnswerReasons.Select(word => word.Word))}", Required = true };

        public Option<string?> Text { get; } = WatchOptions.Text();

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
