namespace Sirekap.Reading.Decoding;

/// <summary>
/// Whoever fills bubbles fills nearly all of them, and whoever does not fills nearly none; the same goes for the zero under unused boxes.
/// So the form itself tells how much a column without a mark says.
/// </summary>
internal static class BubbleHabit
{
    /// <summary>
    /// As many columns as what is believed of all writers counts for: a page has dozens, so a habit shows, and two or three columns alone
    /// prove none.
    /// </summary>
    private const double Prior = 4;

    /// <summary>No habit is kept in every column: one exception in 250 is more than a whole form has columns to show otherwise.</summary>
    private const double Exceptions = 0.004;

    /// <summary>The priors for the writer of this form.</summary>
    public static Priors Of(IReadOnlyList<NumberEvidence> form, Priors priors)
    {
        var (digits, filled) = (Prior, Prior * (1 - priors.BubbleNone));
        var (unused, zeros) = (Prior, Prior * priors.BubbleZeroBelowBlank);
        foreach (var number in form)
        {
            for (var box = 0; box < number.Bubbles.Count; box++)
            {
                var (marked, zero) = Marked(number.Bubbles[box]);
                var digit = number.Digits[box].AsSpan(0, Symbol.Cross);
                var isDigit = 0.0;
                foreach (var probability in digit)
                {
                    isDigit += probability;
                }

                digits += isDigit;
                filled += isDigit * marked;
                unused += 1 - isDigit;
                zeros += (1 - isDigit) * zero;
            }
        }

        var none = Math.Clamp(1 - (filled / digits), Exceptions, 1 - Exceptions);
        var zeroBelow = Math.Clamp(zeros / unused, Exceptions, 1 - Exceptions);
        return priors with
        {
            BubbleNone = none,
            BubbleAgrees = (1 - none) * priors.BubbleAgrees / (1 - priors.BubbleNone),
            BubbleZeroBelowBlank = zeroBelow * (1 - Exceptions),
            BubbleNoneBelowBlank = (1 - zeroBelow) * (1 - Exceptions),
        };
    }

    /// <summary>How probable it is that a column has a mark, and that it is the zero's, by itself.</summary>
    private static (double Any, double Zero) Marked(double[] logs)
    {
        var most = logs.Max();
        var all = logs.Sum(log => Math.Exp(log - most));
        return (1 - (Math.Exp(logs[Symbol.NoBubble] - most) / all), Math.Exp(logs[0] - most) / all);
    }
}
