using Microsoft.AspNetCore.Http;

namespace Sirekap.Server.Api;

/// <summary>Conditional requests (RFC 9110, 13.1.2).</summary>
internal static class Conditions
{
    /// <summary>Whether the client holds what bears this tag; compared weakly, as If-None-Match is.</summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        foreach (var header in request.Headers.IfNoneMatch)
        {
            foreach (var part in header.AsSpan().Split(','))
            {
                var held = header.AsSpan()[part].Trim();
                if (held is "*" || Opaque(held).SequenceEqual(Opaque(tag)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}

/// <summary>The client has it.</summary>
internal sealed class NotModified(string tag, string caching) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        httpContext.Response.Headers.ETag = tag;
        httpContext.Response.Headers.CacheControl = caching;
        return Task.CompletedTask;
    }
}

/// <summary>Bytes as they are, with what a cache needs to know.</summary>
internal sealed class Bytes(ReadOnlyMemory<byte> body, string contentType, string tag, string caching) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Conditions.IsKnown(httpContext.Request, tag))
        {
            return new NotModified(tag, caching).ExecuteAsync(httpContext);
        }

        var response = httpContext.Response;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = caching;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
