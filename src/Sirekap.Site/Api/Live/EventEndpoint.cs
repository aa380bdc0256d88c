using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Live;

/// <summary>
/// Server-sent events: that something has changed, not what. Whoever wants to know asks for the result, which a cache may have.
/// </summary>
internal static class EventEndpoint
{
    private const string ContentType = "text/event-stream";

    /// <summary>
    /// Browsers come again after this many milliseconds, each after another, so that a restart is not followed by all at once.
    /// </summary>
    private const int LeastRetry = 3_000;

    /// <summary>Seven seconds after the first, so that ten thousand listeners come back at some 1,400 a second.</summary>
    private const int MostRetry = 10_000;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", Get)
            .Produces<string>(contentType: ContentType)
            .Problems(400, 404, 503)
            .WithMetadata(new OwnLimits(CountsClients: true), new DisableRequestTimeoutAttribute());

    /// <summary>Tells when something in a region has changed, as server-sent events.</summary>
    /// <remarks>
    /// Event <c>changed</c> has the data <c>{"size":N,"root":"…","time":"…"}</c> and the id N; at most one a second. With
    /// <c>Last-Event-ID</c>, or <c>since</c>, a change after that size is told at once. Comments in between say that the line stands. A
    /// listener that takes nothing is let go, and may come again.
    /// </remarks>
    /// <param name="context"></param>
    /// <param name="site"></param>
    /// <param name="listeners"></param>
    /// <param name="contest">The contest's code; the first contest when left out and a region is given.</param>
    /// <param name="region">Code of a region or station; without it every new entry is told.</param>
    /// <param name="since">The size that the listener knows.</param>
    /// <param name="last">The size that the listener knows, as browsers say it when they come again.</param>
    internal static IResult Get(
        HttpContext context,
        SiteViews site,
        Listeners listeners,
        string? contest,
        string? region,
        string? since,
        [FromHeader(Name = "Last-Event-ID")] string? last
    )
    {
        if (
            Parameters.First(
                Parameters.Contest("contest", contest),
                Parameters.Code("region", region, out var place),
                Parameters.Number("since", since, out long? known)
            ) is
            { } bad
        )
        {
            return new ProblemResult(bad);
        }

        // A browser repeats whatever it was told; what is no size tells nothing.
        known = Parameters.Number("Last-Event-ID", last, out long? told) is null ? told ?? known : known;
        var (changed, problem) = contest is null && region is null ? (_ => true, null) : site.View(asOf => Watched(asOf, contest, place));
        return changed is null ? new ProblemResult(problem!) : listeners.Listen(context, changed, known);
    }

    /// <summary>Whether anything has changed there in entry N or later; needs no lock and may be asked at any time.</summary>
    private static (Func<long, bool>? Changed, Problem? Problem) Watched(RecordAsOf asOf, string? asked, RegionCode place)
    {
        if (asOf.Contest(asked, out var problem) is not { } code)
        {
            return (null, problem);
        }

        // A station's changes are told with those of its village.
        var region = place.Level == Level.Station ? place.Parent : place;
        var isHere = place.Level == Level.Station ? asOf.FindStation(place) >= 0 : asOf.FindRegion(place) >= 0;
        ContestRecord record = asOf.Contest(code)!;
        return !isHere ? (null, Parameters.UnknownRegion("region")) : (size => record.LastChangeWithin(region) >= size, null);
    }

    internal static string Retry() =>
        string.Create(CultureInfo.InvariantCulture, $"retry: {Random.Shared.Next(LeastRetry, MostRetry)}\n\n");
}
