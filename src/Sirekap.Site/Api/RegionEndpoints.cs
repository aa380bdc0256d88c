using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Regions;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>Places.</summary>
internal static class RegionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/regions/{code}", Region).Produces<RegionJson>().Problems(400, 404);
        api.MapGet("/search", Search).Produces<SearchJson>().Problems(400).AddEndpointFilter<CostlyAnswers>();
    }

    /// <summary>A region or station, what it lies in, and what lies in it.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="code">Code of a region or station; "0" is the nation.</param>
    internal static IResult Region(SiteViews site, HttpContext context, string code) =>
        Parameters.Code("code", code, out var place) is { } bad
            ? new ProblemResult(bad)
            : Replies.Now(
                context,
                site,
                ApiJson.Default.RegionJson,
                _ => "",
                asOf => place.Level == Level.Station ? OfStation(asOf, place) : OfRegion(asOf, place)
            );

    /// <summary>Places by what people type, such as "TPS 12 Sukamaju Cibeunying".</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="q">Words of the names of the place and of those around it, or a code.</param>
    /// <param name="most">How many.</param>
    internal static IResult Search(SiteViews site, HttpContext context, string? q, string? most)
    {
        if (Parameters.First(Parameters.Query("q", q), Parameters.Rows("most", most, out var rows)) is { } bad)
        {
            return new ProblemResult(bad);
        }

        // Asked outside of the node's lock: a search is of one tree for ever, and found are codes.
        var found = site.Search().Find(q!, rows);
        return Replies.Now(
            context,
            site,
            ApiJson.Default.SearchJson,
            _ => "",
            asOf => new SearchJson(
                MomentJson.Of(asOf.Moment),
                [.. found.Select(place => new FoundJson(PlaceJson.Of(place.Place), PlaceJson.Of(place.Above)))]
            )
        );
    }

    private static Reply<RegionJson> OfStation(RecordAsOf asOf, RegionCode code) =>
        asOf.FindStation(code) < 0 ? Parameters.UnknownRegion("code") : Of(asOf, code, 1, []);

    private static Reply<RegionJson> OfRegion(RecordAsOf asOf, RegionCode code)
    {
        var region = asOf.FindRegion(code);
        if (region < 0)
        {
            return Parameters.UnknownRegion("code");
        }

        var stations = asOf.Stations(region).Select(asOf.Tree.Station);
        var children = asOf.Tree.IsVillage(region) ? stations : asOf.Children(region).Select(asOf.Tree.Region);
        return Of(asOf, code, stations.Count(), [.. children.Select(child => PlaceJson.Of(asOf.Place(child)))]);
    }

    private static RegionJson Of(RecordAsOf asOf, RegionCode code, int stations, IReadOnlyList<PlaceJson> children) =>
        new(
            MomentJson.Of(asOf.Moment),
            PlaceJson.Of(asOf.Place(code)),
            PlaceJson.Of(asOf.Above(code)),
            stations,
            children,
            [
                .. asOf
                    .Record.Structure.Contests.Where(contest =>
                        contest.Districts.Any(district => district.Regions.Any(part => part.IsWithin(code) || code.IsWithin(part)))
                    )
                    .Select(contest => contest.Code),
            ],
            RegionZone.Of(code).Name
        );
}
