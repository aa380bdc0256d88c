using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap seal</c>: a committee has read a station's paper, and says so without saying what it reads.</summary>
public static class SealCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("seal", "Seal what you read on the paper of a station's form, so that nobody sees it before another has.")
        {
            options.Data,
            options.Election,
            options.Contest,
            options.Key,
            options.Station,
            options.Table,
            options.Clock,
            options.Figures,
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
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var station = FormCommand.Station(record, contest.Contest, parsed.GetValue(options.Station)!);
        var columns = new FormColumns(contest.Contest, names);
        var fields =
            ObjectCommand.Fields(parsed.GetValue(options.Figures) ?? [], parsed.GetValue(options.Table), record, columns, names, station)
            ?? throw new CommandFailure($"{station}: no figure; expected NAME=VALUE of {columns.Usual}, or --figures FILE");
        if (contest.InPlace(record.Tree.FindStation(station)) is var inPlace && inPlace < 0)
        {
            LedgerByHand.Refuse(new Rejection(RejectionCode.NoForm, $"{station} has no form"));
            return Exit.DoesNotHold;
        }

        var (on, salt) = (record.Ids[inPlace], Sealing.NewSalt());
        var commitment = Sealing.Commit(record.Head, contest.Contest.Code, station, on, WatchOptions.NameOf(signer), salt, fields);
        var seal = new Seal(contest.Contest.Code, station, on, commitment);
        return Say(sequencer, new SealedFigures(key, record.Codec), signer, seal, id => new(seal.Contest, station, id, salt, fields));
    }

    /// <summary>Keeps what opens the seal before the seal is said: a seal whose figures are lost is a reading lost.</summary>
    private static int Say(Sequencer sequencer, SealedFigures kept, EcdsaSigner signer, Seal seal, Func<Digest, Unseal> open)
    {
        var record = sequencer.Record;
        if (LedgerByHand.MayNot(record, Signing.Entry(record.Head, seal, signer)) is { } refusal)
        {
            LedgerByHand.Refuse(refusal);
            return Exit.DoesNotHold;
        }

        byte[] text = [.. record.Codec.Write(seal), (byte)'\n'];
        kept.Keep(open(new Digest(Sha256.Hash(text))));
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var exit = WatchOptions.Say(sequencer, seal, signer, [], $"of {seal.Station} {names.StationName(seal.Station)}");
        var others = record.Blind.Of(seal.Contest, seal.Station, record.Ids.IndexOf(seal.On)).Seals.Count - 1;
        Console.Out.WriteLine(
            others > 0
                ? "another has sealed what they read: open yours by 'sirekap unseal'"
                : "open it by 'sirekap unseal' once another has sealed what they read"
        );
        return exit;
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } = WatchOptions.Key("a committee above the station, whose person has read the paper");

        public Option<string> Station { get; } = WatchOptions.Station();

        public Option<string?> Table { get; } =
            new("--figures") { Description = "a table as 'form' takes it, with the station's row: the figures that you read" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();

        public Argument<string[]> Figures { get; } =
            new("NAME=VALUE")
            {
                Description = "the figures that you read, as valid=120 or 2=61; leave out what cannot be read",
                Arity = ArgumentArity.ZeroOrMore,
            };
    }
}
