using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sirekap.Ledger.Storage;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Protection;

/// <summary>Whatever goes wrong is answered as a problem; what exactly is for the log alone.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody is there to be answered.
                context.Abort();
                return;
            }

            context.Response.Clear();
            await ProblemResult.WriteAsync(context, ProblemOf(e, context));
            return;
        }

        await ExplainAsync(context);
    }

    /// <summary>A status without words, as routing gives it, gets them; pages have their own.</summary>
    private static Task ExplainAsync(HttpContext context)
    {
        var response = context.Response;
        var isBare =
            response.StatusCode >= StatusCodes.Status400BadRequest
            && !response.HasStarted
            && response.ContentType is null
            && response.ContentLength is null or 0;
        return isBare && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? ProblemResult.WriteAsync(context, new Problem(ProblemCodes.Of(response.StatusCode)))
            : Task.CompletedTask;
    }

    private Problem ProblemOf(Exception e, HttpContext context)
    {
        switch (e)
        {
            case BadHttpRequestException bad:
                return new Problem(ProblemCodes.Of(bad.StatusCode));
            case LedgerStoppedException:
                return new Problem(ProblemCode.LedgerStopped);
            case OperationCanceledException:
                return new Problem(ProblemCode.Busy) { RetryAfter = 1 };
            default:
                Failed(log, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "", e);
                return new Problem(ProblemCode.Internal);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void Failed(ILogger log, string method, string endpoint, Exception exception);
}
