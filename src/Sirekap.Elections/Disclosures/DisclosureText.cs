using System.Text;

namespace Sirekap.Elections.Disclosures;

/// <summary>
/// A text of a disclosure: 1 to 300 characters (Unicode scalar values), not blank, on one line. Controls, line separators and what turns
/// the direction of writing are no part of it: a text must not look like another than it is.
/// </summary>
internal static class DisclosureText
{
    /// <summary>Three lines of a page: what is longer belongs into the document.</summary>
    public const int Longest = 300;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Flaw(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "a text is not blank";
        }

        var length = 0;
        for (var at = 0; at < text.Length; )
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                return "half a surrogate pair is no character";
            }

            if (IsForbidden(rune))
            {
                return $"U+{rune.Value:X4} may not stand in a text";
            }

            at += rune.Utf16SequenceLength;
            length++;
        }

        return length > Longest ? $"a text has at most {Longest} characters, not {length}" : null;
    }

    /// <summary>In JSON with its quotes; only the quote and the backslash need an escape.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsForbidden(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x2028 or 0x2029 or 0x200E or 0x200F or 0x061C or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
