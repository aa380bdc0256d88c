using System.Diagnostics.CodeAnalysis;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Disclosures;

/// <summary>One fact of a disclosure.</summary>
/// <param name="Key">Its key (<see cref="DisclosureFacts"/>).</param>
/// <param name="Text">What is so, in both languages.</param>
public sealed record DisclosureFact(string Key, Bilingual Text);

/// <summary>
/// What a disclosure says in words: one line of canonical JSON in UTF-8, without a newline,
/// <code>{"salt":"…","title":{"id":"…","en":"…"},"facts":{"party":{"id":"…","en":"…"}}}</code>
/// with the facts in the order of <see cref="DisclosureFacts"/>, and no <c>facts</c> where there are none.
/// </summary>
/// <param name="Salt">32 lowercase hexadecimal digits of chance, so that nobody guesses from the hash what was withheld.</param>
/// <param name="Title">Title.</param>
/// <param name="Facts">Facts, each key once.</param>
public sealed record DisclosureAbout(string Salt, Bilingual Title, IReadOnlyList<DisclosureFact> Facts)
{
    /// <summary>Most bytes; more than any document of these facts can have.</summary>
    public const int LargestBytes = 32_768;

    /// <summary>128 bits in hexadecimal: as many as make guessing hopeless.</summary>
    private const int SaltLength = 32;

    /// <summary>Reads the document of a disclosure of this category. Only its one encoding is read.</summary>
    /// <param name="json">The bytes of the blob.</param>
    /// <param name="category">The disclosure's category, which says what facts there are.</param>
    /// <param name="about">What it says.</param>
    /// <param name="error">The JSON path and what was expected there.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        DisclosureCategory category,
        [NotNullWhen(true)] out DisclosureAbout? about,
        [NotNullWhen(false)] out string? error
    )
    {
        about = null;
        if (json.Length > LargestBytes)
        {
            error = $"$: {json.Length} bytes; it has at most {LargestBytes}";
            return false;
        }

        about = JsonPlace.Read(json, place => Read(place, category), out error);
        error ??=
            about!.Flaw(category)
            ?? (
                about.Encode(category).AsSpan().SequenceEqual(json.Span)
                    ? null
                    : "$: not the one encoding: keys in order, no white space, no escapes but of quote and backslash"
            );
        about = error is null ? about : null;
        return error is null;
    }

    /// <summary>What keeps this from being written, with its JSON path; null when nothing does.</summary>
    public string? Flaw(DisclosureCategory category)
    {
        if (Salt.Length != SaltLength || Salt.AsSpan().ContainsAnyExcept("0123456789abcdef"))
        {
            return "$.salt: expected 32 lowercase hexadecimal digits";
        }

        var keys = DisclosureFacts.KeysOf(category);
        foreach (var fact in Facts)
        {
            if (!keys.Contains(fact.Key, StringComparer.Ordinal))
            {
                return $"$.facts.{fact.Key}: is not known of category {Words.DisclosureCategories.Of(category)}, "
                    + $"which has {string.Join(", ", keys)}";
            }

            if (Facts.Count(other => other.Key == fact.Key) > 1)
            {
                return $"$.facts.{fact.Key}: is given twice";
            }
        }

        return Facts
            .Select(fact => ($"facts.{fact.Key}", fact.Text))
            .Prepend(("title", Title))
            .SelectMany(part => new[] { ($"{part.Item1}.id", part.Item2.Indonesian), ($"{part.Item1}.en", part.Item2.English) })
            .Select(part => DisclosureText.Flaw(part.Item2) is { } flaw ? $"$.{part.Item1}: {flaw}" : null)
            .FirstOrDefault(flaw => flaw is not null);
    }

    /// <summary>The document's bytes.</summary>
    /// <exception cref="ArgumentException">It has a <see cref="Flaw"/>.</exception>
    public byte[] Encode(DisclosureCategory category)
    {
        if (Flaw(category) is { } flaw)
        {
            throw new ArgumentException(flaw, nameof(category));
        }

        var json = new StringBuilder($"{{\"salt\":\"{Salt}\",\"title\":");
        Append(json, Title);
        var next = ",\"facts\":{";
        foreach (var key in DisclosureFacts.KeysOf(category))
        {
            if (Fact(key) is { } text)
            {
                Append(json.Append(next).Append($"\"{key}\":"), text);
                next = ",";
            }
        }

        return Encoding.UTF8.GetBytes(json.Append(Facts.Count > 0 ? "}}" : "}").ToString());
    }

    /// <summary>The fact of this key, or null where it is not given.</summary>
    public Bilingual? Fact(string key) => Facts.FirstOrDefault(fact => fact.Key == key)?.Text;

    private static DisclosureAbout Read(JsonPlace json, DisclosureCategory category)
    {
        json.Only("salt", "title", "facts");
        var facts = json.Optional("facts")?.Only([.. DisclosureFacts.KeysOf(category)]).Properties() ?? [];
        return new DisclosureAbout(
            json["salt"].Text(),
            Text(json["title"]),
            [.. facts.Select(fact => new DisclosureFact(fact.Name, Text(fact.Value)))]
        );
    }

    private static Bilingual Text(JsonPlace json)
    {
        json.Only("id", "en");
        return new Bilingual(json["id"].Text(), json["en"].Text());
    }

    private static void Append(StringBuilder json, Bilingual text) =>
        json.Append($"{{\"id\":{DisclosureText.Quoted(text.Indonesian)},\"en\":{DisclosureText.Quoted(text.English)}}}");
}
