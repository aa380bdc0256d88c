using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Site.Pages;

/// <summary>What somebody asks for.</summary>
/// <param name="Language">In which language.</param>
/// <param name="AsOf">As of how many entries; null for now.</param>
/// <param name="Segments">The path without language and past.</param>
/// <param name="Query">The parameters that pages know; whatever else was there is left out, so that nobody fills a cache with made-up
/// ones.</param>
/// <param name="Origin">Scheme and host.</param>
public sealed record PageRequest(
    Language Language,
    long? AsOf,
    IReadOnlyList<string> Segments,
    IReadOnlyDictionary<string, string> Query,
    string Origin
)
{
    /// <summary>Characters, as of a query in the search; no other parameter is as long.</summary>
    private const int LongestValue = 200;

    private static readonly string[] Known =
    [
        "q",
        "contest",
        "region",
        "check",
        "class",
        "before",
        "page",
        "hal",
        "isi",
        "urut",
        "status",
        "sebab",
    ];

    /// <summary>Whether much must be looked through for it.</summary>
    public bool IsCostly =>
        AsOf is not null
        || Segments is ["cari" or "koreksi" or "keberatan" or "tinjauan" or "diperiksa" or "kelengkapan", ..]
        || (Segments is [var name] && name.StartsWith("sitemap-", StringComparison.Ordinal));

    /// <summary>The path with its query, without the language.</summary>
    public string Path
    {
        get
        {
            var past = AsOf is { } size ? string.Create(CultureInfo.InvariantCulture, $"/pada/{size}") : "";
            var path = past + string.Concat(Segments.Select(segment => "/" + Uri.EscapeDataString(segment)));
            return (path.Length == 0 ? "/" : path) + QueryText;
        }
    }

    /// <summary>The query with its question mark; empty when there is none.</summary>
    public string QueryText =>
        Query.Count == 0 ? "" : "?" + string.Join('&', Query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>A parameter that was filled in; else null.</summary>
    public string? this[string name] => Query.GetValueOrDefault(name);

    public static PageRequest Of(HttpRequest request)
    {
        var segments = new Queue<string>((request.Path.Value ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries));
        var language = Language.Indonesian;
        if (segments.TryPeek(out var first) && first == Language.English.Code)
        {
            segments.Dequeue();
            language = Language.English;
        }

        long? size = null;
        if (
            segments.Count > 1
            && segments.Peek() == "pada"
            && long.TryParse(segments.ElementAt(1), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
        )
        {
            segments.Dequeue();
            segments.Dequeue();
            size = parsed;
        }

        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Known)
        {
            if (request.Query[name].FirstOrDefault() is { Length: > 0 and <= LongestValue } value)
            {
                query.Add(name, value);
            }
        }

        return new PageRequest(language, size, [.. segments], query, OriginOf(request));
    }

    /// <summary>
    /// Scheme and host by which the site is known, or else those that were asked, which anybody may make up; without a slash at the end.
    /// </summary>
    public static string OriginOf(HttpRequest request) =>
        request.HttpContext.RequestServices.GetService<SiteOptions>()?.Address is { } address
            ? address.GetLeftPart(UriPartial.Authority)
            : $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
