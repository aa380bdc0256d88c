using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Regions;
using Sirekap.Server.Api.Answers;
using Sirekap.Server.Api.Problems;
using Sirekap.Server.Protection;
using Sirekap.Server.Views;

namespace Sirekap.Server.Api;

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
    internal static IResult Region(Site site, HttpContext context, string code) => Parameters.Code("code", code, out var place) is { } bad
        ? new ProblemResult(bad)
        : Replies.Now(context, site, ApiJson.Default.RegionJson, _ => "", reading => place.Level == Level.Station ? OfStation(reading, place) : OfRegion(reading, place));

    /// <summary>Places by what people type, such as "TPS 12 Sukamaju Cibeunying".</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="q">Words of the names of the place and of those around it, or a code.</param>
    /// <param name="most">How many.</param>
    internal static IResult Search(Site site, HttpContext context, string? q, string? most)
    {
        if (Parameters.First(Parameters.Query("q", q), Parameters.Rows("most", most, out var rows)) is { } bad)
        {
            return new ProblemResult(bad);
        }

        // Asked outside of the node's lock: places do not change.
        var found = site.Search().Find(q!, rows);
        return Replies.Now(context, site, ApiJson.Default.SearchJson, _ => "", reading => new SearchJson(
            MomentJson.Of(reading.Moment), [.. found.Select(place => new FoundJson(PlaceJson.Of(place.Place), PlaceJson.Of(place.Above)))]));
    }

    private static Reply<RegionJson> OfStation(Reading reading, RegionCode code) => reading.Tree.FindStation(code) < 0
        ? Parameters.UnknownRegion("code")
        : Of(reading, code, 1, []);

    private static Reply<RegionJson> OfRegion(Reading reading, RegionCode code)
    {
        var region = reading.Tree.FindRegion(code);
        if (region < 0)
        {
            return Parameters.UnknownRegion("code");
        }

        var stations = reading.Tree.StationsOf(region);
        var children = reading.Tree.IsVillage(region)
            ? Enumerable.Range(stations.First, stations.Count).Select(reading.Tree.Station)
            : reading.Tree.Children(region).Select(reading.Tree.Region);
        return Of(reading, code, stations.Count, [.. children.Select(child => PlaceJson.Of(reading.Place(child)))]);
    }

    private static RegionJson Of(Reading reading, RegionCode code, int stations, IReadOnlyList<PlaceJson> children) => new(
        MomentJson.Of(reading.Moment),
        PlaceJson.Of(reading.Place(code)),
        PlaceJson.Of(reading.Above(code)),
        stations,
        children,
        [.. reading.Record.Structure.Contests.Where(contest => contest.Districts.Any(district => district.Regions.Any(part => part.IsWithin(code) || code.IsWithin(part)))).Select(contest => contest.Code)],
        RegionZone.Of(code).Name);
}
