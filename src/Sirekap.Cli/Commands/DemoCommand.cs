using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Sirekap.Demo;
using Sirekap.Demo.Pages;
using Sirekap.Demo.Tricks;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Node.Readers;
using Sirekap.Officers;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;
using Sirekap.Site;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap demo</c>: an invented election night, told in minutes, with everything around it; what <c>./run</c> starts.
/// </summary>
public static class DemoCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "the data directory; default data/demo-STATIONS-SEED" };
        var stations = new Option<int>("--stations") { Description = "how many stations", DefaultValueFactory = _ => 20_000 };
        var seed = new Option<ulong>("--seed")
        {
            Description = "the same seed gives the same night, but for keys and signatures",
            DefaultValueFactory = _ => 1,
        };
        var minutes = new Option<double>("--minutes") { Description = "how long the night is told", DefaultValueFactory = _ => 5 };
        var photos = new Option<int>("--photos")
        {
            Description = "how many stations bring photos, which are read",
            DefaultValueFactory = _ => DemoPhotos.Usual,
        };
        var watch = HostedSite.Watch();
        var urls = HostedSite.Urls();
        var address = HostedSite.Address();
        var command = new Command("demo", "Tell an invented election night in minutes, and let visitors try to cheat.")
        {
            data,
            stations,
            seed,
            minutes,
            photos,
            watch,
            urls,
            address,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                Check(parsed.GetValue(stations), parsed.GetValue(minutes), parsed.GetValue(photos));
                HostedSite.Follow(parsed.GetValue(watch), cancellation);
                var options = new SimulationOptions(parsed.GetValue(stations), parsed.GetValue(seed))
                {
                    Plenaries = true,
                    Watching = SimulationOptions.UsualWatching,
                };
                var id = $"simulasi-{options.Stations}-{options.Seed}";
                return RunAsync(
                    parsed.GetValue(data) ?? Path.Combine("data", $"demo-{options.Stations}-{options.Seed}"),
                    id,
                    options,
                    TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                    parsed.GetValue(photos),
                    new SiteOptions(parsed.GetValue(urls)!) { Address = HostedSite.AddressOf(parsed.GetValue(address)) },
                    cancellation
                );
            }
        );
        return command;
    }

    private static void Check(int stations, double minutes, int photos)
    {
        if (stations is < 1 or > 900_000)
        {
            throw new CommandFailure("--stations must be 1 to 900000");
        }

        if (minutes is not (>= 0 and <= 10_000))
        {
            throw new CommandFailure("--minutes must be 0 to 10000");
        }

        if (photos is < 0 or > 2_000)
        {
            throw new CommandFailure("--photos must be 0 to 2000");
        }
    }

    private static async Task<int> RunAsync(
        string data,
        string id,
        SimulationOptions options,
        TimeSpan length,
        int stationsWithPhotos,
        SiteOptions site,
        CancellationToken cancellation
    )
    {
        var folder = CommonOptions.NewFolder(data, id);
        var clock = new ToldTime(TimeProvider.System);
        var sequencer = Open(folder, options, clock);
        using var log = KeyFiles.ReadLog(KeyFiles.Log(folder));
        using var witness = await WitnessOfAsync(data, log.Verifier, cancellation);
        var policyText = Encoding.UTF8.GetBytes($"log {log.Verifier}\nwitness saksi-log {witness.Key} {witness.Url}\nquorum saksi-log\n");
        await File.WriteAllBytesAsync(Path.Combine(data, "policy"), policyText, cancellation);
        var policy = TlogPolicy.TryParse(policyText, out var read, out var error) ? read : throw new InvalidOperationException(error);
        await using var node = Start(sequencer, policy);
        using var http = new HttpClient();
        using var cheating = new Cheating(
            node.Store,
            folder.Blobs.Read,
            log,
            policy,
            WitnessesOverHttp.With(http, TimeSpan.FromSeconds(10))
        );
        using var certificate = HostedSite.CertificateFor(site, data);
        using var reader = ReaderKeyCommand.OfFolder(folder);
        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(folder));
        using var night = new NightSimulation(options, sequencer.Record.Head, sequencer.Record.Tree, root, Secret(folder));
        var kits = new DemoKits(node, night);
        var room = CheatRoutes.Room(cheating);
        await using var app = SiteHost.Build(
            node,
            site with
            {
                Policy = policyText,
                Certificate = certificate,
                Demo = room with { Kit = kits.Address, Review = DemoReviewers.Path, Map = room.Map + new DemoReviewers(node, root).Map },
                Officers = CaptureRoom.Room,
                Reader = ReadingBy(reader),
            }
        );
        await HostedSite.StartAsync(app, site.Urls, certificate, cancellation);
        await BeginAsync(node, folder, root, reader, cancellation);
        await kits.EnrolKnownAsync(cancellation);
        var player = new NightPlayer(node, night, clock, length, TimeProvider.System);
        var camera = new DemoPhotos(node, night, options.Seed, stationsWithPhotos);
        await HostedSite.UntilStoppedAsync(
            app,
            node,
            Task.WhenAll(TellAsync(player, length, cancellation), PhotographAsync(camera, cancellation), kits.EnrolRestAsync(cancellation)),
            cancellation
        );
        return Exit.Holds;
    }

    /// <summary>One at a time, beside whoever looks at pages.</summary>
    private static ReaderOptions ReadingBy(EcdsaSigner reader) =>
        new(reader)
        {
            Workers = 1,
            Log = line => Console.Error.WriteLine($"sirekap: {line}"),
            Child = ReadChildCommand.OfThisProgram(),
        };

    private static IntakeNode Start(Sequencer sequencer, TlogPolicy policy) =>
        IntakeNode.Start(
            sequencer,
            new IntakeOptions
            {
                Policy = policy,
                PublishEvery = TimeSpan.FromSeconds(10),
                WitnessPatience = TimeSpan.FromSeconds(5),
            }
        );

    /// <summary>A log witness of its own, whose policy knows the log alone.</summary>
    private static async Task<WitnessProcess> WitnessOfAsync(string data, VerifierKey log, CancellationToken cancellation)
    {
        var policy = Path.Combine(data, "log.policy");
        await File.WriteAllTextAsync(policy, $"log {log}\nquorum none\n", cancellation);
        return await WitnessProcess.StartAsync(Path.Combine(data, "witness"), policy, cancellation);
    }

    /// <summary>What stands before the night: disclosures, and the reader's key; said already where the demo goes on.</summary>
    private static async Task BeginAsync(
        IntakeNode node,
        ElectionFolder folder,
        EcdsaSigner root,
        EcdsaSigner reader,
        CancellationToken cancellation
    )
    {
        foreach (var disclosure in node.Read((record, _) => DemoDisclosures.Entries(record, folder.Blobs, root)))
        {
            await node.SubmitAsync(disclosure, cancellation);
        }

        if (
            node.Read((record, _) => ReaderKeyCommand.IsEnrolled(record, reader) ? null : ReaderKeyCommand.Entry(record, reader, root)) is
            { } enrol
        )
        {
            await node.SubmitAsync(enrol, cancellation);
        }
    }

    /// <summary>Without the library that makes JPEGs the night goes on, as one on which nobody sent photos.</summary>
    private static async Task PhotographAsync(DemoPhotos photos, CancellationToken cancellation)
    {
        try
        {
            await Task.Run(() => photos.BringAsync(cancellation), cancellation);
            Console.Out.WriteLine($"Photos of {photos.Brought:N0} stations' forms are in.");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            Console.Out.WriteLine($"No photos tonight: {e.Message}");
        }
    }

    private static async Task TellAsync(NightPlayer player, TimeSpan length, CancellationToken cancellation)
    {
        Console.Out.WriteLine($"The night is told in {length.TotalMinutes:0.##} minutes. Ctrl+C ends it; the same command goes on.");
        await player.PlayAsync(cancellation);
        Console.Out.WriteLine(
            $"The night is told: {player.Progress.Done:N0} entries, {player.Progress.Refused:N0} of them refused as they should "
                + $"be. The pages stay until Ctrl+C."
        );
    }

    private static Sequencer Open(ElectionFolder folder, SimulationOptions options, ToldTime clock)
    {
        var day = options.VotingDay.ToDateTime(new TimeOnly(0, 0), DateTimeKind.Utc);
        clock.Reach(new DateTimeOffset(day.AddDays(-4).AddHours(-7)));
        if (!folder.Exists)
        {
            var invented = SimulatedRegions.Generate(options.Stations, options.Seed);
            var places = new OpenData.Imports.RegionsFile(invented.Tree, invented.Names, invented.StationNames, [], []);
            return Begin(folder, options, places, clock);
        }

        var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), clock);
        if (sequencer.Record.Definition.Kind != ElectionKind.Simulation)
        {
            sequencer.Dispose();
            throw new CommandFailure($"{folder.Root} holds an election that is no simulation");
        }

        if (sequencer.Record.Times.Now is { } now)
        {
            clock.Reach(now.ToDateTimeOffset());
        }

        return sequencer;
    }

    /// <summary>
    /// Begins the night's election: its definition names the roots of those who watch, which follow from the same secret as the officers'
    /// keys.
    /// </summary>
    public static Sequencer Begin(ElectionFolder folder, SimulationOptions options, OpenData.Imports.RegionsFile places, TimeProvider clock)
    {
        folder.Create();
        var contests = SimulatedContests.Of(options, places.Tree, places.Names);
        var watchers = SimulatedWatchers.Of(options, contests, Secret(folder));
        return InitCommand.Begin(
            folder,
            SimulatedElection.Define(folder.Id, $"localhost/{folder.Id}", places.Names, places.StationNames, contests, watchers),
            places,
            [],
            null,
            1,
            clock
        );
    }

    /// <summary>What the officers' keys follow from: kept, so that a night that was stopped goes on with the same officers.</summary>
    public static byte[] Secret(ElectionFolder folder)
    {
        var path = Path.Combine(folder.Keys, "night.secret");
        if (!File.Exists(path))
        {
            KeyFiles.Write(path, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        }

        return Convert.FromHexString(RegularFile.ReadAllText(path).Trim());
    }
}
