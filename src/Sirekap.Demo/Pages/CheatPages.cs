using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sirekap.Demo.Tricks;
using Sirekap.Elections.Regions;
using Sirekap.Site;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Pages;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Demo.Pages;

/// <summary>Answers what is asked of "Coba curangi". Nothing of it is kept by anybody on the way: it is one visitor's own.</summary>
/// <param name="site">The views.</param>
/// <param name="options">What the operator offers.</param>
/// <param name="renderer">Makes HTML.</param>
/// <param name="jobs">The plans of all visitors.</param>
internal sealed class CheatPages(SiteViews site, SiteOptions options, PageRenderer renderer, CheatJobs jobs)
{
    /// <summary>A form with a dozen short fields.</summary>
    private const int MostBytes = 4 << 10;

    /// <summary>A trick asks for eight; a browser adds none.</summary>
    private const int MostFields = 16;

    /// <summary>A small ledger is done by then, and its visitor need not see the page that waits.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    /// <summary>Nothing, or choosing: by what has been chosen so far.</summary>
    public Task ChooseAsync(HttpContext context, Language language)
    {
        var input = CheatInput.Of(field => context.Request.Query[field].FirstOrDefault());
        var (page, choosing) = Choosing(context, language, input);
        return ChoosingPageAsync(context, page, choosing, StatusCodes.Status200OK);
    }

    /// <summary>The deed.</summary>
    public async Task DoAsync(HttpContext context, Language language)
    {
        if (!SameOrigin.Is(context.Request))
        {
            await NotDoneAsync(context, language, StatusCodes.Status403Forbidden, "curang.foreign", "curang.foreign.says");
            return;
        }

        if (await ReadAsync(context) is not { } form)
        {
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.BadRequest));
            return;
        }

        var input = CheatInput.Of(field => form[field].FirstOrDefault());
        var checkpoint = site.Node.Checkpoint;
        var (page, choosing) = Choosing(context, language, input, checkpoint?.Checkpoint.Size ?? 0);
        if (
            CheatPlanning.Read(
                input,
                choosing.Contest,
                choosing.IsSuggested && choosing.Errors.Count > 0 ? null : choosing.Target,
                choosing.Published,
                out var errors
            )
            is not { } plan
        )
        {
            await ChoosingPageAsync(context, page, choosing with { Errors = errors }, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var (job, refusal) = jobs.Start(plan, checkpoint, ClientAddress.Of(context));
        if (job is null)
        {
            context.Response.Headers.RetryAfter = "5";
            await ChoosingPageAsync(context, page, choosing with { Refusal = refusal }, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        await Task.WhenAny(job.Ended, Task.Delay(Soon, context.RequestAborted));
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = language.Prefix + $"{CheatRoutes.Path}/{job.Id}";
        context.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>A plan: being carried out, done, or who noticed.</summary>
    public Task ShowAsync(HttpContext context, Language language, string id, bool verify)
    {
        if (jobs.Find(id) is not { } job)
        {
            return NotDoneAsync(context, language, StatusCodes.Status404NotFound, "curang.gone", "curang.gone.says");
        }

        if (job.End is not { } end)
        {
            context.Response.Headers["Refresh"] = "1";
            return PageAsync<RunningPage>(
                context,
                ContextOf(context, language, Own(job)),
                StatusCodes.Status200OK,
                (nameof(RunningPage.Job), job)
            );
        }

        if (end.Report is not { } report)
        {
            var says = end.Refusal is { } refusal ? $"curang.refused.{refusal}" : $"curang.failed.{end.Failure}";
            return NotDoneAsync(context, language, StatusCodes.Status200OK, "curang.notdone", says);
        }

        var (page, view, names) = site.View(asOf =>
            (
                ContextOf(context, language, verify ? $"{Own(job)}/{CheatRoutes.Verify}" : Own(job), asOf),
                CheatView.Of(asOf, job, report),
                NamesIn(asOf, report)
            )
        );
        return verify
            ? PageAsync<CaughtPage>(
                context,
                page,
                StatusCodes.Status200OK,
                (nameof(CaughtPage.View), view),
                (nameof(CaughtPage.Names), names),
                (nameof(CaughtPage.HasPolicy), options.Policy is not null)
            )
            : PageAsync<DonePage>(context, page, StatusCodes.Status200OK, (nameof(DonePage.View), view));
    }

    private static string Own(CheatJob job) => $"{CheatRoutes.Path}/{job.Id}";

    /// <summary>The form's fields; null where the body is no form, or more than one.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }

        var asOf = new FormFeature(
            context.Request,
            new FormOptions
            {
                BufferBody = false,
                ValueCountLimit = MostFields,
                KeyLengthLimit = 64,
                ValueLengthLimit = 512,
            }
        );
        try
        {
            return context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
                ? await asOf.ReadFormAsync(context.RequestAborted)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private (PageContext Page, CheatChoosing Choosing) Choosing(
        HttpContext context,
        Language language,
        CheatInput input,
        long? published = null
    )
    {
        // Before the read that makes the page: searching reads the node, too.
        var found = input.Query is { } query ? site.Search().Find(query) : null;
        published ??= site.Node.Checkpoint?.Checkpoint.Size ?? 0;
        return site.View(asOf => (ContextOf(context, language, input.Path, asOf), CheatChoosing.Of(asOf, input, found, published.Value)));
    }

    private Task ChoosingPageAsync(HttpContext context, PageContext page, CheatChoosing choosing, int status) =>
        choosing.Input.Kind is null
            ? PageAsync<TrickPage>(context, page, status, (nameof(TrickPage.View), choosing))
            : PageAsync<TargetPage>(context, page, status, (nameof(TargetPage.View), choosing));

    private Task NotDoneAsync(HttpContext context, Language language, int status, string heading, string says) =>
        PageAsync<NotDonePage>(
            context,
            ContextOf(context, language, CheatRoutes.Path),
            status,
            (nameof(NotDonePage.Heading), heading),
            (nameof(NotDonePage.Explanation), says),
            (nameof(NotDonePage.Again), CheatRoutes.Path)
        );

    private PageContext ContextOf(HttpContext context, Language language, string path) =>
        site.View(asOf => ContextOf(context, language, path, asOf));

    private PageContext ContextOf(HttpContext context, Language language, string path, RecordAsOf asOf) =>
        PageContext.Of(asOf, language, PageRequest.OriginOf(context.Request), path, null, site.Node.Warnings, options.Demo is not null);

    private static Dictionary<RegionCode, NamedRegion> NamesIn(RecordAsOf asOf, CheatReport report) =>
        report
            .Observations.SelectMany(observation => observation.Findings)
            .Where(finding => finding.Rule == FindingRule.Document)
            .Select(finding => FindingWords.RegionOf(finding.Where))
            .OfType<RegionCode>()
            .Distinct()
            .Where(code => asOf.Tree.FindRegion(code) >= 0)
            .ToDictionary(code => code, asOf.Place);

    private async Task PageAsync<TComponent>(
        HttpContext context,
        PageContext page,
        int status,
        params (string Name, object? Value)[] parameters
    )
    {
        var html = await renderer.RenderAsync(
            typeof(TComponent),
            page,
            parameters.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)
        );
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = page.Language.Code;
        await response.Body.WriteAsync(html, context.RequestAborted);
    }
}
