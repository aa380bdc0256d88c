using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sirekap.Elections.Contests;

/// <summary>
/// A candidate's sex (jenis kelamin), as the list of candidates has it, of which three in ten are women (UU 7/2017 Art. 245).
/// </summary>
public enum CandidateSex : byte
{
    /// <summary>The definition does not tell; nor has a party, or a pair, one.</summary>
    Untold,

    /// <summary>Laki-laki, L.</summary>
    Man,

    /// <summary>Perempuan, P.</summary>
    Woman,
}

/// <summary>Who stands at a number of the ballot.</summary>
/// <param name="Name">The name.</param>
/// <param name="Sex">The sex, if it is told.</param>
public sealed record Person(string Name, CandidateSex Sex = CandidateSex.Untold)
{
    // A file of its own and never a part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The words for a sex that is told.</summary>
    public static IReadOnlyList<(CandidateSex Value, string Word)> Sexes { get; } = [(CandidateSex.Man, "L"), (CandidateSex.Woman, "P")];

    /// <summary>The word for a sex, or null where it is not told.</summary>
    public static string? WordOf(CandidateSex sex) => sex == CandidateSex.Untold ? null : Sexes.First(word => word.Value == sex).Word;

    /// <summary>Reads what <see cref="Encode"/> writes.</summary>
    /// <param name="json">The document.</param>
    /// <param name="person">Who.</param>
    /// <param name="error">The JSON path and what was expected there.</param>
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Person? person, [NotNullWhen(false)] out string? error)
    {
        person = JsonPlace.Read(
            json,
            place =>
            {
                place.Only("name", "sex");
                return new Person(place["name"].Name(), SexOf(place));
            },
            out error
        );
        return person is not null;
    }

    /// <summary><c>{"name":"…","sex":"P"}</c>, the sex left out where it is not told.</summary>
    public byte[] Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var w = new Utf8JsonWriter(buffer, Options))
        {
            w.WriteStartObject();
            w.WriteString("name", Name);
            if (WordOf(Sex) is { } sex)
            {
                w.WriteString("sex", sex);
            }

            w.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The member <c>sex</c> of an object, which may be left out.</summary>
    internal static CandidateSex SexOf(JsonPlace place) =>
        place.Optional("sex") is { } sex ? ElectionDefinition.Word(sex, Sexes) : CandidateSex.Untold;
}
