using System.Net;
using System.Text.Json;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Cli;

/// <summary>A key that waits at a server to be enrolled, with what an enrolment begins with.</summary>
/// <param name="Spki">The public key.</param>
/// <param name="Head">The election for which the server says that it is.</param>
internal sealed record WaitingKey(byte[] Spki, StatementHead Head);

/// <summary>What a server says of an enrolled key.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Scope">Where.</param>
/// <param name="IsRevoked">Whether it has ended.</param>
/// <param name="Head">The election in which it is that, as the server says.</param>
internal sealed record KnownKey(string Role, string Scope, bool IsRevoked, StatementHead Head);

/// <summary>
/// The server where reviewers' desks are, as a command speaks with it. It is believed in nothing: what is signed is made here, and what it
/// answers is said as its word.
/// </summary>
internal sealed class OfficersServer : IDisposable
{
    private readonly HttpClient _http;

    /// <exception cref="CommandFailure">It is no address.</exception>
    public OfficersServer(string at)
    {
        if (!Uri.TryCreate(at, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CommandFailure($"--at {at}: expected the address of a server, as https://intake.example:8443");
        }

        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The key that waits under a code; null where none does.</summary>
    public WaitingKey? Waiting(string code)
    {
        using var answer = Get($"/console/waiting/{code}");
        if (answer is null)
        {
            return null;
        }

        return new WaitingKey(answer.RootElement.GetProperty("key").GetBytesFromBase64(), HeadIn(answer.RootElement));
    }

    /// <summary>What is known of a key; null where nobody has enrolled it.</summary>
    public KnownKey? Known(KeyName name)
    {
        using var answer = Get($"/console/keys/{name}");
        var root = answer?.RootElement;
        return root is { } known && known.GetProperty("known").GetBoolean()
            ? new KnownKey(
                known.GetProperty("role").GetString()!,
                known.GetProperty("scope").GetString()!,
                known.GetProperty("revoked").GetBoolean(),
                HeadIn(known)
            )
            : null;
    }

    /// <summary>Hands a signed statement in.</summary>
    /// <returns>The index of its entry; else what the server says against it.</returns>
    public (long? Index, string? Refusal) Say(byte[] note)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/statements") { Content = new ByteArrayContent(note) };
        request.Content.Headers.ContentType = new("text/plain");
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = Send(request, out var status);
        var root = answer.RootElement;
        return status is HttpStatusCode.OK or HttpStatusCode.Created
            ? (root.GetProperty("index").GetInt64(), null)
            : (null, $"{Member(root, "rejection") ?? Member(root, "title") ?? $"{(int)status}"}: {Member(root, "detail")}");
    }

    public void Dispose() => _http.Dispose();

    private static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private StatementHead HeadIn(JsonElement root)
    {
        var rules = root.GetProperty("rules").GetInt32();
        return new StatementHead(
            root.GetProperty("ledger").GetString()!,
            root.GetProperty("election").GetString()!,
            RuleSets.Find(rules) ?? throw new CommandFailure($"{_http.BaseAddress}: rules {rules}, which this release does not know")
        );
    }

    private JsonDocument? Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var answer = Send(request, out var status);
        if (status == HttpStatusCode.OK)
        {
            return answer;
        }

        using (answer)
        {
            return status == HttpStatusCode.NotFound
                ? null
                : throw new CommandFailure($"{_http.BaseAddress}: answers {(int)status} to {path}");
        }
    }

    /// <exception cref="CommandFailure">Nobody answers there, or nobody who speaks as a server of this program does.</exception>
    private JsonDocument Send(HttpRequestMessage request, out HttpStatusCode status)
    {
        try
        {
            using var answer = _http.Send(request);
            status = answer.StatusCode;
            using var body = answer.Content.ReadAsStream();
            return JsonDocument.Parse(body);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            throw new CommandFailure($"--at {_http.BaseAddress}: does not answer: {e.Message}");
        }
        catch (JsonException)
        {
            throw new CommandFailure($"--at {_http.BaseAddress}: has no review desk: its answer is no JSON");
        }
    }
}
