using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>What is opened beside the results.</summary>
internal static class DisclosureEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/disclosures", Get).Produces<DisclosuresJson>().Problems();

    /// <summary>What bodies disclose beside the results: contracts, where servers are, which release runs.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    internal static IResult Get(SiteViews site, HttpContext context) =>
        Replies.Now(
            context,
            site,
            ApiJson.Default.DisclosuresJson,
            asOf => Replies.Stamp(asOf.Size),
            asOf => new DisclosuresJson(
                MomentJson.Of(asOf.Moment),
                [.. DisclosureView.All(asOf, site).Select(view => DisclosureJson.Of(asOf, view))]
            )
        );
}
