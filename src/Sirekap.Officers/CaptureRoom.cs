using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Elections.Regions;
using Sirekap.Officers.Stations;
using Sirekap.Site;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Pages;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Officers;

/// <summary>
/// The capture app (aplikasi KPPS) on the web: its files, and what a phone must know of a station. All else that it does are signed
/// statements, which it brings to the API like anybody.
/// </summary>
public static class CaptureRoom
{
    /// <summary>Where it lies.</summary>
    public const string Path = "/capture";

    /// <summary>
    /// What a phone keeps for the night is asked for again when it has a network, and is then short when nothing changed.
    /// </summary>
    private const string Asked = "no-cache";

    /// <summary>What is packed on its way is told by its type: text.</summary>
    private const string Json = "text/json; charset=utf-8";

    /// <summary>
    /// Pictures are of the phone itself (blob:); it works on without a network (worker-src); nothing comes from anywhere else.
    /// </summary>
    private static readonly PagePolicy Policy = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self';"
            + " worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        "accelerometer=(), camera=(self), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
    );

    /// <summary>The room for the site's options, with the reviewers' desk, which shares its modules.</summary>
    public static OfficersRoom Room { get; } = new([Path, ReviewRoom.Path], Map) { Desk = ReviewRoom.Path };

    private static void Map(WebApplication app)
    {
        var site = app.Services.GetRequiredService<SiteViews>();
        var room = app.MapGroup(Path).ExcludeFromDescription().WithMetadata(Policy);
        room.MapGet("", context => SendAsync(context, ""));
        room.MapGet("/{**file}", (HttpContext context, string file) => SendAsync(context, file));
        room.MapGet("/stations/{code}", (HttpContext context, string code) => StationAsync(context, site, code));
        ReviewRoom.Map(app);
    }

    private static Task SendAsync(HttpContext context, string file)
    {
        // Else a worker is nobody's but of its own folder's, which the page itself does not lie in.
        context.Response.Headers["Service-Worker-Allowed"] = Path;
        return CaptureFiles.Compiled.At(file) is { } found
            ? PageRoutes.SendAsync(context, found, Asked)
            : ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound));
    }

    private static Task StationAsync(HttpContext context, SiteViews site, string code)
    {
        if (Parameters.Station("code", code, out var station) is { } bad)
        {
            return ProblemResult.WriteAsync(context, bad);
        }

        var sheet = site.View(asOf => StationSheet.Of(asOf, station));
        return sheet is null
            ? ProblemResult.WriteAsync(context, new Problem(ProblemCode.UnknownRegion) { Field = "code" })
            : PageRoutes.SendAsync(context, new FinishedPage(200, Json, sheet, PageRenderer.Tag(sheet), Fixed: false), Asked);
    }
}
