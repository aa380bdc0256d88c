using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap attest</c>: a witness, supervisor or observer signs a station's form, or refuses to.</summary>
public static class AttestCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("attest", "Sign a station's form as its witness, supervisor or observer, or refuse to.")
        {
            options.Data,
            options.Election,
            options.Contest,
            options.Key,
            options.Station,
            options.On,
            options.Signed,
            options.Refused,
            options.Text,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var refused = parsed.GetValue(options.Refused);
        if (parsed.GetValue(options.Signed) == (refused is not null))
        {
            throw new CommandFailure("say either --signed, or --refused GROUND");
        }

        var ground = refused is null ? (ObjectionGround?)null : RootOptions.Word(Words.ObjectionGrounds, refused, "--refused");
        if (ground is null && parsed.GetValue(options.Text) is not null)
        {
            throw new CommandFailure("--text: whoever signs says no more; words go with --refused, or with 'sirekap object'");
        }

        var words = WordsFile.Read(parsed.GetValue(options.Text), "--text");
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var station = FormCommand.Station(record, contest.Contest, parsed.GetValue(options.Station)!);
        if (On(record, contest, record.Tree.FindStation(station), parsed.GetValue(options.On)) is not { } on)
        {
            LedgerByHand.Refuse(new Rejection(RejectionCode.NoForm, $"{station} has no form"));
            return Exit.DoesNotHold;
        }

        var stance = ground is null ? AttestStance.Signed : AttestStance.Refused;
        var attest = new Attest(
            WatchOptions.NameOf(signer),
            contest.Contest.Code,
            station,
            on,
            stance,
            ground,
            WatchOptions.Reference(words)
        );
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        return WatchOptions.Say(
            sequencer,
            attest,
            signer,
            words is null ? [] : [words],
            $"{Words.AttestStances.Of(stance)} of {station} {names.StationName(station)}, form of entry {record.Ids.IndexOf(on)}"
        );
    }

    /// <summary>The form given, else the only one that the station has handed in; null where it has none.</summary>
    private static Digest? On(ElectionRecord record, ContestRecord contest, int station, string? given)
    {
        if (given is not null)
        {
            return CommonOptions.Entry(record, given, "--on");
        }

        return contest.History(station).Where(said => said.Kind == EventKind.Form).Select(said => said.Index).ToArray() switch
        {
            [] => null,
            [var only] => record.Ids[only],
            var forms => throw new CommandFailure(
                $"entries {string.Join(", ", forms)} are forms of this station: say by --on which you have seen"
            ),
        };
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } = WatchOptions.Key("whoever watches at the station: supervisor, witness or observer");

        public Option<string> Station { get; } = WatchOptions.Station();

        public Option<string?> On { get; } =
            new("--on") { Description = "the form, its entry's number or identity; default the station's only one" };

        public Option<bool> Signed { get; } = new("--signed") { Description = "the form says what the paper says" };

        public Option<string?> Refused { get; } =
            new("--refused")
            {
                Description = $"you refuse to sign, and why: {string.Join(", ", Words.ObjectionGrounds.Select(ground => ground.Word))}",
            };

        public Option<string?> Text { get; } = WatchOptions.Text();

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
