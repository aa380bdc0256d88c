using System.Globalization;
using Sirekap.Elections.Rules;

namespace Sirekap.Reading.Reports;

/// <summary>The sums that the form must satisfy, those that do not hold first.</summary>
internal static class ReportSums
{
    public static void Write(Html html, FormReading reading)
    {
        if (reading.Sums.Count == 0)
        {
            return;
        }

        var seen = reading
            .Sums.Where(sum => sum.Holds is not null || (sum.Left is not null && sum.Right is not null))
            .OrderBy(sum =>
                sum.Holds switch
                {
                    false => 0,
                    null => 1,
                    _ => 2,
                }
            )
            .ToList();
        var unseen = reading.Sums.Except(seen).ToList();
        html.Tag("<section><h2>").Words("Jumlah yang harus cocok", "sums that must hold").Tag("</h2>");
        Table(html, seen);
        if (unseen.Count > 0)
        {
            html.Add($"<details><summary>{unseen.Count} ")
                .Words("jumlah yang angkanya tidak ada di foto", "sums whose numbers are not on the photos")
                .Tag("</summary>");
            Table(html, unseen);
            html.Tag("</details>");
        }

        html.Tag("</section>");
    }

    private static void Table(Html html, IReadOnlyList<SumReading> sums)
    {
        html.Tag("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">");
        html.Words("Jumlah", "sum")
            .Tag("</th><th scope=\"col\">")
            .Words("Tertulis", "as read")
            .Tag("</th><th scope=\"col\">")
            .Words("Cocok?", "holds?")
            .Tag("</th></tr></thead><tbody>");
        foreach (var sum in sums)
        {
            var (style, sign) = sum.Holds switch
            {
                true => ("holds", "✓"),
                false => ("broken", "≠"),
                _ => ("unsure", "?"),
            };
            html.Add(
                $"<tr><th scope=\"row\">{sum.Total} = {string.Join(" + ", sum.Parts)}</th><td class=\"figure\">{Figure(sum.Left)}"
                    + $" · {Figure(sum.Right)}</td><td class=\"{style}\">{sign} "
            );
            html.Words(ReadingWords.OfSum(sum.Holds));
            if (
                sum.Holds == false
                && RuleSets.All.SelectMany(rules => rules.Checks).FirstOrDefault(check => check.Code == sum.Check) is { } check
            )
            {
                html.Tag("<br>").Words(check.Indonesian, check.English);
            }

            html.Tag("</td></tr>");
        }

        html.Tag("</tbody></table></div>");
    }

    private static string Figure(long? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
