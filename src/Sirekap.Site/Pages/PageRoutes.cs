using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Sirekap.Elections.Statements;
using Sirekap.Site.Api;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>Puts the pages on the web: whatever address no other part of the server has.</summary>
public static class PageRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Pages, their files, and the policy that visitors verify by.</summary>
    public static void MapPages(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SiteOptions>();
        var site = app.Services.GetRequiredService<SiteViews>();
        var pages = new PageMaker(
            site,
            options,
            new PageRenderer(app.Services),
            new PageCache(TimeProvider.System),
            app.Services.GetRequiredService<RateLimits>()
        );
        if (options.Policy is { } policy)
        {
            var file = new FinishedPage(
                StatusCodes.Status200OK,
                "text/plain; charset=utf-8",
                policy,
                PageRenderer.Tag(policy.Span),
                Fixed: false
            );
            app.MapMethods("/policy", Reading, context => SendAsync(context, file, "public, max-age=60"));
        }

        var kind = app.Services.GetRequiredService<ElectionFacts>().Kind;

        // Looked up when it is asked for: styles change while somebody works on them.
        app.MapMethods(
            "/assets/{name}",
            Reading,
            context =>
                AssetFiles.At(context.Request.Path.Value!) is { } asset
                    ? SendAsync(context, asset.Page, "public, max-age=31536000, immutable")
                    : AnswerAsync(context, pages, kind)
        );

        // The API has all below /api, and this one page is about it.
        app.MapMethods("/api", Reading, context => AnswerAsync(context, pages, kind));
        app.MapMethods("/{**path}", Reading, context => AnswerAsync(context, pages, kind));
    }

    private static async Task AnswerAsync(HttpContext context, PageMaker pages, ElectionKind kind)
    {
        // One address for one page: /ppwp/ is /ppwp.
        if (context.Request.Path.Value is { Length: > 1 } path && path.EndsWith('/'))
        {
            Redirect(context, "/" + path.Trim('/') + context.Request.QueryString.ToUriComponent(), StatusCodes.Status308PermanentRedirect);
            return;
        }

        var page = await pages.MakeAsync(PageRequest.Of(context.Request), ClientAddress.Of(context));
        if (page.Location is not null)
        {
            Redirect(context, page.Location, StatusCodes.Status302Found);
            return;
        }

        context.Response.StatusCode = page.Status;
        if (page.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        if (page.FileName is not null)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{page.FileName}\"";
        }

        await SendAsync(context, page, Keeping(page, kind));
    }

    /// <summary>
    /// A page of now is good for a second; one of the past for a day, and no longer, because names in it may come to be withheld.
    /// </summary>
    private static string Keeping(FinishedPage page, ElectionKind kind) =>
        page switch
        {
            { Status: not 200 } => "no-cache",
            { Fixed: true } => Replies.Kept(Replies.Past, kind),
            _ => "public, max-age=1",
        };

    private static void Redirect(HttpContext context, string to, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        context.Response.Headers.CacheControl = "public, max-age=60";
    }

    /// <summary>Sends what is finished, packed to whoever takes it so; 304 to whoever has it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">What is sent.</param>
    /// <param name="keeping">How long it may be kept (<c>Cache-Control</c>).</param>
    internal static async Task SendAsync(HttpContext context, FinishedPage page, string keeping)
    {
        var (request, response) = (context.Request, context.Response);
        var compressed = page.IsCompressible && Conditions.TakesGzip(request);
        response.Headers.CacheControl = keeping;
        response.Headers.ETag = compressed ? page.CompressedTag : page.ETag;
        if (page.IsCompressible)
        {
            response.Headers.Vary = "Accept-Encoding";
        }

        if (page.Status == StatusCodes.Status200OK && Has(request, page))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = compressed ? page.Compressed : page.Body;
        response.Headers.ContentEncoding = compressed ? "gzip" : default;
        response.ContentType = page.ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Whether the client has this page, in whichever encoding.</summary>
    private static bool Has(HttpRequest request, FinishedPage page) =>
        EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag == page.ETag || one.Tag == page.CompressedTag);
}
