using System.Net;
using System.Text.RegularExpressions;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>A page as it came, with what a test looks for in it. Not a parser: it knows the markup that these pages have.</summary>
internal sealed partial class Html
{
    private Html(string path, HttpResponseMessage response, string text) => (Path, Response, Source) = (path, response, text);

    public string Path { get; }

    public HttpResponseMessage Response { get; }

    public string Source { get; }

    /// <summary>What is read: no tags, no entities, white space as one blank.</summary>
    public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(Source, " "), " "));

    public IEnumerable<string> Links => Link().Matches(Source).Select(match => WebUtility.HtmlDecode(match.Groups["href"].Value));

    public static async Task<Html> GetAsync(ApiServer server, string path)
    {
        var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return new Html(path, response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The text of each element of this name, with all that is inside.</summary>
    public IEnumerable<string> Elements(string name) =>
        Regex
            .Matches(Source, $"<{name}[ >].*?</{name}>", RegexOptions.Singleline, TimeSpan.FromSeconds(5))
            .Select(match => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(match.Value, " "), " ")).Trim());

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
    private static partial Regex Spaces();

    [GeneratedRegex("<a [^>]*?href=\"(?<href>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();
}
