using System.CommandLine;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap unseal</c>: what a key has sealed is opened, wherever another has sealed too.</summary>
public static class UnsealCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("unseal", "Open what you have sealed, wherever another has sealed what they read.")
        {
            options.Data,
            options.Election,
            options.Key,
            options.Station,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var key = parsed.GetValue(options.Key)!;
        using var signer = KeyFiles.ReadOfficer(key);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var kept = new SealedFigures(key, sequencer.Record.Codec);
        var only = parsed.GetValue(options.Station);
        var asked = kept.Kept.Where(unseal => only is null || unseal.Station.ToString() == only).ToList();
        if (asked.Count == 0)
        {
            throw new CommandFailure($"{key}.seals keeps nothing{(only is null ? "" : $" of {only}")} that could be opened");
        }

        return asked.Count(unseal => Open(sequencer, kept, signer, unseal)) == asked.Count ? Exit.Holds : Exit.DoesNotHold;
    }

    /// <summary>Opens one, and says what came of it; what can never be opened is kept no longer.</summary>
    private static bool Open(Sequencer sequencer, SealedFigures kept, EcdsaSigner signer, Unseal unseal)
    {
        var record = sequencer.Record;
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        if (LedgerByHand.MayNot(record, Signing.Entry(record.Head, unseal, signer)) is { } refusal)
        {
            LedgerByHand.Refuse(refusal with { Detail = $"{unseal.Station} {names.StationName(unseal.Station)}: {refusal.Detail}" });
            if (refusal.Code is RejectionCode.Stale or RejectionCode.AlreadyRead or RejectionCode.AlreadySaid)
            {
                kept.Forget(unseal);
            }

            return false;
        }

        if (WatchOptions.Say(sequencer, unseal, signer, [], $"of {unseal.Station} {names.StationName(unseal.Station)}") != Exit.Holds)
        {
            return false;
        }

        kept.Forget(unseal);
        Tell(record, unseal, names);
        return true;
    }

    private static void Tell(ElectionRecord record, Unseal unseal, Elections.Contests.ElectionNames names)
    {
        var (contest, station) = (record.Contest(unseal.Contest)!, record.Tree.FindStation(unseal.Station));
        var seal = record.Ids.IndexOf(unseal.On);
        var review = record.Blind.Of(unseal.Contest, unseal.Station).First(its => its.Seals.Any(said => said.Index == seal));
        if (review.Agreed is not null)
        {
            var changed = contest.History(station)[^1].Kind == EventKind.Settle;
            Console.Out.WriteLine(changed ? "two read the same, and it is in place now" : "two read the same as is in place");
            StationWords.Tell(record, contest, names, station);
            return;
        }

        var opened = review.Opened.Select(its => its.Fields!).ToArray();
        Console.Out.WriteLine(
            opened.Length < BlindReview.Readers
                ? "the other has not opened theirs yet"
                : $"no two say the same of {string.Join(", ", Agreement.Open(opened, contest.PaperOf(station).Ballot))}: another is asked"
        );
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string> Key { get; } =
            WatchOptions.Key("whoever sealed: salt and figures lie beside it in KEY.seals since 'sirekap seal'");

        public Option<string?> Station { get; } = new("--station") { Description = "only this station; default all that can be opened" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
