using System.Text;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// How wide letters are: the advance widths that PDF's standard font Helvetica has, in thousandths of its size, so that print and raster
/// set the same lines.
/// </summary>
public static class TextMetrics
{
    /// <summary>Height of capitals, in sizes, as Helvetica's metrics give it.</summary>
    public const double CapHeight = 0.718;

    private const char First = ' ';

    // From 'À' to 'ÿ'.
    private const string Latin = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

    // From ' ' to '~'.
    private static readonly short[] Widths =
    [
        278,
        278,
        355,
        556,
        556,
        889,
        667,
        191,
        333,
        333,
        389,
        584,
        278,
        333,
        278,
        278,
        556,
        556,
        556,
        556,
        556,
        556,
        556,
        556,
        556,
        556,
        278,
        278,
        584,
        584,
        584,
        556,
        1015,
        667,
        667,
        722,
        722,
        667,
        611,
        778,
        722,
        278,
        500,
        667,
        556,
        833,
        722,
        778,
        667,
        778,
        722,
        667,
        611,
        722,
        667,
        944,
        667,
        667,
        611,
        278,
        278,
        278,
        469,
        556,
        333,
        556,
        556,
        500,
        556,
        556,
        278,
        556,
        556,
        222,
        222,
        500,
        222,
        833,
        556,
        556,
        556,
        556,
        333,
        500,
        278,
        556,
        500,
        722,
        500,
        500,
        500,
        334,
        260,
        334,
        584,
    ];

    /// <summary>Width of a line of text, in the unit of its size.</summary>
    public static double Width(string words, double size)
    {
        var thousandths = 0;
        foreach (var letter in Plain(words))
        {
            thousandths += Advance(letter);
        }

        return thousandths * size / 1000;
    }

    /// <summary>The largest size up to the one asked for at which the text is no wider than allowed.</summary>
    public static double SizeThatFits(string words, double size, double width) =>
        Width(words, size) is var needed && needed > width ? size * width / needed : size;

    /// <summary>The text in the letters that can be printed: accents go, dashes become hyphens, anything else a question mark.</summary>
    public static string Plain(string words)
    {
        if (Ascii.IsValid(words))
        {
            return words;
        }

        var plain = new StringBuilder(words.Length);
        foreach (var letter in words)
        {
            // A table, as the program runs without the data that would take letters apart.
            plain.Append(
                letter switch
                {
                    '–' or '—' or '‐' or '‑' or '−' => '-',
                    '‘' or '’' or 'ʼ' => '\'',
                    '“' or '”' => '"',
                    <= '~' => letter,
                    >= 'À' and <= 'ÿ' => Latin[letter - 'À'],
                    _ => '?',
                }
            );
        }

        return plain.ToString();
    }

    /// <summary>In thousandths of the size.</summary>
    public static int Advance(char letter) => letter is >= First and <= '~' ? Widths[letter - First] : Widths['?' - First];
}
