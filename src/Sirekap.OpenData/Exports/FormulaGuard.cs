using System.Text;

namespace Sirekap.OpenData.Exports;

/// <summary>
/// Spreadsheets evaluate a text of a CSV file that begins like a formula, quoted or not, and a text is anybody's. An apostrophe before the
/// sign makes it words. An Excel whose separator is the semicolon, as in Indonesia, cuts our lines where it finds one, even within quotes:
/// what follows a place where any program may cut is guarded as the beginning is. Full-width signs count: some programs take them for the
/// others.
/// </summary>
internal static class FormulaGuard
{
    private const string Signs = "=+-@＝＋－＠";
    private const string Cuts = ";|\t\r\n";

    /// <summary>The text, with an apostrophe wherever a formula could begin.</summary>
    public static string Guard(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return text;
        }

        var guarded = new StringBuilder(text.Length + 8);
        var beginning = true;
        foreach (var c in text)
        {
            if (beginning && Signs.Contains(c, StringComparison.Ordinal))
            {
                guarded.Append('\'');
            }

            // Programs pass over white space before a formula, and over quotes where they do not take them for ours.
            beginning = Cuts.Contains(c, StringComparison.Ordinal) || (beginning && (char.IsWhiteSpace(c) || c == '"'));
            guarded.Append(c);
        }

        return guarded.ToString();
    }
}
