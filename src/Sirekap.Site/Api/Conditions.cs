using Microsoft.AspNetCore.Http;

namespace Sirekap.Site.Api;

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

    /// <summary>Whether the client takes gzip (RFC 9110, 12.5.3): named, or meant by an asterisk, and not with the weight 0.</summary>
    public static bool TakesGzip(HttpRequest request)
    {
        bool? named = null;
        var any = false;
        foreach (var header in request.Headers.AcceptEncoding)
        {
            foreach (var part in header.AsSpan().Split(','))
            {
                var coding = header.AsSpan()[part];
                var semicolon = coding.IndexOf(';');
                var name = (semicolon < 0 ? coding : coding[..semicolon]).Trim();
                var isTaken = semicolon < 0 || !IsZero(coding[(semicolon + 1)..].Trim());
                if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                {
                    named = isTaken;
                }
                else if (name is "*")
                {
                    any = isTaken;
                }
            }
        }

        return named ?? any;
    }

    /// <summary>q=0, q=0.0 and so on.</summary>
    private static bool IsZero(ReadOnlySpan<char> weight) =>
        weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && weight.Length > 2 && !weight[2..].ContainsAnyExcept('0', '.');

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
