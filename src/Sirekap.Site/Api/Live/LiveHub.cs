using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Live;

/// <summary>Watches the node for all listeners together: at most once a second it asks for size and root, and tells them.</summary>
internal sealed partial class LiveHub(LedgerNode node, ProtectionOptions options, ILogger<LiveHub> log) : BackgroundService
{
    /// <summary>Nobody reads faster, and every tick is written to each listener.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private Tick _now = new(-1, "", null);

    /// <summary>The newest moment told.</summary>
    public Tick Now => Volatile.Read(ref _now);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                beat.CancelAfter(options.Heartbeat);
                await node.ChangedAsync(Now.Size, beat.Token);
                Tell(Newest());
                await Task.Delay(Least, stoppingToken);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                Tell(Now.Again());
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (LedgerStoppedException e)
            {
                // Listeners stay: what they have been told is still so.
                Stopped(log, e);
                await BeatAsync(stoppingToken);
                return;
            }
        }
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Heartbeat);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                Tell(Now.Again());
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private Tick Newest() =>
        node.Read((record, tree) => new Tick(tree.Size, tree.Root().ToString(), record.Times.At((int)tree.Size - 1)?.ToString()));

    private void Tell(Tick next)
    {
        var before = Now;
        Volatile.Write(ref _now, next);
        before.Follow(next);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No more changes are told")]
    private static partial void Stopped(ILogger log, Exception exception);
}
