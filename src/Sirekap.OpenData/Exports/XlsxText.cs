using System.Text;
using System.Text.RegularExpressions;

namespace Sirekap.OpenData.Exports;

/// <summary>Texts as a cell of a workbook can hold them.</summary>
internal static partial class XlsxText
{
    /// <summary>Excel's limit; it calls a file with more damaged.</summary>
    public const int Longest = 32_767;

    /// <summary>
    /// The text without what XML cannot carry (controls, halves of surrogate pairs), at most as long as a cell may be. What would be read
    /// as an escape,
    /// <c>_x0041_</c>, is escaped itself (ECMA-376, ST_Xstring).
    /// </summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(
                (rune.Value < ' ' && rune.Value is not ('\t' or '\n' or '\r')) || rune.Value is 0xFFFE or 0xFFFF
                    ? Rune.ReplacementChar
                    : rune
            );
        }

        var safe = Escape().Replace(clean.ToString(), "_x005F$0");
        return safe.Length <= Longest
            ? safe
            : string.Concat(safe.AsSpan(0, Longest - (char.IsHighSurrogate(safe[Longest - 2]) ? 2 : 1)), "…");
    }

    // An escape that shares its first underscore with the end of another is one, too.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
