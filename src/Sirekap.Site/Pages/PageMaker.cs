using System.Text;
using Sirekap.Ledger.Storage;
using Sirekap.Site.Pages.Tables;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>From a request to a finished page: view, HTML, entity tag; what was made for this moment already is given again.</summary>
internal sealed class PageMaker(SiteViews site, SiteOptions options, PageRenderer renderer, PageCache cache, RateLimits limits)
{
    private readonly Router _router = new(site, options);

    /// <summary>The page; for a client that waits for too many costly ones already, that there is none now.</summary>
    public async Task<FinishedPage> MakeAsync(PageRequest request, ClientAddress client)
    {
        if (!request.IsCostly)
        {
            return await MakeAsync(request);
        }

        if (!limits.TryEnterCostly(client))
        {
            return NotNow(request, PageProblem.Busy);
        }

        try
        {
            return await MakeAsync(request);
        }
        finally
        {
            limits.LeaveCostly(client);
        }
    }

    private Task<FinishedPage> MakeAsync(PageRequest request)
    {
        // Asked before the view is made: it may be of a later moment than its key says, never of an earlier.
        var key = new PageKey(request.Origin, request.Language.Prefix + request.Path, site.Node.Size, SiteEdition.Current.Number);
        return cache.GetAsync(key, () => Task.Run(() => request.IsCostly ? InTurnAsync(request) : FreshAsync(request)));
    }

    /// <summary>Few at a time look through much: whoever asks for the same page waits with the first who asked.</summary>
    private async Task<FinishedPage> InTurnAsync(PageRequest request)
    {
        using var turn = await limits.CostlyAsync(CancellationToken.None);
        return turn.IsAcquired ? await FreshAsync(request) : NotNow(request, PageProblem.Busy);
    }

    private async Task<FinishedPage> FreshAsync(PageRequest request)
    {
        try
        {
            var (context, answer) = View(request);
            return answer switch
            {
                Answer.Moved moved => FinishedPage.Elsewhere(moved.To),
                Answer.Download download => TableFile.Of(context, download),
                Answer.File file => new FinishedPage(200, file.ContentType, file.Bytes, PageRenderer.Tag(file.Bytes.Span), Fixed: false),
                Answer.Shown shown => Finish(
                    await renderer.RenderAsync(shown.Component, context, shown.Parameters),
                    shown.Status,
                    request.AsOf is not null
                ),
                Answer.None none => Finish(
                    await renderer.RenderAsync(typeof(ProblemPage), context, Parameters(none.Problem)),
                    404,
                    isFixed: false
                ),
                _ => throw new InvalidOperationException("an answer that nobody knows"),
            };
        }
        catch (LedgerStoppedException)
        {
            return NotNow(request, PageProblem.Stopped);
        }
    }

    private (PageContext Context, Answer Answer) View(PageRequest request)
    {
        var asked = _router.Route(request);
        if (request.AsOf is not { } size)
        {
            return site.View(asOf => Both(Context(request, asOf), asOf, asked));
        }

        var past = site.ViewAt(size, asOf => new Past(Both(Context(request, asOf), asOf, asked)));
        return past?.Made
            ?? site.View(asOf => (Context(request with { AsOf = null }, asOf), (Answer)new Answer.None(PageProblem.NoSuchPast)));
    }

    private static (PageContext Context, Answer Answer) Both(
        PageContext context,
        RecordAsOf asOf,
        Func<PageContext, RecordAsOf, Answer> asked
    ) => (context, asked(context, asOf));

    private PageContext Context(PageRequest request, RecordAsOf asOf) =>
        PageContext.Of(asOf, request.Language, request.Origin, request.Path, request.AsOf, site.Node.Warnings, options.Demo is not null);

    /// <summary>A few words instead of a page, which would need what cannot be had now.</summary>
    private static FinishedPage NotNow(PageRequest request, PageProblem problem)
    {
        var bytes = Encoding.UTF8.GetBytes(request.Language.Texts["problem.says." + problem] + "\n");
        return new FinishedPage(503, "text/plain; charset=utf-8", bytes, PageRenderer.Tag(bytes), Fixed: false);
    }

    private static Dictionary<string, object?> Parameters(PageProblem problem) =>
        new(StringComparer.Ordinal) { [nameof(ProblemPage.Code)] = problem };

    private static FinishedPage Finish(byte[] html, int status, bool isFixed) =>
        new(status, "text/html; charset=utf-8", html, PageRenderer.Tag(html), isFixed);

    private sealed record Past((PageContext Context, Answer Answer) Made);
}
