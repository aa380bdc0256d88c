using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Contests;
using Sirekap.Record;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>What is voted on.</summary>
internal static class ElectionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/election", Election).Produces<ElectionJson>().Problems();
        api.MapGet("/contests", Contests).Produces<ContestsJson>().Problems();
        api.MapGet("/contests/{contest}/districts/{district}", District).Produces<DistrictJson>().Problems(404);
    }

    /// <summary>The election, its ledger and its contests.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    internal static IResult Election(SiteViews site, HttpContext context)
    {
        var checkpoint = site.Node.Checkpoint;
        return Replies.Now(
            context,
            site,
            ApiJson.Default.ElectionJson,
            asOf => LedgerEndpoints.Stamp(asOf, checkpoint),
            asOf => new ElectionJson(
                MomentJson.Of(asOf.Moment),
                asOf.Record.Rules.Version,
                asOf.Record.LogKey.ToString(),
                [.. asOf.Record.Definition.Roots.Select(root => Keys.NameOf(root).ToString())],
                asOf.Record.Definition.Quorum,
                LimitsOf(asOf.Record.Structure),
                Summaries(asOf),
                asOf.Tree.StationCount - Later(asOf).Sum(addition => addition.Stations.StationCount),
                asOf.Tree.RegionCount - Later(asOf).Sum(addition => addition.Regions.Count),
                checkpoint?.Checkpoint.Size,
                LedgerEndpoints.TextOf(checkpoint)
            )
        );
    }

    /// <summary>What was added after this moment. Nothing is counted place by place: this is asked often.</summary>
    private static IEnumerable<Addition> Later(RecordAsOf asOf) => asOf.Record.Additions.Where(addition => addition.Index >= asOf.Size);

    private static LimitsJson? LimitsOf(ElectionStructure structure) =>
        structure.Unit == CountingUnit.District
            ? null
            : new LimitsJson(structure.Limits.Voters, structure.Limits.Law, structure.Limits.ReservePercent);

    /// <summary>The contests and their electoral districts.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    internal static IResult Contests(SiteViews site, HttpContext context) =>
        Replies.Now(
            context,
            site,
            ApiJson.Default.ContestsJson,
            _ => "",
            asOf => new ContestsJson(MomentJson.Of(asOf.Moment), Summaries(asOf))
        );

    /// <summary>An electoral district with its ballot.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="contest">The contest's code, such as "ppwp".</param>
    /// <param name="district">The district's code within the contest; "0" where the nation is one district.</param>
    internal static IResult District(SiteViews site, HttpContext context, string contest, string district) =>
        Replies.Now(
            context,
            site,
            ApiJson.Default.DistrictJson,
            _ => "",
            asOf =>
            {
                if (asOf.Contest(contest, out var problem) is not { } code)
                {
                    return problem!;
                }

                var found = asOf.Contest(code)!.Contest.Districts.FirstOrDefault(candidate => candidate.Code == district);
                return found is null
                    ? new Problem(ProblemCode.UnknownDistrict) { Field = "district" }
                    : Ballot(asOf, asOf.Contest(code)!.Contest, found);
            }
        );

    private static DistrictJson Ballot(RecordAsOf asOf, Contest contest, ElectoralDistrict district) =>
        new(
            MomentJson.Of(asOf.Moment),
            contest.Code,
            district.Code,
            asOf.Names.DistrictName(contest.Code, district.Code),
            district.Seats,
            [.. district.Regions.Select(region => region.ToString())],
            [
                .. district.Choices.Select(choice =>
                    ChoiceJson.Of(
                        new ChoiceView(
                            choice.ToString(),
                            asOf.Names.ChoiceName(contest.Code, district.Code, choice),
                            CandidateView.Of(asOf, contest.Code, district, choice)
                        )
                    )
                ),
            ]
        );

    private static IReadOnlyList<ContestSummaryJson> Summaries(RecordAsOf asOf) =>
        [
            .. asOf.Record.Structure.Contests.Select(contest => new ContestSummaryJson(
                contest.Code,
                contest.Kind,
                BilingualJson.Of(asOf.Names.ContestTitle(contest.Code)),
                [
                    .. contest.Districts.Select(district => new DistrictSummaryJson(
                        district.Code,
                        asOf.Names.DistrictName(contest.Code, district.Code),
                        district.Seats,
                        district.Choices.Count
                    )),
                ]
            )),
        ];
}
