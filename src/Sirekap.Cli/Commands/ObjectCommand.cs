using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.OpenData.Imports;
using Sirekap.Reading.Images;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap object</c>: a witness or supervisor objects to a station's result, with the figures of their own paper where they have them.
/// </summary>
public static class ObjectCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("object", "Object to a station's result as a witness or supervisor.")
        {
            options.Data,
            options.Election,
            options.Contest,
            options.Key,
            options.Station,
            options.Ground,
            options.On,
            options.Table,
            options.Photos,
            options.Text,
            options.Clock,
            options.Figures,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var ground = RootOptions.Word(Words.ObjectionGrounds, parsed.GetValue(options.Ground)!, "--ground");
        var words = WordsFile.Read(parsed.GetValue(options.Text), "--text");
        var photos = (parsed.GetValue(options.Photos) ?? []).Select(Photo).ToList();
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var station = FormCommand.Station(record, contest.Contest, parsed.GetValue(options.Station)!);
        var objection = new Objection(
            WatchOptions.NameOf(signer),
            contest.Contest.Code,
            station,
            On(record, contest, record.Tree.FindStation(station), parsed.GetValue(options.On)),
            ground,
            Fields(
                parsed.GetValue(options.Figures) ?? [],
                parsed.GetValue(options.Table),
                record,
                new FormColumns(contest.Contest, names),
                names,
                station
            ),
            [.. photos.Select(photo => new Digest(Sha256.Hash(photo)))],
            WatchOptions.Reference(words)
        );
        return WatchOptions.Say(
            sequencer,
            objection,
            signer,
            words is null ? photos : [.. photos, words],
            $"to {station} {names.StationName(station)}, {Words.ObjectionGrounds.Of(ground)}"
        );
    }

    /// <summary>What is objected to: what is given, else what is in place; nothing where nothing has come.</summary>
    private static Digest? On(ElectionRecord record, ContestRecord contest, int station, string? given) =>
        given is not null ? CommonOptions.Entry(record, given, "--on")
        : contest.InPlace(station) is >= 0 and var place ? record.Ids[place]
        : null;

    /// <summary>The figures of a paper, by name or from the row of a table; null where none are given.</summary>
    internal static FormFields? Fields(
        string[] given,
        string? table,
        ElectionRecord record,
        FormColumns columns,
        Elections.Contests.ElectionNames names,
        RegionCode station
    )
    {
        if (table is null)
        {
            return given.Length == 0 ? null : FormCommand.Figures(columns, new FormDraft(columns.Contest, station), given);
        }

        if (given.Length > 0)
        {
            throw new CommandFailure("say either --figures FILE, or NAME=VALUE of the figures");
        }

        return FormCommand.Read(table, columns, record.Tree, names).FirstOrDefault(form => form.Station == station)?.Fields
            ?? throw new CommandFailure($"--figures {table}: no row of {station}; expected one with the figures of its paper");
    }

    /// <summary>A photo without what the phone wrote of its owner into it.</summary>
    internal static byte[] Photo(string path)
    {
        var bytes = PhotoFile.TryRead(path, out var error) ?? throw new CommandFailure($"--photo {error}");
        return PhotoMetadata.TryStrip(bytes, ImageLimits.Default, out var stripped, out var problem)
            ? stripped
            : throw new CommandFailure($"--photo {path}: {problem}");
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } = WatchOptions.Key("a witness or supervisor of the station or above it");

        public Option<string> Station { get; } = WatchOptions.Station();

        public Option<string> Ground { get; } =
            new("--ground")
            {
                Description = $"why: {string.Join(", ", Words.ObjectionGrounds.Select(ground => ground.Word))}",
                Required = true,
            };

        public Option<string?> On { get; } =
            new("--on") { Description = "the form or correction objected to, its entry's number or identity; default the one in place" };

        public Option<string?> Table { get; } =
            new("--figures") { Description = "a table as 'form' takes it, with the station's row: the figures of your own paper" };

        public Option<string[]> Photos { get; } = new("--photo") { Description = "a photo of your paper; may be given again" };

        public Option<string?> Text { get; } = WatchOptions.Text();

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();

        public Argument<string[]> Figures { get; } =
            new("NAME=VALUE")
            {
                Description = "the figures of your own paper, as far as you have them, as valid=120 or 2=61",
                Arity = ArgumentArity.ZeroOrMore,
            };
    }
}
