using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Api;

/// <summary>
/// Refuses a request that accepts nothing of what the endpoint gives (RFC 9110, 12.5.1). A header that is none is passed over.
/// </summary>
internal sealed class Acceptable : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return next(context);
        }

        var given = context
            .HttpContext.GetEndpoint()!
            .Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
            .Where(type => type.StatusCode < StatusCodes.Status300MultipleChoices)
            .SelectMany(type => type.ContentTypes)
            .Concat(context.HttpContext.GetEndpoint()!.Metadata.GetOrderedMetadata<AlsoLines>().Select(lines => lines.ContentType))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return given.Length == 0 || given.Any(type => accepted.Any(range => range.Quality is not 0 && Covers(range, type)))
            ? next(context)
            : ValueTask.FromResult<object?>(
                new ProblemResult(new Problem(ProblemCode.NotAcceptable) { Field = "Accept", Words = [string.Join(", ", given)] })
            );
    }

    private static bool Covers(MediaTypeHeaderValue range, string type) =>
        range.MatchesAllTypes
        || (range.MatchesAllSubTypes && type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase))
        || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
