using Microsoft.AspNetCore.Http;

namespace Sirekap.Demo.Pages;

/// <summary>
/// Whether a deed was asked for by a page of this server, not by another site through a visitor's browser. Browsers say so themselves
/// (Fetch Metadata; the header Origin where that is not sent, as over plain http); what says neither is no browser, and acts for nobody
/// else.
/// </summary>
internal static class SameOrigin
{
    public static bool Is(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site is ["same-origin" or "none"];
        }

        // The scheme is left out: before a proxy it may be another.
        return request.Headers.Origin is []
            || (
                request.Headers.Origin is [{ } origin]
                && Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Authority.Equals(AuthorityOf(request), StringComparison.OrdinalIgnoreCase)
            );
    }

    private static string? AuthorityOf(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out var asked) ? asked.Authority : null;
}
