namespace Sirekap.Reading.Marks;

/// <summary>
/// From the strokes counted in each box to how probable each total is. Boxes are filled in order, row by row: up to some box each has five,
/// then one has the rest, then none has any. A box that was miscounted is outvoted by its neighbours, all but the last one in use.
/// </summary>
internal static class TallyLikelihood
{
    /// <summary>Share of boxes whose count says nothing: blots, corrections, a box left out.</summary>
    private const double Odd = 0.03;

    /// <summary>Share of tallies that follow no order at all: rare, but then no box must be made to mean its neighbours' order.</summary>
    private const double Disorderly = 0.03;

    /// <summary>Of the boxes of such a tally half are empty, the rest have any number of strokes alike: nothing better is known.</summary>
    private const double EmptyInDisorder = 0.5;

    /// <summary>Even an orderly tally's total is flattened by this share: strokes stand astride lines, and boxes hold six.</summary>
    private const double Flat = 0.02;

    /// <summary>
    /// How often a box with so many strokes (the row) is counted to have so many (the column), over simulated photos of presidential forms,
    /// rounded: a slash hides where it meets other strokes, and an upright line of the grid may pass for one.
    /// </summary>
    private static readonly double[][] Counted =
    [
        [0.955, 0.04, 0.003, 0.001, 0.0005, 0.0005],
        [0.06, 0.8, 0.11, 0.02, 0.005, 0.005],
        [0.03, 0.08, 0.8, 0.07, 0.01, 0.01],
        [0.02, 0.03, 0.08, 0.8, 0.05, 0.02],
        [0.01, 0.02, 0.06, 0.08, 0.73, 0.1],
        [0.01, 0.02, 0.04, 0.17, 0.06, 0.7],
    ];

    /// <param name="counts">For each box, row by row, the strokes counted.</param>
    /// <param name="rowLogs">For each row the log-likelihood of each total of the row, from its subtotal digits; empty when there are
    /// none.</param>
    /// <param name="columns">Boxes in a row.</param>
    /// <returns>Probabilities of the totals from 0 to five a box.</returns>
    public static double[] Of(ReadOnlySpan<int> counts, IReadOnlyList<double[]> rowLogs, int columns)
    {
        var totals = new double[(counts.Length * TallyCell.Strokes) + 1];
        var ofFull = 0.0;
        var ofEmpty = 0.0;
        var disorder = 0.0;
        foreach (var count in counts)
        {
            ofEmpty += Log(count, 0);
            disorder += Math.Log(count == 0 ? EmptyInDisorder : (1 - EmptyInDisorder) / TallyCell.Strokes);
        }

        var most = double.NegativeInfinity;
        for (var total = 0; total < totals.Length; total++)
        {
            var (full, rest) = Math.DivRem(total, TallyCell.Strokes);
            if (rest == 0 && full > 0)
            {
                ofFull += Log(counts[full - 1], TallyCell.Strokes);
                ofEmpty -= Log(counts[full - 1], 0);
            }

            totals[total] =
                ofFull + ofEmpty + (rest == 0 ? 0 : Log(counts[full], rest) - Log(counts[full], 0)) + OfRows(total, rowLogs, columns);
            most = Math.Max(most, totals[total]);
        }

        var sum = 0.0;
        for (var total = 0; total < totals.Length; total++)
        {
            sum += totals[total] = Math.Exp(totals[total] - most);
        }

        var ordered = (1 - Disorderly) * sum / totals.Length;
        var flat = Flat + ((1 - Flat) * Share(Disorderly * Math.Exp(Math.Min(disorder - most, 700)), ordered));
        for (var total = 0; total < totals.Length; total++)
        {
            totals[total] = ((1 - flat) * totals[total] / sum) + (flat / totals.Length);
        }

        return totals;
    }

    private static double Share(double of, double rest) => of / (of + rest);

    private static double OfRows(int total, IReadOnlyList<double[]> rowLogs, int columns)
    {
        var sum = 0.0;
        for (var row = 0; row < rowLogs.Count; row++)
        {
            sum += rowLogs[row][Math.Clamp(total - (row * columns * TallyCell.Strokes), 0, columns * TallyCell.Strokes)];
        }

        return sum;
    }

    private static double Log(int counted, int strokes) =>
        Math.Log(((1 - Odd) * Counted[strokes][counted]) + (Odd / (TallyCell.Strokes + 1)));
}
