using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Sirekap.Server.Protection;
using Sirekap.Server.Views;

namespace Sirekap.Server.Pages;

/// <summary>Puts the pages on the web: whatever address no other part of the server has.</summary>
public static class PageRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Pages, their files, and the policy that visitors verify by.</summary>
    public static void MapPages(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SiteOptions>();
        var site = app.Services.GetRequiredService<Site>();
        var pages = new PageMaker(site, options, new PageRenderer(app.Services), new PageCache(TimeProvider.System), app.Services.GetRequiredService<RateLimits>());
        foreach (var asset in AssetFiles.All)
        {
            app.MapMethods(asset.Path, Reading, context => SendAsync(context, asset.Bytes, asset.ContentType, "public, max-age=31536000, immutable", PageRenderer.Tag(asset.Bytes.Span)));
        }

        if (options.Policy is { } policy)
        {
            var tag = PageRenderer.Tag(policy.Span);
            app.MapMethods("/policy", Reading, context => SendAsync(context, policy, "text/plain; charset=utf-8", "public, max-age=60", tag));
        }

        app.MapMethods("/{**path}", Reading, context => AnswerAsync(context, pages));
    }

    private static async Task AnswerAsync(HttpContext context, PageMaker pages)
    {
        // One address for one page: /ppwp/ is /ppwp.
        if (context.Request.Path.Value is { Length: > 1 } path && path.EndsWith('/'))
        {
            Redirect(context, "/" + path.Trim('/') + context.Request.QueryString.ToUriComponent(), StatusCodes.Status308PermanentRedirect);
            return;
        }

        var page = await pages.MakeAsync(PageRequest.Of(context.Request));
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

        await SendAsync(context, page.Body, page.ContentType, Keeping(page), page.ETag);
    }

    /// <summary>A page of now is good for a second; one of the past for a day, and no longer, because names in it may come to be withheld.</summary>
    private static string Keeping(FinishedPage page) => page switch
    {
        { Status: not 200 } => "no-cache",
        { Fixed: true } => "public, max-age=86400, immutable",
        _ => "public, max-age=1",
    };

    private static void Redirect(HttpContext context, string to, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        context.Response.Headers.CacheControl = "public, max-age=60";
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType, string keeping, string tag)
    {
        var response = context.Response;
        response.Headers.CacheControl = keeping;
        response.Headers.ETag = tag;
        if (response.StatusCode == StatusCodes.Status200OK && Has(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static bool Has(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));
}
