using System.Globalization;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Reports;

/// <summary>Every number with what it was read as and why.</summary>
internal static class ReportNumbers
{
    /// <summary>Less than half a per cent says nothing to a reader.</summary>
    private const float LeastShown = 0.005f;

    /// <summary>Of a box's symbols: one more than the two that a person hesitates between.</summary>
    private const int MostShown = 3;

    public static void Write(Html html, IReadOnlyList<NumberReading> numbers, GrayImage? photo)
    {
        html.Tag("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">")
            .Words("Angka", "number")
            .Tag("</th><th scope=\"col\">")
            .Words("Terbaca sebagai", "read as");
        html.Tag("</th><th scope=\"col\">")
            .Words("Bukti", "evidence")
            .Tag("</th><th scope=\"col\">")
            .Words("Kemungkinan lain", "alternatives")
            .Tag("</th></tr></thead><tbody>");
        foreach (var number in numbers)
        {
            html.Add(
                $"<tr id=\"{number.Name}\"><th scope=\"row\">{number.Name}</th><td class=\"figure {ReportPage.ClassOf(number.State)}\">"
            );
            html.Add(
                    $"<span class=\"value\">{number.Value?.ToString(CultureInfo.InvariantCulture) ?? "–"}</span> "
                        + $"{ReadingWords.Sign(number.State)} "
                )
                .Words(ReadingWords.Of(number.State));
            html.Add($"<br>{ReportPage.Percent(number.Probability)}</td><td><div class=\"boxes\">");
            foreach (var digit in number.Digits)
            {
                Box(html, digit, photo);
            }

            html.Tag("</div>");
            if (number.Tally is { } tally)
            {
                html.Words("Turus terhitung:", "tally strokes counted:").Add($" <b>{tally}</b>");
            }

            html.Tag("</td><td class=\"figure\">");
            foreach (var other in number.Alternatives)
            {
                html.Add($"{other.Value} · {ReportPage.Percent(other.Probability)}<br>");
            }

            html.Tag("</td></tr>");
        }

        html.Tag("</tbody></table></div>");
    }

    private static void Box(Html html, DigitReading digit, GrayImage? photo)
    {
        html.Tag("<figure>");
        if (photo is not null)
        {
            html.Add($"<img src=\"{ReportPictures.Crop(photo, digit.Quad)}\" alt=\"kotak / box\" width=\"52\" height=\"52\">");
        }

        html.Add($"<b>{Symbol(digit.Label)}</b><figcaption>");
        foreach (
            var (symbol, share) in digit
                .Probabilities.Select((share, symbol) => (symbol, share))
                .Where(pair => pair.share >= LeastShown)
                .OrderByDescending(pair => pair.share)
                .Take(MostShown)
        )
        {
            html.Add($"{Symbol(symbol)} {ReportPage.Percent(share)}<br>");
        }

        if (digit.Bubble is { } bubble)
        {
            html.Words("bulatan", "bubble").Add($" <strong>{bubble}</strong>{(bubble == digit.Label ? "" : " ≠")}");
        }

        html.Tag("</figcaption></figure>");
    }

    /// <summary>An empty box has a sign, too.</summary>
    private static string Symbol(int symbol) => symbol == Decoding.Symbol.Blank ? "␣" : Decoding.Symbol.Label(symbol);
}
