using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Regions;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>Results, of regions and of single stations.</summary>
internal static class ResultEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/results/{contest}/{code}", Result).Produces<RegionResultJson>().WithMetadata(new OrStation()).Problems(400, 404);
        api.MapGet("/stations/{code}", Station).Produces<StationJson>().Problems(400, 404);
        api.MapGet("/stations/{code}/history", History).Produces<HistoryJson>().Problems(400, 404);
    }

    /// <summary>The result of a contest in a region, or at a station.</summary>
    /// <remarks>
    /// A region's answer has the sums by class and the regions below; a village's has its stations; a station's code is answered as
    /// <c>/stations/{code}</c> is.
    /// </remarks>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code, such as "ppwp".</param>
    /// <param name="code">Code of a region or station; "0" is the nation.</param>
    /// <param name="at">As the ledger stood with so many entries; such an answer never changes.</param>
    internal static IResult Result(SiteViews site, HttpContext context, string contest, string code, string? at)
    {
        if (
            Parameters.First(
                Parameters.Contest("contest", contest),
                Parameters.Code("code", code, out var place),
                Parameters.Number("at", at, out long? size)
            ) is
            { } bad
        )
        {
            return new ProblemResult(bad);
        }

        return place.Level == Level.Station
            ? Whole(site, context, contest, place, size)
            : Replies.At(
                context,
                site,
                size,
                ApiJson.Default.RegionResultJson,
                asOf => Replies.StampOf(asOf, contest, place),
                asOf => RegionOf(asOf, contest, place)
            );
    }

    /// <summary>One station whole: its figures, what contradicts what, and all that happened.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="code">A station's code.</param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    /// <param name="at">As the ledger stood with so many entries; such an answer never changes.</param>
    internal static IResult Station(SiteViews site, HttpContext context, string code, string? contest, string? at) =>
        Parameters.First(
            Parameters.Station("code", code, out var place),
            Parameters.Contest("contest", contest),
            Parameters.Number("at", at, out long? size)
        )
            is { } bad
            ? new ProblemResult(bad)
            : Whole(site, context, contest, place, size);

    /// <summary>All that happened at a station, oldest first.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="code">A station's code.</param>
    /// <param name="contest">The contest's code; the first contest when left out.</param>
    internal static IResult History(SiteViews site, HttpContext context, string code, string? contest) =>
        Parameters.First(Parameters.Station("code", code, out var place), Parameters.Contest("contest", contest)) is { } bad
            ? new ProblemResult(bad)
            : Replies.Now(
                context,
                site,
                ApiJson.Default.HistoryJson,
                asOf => Stamp(asOf, contest, place),
                asOf =>
                {
                    var reply = StationOf(asOf, site, contest, place);
                    return reply.Answer is { } whole
                        ? new HistoryJson(whole.Moment, whole.Contest, whole.Place, whole.History)
                        : reply.Problem!;
                }
            );

    private static IResult Whole(SiteViews site, HttpContext context, string? contest, RegionCode place, long? size) =>
        Replies.At(
            context,
            site,
            size,
            ApiJson.Default.StationJson,
            asOf => Stamp(asOf, contest, place),
            asOf => StationOf(asOf, site, contest, place)
        );

    private static string Stamp(RecordAsOf asOf, string? contest, RegionCode place) =>
        asOf.Contest(contest, out _) is { } code ? Replies.StampOf(asOf, code, place) : "";

    private static Reply<RegionResultJson> RegionOf(RecordAsOf asOf, string contest, RegionCode place)
    {
        if (asOf.Contest(contest, out var problem) is not { } code)
        {
            return problem!;
        }

        return RegionView.Of(asOf, code, place) is { } view ? RegionResultJson.Of(view) : Parameters.UnknownRegion("code");
    }

    private static Reply<StationJson> StationOf(RecordAsOf asOf, SiteViews site, string? contest, RegionCode place)
    {
        if (asOf.Contest(contest, out var problem) is not { } code)
        {
            return problem!;
        }

        return StationView.Of(asOf, site, code, place) is { } view ? StationJson.Of(asOf, view) : Parameters.UnknownRegion("code");
    }
}
