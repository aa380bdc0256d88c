using System.Net;
using System.Text.RegularExpressions;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>Somebody with a browser without script: reads pages, fills in forms, presses buttons.</summary>
public sealed class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public Uri Address { get; } = address;

    public Task<Screen> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a form as a browser does, with its fields.</summary>
    public Task<Screen> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            }
        );

    public async Task<Screen> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            var path = request.RequestUri!.ToString();
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return new Screen(
                path,
                response.StatusCode,
                response.Headers.Location?.ToString(),
                response.Headers.ToDictionary(
                    header => header.Key,
                    header => string.Join(',', header.Value),
                    StringComparer.OrdinalIgnoreCase
                ),
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            );
        }
    }

    /// <summary>Presses the button of the form with an id, as it was filled in beforehand.</summary>
    public Task<Screen> PressAsync(Screen on, string form, params (string Name, string Value)[] changed)
    {
        var (method, action, fields) = on.Form(form);
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        return method == "post"
            ? PostAsync(action, [.. fields.Select(field => (field.Key, field.Value))])
            : GetAsync(action + "?" + string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
    }

    /// <summary>Cheats, and waits as the page does until it is done.</summary>
    public async Task<Screen> CheatAsync(Screen on, params (string Name, string Value)[] changed) =>
        await DoneAsync(await PressAsync(on, "curangi", changed));

    /// <summary>Follows to the page of a plan, and loads it anew until it is done.</summary>
    public async Task<Screen> DoneAsync(Screen sent)
    {
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Text);
        while (true)
        {
            var page = await GetAsync(sent.Location!);
            if (!page.Headers.ContainsKey("Refresh"))
            {
                return page;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>What a visitor sees.</summary>
public sealed record Screen(
    string Path,
    HttpStatusCode Status,
    string? Location,
    IReadOnlyDictionary<string, string> Headers,
    string Source
)
{
    /// <summary>What is read: no tags, no entities, white space as one blank.</summary>
    public string Text => Plain(Source);

    /// <summary>The text of the element with an id; null where there is none. The element has none of its own name inside.</summary>
    public string? this[string id] =>
        Regex.Match(
            Source,
            $"<(?<name>[a-z0-9]+)(?=[ >])[^>]* id=\"{id}\"[^>]*>(?<inside>.*?)</\\k<name>>",
            RegexOptions.Singleline | RegexOptions.ExplicitCapture,
            Patience
        )
            is { Success: true } found
            ? Plain(found.Groups["inside"].Value).Trim()
            : null;

    /// <summary>Where the link with an id leads.</summary>
    public string Link(string id) =>
        WebUtility.HtmlDecode(
            Regex
                .Matches(Source, "<a [^>]*>", RegexOptions.None, Patience)
                .Select(match => match.Value)
                .Single(tag => tag.Contains($" id=\"{id}\"", StringComparison.Ordinal))
                .Split("href=\"")[1]
                .Split('"')[0]
        );

    /// <summary>The observers by name, and whether they noticed.</summary>
    public IReadOnlyDictionary<string, bool> Observers =>
        Regex
            .Matches(
                Source,
                "id=\"pihak-(?<who>[A-Za-z]+)\" data-noticed=\"(?<noticed>true|false)\"",
                RegexOptions.ExplicitCapture,
                Patience
            )
            .ToDictionary(match => match.Groups["who"].Value, match => match.Groups["noticed"].Value == "true", StringComparer.Ordinal);

    /// <summary>What is said of an observer.</summary>
    public string Of(string observer) =>
        Plain(
            Source
                .Split("<li class=\"observer")
                .Single(item => item.Contains($" id=\"pihak-{observer}\"", StringComparison.Ordinal))
                .Split("</ol>")[0]
        );

    public IReadOnlyList<string> Values(string attribute) =>
        [
            .. Regex
                .Matches(Source, $" {attribute}=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, Patience)
                .Select(match => WebUtility.HtmlDecode(match.Groups["value"].Value)),
        ];

    /// <summary>A form as it is filled in: hidden fields, texts, chosen options and buttons.</summary>
    internal (string Method, string Action, Dictionary<string, string> Fields) Form(string id)
    {
        var form = Regex
            .Matches(Source, "<form.*?</form>", RegexOptions.Singleline, Patience)
            .Select(match => match.Value)
            .Single(one => one[..one.IndexOf('>', StringComparison.Ordinal)].Contains($" id=\"{id}\"", StringComparison.Ordinal));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Regex.Matches(form, "<input[^>]*>", RegexOptions.None, Patience).Select(match => match.Value))
        {
            if (!input.Contains("type=\"radio\"", StringComparison.Ordinal) || input.Contains(" checked", StringComparison.Ordinal))
            {
                fields[Attribute(input, "name")] = Attribute(input, "value");
            }
        }

        foreach (Match select in Regex.Matches(form, "<select.*?</select>", RegexOptions.Singleline, Patience))
        {
            fields[Attribute(select.Value, "name")] = Attribute(
                Regex.Match(select.Value, "<option[^>]* selected[^>]*>", RegexOptions.None, Patience).Value,
                "value"
            );
        }

        return (Attribute(form, "method") is "post" ? "post" : "get", Attribute(form, "action"), fields);
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(5);

    private static string Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, Patience) is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups["value"].Value)
            : "";

    private static string Plain(string html) =>
        WebUtility.HtmlDecode(
            Regex.Replace(Regex.Replace(html, "<[^>]*>", " ", RegexOptions.None, Patience), @"\s+", " ", RegexOptions.None, Patience)
        );
}
