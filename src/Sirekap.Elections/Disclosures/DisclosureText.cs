using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Disclosures;

/// <summary>
/// A text of a disclosure: 1 to 300 characters (Unicode scalar values), not blank, on one line, and of what names are made of
/// (<see cref="NameRules"/>): a text must not look like another than it is.
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

        if (NameRules.FlawOfCharacters(text, lines: false) is { } flaw)
        {
            return flaw;
        }

        var length = text.EnumerateRunes().Count();
        return length > Longest ? $"a text has at most {Longest} characters, not {length}" : null;
    }

    /// <summary>In JSON with its quotes; only the quote and the backslash need an escape.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
