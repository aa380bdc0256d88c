using Microsoft.Extensions.Hosting;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>Finds what an earlier process left, and deletes by and by what no statement has come to name.</summary>
internal sealed class BlobExpiry(LedgerNode node, BlobIntake blobs, ProtectionOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!node.TakesStatements)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Blobs.LookEvery);
        try
        {
            do
            {
                // On the pool: a national night's folder has millions of names.
                await Task.Run(blobs.Expire, stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site ends.
        }
        catch (LedgerStoppedException)
        {
            // The node says so itself.
        }
    }
}
