namespace Sirekap.Reading.Marks;

/// <summary>
/// From the strokes counted in each box to how probable each total is. Boxes are filled in order, row by row: up to some box each has five, then one has the rest,
/// then none has any. A box that was miscounted is outvoted by its neighbours, all but the last one in use.
/// </summary>
internal static class TallyLikelihood
{
    /// <summary>Share of boxes whose count says nothing: blots, corrections, a box left out.</summary>
    private const double Odd = 0.03;

    /// <summary>Share of boxes with strokes that are counted right, and that are counted one off.</summary>
    private const double Right = 0.85;
    private const double OneOff = 0.12;

    /// <summary>Share of empty boxes that are found so.</summary>
    private const double EmptyRight = 0.97;

    /// <summary>Share of tallies that follow no order at all.</summary>
    private const double Disorderly = 0.05;

    /// <param name="counts">For each box, row by row, the strokes counted.</param>
    /// <param name="rowLogs">For each row the log-likelihood of each total of the row, from its subtotal digits; empty when there are none.</param>
    /// <param name="columns">Boxes in a row.</param>
    /// <returns>Probabilities of the totals from 0 to five a box.</returns>
    public static double[] Of(ReadOnlySpan<int> counts, IReadOnlyList<double[]> rowLogs, int columns)
    {
        var totals = new double[(counts.Length * TallyCell.Strokes) + 1];
        var ofFull = 0.0;
        var ofEmpty = 0.0;
        foreach (var count in counts)
            ofEmpty += Log(count, 0);
        var most = double.NegativeInfinity;
        for (var total = 0; total < totals.Length; total++)
        {
            var (full, rest) = Math.DivRem(total, TallyCell.Strokes);
            if (rest == 0 && full > 0)
            {
                ofFull += Log(counts[full - 1], TallyCell.Strokes);
                ofEmpty -= Log(counts[full - 1], 0);
            }

            totals[total] = ofFull + ofEmpty + (rest == 0 ? 0 : Log(counts[full], rest) - Log(counts[full], 0)) + OfRows(total, rowLogs, columns);
            most = Math.Max(most, totals[total]);
        }

        var sum = 0.0;
        for (var total = 0; total < totals.Length; total++)
            sum += totals[total] = Math.Exp(totals[total] - most);
        for (var total = 0; total < totals.Length; total++)
            totals[total] = ((1 - Disorderly) * totals[total] / sum) + (Disorderly / totals.Length);
        return totals;
    }

    private static double OfRows(int total, IReadOnlyList<double[]> rowLogs, int columns)
    {
        var sum = 0.0;
        for (var row = 0; row < rowLogs.Count; row++)
            sum += rowLogs[row][Math.Clamp(total - (row * columns * TallyCell.Strokes), 0, columns * TallyCell.Strokes)];
        return sum;
    }

    private static double Log(int counted, int strokes)
    {
        var share = strokes == 0
            ? counted == 0 ? EmptyRight : (1 - EmptyRight) / TallyCell.Strokes
            : Math.Abs(counted - strokes) switch { 0 => Right, 1 => OneOff / 2, _ => (1 - Right - OneOff) / 3 };
        return Math.Log(((1 - Odd) * share) + (Odd / (TallyCell.Strokes + 1)));
    }
}
