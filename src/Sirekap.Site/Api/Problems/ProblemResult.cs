using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Sirekap.Site.Api.Problems;

/// <summary>Writes a problem as <c>application/problem+json</c> in the language of the request.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, problem);

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var language = ApiTexts.LanguageOf(context.Request);
        var response = context.Response;
        response.StatusCode = problem.Code.Status();
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        response.Headers.Remove(HeaderNames.ETag);
        if (problem.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(Json(problem, language), ApiJson.Default.ProblemJson);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static ProblemJson Json(Problem problem, string language)
    {
        var name = problem.Code.Name();
        var words = problem.Words.Select(word => word is TextKey key ? ApiTexts.Text(language, key.Key) : word).ToArray();
        var title = problem.Rejection is { } rejected
            ? ApiTexts.Text(language, $"rejection.{rejected.Name}")
            : ApiTexts.Text(language, $"problem.{name}");
        var detail =
            problem.Rejection?.Detail
            ?? (
                ApiTexts.Find(language, $"problem.{name}.detail") is { } format
                && (words.Length > 0 || !format.Contains('{', StringComparison.Ordinal))
                    ? string.Format(CultureInfo.InvariantCulture, format, words)
                    : null
            );
        return new ProblemJson(ProblemCodes.Base + name, title, problem.Code.Status(), detail, problem.Field, problem.Rejection?.Name);
    }
}
