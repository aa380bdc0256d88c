using System.CommandLine;
using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap simulate</c>: writes a whole invented election night to a ledger, with officers' keys and real signatures.</summary>
public static class SimulateCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var stations = new Option<int>("--stations") { Description = "how many stations; the nation had 823,236 in 2024", Required = true };
        var seed = new Option<ulong>("--seed")
        {
            Description = "the same seed gives the same night, but for keys and signatures",
            Required = true,
        };
        var regions = CommonOptions.Regions(required: false);
        var contests = Contests();
        var plenaries = new Option<bool>("--plenaries")
        {
            Description = "go on to the plenaries, which settle what is open and certify totals",
        };
        var plain = new Option<bool>("--plain")
        {
            Description = "one enrolment and one form a station and 2 % reviews, no incidents, nobody who watches: what benchmarks use",
        };
        var command = new Command("simulate", "Write an invented election night to a ledger.")
        {
            data,
            election,
            stations,
            seed,
            regions,
            contests,
            plenaries,
            plain,
        };
        command.Subcommands.Add(SimulatePhotosCommand.Create());
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(stations) < 1)
            {
                throw new CommandFailure("--stations must be at least 1");
            }

            var options = parsed.GetValue(plain)
                ? SimulationOptions.BenchmarkNight(parsed.GetValue(stations), parsed.GetValue(seed))
                : new SimulationOptions(parsed.GetValue(stations), parsed.GetValue(seed))
                {
                    Plenaries = parsed.GetValue(plenaries),
                    Watching = SimulationOptions.UsualWatching,
                };
            options = options with { Contests = Codes(parsed.GetValue(contests)!) };
            var folder = CommonOptions.NewFolder(
                parsed.GetValue(data)!,
                parsed.GetValue(election) ?? $"simulasi-{options.Stations}-{options.Seed}"
            );
            return Run(folder, options, parsed.GetValue(regions) ?? []);
        });
        return command;
    }

    /// <summary>Which contests are held.</summary>
    public static Option<string> Contests() =>
        new("--contests")
        {
            Description = $"which contests, of {string.Join(',', SimulatedContests.Codes)}",
            DefaultValueFactory = _ => SimulatedElection.Contest,
        };

    private static int Run(ElectionFolder folder, SimulationOptions options, IReadOnlyList<string> regionFiles)
    {
        var places = Places(options, regionFiles);
        var clock = new StoppedTime();
        var contests = SimulatedContests.Of(options, places.Tree, places.Names);
        var secret = RandomNumberGenerator.GetBytes(32);
        var definition = SimulatedElection.Define(
            folder.Id,
            $"localhost/{folder.Id}",
            places.Names,
            places.StationNames,
            contests,
            SimulatedWatchers.Of(options, contests, secret)
        );
        using var sequencer = InitCommand.Begin(folder, definition, places, [], null, 1, clock);
        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(folder));
        using var night = new NightSimulation(options, sequencer.Record.Head, places.Tree, root, secret);
        using var progress = new ProgressLine();
        var (appended, refused) = (0L, 0L);
        foreach (var batch in Batches(night.Entries()))
        {
            clock.Now = batch[0].At.ToDateTimeOffset();
            foreach (var words in batch.Select(entry => entry.Words).OfType<byte[]>())
            {
                folder.Blobs.Add(words);
            }

            foreach (var (outcome, entry) in sequencer.Append([.. batch.Select(e => new ReadOnlyMemory<byte>(e.Entry))]).Zip(batch))
            {
                if ((outcome.Rejection is null) != (entry.Intent == Intent.Stands))
                {
                    throw new InvalidOperationException($"an entry meant to be {entry.Intent} became {outcome}");
                }

                appended += outcome.Rejection is null ? 1 : 0;
                refused += outcome.Rejection is null ? 0 : 1;
            }

            progress.Report("night", appended, night.Count);
        }

        progress.Dispose();
        if (sequencer.Guard.Sign(sequencer.Tree, sequencer.Store) is { Refusal: { } refusal })
        {
            Console.Error.WriteLine($"sirekap: no checkpoint is signed: {refusal}");
            return Exit.DoesNotHold;
        }

        Console.Out.WriteLine(
            $"election {folder.Id}: {places.Tree.StationCount:N0} stations, {Told(definition)}, {sequencer.Tree.Size:N0} "
                + $"entries, {refused:N0} refused as they should be, root {sequencer.Tree.Root()}"
        );
        return Exit.Holds;
    }

    private static string Told(ElectionDefinition definition) =>
        string.Join(
            ", ",
            definition.Structure.Contests.Select(contest =>
                $"{contest.Code} in {contest.Districts.Count:N0} districts with {contest.Districts.Sum(d => d.Choices.Count):N0} choices"
            )
        );

    /// <summary>The codes that --contests gives.</summary>
    /// <exception cref="CommandFailure">One is none, or given twice.</exception>
    public static string[] Codes(string given)
    {
        var codes = given.Split(',', StringSplitOptions.TrimEntries);
        return codes.All(SimulatedContests.Codes.Contains) && codes.Distinct().Count() == codes.Length
            ? codes
            : throw new CommandFailure($"--contests {given}: some of {string.Join(',', SimulatedContests.Codes)}, each once");
    }

    private static RegionsFile Places(SimulationOptions options, IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            var invented = SimulatedRegions.Generate(options.Stations, options.Seed);
            return new RegionsFile(invented.Tree, invented.Names, invented.StationNames, [], []);
        }

        var given = InitCommand.ReadRegions(files);
        return given with { Tree = SimulatedRegions.Thin(given.Tree, options.Stations) };
    }

    /// <summary>A batch is what arrives within some seconds, so that the ledger's times follow the night.</summary>
    private static IEnumerable<List<SimulatedEntry>> Batches(IEnumerable<SimulatedEntry> entries)
    {
        const int Largest = 4000;
        const int Seconds = 15;
        var batch = new List<SimulatedEntry>();
        foreach (var entry in entries)
        {
            if (batch.Count == Largest || (batch.Count > 0 && entry.At.UnixSeconds - batch[0].At.UnixSeconds >= Seconds))
            {
                yield return batch;
                batch = [];
            }

            batch.Add(entry);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
