using System.Text.Json;

namespace Sirekap.Elections.Contests;

/// <summary>
/// What was expected at a place of a JSON document. Thrown and caught within the readers of one document; callers get its text.
/// </summary>
internal sealed class JsonPlaceException(string path, string what) : Exception($"{path}: {what}");

/// <summary>
/// A value in a JSON document that somebody wrote by hand, with its path for errors: <c>$.contests[0].choices[2].name</c>.
/// </summary>
internal readonly struct JsonPlace(JsonElement element, string path)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Path => path;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public bool IsNumber => element.ValueKind == JsonValueKind.Number;

    /// <summary>Reads a document by a reader of places; null with an error that names the place.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> json, Func<JsonPlace, T> read, out string? error)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            error = null;
            return read(new JsonPlace(document.RootElement, "$"));
        }
        catch (JsonException e)
        {
            error = $"line {e.LineNumber + 1}: {e.Message}";
            return null;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone: well-formed JSON and no text.
            error = "$: a text is not Unicode";
            return null;
        }
        catch (JsonPlaceException e)
        {
            error = e.Message;
            return null;
        }
    }

    public JsonPlaceException Wrong(string what) => new(path, what);

    /// <summary>A text of one line, of what names are made of (<see cref="NameRules"/>).</summary>
    public string Text()
    {
        var text = IsText ? element.GetString() : null;
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Wrong("expected a text");
        }

        return NameRules.FlawOfCharacters(text, lines: false) is { } flaw ? throw Wrong(flaw) : text;
    }

    /// <summary>A name or title: a text, and no longer than one (<see cref="NameRules.Longest"/>).</summary>
    public string Name()
    {
        var text = Text();
        return NameRules.FlawOf(text) is { } flaw ? throw Wrong(flaw) : text;
    }

    public int Number(int smallest, int largest) =>
        IsNumber && element.TryGetInt32(out var number) && number >= smallest && number <= largest
            ? number
            : throw Wrong($"expected an integer from {smallest} to {largest}");

    public JsonPlace this[string name] => Optional(name) ?? throw new JsonPlaceException($"{path}.{name}", "is missing");

    public JsonPlace? Optional(string name)
    {
        Object();
        return element.TryGetProperty(name, out var value) ? new JsonPlace(value, $"{path}.{name}") : null;
    }

    public List<JsonPlace> Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("expected an array");
        }

        var items = new List<JsonPlace>();
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new JsonPlace(item, $"{path}[{items.Count}]"));
        }

        return items;
    }

    public IEnumerable<(string Name, JsonPlace Value)> Properties()
    {
        Object();
        foreach (var property in element.EnumerateObject())
        {
            yield return (property.Name, new JsonPlace(property.Value, $"{path}.{property.Name}"));
        }
    }

    /// <summary>Fails on a key that is none of these, or that is given twice: a typing error must not pass for a default.</summary>
    public JsonPlace Only(params ReadOnlySpan<string> names)
    {
        Object();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw new JsonPlaceException($"{path}.{property.Name}", $"is not known; expected {string.Join(", ", names.ToArray())}");
            }

            if (!seen.Add(property.Name))
            {
                throw new JsonPlaceException($"{path}.{property.Name}", "is given twice");
            }
        }

        return this;
    }

    private void Object()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("expected an object");
        }
    }
}
