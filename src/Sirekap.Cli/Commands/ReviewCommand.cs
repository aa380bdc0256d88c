using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap review</c>: a committee's key settles a station's form: accepts it over each check that fails, corrects it, or holds it.
/// </summary>
public static class ReviewCommand
{
    public static Command Create() =>
        new("review", "Settle a station's form by the key of a committee above it.")
        {
            Verb(ReviewAct.Accept, ReviewReason.PaperAgrees, "Accept a form as it is, over each check that it fails."),
            Verb(ReviewAct.Correct, ReviewReason.Misread, "Put other figures in a form's place; those that are not named stay."),
            Verb(ReviewAct.Hold, ReviewReason.Objection, "Take a form out of the accepted until somebody decides."),
        };

    private static Command Verb(ReviewAct act, ReviewReason usual, string what)
    {
        var options = new Options(usual);
        var command = new Command(Words.ReviewActs.Of(act), what)
        {
            options.Data,
            options.Election,
            options.Contest,
            options.Key,
            options.Station,
            options.Reason,
            options.On,
            options.Clock,
        };
        if (act != ReviewAct.Hold)
        {
            command.Add(options.Over);
        }

        if (act == ReviewAct.Correct)
        {
            command.Add(options.Figures);
        }

        command.SetAction(parsed => Run(parsed, options, act));
        return command;
    }

    private static int Run(ParseResult parsed, Options options, ReviewAct act)
    {
        var reason = RootOptions.Word(Words.ReviewReasons, parsed.GetValue(options.Reason)!, "--reason");
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var station = FormCommand.Station(record, contest.Contest, parsed.GetValue(options.Station)!);
        var state = contest.State(record.Tree.FindStation(station));
        if (state.Fields is null)
        {
            LedgerByHand.Refuse(new Rejection(RejectionCode.NoForm, $"{station} has no form"));
            return Exit.DoesNotHold;
        }

        var on = On(record, state, parsed.GetValue(options.On));
        var decided = state.FieldsOf(on) ?? throw new CommandFailure($"--on: entry {on} is neither in place at {station} nor waits there");
        var fields =
            act == ReviewAct.Correct
                ? FormCommand.Figures(
                    new FormColumns(contest.Contest, names),
                    new FormDraft(contest.Contest, station, decided),
                    parsed.GetValue(options.Figures) ?? []
                )
                : null;
        if (fields is not null && fields.Equals(decided))
        {
            throw new CommandFailure($"{station}: no figure is other than it was; expected NAME=VALUE of what is corrected");
        }

        string[] checks = act == ReviewAct.Hold ? [] : InOrder(record, parsed.GetValue(options.Over) ?? []);
        var review = new Review(contest.Contest.Code, station, record.Ids[on], act, reason, checks, fields, null);
        var rules = new StationRules(contest.PaperOf(record.Tree.FindStation(station)), record.Rules.Checks, Displaces: false);
        if (act != ReviewAct.Hold && rules.Unsettled(station, checks, fields ?? decided, whole: act == ReviewAct.Accept) is { } unsettled)
        {
            LedgerByHand.Refuse(unsettled);
            return Exit.DoesNotHold;
        }

        return Say(sequencer, contest, names, signer, review);
    }

    private static int Say(Sequencer sequencer, ContestRecord contest, ElectionNames names, EcdsaSigner signer, Review review)
    {
        if (LedgerByHand.Say(sequencer, review, signer) is not { } index)
        {
            return Exit.DoesNotHold;
        }

        var record = sequencer.Record;
        Console.Out.WriteLine(
            $"review {Words.ReviewActs.Of(review.Act)} of {review.Station}: entry {index}, identity {record.Ids[(int)index]}"
        );
        StationWords.Tell(record, contest, names, record.Tree.FindStation(review.Station));
        LedgerByHand.TellSize(sequencer);
        return Exit.Holds;
    }

    /// <summary>The entry that is decided on: the one given, else what is in place, where nothing else waits.</summary>
    private static int On(ElectionRecord record, StationState state, string? given)
    {
        if (given is not null)
        {
            return record.Ids.IndexOf(CommonOptions.Entry(record, given, "--on"));
        }

        return state.Waiting.Count == 0
            ? state.InPlace
            : throw new CommandFailure(
                $"entry {state.InPlace} is in place, and entries {string.Join(", ", state.Waiting.Select(waiting => waiting.Index))} "
                    + "say otherwise: say by --on which is decided on"
            );
    }

    /// <summary>The checks named, in the order in which a statement names them.</summary>
    internal static string[] InOrder(ElectionRecord record, IReadOnlyList<string> codes)
    {
        var checks = record.Rules.Checks;
        return codes.FirstOrDefault(code => checks.IndexOf(code) < 0) is { } unknown
            ? throw new CommandFailure($"--over {unknown} is no check; there are {string.Join(", ", checks.Select(check => check.Code))}")
            : [.. codes.Distinct(StringComparer.Ordinal).OrderBy(checks.IndexOf)];
    }

    private sealed class Options(ReviewReason usual)
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } =
            new("--key")
            {
                Description = "the private key of a committee above the station: district, regency or province",
                Required = true,
            };

        public Option<string> Station { get; } = new("--station") { Description = "the station's code", Required = true };

        public Option<string> Reason { get; } =
            new("--reason")
            {
                Description = $"why: {string.Join(", ", Words.ReviewReasons.Select(reason => reason.Word))}",
                DefaultValueFactory = _ => Words.ReviewReasons.Of(usual),
            };

        public Option<string?> On { get; } =
            new("--on") { Description = "the form or correction decided on, its entry's number or identity; default the one in place" };

        public Option<string[]> Over { get; } =
            new("--over")
            {
                Description =
                    "a check that fails and is accepted nevertheless, each by its code; so nobody accepts what they have not seen",
            };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();

        public Argument<string[]> Figures { get; } =
            new("NAME=VALUE") { Description = "the figures that are corrected, as valid=120 or 2=61", Arity = ArgumentArity.OneOrMore };
    }
}
