using System.Buffers;
using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Elections.Statements;
using Sirekap.Officers.Reviews;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Pages;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Officers;

/// <summary>
/// The reviewers' desk (meja tinjau) on the web: its page, and what it is told of keys, tasks and papers. Its modules lie beside the
/// capture app's, whose it uses; what it says are signed statements, which it brings to the API like anybody.
/// </summary>
public static class ReviewRoom
{
    /// <summary>Where it lies.</summary>
    public const string Path = "/console";

    /// <summary>Asked for every few seconds, never to be believed a moment later, and short where nothing changed.</summary>
    private const string Asked = "no-cache";

    private const string Json = "text/json; charset=utf-8";

    /// <summary>Photos are the site's own; nothing comes from anywhere else, and nothing is opened but this.</summary>
    private static readonly PagePolicy Policy = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none';"
            + " frame-ancestors 'none'",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
    );

    internal static void Map(WebApplication app)
    {
        var site = app.Services.GetRequiredService<SiteViews>();
        var room = app.MapGroup(Path).ExcludeFromDescription().WithMetadata(Policy);
        var queues = new TaskQueues(TimeProvider.System);
        var waiting = new WaitingKeys(TimeProvider.System);
        var bodies = app.Services.GetRequiredService<Bodies>();
        room.MapPost("/waiting", context => LeaveAsync(context, bodies, waiting));
        room.MapGet("/waiting/{code}", (HttpContext context, string code) => FindAsync(context, site, waiting, code));
        RelayRoom.Map(room, app.Services);
        room.MapGet("", context => PageRoutes.SendAsync(context, CaptureFiles.Compiled.At("desk/index.html")!, "no-cache"));
        room.MapGet("/keys/{name}", (HttpContext context, string name) => KeyAsync(context, site, name, ReviewDesk.Key));
        room.MapGet(
            "/tasks/{name}",
            (HttpContext context, string name) => KeyAsync(context, site, name, (asOf, key) => ReviewDesk.Tasks(asOf, queues, key))
        );
        room.MapGet("/standing", (HttpContext context, string[] of) => StandingAsync(context, site, of));
        room.MapGet("/papers/{code}", (HttpContext context, string code, string? contest) => PaperAsync(context, site, code, contest));
    }

    /// <summary>A browser leaves its public key, base64, until somebody enrols it.</summary>
    private static async Task LeaveAsync(HttpContext context, Bodies bodies, WaitingKeys waiting)
    {
        var (body, problem) = await bodies.ReadAsync(context, Base64.GetMaxEncodedToUtf8Length(WaitingKeys.KeyBytes));
        using (body)
        {
            if (problem is null && !(Decoded(body!.Bytes.Span) is { } spki && waiting.Leave(spki)))
            {
                problem = Problem.Parameter("body", "expected.publicKey");
            }
        }

        await (problem is null ? Results.NoContent().ExecuteAsync(context) : ProblemResult.WriteAsync(context, problem));
    }

    private static byte[]? Decoded(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var length) == OperationStatus.Done ? bytes[..length] : null;
    }

    private static Task FindAsync(HttpContext context, SiteViews site, WaitingKeys waiting, string code) =>
        SendAsync(context, waiting.Find(code) is { } spki ? site.View(asOf => ReviewDesk.Waiting(asOf, spki)) : null);

    private static Task KeyAsync(HttpContext context, SiteViews site, string text, Func<RecordAsOf, KeyName, byte[]?> make) =>
        Parameters.Key("name", text, out var name) is { } bad
            ? ProblemResult.WriteAsync(context, bad)
            : SendAsync(context, site.View(asOf => make(asOf, name)));

    private static Task PaperAsync(HttpContext context, SiteViews site, string code, string? contest) =>
        (Parameters.Station("code", code, out var station) ?? Parameters.Contest("contest", contest)) is { } bad
            ? ProblemResult.WriteAsync(context, bad)
            : SendAsync(
                context,
                site.View(asOf =>
                    asOf.Contest(contest, out _) is { } known ? ReviewDesk.Paper(asOf, station, known, site.Node.Folder.Blobs.Has) : null
                )
            );

    private static Task StandingAsync(HttpContext context, SiteViews site, string[] of)
    {
        SealedPapers.Asked?[] papers = [.. of.Take(SealedPapers.Most + 1).Select(SealedPapers.Read)];
        return papers.Length is 0 or > SealedPapers.Most || papers.Contains(null)
            ? ProblemResult.WriteAsync(context, Problem.Parameter("of", "expected.papers"))
            : SendAsync(context, site.View(asOf => SealedPapers.Of(asOf, papers.Select(paper => paper!.Value))));
    }

    private static Task SendAsync(HttpContext context, byte[]? document) =>
        document is null
            ? ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound))
            : PageRoutes.SendAsync(context, new FinishedPage(200, Json, document, PageRenderer.Tag(document), Fixed: false), Asked);
}
