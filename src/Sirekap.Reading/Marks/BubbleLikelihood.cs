using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Marks;

/// <summary>What is seen of a column of bubbles.</summary>
/// <param name="Logs">11 log-likelihoods, that of no bubble filled being 0; all 0 where the column doesn't lie where it is printed.</param>
/// <param name="Elsewhere">Whether not even its upper end does, and so what is above it doesn't either.</param>
internal readonly record struct SeenColumn(double[] Logs, bool Elsewhere);

/// <summary>
/// From the darkness of all bubbles of a page to the likelihood of each state of each column. A bubble is judged by how much darker it is
/// than the others of its column, which are lit and blurred like it, and than those of its digit in other columns, which are printed like
/// it. Filled ones differ widely (scribbles, ticks, pale ballpoints, blur); of the others some are smudged, crossed or erased.
/// </summary>
internal static class BubbleLikelihood
{
    /// <summary>
    /// Excess darkness of a bubble that was filled: ink, thinned by blur and by what a hand leaves white. What is darker is not doubted for
    /// it.
    /// </summary>
    private const double FilledMean = 0.42;

    /// <summary>Wide: hands and pens differ more than lights do.</summary>
    private const double FilledSpread = 0.13;

    /// <summary>
    /// Share of filled bubbles that were only ticked or crossed. Far more than the simulated writers' one in twenty: a tick taken for dirt
    /// makes a wrong number, one doubt more a look.
    /// </summary>
    private const double Ticked = 0.3;

    /// <summary>The palest tick: what is below is as good as paper, and could be dirt.</summary>
    private const double TickedFrom = 0.06;

    /// <summary>The darkest tick: one spread below a filled bubble, which says the rest.</summary>
    private const double TickedTo = 0.3;

    /// <summary>Least spread among bubbles not filled: paper has dirt.</summary>
    private const double EmptySpread = 0.015;

    /// <summary>Share of bubbles not filled that are marked nevertheless.</summary>
    private const double Smudged = 0.01;

    /// <summary>How dark those are on average: most are dirt, and few as dark as ink; hence an exponential.</summary>
    private const double SmudgeMean = 0.1;

    /// <summary>No density is below this: nothing that can be seen is impossible.</summary>
    private const double LeastDensity = 1e-3;

    /// <summary>
    /// A bubble that is paler than print by so much is none: the column lies elsewhere and says nothing. As much as the palest tick is
    /// darker.
    /// </summary>
    private const double Paler = 0.06;

    /// <summary>The same on a page whose paper is uneven: so many spreads are no chance among some hundred bubbles.</summary>
    private const double PalerSpreads = 5;

    /// <summary>So many bubbles from the box on lie where it lies, however the sheet is curled.</summary>
    private const int Near = 4;

    /// <summary>In that part of the columns a digit's bubble is not filled, though its zero be filled below every unused box.</summary>
    private const double Unfilled = 0.4;

    /// <summary>
    /// A printed zero is about as dark as a 6, an 8 and a 9, and not darker by more: on a page of small numbers nearly every zero is
    /// filled, which is no print.
    /// </summary>
    private const double MostPrinted = 0.05;

    /// <summary>There, it is only in this part of the columns that a zero is surely not filled.</summary>
    private const double SurelyUnfilled = 0.05;

    /// <param name="columns">The darkness of the ten bubbles of each column, 0 … 1.</param>
    /// <returns>For each column what it says.</returns>
    public static SeenColumn[] Of(IReadOnlyList<double[]> columns)
    {
        if (columns.Count == 0)
        {
            return [];
        }

        double[][] excess = [.. columns.Select(column => column.Select(dark => dark - Level(column)).ToArray())];
        if (columns.Count > 3)
        {
            var printed = Printed(excess);
            foreach (var column in excess)
            {
                for (var digit = 0; digit < 10; digit++)
                {
                    column[digit] -= printed[digit];
                }
            }
        }

        foreach (var column in excess)
        {
            var level = Level(column);
            for (var digit = 0; digit < 10; digit++)
            {
                column[digit] -= level;
            }
        }

        // Half of the page's bubbles lie within this of their level, and at most a tenth are filled.
        var spread = Math.Max(EmptySpread, 1.5 * Quantile([.. excess.SelectMany(column => column).Select(Math.Abs)], 0.5));
        return [.. excess.Select(column => Of(column, spread))];
    }

    /// <summary>How dark each digit is by its print alone.</summary>
    private static double[] Printed(double[][] excess)
    {
        double[][] seen = [.. Enumerable.Range(0, 10).Select(digit => excess.Select(column => column[digit]).ToArray())];
        double[] usual = [.. seen.Select(darkness => Quantile(darkness, Unfilled))];
        var most = ((usual[6] + usual[8] + usual[9]) / 3) + MostPrinted;
        if (usual[0] > most)
        {
            usual[0] = Math.Min(most, Quantile(seen[0], SurelyUnfilled));
        }

        return usual;
    }

    private static SeenColumn Of(double[] excess, double ofPage)
    {
        var spread = Math.Max(ofPage, 0.6 * (Quantile(excess, 0.65) - Quantile(excess, 0.1)));
        var likelihoods = new double[Symbol.BubbleStates];
        var palest = -Math.Max(Paler, PalerSpreads * ofPage);
        if (excess.Min() < palest)
        {
            return new SeenColumn(likelihoods, excess.AsSpan(0, Near).ContainsAnyInRange(double.MinValue, palest));
        }

        for (var digit = 0; digit < 10; digit++)
        {
            likelihoods[digit] = Math.Log(Filled(excess[digit]) / Empty(excess[digit], spread));
        }

        return new SeenColumn(likelihoods, Elsewhere: false);
    }

    /// <summary>The lower half of a column is not filled, whatever was done to the others.</summary>
    private static double Level(double[] column) => Quantile(column, 0.4);

    private static double Quantile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private static double Filled(double excess) =>
        ((1 - Ticked) * Normal(Math.Min(excess, FilledMean), FilledMean, FilledSpread))
        + (excess is > TickedFrom and < TickedTo ? Ticked / (TickedTo - TickedFrom) : 0)
        + LeastDensity;

    private static double Empty(double excess, double spread) =>
        ((1 - Smudged) * Normal(excess, 0, spread))
        + (excess > 0 ? Smudged * Math.Exp(-excess / SmudgeMean) / SmudgeMean : 0)
        + LeastDensity;

    private static double Normal(double at, double mean, double spread) =>
        Math.Exp(-0.5 * (at - mean) * (at - mean) / (spread * spread)) / (spread * 2.5066282746310002);
}
