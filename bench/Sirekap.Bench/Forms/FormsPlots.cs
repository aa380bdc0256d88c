using System.Globalization;
using System.Text;

namespace Sirekap.Bench.Forms;

/// <summary>The two plots of docs/reading.md as SVG.</summary>
internal static class FormsPlots
{
    private const int Width = 560;
    private const int Height = 340;
    private const int Left = 70;
    private const int Bottom = 50;
    private const int Top = 30;
    private const int Right = 20;
    private const int FewNumbers = 10;

    /// <summary>Coverage to the right, risk upwards.</summary>
    public static string RiskCoverage(FormsSummary summary, string title)
    {
        var most = Math.Max(0.01, summary.Risk.Max(p => p.Risk) * 1.1);
        var svg = Begin(title, "share of forms answered, the surest first", "share of these with a wrong number");
        for (var tick = 0; tick <= 4; tick++)
        {
            Tick(svg, X(tick / 4.0), Y(0), $"{25 * tick} %", below: true);
            Tick(svg, X(0), Y(tick / 4.0), (most * tick / 4).ToString("P2", CultureInfo.InvariantCulture), below: false);
        }

        var line = string.Join(' ', summary.Risk.Select(p => Point(X(p.Coverage), Y(p.Risk / most))));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{line}\" fill=\"none\" stroke=\"#0b57d0\" stroke-width=\"2\"/>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>
    /// Both axes in nines: the probability of an error, said and found. A bin without an error stands at the upper 95 % bound, hollow; of a
    /// few numbers nothing can be said, and such a bin is left out.
    /// </summary>
    public static string Calibration(FormsSummary summary, string title)
    {
        const double Decades = 5;
        var svg = Begin(title, "probability of an error as the reader says it", "share of errors found");
        for (var tick = 0; tick <= Decades; tick++)
        {
            var label = tick == 0 ? "1" : $"10⁻{"⁰¹²³⁴⁵"[tick]}";
            Tick(svg, X(1 - (tick / Decades)), Y(0), label, below: true);
            Tick(svg, X(0), Y(1 - (tick / Decades)), label, below: false);
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{X(0):0}\" y1=\"{Y(0):0}\" x2=\"{X(1):0}\" y2=\"{Y(1):0}\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n"
        );
        foreach (var bin in summary.Calibration.Where(bin => bin.Numbers >= FewNumbers))
        {
            // The rule of three: no error among n is compatible with 3 / n.
            var found = bin.Right < 1 ? 1 - bin.Right : 3.0 / bin.Numbers;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(Place(1 - bin.Said)):0.0}\" cy=\"{Y(Place(found)):0.0}\" r=\"5\" "
                    + $"fill=\"{(bin.Right < 1 ? "#0b57d0" : "none")}\" stroke=\"#0b57d0\"><title>{bin.Numbers} "
                    + $"numbers</title></circle>\n"
            );
        }

        return svg.Append("</svg>\n").ToString();

        static double Place(double error) => Math.Clamp(1 + (Math.Log10(Math.Max(error, 1e-9)) / Decades), 0, 1);
    }

    private static StringBuilder Begin(string title, string across, string up) =>
        new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" "
                    + $"font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
            )
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\" font-weight=\"bold\">{title}</text>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{Left} {Top} V{Height - Bottom} H{Width - Right}\" fill=\"none\" stroke=\"#333\"/>\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">{across}</text>\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"<text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{up}</text>\n"
            );

    private static void Tick(StringBuilder svg, double x, double y, string label, bool below) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{(below ? x : x - 6):0.0}\" y=\"{(below ? y + 16 : y + 4):0.0}\" "
                + $"text-anchor=\"{(below ? "middle" : "end")}\">{label}</text>\n"
        );

    private static string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.0},{y:0.0}");

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (share * (Height - Bottom - Top));
}
