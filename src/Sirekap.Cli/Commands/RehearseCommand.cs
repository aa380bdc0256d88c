using System.CommandLine;
using System.Diagnostics;
using Sirekap.Cli.Rehearsing;
using Sirekap.Simulation.Nights;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap rehearse</c>: a rehearsal (gladi) of an election night by HTTP, with all that goes wrong on one; then everything is checked.
/// </summary>
public static class RehearseCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var stations = new Option<int>("--stations") { Description = "how many stations", Required = true };
        var seed = new Option<ulong>("--seed")
        {
            Description = "the same seed gives the same night, the same troubles and the same ledger, byte by byte",
            Required = true,
        };
        var contests = SimulateCommand.Contests();
        var photos = new Option<int>("--photos")
        {
            Description = "stations whose form is photographed by the simulated camera; a kilobyte stands in for all other photos",
            DefaultValueFactory = _ => 20,
        };
        var json = CommonOptions.Json();
        var command = new Command(
            "rehearse",
            "Rehearse an election night by HTTP, with bad links, wrong keys and a server that is killed; then check everything."
        )
        {
            data,
            stations,
            seed,
            contests,
            photos,
            json,
        };
        command.Subcommands.Add(RehearseServerCommand.Create());
        command.SetAction(
            (parsed, cancellation) =>
            {
                if (parsed.GetValue(stations) is < 1 or > 900_000)
                {
                    throw new CommandFailure("--stations must be 1 to 900000");
                }

                var options = OptionsOf(
                    parsed.GetValue(stations),
                    parsed.GetValue(seed),
                    SimulateCommand.Codes(parsed.GetValue(contests)!)
                );
                if (parsed.GetValue(photos) is < 0 or > 2_000)
                {
                    throw new CommandFailure("--photos must be 0 to 2000");
                }

                return RunAsync(CommonOptions.Path(parsed, data), options, parsed.GetValue(photos), parsed.GetValue(json), cancellation);
            }
        );
        return command;
    }

    /// <summary>The night that is rehearsed.</summary>
    internal static SimulationOptions OptionsOf(int stations, ulong seed, IReadOnlyList<string> contests) =>
        new(stations, seed)
        {
            Contests = contests,
            Plenaries = true,
            Watching = SimulationOptions.UsualWatching,
            StandInPhotos = true,
            // One station in fifty: enough that each regency of a small rehearsal may have one.
            WrongClocks = 0.02,
            // One form in a thousand never comes: its regions hold no plenary, and are told.
            SilentShare = 0.001,
        };

    private static async Task<int> RunAsync(
        string data,
        SimulationOptions options,
        int photographed,
        bool isJson,
        CancellationToken cancellation
    )
    {
        var folder = CommonOptions.NewFolder(data, $"gladi-{options.Stations}-{options.Seed}");
        using var election = RehearsedElection.Begin(folder, options);
        RehearsalOutcome outcome;
        Findings findings;
        using (var progress = new ProgressLine())
        {
            outcome = await RehearsalRun.RunAsync(
                election,
                RehearseServerCommand.OfThisProgram(),
                data,
                photographed,
                progress,
                cancellation
            );
            var checking = Stopwatch.GetTimestamp();
            findings = Findings.Of(election, outcome.Journal, Path.Combine(data, "publication"), progress);
            outcome.Times.Checking = Stopwatch.GetElapsedTime(checking);
        }

        var report = new RehearsalReport(election, outcome, findings);
        Console.Out.WriteLine(isJson ? report.Json() : report.Text());
        return findings.Broken.Count == 0 ? Exit.Holds : Exit.DoesNotHold;
    }
}
