using System.CommandLine;
using Sirekap.Cli.Rehearsing;
using Sirekap.Node;
using Sirekap.Officers;
using Sirekap.Record.Storage;
using Sirekap.Site;
using Sirekap.Site.Protection;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap rehearse server</c>: the server of a rehearsal, whose clock is a file (<see cref="SharedClock"/>); nobody types it. It says
/// <c>ready URL</c> and ends when its input does.
/// </summary>
public static class RehearseServerCommand
{
    /// <summary>
    /// Weeks pass in minutes: what a client and a key may in a minute would be what they may in days. Everything else is as in a real
    /// night.
    /// </summary>
    private static readonly ProtectionOptions Protection = new()
    {
        RequestsPerSecond = 1_000_000,
        RequestBurst = 10_000_000,
        IntakeOfNetworkPerSecond = 1_000_000,
        IntakeBurstOfNetwork = 10_000_000,
        FormsOfKeyPerMinute = 1_000_000,
        StatementsOfKeyPerMinute = 1_000_000,
        BlobsOfKeyPerMinute = 1_000_000,
    };

    /// <summary>
    /// Once at each start, and seldom beside the acts: each minute of a rehearsal is hours of the night, in which a real server publishes
    /// as often as it can.
    /// </summary>
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var command = new Command("server", "The server of a rehearsal, whose clock is a file.") { data };
        command.Hidden = true;
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var clock = SharedClock.In(parsed.GetValue(data)!);
                await RunAsync(CommonOptions.Folder(parsed.GetValue(data)!, null), clock, cancellation);
                return Exit.Holds;
            }
        );
        return command;
    }

    /// <summary>How this program starts it.</summary>
    public static IReadOnlyList<string> OfThisProgram() => [.. ReadChildCommand.OfThisProgram().SkipLast(2), "rehearse", "server"];

    private static async Task RunAsync(ElectionFolder folder, SharedClock clock, CancellationToken cancellation)
    {
        var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), clock);
        await using var node = IntakeNode.Start(sequencer, new IntakeOptions { PublishEvery = PublishEvery });
        await using var app = SiteHost.Build(
            node,
            new SiteOptions("http://127.0.0.1:0") { Officers = CaptureRoom.Room, Protection = Protection }
        );
        await app.StartAsync(cancellation);
        Console.Out.WriteLine($"ready {SiteHost.UrlsOf(app, Door.Public)[0]}");
        await Console.In.ReadToEndAsync(cancellation);
        await app.StopAsync(cancellation);
    }
}
