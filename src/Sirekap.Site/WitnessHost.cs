using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Site;

/// <summary>Serves a log witness over HTTP: <c>POST /add-checkpoint</c> (C2SP tlog-witness), nothing else.</summary>
public static class WitnessHost
{
    public static async Task RunAsync(Witness witness, string urls, Action<string> started, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .WebHost.UseUrls(urls)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Limits.MaxRequestBodySize = WitnessRequest.MaximumBytes + 1;
                kestrel.Limits.MaxConcurrentConnections = 1000;
                kestrel.AddServerHeader = false;
            });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost(
            "/add-checkpoint",
            async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                var answer = witness.AddCheckpoint(body.GetBuffer().AsSpan(0, (int)body.Length));
                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = answer.ContentType;
                await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
            }
        );
        await app.StartAsync(cancellation);
        started(string.Join(", ", app.Urls));
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }
}
