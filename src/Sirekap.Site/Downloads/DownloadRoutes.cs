using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Exports;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Pages;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Downloads;

/// <summary>
/// <c>GET /unduh/{contest}/{region}/{file}</c>: <see cref="RawTable"/> of a region, up to the nation's 800,000 stations, as <c>.csv</c>
/// (packed on the way for whoever takes that), <c>.csv.gz</c> and <c>.xlsx</c>. Each can be gone on with where a link broke.
/// </summary>
internal static class DownloadRoutes
{
    /// <summary>Of one client: a browser and a script that begin them all.</summary>
    private const int AtOnceOfClient = 8;

    /// <summary>Bytes a second; a phone on 3G does more.</summary>
    private const int LeastRate = 16_000;

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var clients = new Counts<ClientAddress>(AtOnceOfClient);
        routes
            .MapMethods(
                "/unduh/{contest}/{region}/{file}",
                [HttpMethods.Get, HttpMethods.Head],
                (HttpContext context, string contest, string region, string file, RawFiles files) =>
                    CountAsync(context, clients, () => AnswerAsync(context, files, contest, region, file))
            )
            .ExcludeFromDescription();
    }

    internal static async Task CountAsync(HttpContext context, Counts<ClientAddress> clients, Func<Task> answer)
    {
        var client = ClientAddress.Of(context);
        if (!clients.TryEnter(client))
        {
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.TooManyRequests) { RetryAfter = 30 });
            return;
        }

        try
        {
            await answer();
        }
        finally
        {
            clients.Leave(client);
        }
    }

    private static async Task AnswerAsync(HttpContext context, RawFiles files, string contest, string region, string name)
    {
        var isPacked = false;
        if (!RegionCode.TryParse(region, out var code) || RawFile.Of(contest, code, name, out isPacked) is not { } wanted)
        {
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound));
            return;
        }

        var (outcome, file) = await files.GetAsync(wanted, context.RequestAborted);
        var problem = outcome switch
        {
            RawOutcome.None => new Problem(ProblemCode.UnknownRegion) { Field = "region" },
            RawOutcome.TooLarge => new Problem(ProblemCode.TableTooLarge) { Words = [$"{wanted.Name}.csv"] },
            RawOutcome.Busy => new Problem(ProblemCode.Busy) { RetryAfter = 30 },
            _ => null,
        };
        if (problem is not null)
        {
            await ProblemResult.WriteAsync(context, problem);
            return;
        }

        await SendAsync(context, wanted, file!, isPacked);
    }

    private static async Task SendAsync(HttpContext context, RawFile wanted, KeptFile file, bool isPacked)
    {
        var response = context.Response;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(LeastRate, gracePeriod: TimeSpan.FromSeconds(10));
        }

        // Whoever has not taken all by then is cut off.
        using var patience = new CancellationTokenSource(context.RequestServices.GetRequiredService<ProtectionOptions>().DownloadTime);
        using var end = patience.Token.Register(context.Abort);
        response.Headers.CacheControl = "no-cache";
        FileStream bytes;
        try
        {
            bytes = File.OpenRead(file.Path);
        }
        catch (FileNotFoundException)
        {
            // It went for others between the look and this.
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.Busy) { RetryAfter = 1 });
            return;
        }

        await using var _ = bytes;
        if (wanted.IsWorkbook || isPacked)
        {
            var (type, ending) = wanted.IsWorkbook ? (XlsxFile.ContentType, "xlsx") : ("application/gzip", "csv.gz");
            await SendAsync(context, bytes, type, $"{file.Name}.{ending}", file.Tag);
            return;
        }

        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Conditions.TakesGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            await SendAsync(context, bytes, CsvFile.ContentType, $"{file.Name}.csv", $"{file.Tag}-gzip");
            return;
        }

        await using var unpacked = new UnpackedStream(bytes, file.Plain);
        await SendAsync(context, unpacked, CsvFile.ContentType, $"{file.Name}.csv", file.Tag);
    }

    /// <summary>The whole, or the part that is asked for: a link that broke is gone on with.</summary>
    private static Task SendAsync(HttpContext context, Stream bytes, string type, string name, string tag) =>
        Results
            .Stream(bytes, type, name, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
}
