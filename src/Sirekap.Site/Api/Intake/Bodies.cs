using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// Reads bodies of requests, none longer than it may be, none slower, and all together within a budget of memory. It is charged by what has
/// come, not by what was announced; small bodies, which is what forms are, are not charged at all, so that no flood of large ones keeps
/// them out.
/// </summary>
internal sealed class Bodies(ProtectionOptions options)
{
    /// <summary>More than a form of any contest on one page has.</summary>
    private const int Small = 4 << 10;

    /// <summary>Bytes of too large a body that are read nevertheless.</summary>
    private const int MostDrained = 1 << 20;

    private long _underWay;

    /// <summary>The body, or the problem with it. What is read is charged until it is disposed of.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">Most bytes.</param>
    public async Task<(Body? Body, Problem? Problem)> ReadAsync(HttpContext context, int most)
    {
        var announced = context.Request.ContentLength;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most + (long)MostDrained;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(options.BodyTime);
        var body = new Body(this, (int)Math.Min(announced ?? Small, Small));
        try
        {
            if (announced > most)
            {
                body.Dispose();
                return (null, await TooLargeAsync(context, most, patience.Token));
            }

            if (await FillAsync(body, context, most, patience.Token) is not { } problem)
            {
                return (body, null);
            }

            body.Dispose();
            return (null, problem);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            body.Dispose();
            context.Response.Headers.Connection = "close";
            return (null, new Problem(ProblemCode.Timeout));
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // What says how long the pieces of a body are is not readable, or the client has gone.
            body.Dispose();
            return (null, new Problem(ProblemCode.BadRequest));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Reads to the end, or says what is wrong: it is larger than announced or allowed, or there is no room for it now.</summary>
    private static async Task<Problem?> FillAsync(Body body, HttpContext context, int most, CancellationToken cancellation)
    {
        var announced = context.Request.ContentLength;
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(body.Rest, cancellation);
            if (read == 0)
            {
                return null;
            }

            body.Took(read);
            if (body.Rest.IsEmpty && !body.TryGrow((int)Math.Min(announced ?? most, most)))
            {
                // Whole, when nothing more comes.
                if (body.Bytes.Length == announced)
                {
                    return null;
                }

                return body.Bytes.Length >= most
                    ? await TooLargeAsync(context, most, cancellation)
                    : new Problem(ProblemCode.Busy) { RetryAfter = 1 };
            }
        }
    }

    /// <summary>
    /// What is a little too large is read to its end and forgotten, so that whoever sends it hears why; the line of the rest is cut.
    /// </summary>
    private static async Task<Problem> TooLargeAsync(HttpContext context, int most, CancellationToken cancellation)
    {
        var (piece, left) = (new byte[Small], MostDrained);
        try
        {
            for (
                int read;
                context.Request.ContentLength is not > MostDrained
                    && left > 0
                    && (read = await context.Request.Body.ReadAsync(piece, cancellation)) > 0;

            )
            {
                left -= read;
            }
        }
        catch (OperationCanceledException)
        {
            context.Response.Headers.Connection = "close";
        }

        return new Problem(ProblemCode.TooLarge) { Words = [most] };
    }

    private bool TryCharge(int bytes)
    {
        if (Interlocked.Add(ref _underWay, bytes) <= options.BodyBytesUnderWay)
        {
            return true;
        }

        Interlocked.Add(ref _underWay, -bytes);
        return false;
    }

    private void Discharge(int bytes) => Interlocked.Add(ref _underWay, -bytes);

    /// <summary>A body as it comes.</summary>
    internal sealed class Body(Bodies bodies, int room) : IDisposable
    {
        private byte[] _bytes = new byte[room];
        private int _count;
        private int _charged;

        public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _count);

        public Memory<byte> Rest => _bytes.AsMemory(_count);

        public void Took(int bytes) => _count += bytes;

        /// <summary>Makes room for more; false when there is no more to be had.</summary>
        public bool TryGrow(int most)
        {
            var larger = Math.Min(Math.Max(2 * _bytes.Length, Small), most);
            if (larger <= _bytes.Length || !bodies.TryCharge(larger - _bytes.Length))
            {
                return false;
            }

            _charged += larger - _bytes.Length;
            Array.Resize(ref _bytes, larger);
            return true;
        }

        public void Dispose()
        {
            bodies.Discharge(_charged);
            _charged = 0;
        }
    }
}
