using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Regions;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>What was corrected, and what waits for a person.</summary>
internal static class ListEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/corrections", List).Produces<CorrectionsJson>().Problems(400, 404).AddEndpointFilter<CostlyAnswers>();
        api.MapGet("/objections", Objected).Produces<ObjectionsJson>().Problems(400, 404).AddEndpointFilter<CostlyAnswers>();
        api.MapGet("/tasks", Open).Produces<TasksJson>().Problems(400, 404).AddEndpointFilter<CostlyAnswers>();
        api.MapGet("/salinan", Copies).Produces<SalinanCountsJson>().Problems(400, 404).AddEndpointFilter<CostlyAnswers>();
        api.MapGet("/reviews", Reviews).Produces<ReviewsJson>().Problems(400, 404).AddEndpointFilter<CostlyAnswers>();
    }

    /// <summary>Corrections: figures that stood and were put aside, newest first, with before and after.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    /// <param name="region">Only in this region; everywhere when left out.</param>
    /// <param name="check">Only where the old figures failed this check.</param>
    /// <param name="before">Only what happened before this entry: <c>next</c> of the page before.</param>
    /// <param name="most">How many.</param>
    internal static IResult List(
        SiteViews site,
        HttpContext context,
        string? contest,
        string? region,
        string? check,
        string? before,
        string? most
    )
    {
        if (
            Parameters.First(
                Parameters.Contest("contest", contest),
                Parameters.Code("region", region, out var place),
                Parameters.Number("before", before, out long? end),
                Parameters.Rows("most", most, out var rows)
            ) is
            { } bad
        )
        {
            return new ProblemResult(bad);
        }

        return Page(
            site,
            context,
            ApiJson.Default.CorrectionsJson,
            contest,
            place,
            (asOf, code) =>
                Parameters.Check("check", check, asOf.Record.Rules.Checks, out var only) is { } wrong ? wrong
                : Corrections.Of(asOf, code, place, new(only, Before: end, Most: rows)) is { } page ? CorrectionsJson.Of(asOf, page)
                : Parameters.UnknownRegion("region")
        );
    }

    /// <summary>Stations whose figures wait for a person, the last changed first.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    /// <param name="region">Only in this region; everywhere when left out.</param>
    /// <param name="class">underReview, which is meant when left out, or unchecked.</param>
    /// <param name="check">Only those that fail this check.</param>
    /// <param name="first">Position of the first row, from 0.</param>
    /// <param name="most">How many.</param>
    internal static IResult Reviews(
        SiteViews site,
        HttpContext context,
        string? contest,
        string? region,
        string? @class,
        string? check,
        string? first,
        string? most
    )
    {
        if (
            Parameters.First(
                Parameters.Contest("contest", contest),
                Parameters.Code("region", region, out var place),
                Parameters.Waiting("class", @class, out var stationClass),
                Parameters.Number("first", first, out long? position),
                Parameters.Rows("most", most, out var rows)
            ) is
            { } bad
        )
        {
            return new ProblemResult(bad);
        }

        var begin = (int)Math.Min(position ?? 0, int.MaxValue);
        return Page(
            site,
            context,
            ApiJson.Default.ReviewsJson,
            contest,
            place,
            (asOf, code) =>
                Parameters.Check("check", check, asOf.Record.Rules.Checks, out var only) is { } wrong ? wrong
                : Queue.Of(asOf, code, place, stationClass, only, begin, rows) is { } page ? ReviewsJson.Of(page)
                : Parameters.UnknownRegion("region")
        );
    }

    /// <summary>Objections of witnesses and supervisors, newest first, with the answers.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    /// <param name="region">Only in this region; everywhere when left out.</param>
    /// <param name="open">true: only those that nobody has ended.</param>
    /// <param name="before">Only what was said before this entry: <c>next</c> of the page before.</param>
    /// <param name="most">How many.</param>
    internal static IResult Objected(
        SiteViews site,
        HttpContext context,
        string? contest,
        string? region,
        string? open,
        string? before,
        string? most
    )
    {
        if (
            Parameters.First(
                Parameters.Contest("contest", contest),
                Parameters.Code("region", region, out var place),
                Parameters.Flag("open", open, out var openOnly),
                Parameters.Number("before", before, out long? end),
                Parameters.Rows("most", most, out var rows)
            ) is
            { } bad
        )
        {
            return new ProblemResult(bad);
        }

        return Page(
            site,
            context,
            ApiJson.Default.ObjectionsJson,
            contest,
            place,
            (asOf, code) =>
                Objections.Of(asOf, site, code, place, openOnly, end, rows) is { } page
                    ? ObjectionsJson.Of(asOf, page)
                    : Parameters.UnknownRegion("region")
        );
    }

    /// <summary>Stations that people are asked to read, whatever waits longest first.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    /// <param name="region">Only in this region; everywhere when left out.</param>
    /// <param name="why">Only for this reason.</param>
    /// <param name="first">Position of the first row, from 0.</param>
    /// <param name="most">How many.</param>
    internal static IResult Open(
        SiteViews site,
        HttpContext context,
        string? contest,
        string? region,
        string? why,
        string? first,
        string? most
    )
    {
        if (
            Parameters.First(
                Parameters.Contest("contest", contest),
                Parameters.Code("region", region, out var place),
                Parameters.Why("why", why, out var reason),
                Parameters.Number("first", first, out long? position),
                Parameters.Rows("most", most, out var rows)
            ) is
            { } bad
        )
        {
            return new ProblemResult(bad);
        }

        var begin = (int)Math.Min(position ?? 0, int.MaxValue);
        return Page(
            site,
            context,
            ApiJson.Default.TasksJson,
            contest,
            place,
            (asOf, code) =>
                Tasks.Of(asOf, code, place, reason, begin, rows) is { } page ? TasksJson.Of(page) : Parameters.UnknownRegion("region")
        );
    }

    /// <summary>At how many stations copies (SALINAN) of the form were handed over, and to whom they were not; by region.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    /// <param name="region">In this region and those one tier below; the nation when left out.</param>
    internal static IResult Copies(SiteViews site, HttpContext context, string? contest, string? region) =>
        Parameters.First(Parameters.Contest("contest", contest), Parameters.Code("region", region, out var place)) is { } bad
            ? new ProblemResult(bad)
            : Page(
                site,
                context,
                ApiJson.Default.SalinanCountsJson,
                contest,
                place,
                (asOf, code) =>
                    SalinanPage.Of(asOf, code, place) is { } page ? SalinanCountsJson.Of(page) : Parameters.UnknownRegion("region")
            );

    /// <summary>A page of what a contest has in a region, as of now.</summary>
    /// <param name="make">Makes it of the contest's code.</param>
    private static IResult Page<T>(
        SiteViews site,
        HttpContext context,
        JsonTypeInfo<T> type,
        string? contest,
        RegionCode place,
        Func<RecordAsOf, string, Reply<T>> make
    )
        where T : class =>
        Replies.Now(
            context,
            site,
            type,
            asOf => asOf.Contest(contest, out _) is { } code ? Replies.StampOf(asOf, code, place) : "",
            asOf => asOf.Contest(contest, out var problem) is { } code ? make(asOf, code) : problem!
        );
}
