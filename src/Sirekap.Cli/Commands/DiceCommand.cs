using System.CommandLine;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap dice</c>: a supervisor has rolled dice, which draw forms that two people will read.</summary>
public static class DiceCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("dice", "Say what dice showed that you rolled in public: they draw forms to be read by two people.")
        {
            options.Data,
            options.Election,
            options.Contest,
            options.Key,
            options.Region,
            options.Before,
            options.Text,
            options.Clock,
            options.Rolls,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var rolls = string.Concat(parsed.GetValue(options.Rolls)!);
        if (!Dice.AreRolls(rolls))
        {
            throw new CommandFailure(
                $"{rolls}: expected {Dice.FewestRolls} to {Dice.MostRolls} rolls, each a digit from 1 to 6, as 4163 2251 63"
            );
        }

        var words = WordsFile.Read(parsed.GetValue(options.Text), "--text");
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(
            CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election)),
            parsed.GetValue(options.Clock)
        );
        var record = sequencer.Record;
        var contest = CommonOptions.InContest(record, parsed.GetValue(options.Contest));
        var region = record.Tree.Region(CommonOptions.InRegion(record, parsed.GetValue(options.Region)!));
        var dice = new Dice(contest.Contest.Code, region, parsed.GetValue(options.Before), rolls, WatchOptions.Reference(words));
        var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
        var exit = WatchOptions.Say(sequencer, dice, signer, words is null ? [] : [words], $"for {region} {names.RegionName(region)}");
        if (exit == Exit.Holds)
        {
            var roll = record.Dice.All[^1];
            Console.Out.WriteLine($"of {roll.Covered:N0} forms they draw {roll.Drawn.Count:N0}:");
            foreach (var (station, on) in roll.Drawn)
            {
                Console.Out.WriteLine($"  {station} {names.StationName(station)}, entry {on}");
            }
        }

        return exit;
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string> Key { get; } = WatchOptions.Key("a supervisor of the region or above it");

        public Option<string> Region { get; } =
            new("--region") { Description = "the region whose forms they draw from; not a station", Required = true };

        public Option<int> Before { get; } =
            new("--before")
            {
                Description = "the ledger's size that everybody was told before the roll; they draw from what stood within so many entries",
                Required = true,
            };

        public Option<string?> Text { get; } = WatchOptions.Text();

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();

        public Argument<string[]> Rolls { get; } =
            new("ROLLS") { Description = "what they showed, in order, as 4163 2251 63", Arity = ArgumentArity.OneOrMore };
    }
}
