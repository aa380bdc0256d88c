using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Server.Views;

namespace Sirekap.Server.Downloads;

/// <summary><c>GET /unduh/{contest}/{region}/tps.csv</c>, and <c>tps.csv.gz</c>: all stations of a region with every figure, up to the nation's 800,000.</summary>
public static class DownloadRoutes
{
    /// <summary>Each holds a thread for as long as its reader takes.</summary>
    private const int AtOnce = 4;

    public static void MapDownloads(this IEndpointRouteBuilder routes, Site site)
    {
        var turns = new SemaphoreSlim(AtOnce);
        routes.MapGet("/unduh/{contest}/{region}/tps.csv", (HttpContext context, string contest, string region) =>
            WriteAsync(context, site, turns, contest, region, packed: false)).ExcludeFromDescription();
        routes.MapGet("/unduh/{contest}/{region}/tps.csv.gz", (HttpContext context, string contest, string region) =>
            WriteAsync(context, site, turns, contest, region, packed: true)).ExcludeFromDescription();
    }

    private static async Task WriteAsync(HttpContext context, Site site, SemaphoreSlim turns, string contest, string region, bool packed)
    {
        var (request, response) = (context.Request, context.Response);
        var table = RegionCode.TryParse(region, out var code)
            ? StationRows.Of(site, contest, code, Words.Kinds.Of, size => $"{request.Scheme}://{request.Host}/pada/{size}/{contest}/{code}")
            : null;
        if (table is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!await turns.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = "30";
            return;
        }

        try
        {
            response.ContentType = packed ? "application/gzip" : CsvFile.ContentType;
            response.Headers.ContentDisposition = $"attachment; filename=\"{table.Source.Election}-{contest}-{code}-{table.Source.Size}.csv{(packed ? ".gz" : "")}\"";

            // The table is written as it is read, a row at a time; the writer of CSV knows no other way than to wait.
            context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
            await Task.Run(() =>
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
            }, context.RequestAborted);
        }
        finally
        {
            turns.Release();
        }
    }
}
