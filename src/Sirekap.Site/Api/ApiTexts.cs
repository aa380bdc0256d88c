using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sirekap.Site.Api;

/// <summary>The words of the API: <c>Texts/api-id.json</c> and <c>Texts/api-en.json</c>, compiled in.</summary>
internal static class ApiTexts
{
    public const string Indonesian = "id";
    public const string English = "en";

    private static readonly FrozenDictionary<string, string> InIndonesian = Load(Indonesian);
    private static readonly FrozenDictionary<string, string> InEnglish = Load(English);

    /// <summary>A text that both languages have.</summary>
    public static string Text(string language, string key) =>
        Find(language, key) ?? throw new KeyNotFoundException($"Texts/api-{language}.json has no {key}");

    public static string? Find(string language, string key) => Of(language).GetValueOrDefault(key);

    public static IReadOnlyDictionary<string, string> Of(string language) => language == English ? InEnglish : InIndonesian;

    /// <summary>The language that <c>?lang</c> asks for, else the one the client likes better, else Indonesian.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        if (request.Query.TryGetValue("lang", out var asked) && asked is [Indonesian or English])
        {
            return asked.ToString();
        }

        return Likes(request.Headers.AcceptLanguage, English) > Likes(request.Headers.AcceptLanguage, Indonesian) ? English : Indonesian;
    }

    private static double Likes(StringValues header, string language) =>
        StringWithQualityHeaderValue.TryParseList(header.ToArray()!, out var liked)
            ? liked
                .Where(tag => tag.Value.AsSpan().StartsWith(language, StringComparison.OrdinalIgnoreCase))
                .Select(tag => tag.Quality ?? 1)
                .DefaultIfEmpty()
                .Max()
            : 0;

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(ApiTexts).Assembly.GetManifestResourceStream($"Texts/api-{language}.json")!;
        return JsonSerializer.Deserialize(stream, ApiJson.Default.DictionaryStringString)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
