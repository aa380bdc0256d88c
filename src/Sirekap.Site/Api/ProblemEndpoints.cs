using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Api;

/// <summary>What the types of problems mean: each type is an address that answers.</summary>
internal static class ProblemEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/problems/{problem}", Get).Produces<ProblemKindJson>().Problems(404);

    /// <summary>What a problem means, in both languages.</summary>
    /// <param name="problem">The end of its type.</param>
    internal static IResult Get(string problem)
    {
        var kind = ProblemCodes.Names.FirstOrDefault(name => name.Value == problem);
        return kind.Value is null
            ? new ProblemResult(new Problem(ProblemCode.NotFound) { Field = "problem" })
            : new Stored<ProblemKindJson>(
                StatusCodes.Status200OK,
                new ProblemKindJson(
                    ProblemCodes.Base + problem,
                    kind.Key.Status(),
                    new BilingualJson(
                        ApiTexts.Text(ApiTexts.Indonesian, $"problem.{problem}"),
                        ApiTexts.Text(ApiTexts.English, $"problem.{problem}")
                    )
                ),
                ApiJson.Default.ProblemKindJson
            );
    }
}
