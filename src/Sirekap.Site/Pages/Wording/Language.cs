using Sirekap.Elections.Contests;

namespace Sirekap.Site.Pages.Wording;

/// <summary>A language of the public side: Indonesian at <c>/</c>, English the same paths below <c>/en</c>.</summary>
/// <param name="Code">As in <c>html lang</c>, and the name of its texts' file.</param>
/// <param name="Prefix">Before every path.</param>
/// <param name="Thousands">Between groups of three digits.</param>
/// <param name="Point">Before decimals.</param>
/// <param name="Percent">After a percentage.</param>
public sealed record Language(string Code, string Prefix, char Thousands, char Point, string Percent)
{
    private const string NoBreakSpace = "\u00A0";

    public static Language Indonesian { get; } = new("id", "", '.', ',', NoBreakSpace + "%");

    public static Language English { get; } = new("en", "/en", ',', '.', "%");

    public static IReadOnlyList<Language> All { get; } = [Indonesian, English];

    public Language Other => this == Indonesian ? English : Indonesian;

    public Texts Texts => Texts.Of(this);

    /// <summary>The text in this language.</summary>
    public string Pick(Bilingual text) => Pick(text.Indonesian, text.English);

    public string Pick(string indonesian, string english) => this == Indonesian ? indonesian : english;

    /// <summary>A count: 1.234.567 or 1,234,567.</summary>
    public string Number(long value)
    {
        var digits = Math.Abs((decimal)value).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        var text = new System.Text.StringBuilder(value < 0 ? "\u2212" : "");
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0)
            {
                text.Append(Thousands);
            }

            text.Append(digits[i]);
        }

        return text.ToString();
    }

    /// <summary>A share to two decimals, 12,34 % or 12.34%, rounded half away from zero as in the files.</summary>
    public string Share(long part, long whole)
    {
        if (whole == 0)
        {
            return "\u2013";
        }

        var (twice, half) = ((Int128)part * 20_000, (Int128)whole);
        var hundredths = (long)((twice + (part < 0 ? -half : half)) / (2 * half));
        return $"{Number(hundredths / 100)}{Point}{Math.Abs(hundredths % 100):00}{Percent}";
    }

    /// <summary>
    /// A probability in millionths as a percentage to two decimals, rounded down: nothing is said to be surer than it is.
    /// </summary>
    public string Sureness(int millionths) => $"{millionths / 10_000}{Point}{millionths / 100 % 100:00}{Percent}";

    /// <summary>Bytes as megabytes to one decimal, rounded up.</summary>
    public string Megabytes(long bytes)
    {
        var tenths = (bytes + 99_999) / 100_000;
        return $"{Number(tenths / 10)}{Point}{tenths % 10}{NoBreakSpace}MB";
    }
}
