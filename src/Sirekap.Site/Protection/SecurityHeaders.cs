using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Sirekap.Site.Protection;

/// <summary>What an endpoint says to browsers in the place of what all others do, because its pages do more.</summary>
/// <param name="Content">What may be loaded, run and asked for.</param>
/// <param name="Devices">Which devices its pages may ask for.</param>
internal sealed record PagePolicy(string Content, string Devices);

/// <summary>
/// What every answer says to browsers: nothing from anywhere else is loaded, run or framed; nothing is guessed. Data is open to every site,
/// as it is to everybody; pages are not to be read or framed by others.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
        + " base-uri 'none'; frame-ancestors 'none'";

    private const string Permissions = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    private const string Exposed = "ETag, Retry-After, Content-Location, Content-Disposition, Location";

    private const string YearInSeconds = "max-age=31536000";

    // Set as they are, without making anything anew: published files are what is asked for most.
    private static readonly StringValues FilePolicy = "default-src 'none'; sandbox";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues CrossOrigin = "cross-origin";
    private static readonly StringValues NoDevices = Permissions;
    private static readonly StringValues Anyone = "*";
    private static readonly StringValues AllExposed = Exposed;
    private static readonly StringValues Year = YearInSeconds;

    /// <summary>What an answer of published files says, which runs nothing at all in a browser.</summary>
    public static void SetForFile(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = FilePolicy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = SameOrigin;
        headers["Permissions-Policy"] = NoDevices;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        headers["Cross-Origin-Resource-Policy"] = CrossOrigin;
        headers.AccessControlAllowOrigin = Anyone;
        headers.AccessControlExposeHeaders = AllExposed;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = Year;
        }
    }

    /// <summary>Answers a preflight: anybody may read; whoever writes does so from a page of this server, or from a program.</summary>
    public static bool IsPreflight(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (!HttpMethods.IsOptions(request.Method) || !request.Headers.ContainsKey("Access-Control-Request-Method"))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, HEAD";
        headers.AccessControlAllowHeaders = "Accept, Accept-Language, If-None-Match, Last-Event-ID";
        headers.AccessControlMaxAge = "86400";
        return true;
    }

    /// <summary>Sets the headers when the answer starts: what failed half-way has them, too.</summary>
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state => Set((HttpContext)state), context);
        return IsPreflight(context) ? Task.CompletedTask : next(context);
    }

    private static Task Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        var own = context.GetEndpoint()?.Metadata.GetMetadata<PagePolicy>();
        headers.ContentSecurityPolicy = own?.Content ?? Policy;
        headers.XContentTypeOptions = "nosniff";
        // Others hear nothing of where a visitor was; this server does, because without it a form of its own would come from the origin
        // "null".
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = own?.Devices ?? Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = YearInSeconds;
        }

        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ?? false;
        headers["Cross-Origin-Resource-Policy"] = isPage ? "same-origin" : "cross-origin";
        if (!isPage && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = Exposed;
        }

        return Task.CompletedTask;
    }
}
