using Microsoft.Extensions.Hosting;
using Sirekap.Node;
using Sirekap.Node.Readers;
using Sirekap.Site.Protection;

namespace Sirekap.Site;

/// <summary>Reads photos of forms for as long as the site runs, and counts what came of it.</summary>
internal sealed class BackgroundReading : BackgroundService
{
    private readonly PhotoReaders _readers;

    public BackgroundReading(LedgerNode node, ReaderOptions options, ServerMetrics metrics)
    {
        _readers = new PhotoReaders(node, options, metrics.Read);
        metrics.Unread = () => _readers.Waiting;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _readers.RunAsync(stoppingToken);
}
