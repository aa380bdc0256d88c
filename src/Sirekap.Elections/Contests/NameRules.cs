namespace Sirekap.Elections.Contests;

/// <summary>
/// What a name, a title or any word that people read may be made of, wherever it enters: a definition, the names blob, a table of
/// candidates or regions, a disclosure, a title on the command line.
/// </summary>
/// <remarks>
/// Marks that turn the direction of text (Unicode's Bidi_Control) are none of it: with U+202E a name reads backwards and swaps with what
/// stands beside it, its votes too. Scripts that are written from the right need none of them.
/// </remarks>
public static class NameRules
{
    /// <summary>Characters: several times the longest name in the lists of 2024, and still what a page can show.</summary>
    public const int Longest = 200;

    /// <summary>What is wrong with a name or title of one line, or null.</summary>
    public static string? FlawOf(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "expected a text";
        }

        return text.Length > Longest ? $"expected at most {Longest} characters, not {text.Length}" : FlawOfCharacters(text, lines: false);
    }

    /// <summary>What is wrong with the characters of a text, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lines">Whether it may have several lines, and tabs.</param>
    public static string? FlawOfCharacters(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsDirectionMark(c))
            {
                return $"U+{(int)c:X4} at character {i + 1} turns the direction of text; expected a text without such marks";
            }

            if ((char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')) || c is '\u2028' or '\u2029' or '\uFEFF')
            {
                return $"U+{(int)c:X4} at character {i + 1} is a control character; expected letters, digits and signs";
            }

            if (char.IsSurrogate(c) && !(i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1])))
            {
                return $"character {i + 1} is half a character";
            }

            i += char.IsHighSurrogate(c) ? 1 : 0;
        }

        return null;
    }

    /// <summary>Whether a character turns the direction of the text around it: Unicode's property Bidi_Control.</summary>
    public static bool IsDirectionMark(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
