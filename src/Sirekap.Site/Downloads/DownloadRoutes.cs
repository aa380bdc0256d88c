using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Site.Pages;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>
/// <c>GET /unduh/{contest}/{region}/tps.csv</c>, and <c>tps.csv.gz</c>: all stations of a region with every figure, up to the nation's
/// 800,000.
/// </summary>
public static class DownloadRoutes
{
    /// <summary>Each holds a thread for as long as its reader takes.</summary>
    private const int AtOnce = 4;

    /// <summary>Of one client: else four slow readers of one close it for everybody.</summary>
    private const int AtOnceOfClient = 1;

    /// <summary>Bytes a second; a phone on 3G does more.</summary>
    private const int LeastRate = 16_000;

    public static void MapDownloads(this IEndpointRouteBuilder routes, SiteViews site)
    {
        var turns = new SemaphoreSlim(AtOnce);
        var clients = new Counts<ClientAddress>(AtOnceOfClient);
        routes
            .MapGet(
                "/unduh/{contest}/{region}/tps.csv",
                (HttpContext context, string contest, string region) =>
                    InTurnAsync(context, turns, clients, () => WriteAsync(context, site, contest, region, packed: false))
            )
            .ExcludeFromDescription();
        routes
            .MapGet(
                "/unduh/{contest}/{region}/tps.csv.gz",
                (HttpContext context, string contest, string region) =>
                    InTurnAsync(context, turns, clients, () => WriteAsync(context, site, contest, region, packed: true))
            )
            .ExcludeFromDescription();
    }

    internal static async Task InTurnAsync(HttpContext context, SemaphoreSlim turns, Counts<ClientAddress> clients, Func<Task> write)
    {
        var client = ClientAddress.Of(context);
        if (!clients.TryEnter(client))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "30";
            return;
        }

        try
        {
            if (!await turns.WaitAsync(TimeSpan.Zero, context.RequestAborted))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "30";
                return;
            }

            try
            {
                await write();
            }
            finally
            {
                turns.Release();
            }
        }
        finally
        {
            clients.Leave(client);
        }
    }

    private static async Task WriteAsync(HttpContext context, SiteViews site, string contest, string region, bool packed)
    {
        var (request, response) = (context.Request, context.Response);
        var table = RegionCode.TryParse(region, out var code)
            ? StationRows.Of(site, contest, code, Words.Kinds.Of, size => $"{PageRequest.OriginOf(request)}/pada/{size}/{contest}/{code}")
            : null;
        if (table is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = packed ? "application/gzip" : CsvFile.ContentType;
        response.Headers.ContentDisposition =
            $"attachment; filename=\"{table.Source.Election}-{contest}-{code}-{table.Source.Size}.csv{(packed ? ".gz" : "")}\"";

        // The table is written as it is read, a row at a time; the writer of CSV knows no other way than to wait.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(LeastRate, gracePeriod: TimeSpan.FromSeconds(10));
        }

        // A thread hangs on it: whoever has not taken all by then is cut off, whatever is being written.
        using var patience = new CancellationTokenSource(context.RequestServices.GetRequiredService<ProtectionOptions>().DownloadTime);
        using var end = patience.Token.Register(context.Abort);
        await Task.Run(
            () =>
            {
                if (packed)
                {
                    using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
                    CsvFile.Write(table, gzip);
                }
                else
                {
                    CsvFile.Write(table, response.Body);
                }
            },
            context.RequestAborted
        );
    }
}
