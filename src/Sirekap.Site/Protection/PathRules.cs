using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Protection;

/// <summary>
/// A path has one spelling: letters, digits and <c>- . _ ~</c> between single slashes. Nothing here needs more, so nothing that two readers
/// could read differently (escapes, backslashes, dot segments, other encodings) reaches a route or a file. A slash at the end is taken off.
/// </summary>
internal static class PathRules
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"
    );

    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        var path = PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (!IsCanonical(path))
        {
            return ProblemResult.WriteAsync(context, new Problem(ProblemCode.BadPath));
        }

        if (path.Length > 1 && path[^1] == '/')
        {
            // It begins with one slash alone, or it would not be here: nobody is sent to another host.
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = $"{path[..^1]}{context.Request.QueryString.ToUriComponent()}";
            return Task.CompletedTask;
        }

        // The server leaves the body of an answer to HEAD out by itself, whatever is said of the method here.
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;

            // Should a route have been chosen already, it was chosen for HEAD, which only pages name.
            context.SetEndpoint(null);
        }

        return next(context);
    }

    /// <summary>The path of a request's target, which may be a whole URL (RFC 9112, 3.2.2).</summary>
    internal static ReadOnlySpan<char> PathOf(string target)
    {
        var path = target.AsSpan();
        if (path.IsEmpty || path[0] != '/')
        {
            var authority = path.IndexOf("://", StringComparison.Ordinal);
            var slash = authority < 0 ? -1 : path[(authority + 3)..].IndexOfAny('/', '?');
            path = slash < 0 ? "/" : path[(authority + 3 + slash)..];
            path = path[0] == '?' ? "/" : path;
        }

        var query = path.IndexOf('?');
        return query < 0 ? path : path[..query];
    }

    internal static bool IsCanonical(ReadOnlySpan<char> path)
    {
        if (path.ContainsAnyExcept(Allowed) || path.Contains("//", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var part in path.Split('/'))
        {
            if (path[part] is "." or "..")
            {
                return false;
            }
        }

        return true;
    }
}
