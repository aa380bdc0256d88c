using System.Text.Json;

namespace Sirekap.Cli.Rehearsing;

/// <summary>What a server answers to something that was sent.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Index">Where a statement stands; -1 where it does not.</param>
/// <param name="Id">The statement's identity, or the hash of a stored blob, in hexadecimal digits.</param>
/// <param name="Name">By which name it is refused: the record's, else the server's.</param>
internal sealed record Answer(int Status, long Index, string? Id, string? Name)
{
    /// <summary>Whether it was asked for more than once, because the line broke or the server had no place.</summary>
    public bool IsAskedAgain { get; init; }

    /// <summary>Whether it is a receipt for something new.</summary>
    public bool IsNew => Status == 201;

    /// <summary>Whether it is a receipt, for something new or something that stands.</summary>
    public bool IsTaken => Status is 200 or 201;

    /// <summary>Reads an answer's JSON: a receipt, a line of a bundle, a stored blob or a problem.</summary>
    public static Answer Read(int status, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return new Answer(
            root.TryGetProperty("status", out var own) ? own.GetInt32() : status,
            root.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.Number ? index.GetInt64() : -1,
            Text(root, "id") ?? Text(root, "sha256"),
            Text(root, "rejection") ?? Text(root, "type")?.Split('/')[^1]
        );
    }

    public override string ToString() => $"{Status} {(Name ?? (Index >= 0 ? $"entry {Index}" : Id))}";

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
