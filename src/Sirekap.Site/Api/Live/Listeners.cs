using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Live;

/// <summary>Those who listen, within their bounds. Each is a few hundred bytes and no thread.</summary>
internal sealed class Listeners(LiveHub hub, ProtectionOptions options, ServerMetrics metrics, IHostApplicationLifetime lifetime)
{
    private static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    private readonly Counts<ClientAddress> _ofClient = new(options.ListenersOfClient);

    private Tick Now => hub.Now;

    private CancellationToken Stopping => lifetime.ApplicationStopping;

    private TimeSpan Patience => options.ListenerPatience;

    public IResult Listen(HttpContext context, Func<long, bool> changed, long? known)
    {
        var client = ClientAddress.Of(context);
        if (metrics.Listening(1) > options.Listeners)
        {
            metrics.Listening(-1);
            return new ProblemResult(new Problem(ProblemCode.TooManyListeners) { RetryAfter = 30 });
        }

        if (!_ofClient.TryEnter(client))
        {
            metrics.Listening(-1);
            return new ProblemResult(new Problem(ProblemCode.TooManyRequests) { RetryAfter = 30 });
        }

        return new Stream(this, client, changed, known);
    }

    private void Leave(ClientAddress client)
    {
        _ofClient.Leave(client);
        metrics.Listening(-1);
    }

    private sealed class Stream(Listeners listeners, ClientAddress client, Func<long, bool> changed, long? known) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, listeners.Stopping);
                await RunAsync(httpContext, end.Token);
            }
            catch (OperationCanceledException)
            {
                // It has gone, or the server does, or it took nothing for too long: then its line is cut.
                httpContext.Abort();
            }
            finally
            {
                listeners.Leave(client);
            }
        }

        private async Task RunAsync(HttpContext context, CancellationToken end)
        {
            var response = context.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            // A proxy that gathers answers before it passes them on would hold these back.
            response.Headers["X-Accel-Buffering"] = "no";
            var tick = listeners.Now;
            var size = known ?? tick.Size;
            await SendAsync(response, Encoding.ASCII.GetBytes(EventEndpoint.Retry()), end);
            while (true)
            {
                // What it is told is never older than what it knows.
                if (tick.Size > size && changed(size))
                {
                    await SendAsync(response, tick.Event, end);
                    size = tick.Size;
                }
                else if (tick.IsAgain)
                {
                    await SendAsync(response, Heartbeat, end);
                }

                tick = await tick.Next.WaitAsync(end);
            }
        }

        private async ValueTask SendAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken end)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
            patience.CancelAfter(listeners.Patience);
            await response.Body.WriteAsync(bytes, patience.Token);
            await response.Body.FlushAsync(patience.Token);
        }
    }
}
