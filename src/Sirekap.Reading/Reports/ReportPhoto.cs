using System.Globalization;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Reports;

/// <summary>
/// A photo with the boxes laid over it; each leads to its number's row. States differ in line and sign, not in colour alone.
/// </summary>
internal static class ReportPhoto
{
    /// <param name="html">Written to.</param>
    /// <param name="reading">The whole reading.</param>
    /// <param name="pages">The pages that this photo shows.</param>
    /// <param name="photo">Upright; null where it is not to be had.</param>
    public static void Write(Html html, FormReading reading, IReadOnlyList<PageReading> pages, GrayImage? photo)
    {
        var (width, height) = (pages[0].Width, pages[0].Height);
        html.Add($"<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Foto dengan kotak yang dibaca\">");
        if (photo is not null)
        {
            html.Add($"<image width=\"{width}\" height=\"{height}\" href=\"{ReportPictures.Photo(photo)}\"/>");
        }

        foreach (var page in pages)
        {
            html.Add($"<polygon class=\"corner\" points=\"{Points(page.Corners)}\"/>");
            foreach (var number in reading.Numbers.Where(number => number.Page == page.Page && number.Digits.Count > 0))
            {
                Number(html, number);
            }
        }

        html.Tag("</svg><figcaption>")
            .Words(
                "Garis utuh ✓ terbaca; putus-putus ? belum pasti; tebal bertitik ≠ bertentangan. Garis biru: tepi halaman yang dikenali.",
                "Full line ✓ read; dashed ? uncertain; heavy dotted ≠ contradictory. Blue: the page as it was found."
            )
            .Tag("</figcaption></figure>");
    }

    private static void Number(Html html, NumberReading number)
    {
        var state = ReadingWords.Of(number.State);
        html.Add(
            $"<a href=\"#{number.Name}\" class=\"{ReportPage.ClassOf(number.State)}\"><title>{number.Name}: {Value(number)}, "
                + $"{state.Indonesian} / {state.English}</title>"
        );
        foreach (var digit in number.Digits)
        {
            html.Add($"<polygon points=\"{Points(digit.Quad)}\"/>");
        }

        var (first, last) = (number.Digits[0].Quad, number.Digits[^1].Quad);
        var height = Math.Sqrt(Square(first[3].X - first[0].X) + Square(first[3].Y - first[0].Y));
        html.Add(
            $"<text x=\"{last[1].X + (0.15 * height):0.#}\" y=\"{last[1].Y + (0.7 * height):0.#}\" font-size=\"{0.6 * height:0.#}"
                + $"\">{ReadingWords.Sign(number.State)}</text></a>"
        );
    }

    private static string Value(NumberReading number) => number.Value?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static double Square(double x) => x * x;

    private static string Points(IReadOnlyList<PhotoPoint> corners) =>
        string.Join(' ', corners.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner.X:0.#},{corner.Y:0.#}")));
}
