using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Marks;

/// <summary>
/// From the darkness of ten bubbles to the likelihood of each state. A bubble is judged by how much darker it is than the others of its column, which are printed,
/// lit and blurred like it. Filled ones differ widely (scribbles, ticks, pale ballpoints, blur); of the others some are smudged, crossed or erased.
/// </summary>
internal static class BubbleLikelihood
{
    /// <summary>Excess darkness of a bubble that people mean to be filled: mean and spread.</summary>
    private const double FilledMean = 0.5;
    private const double FilledSpread = 0.17;

    /// <summary>Least spread among bubbles not filled: the printed digits differ, and paper has dirt.</summary>
    private const double EmptySpread = 0.035;

    /// <summary>Share of bubbles not filled that are marked nevertheless, and how dark those are on average.</summary>
    private const double Smudged = 0.01;
    private const double SmudgeMean = 0.15;

    /// <summary>No density is below this: nothing that can be seen is impossible.</summary>
    private const double LeastDensity = 1e-3;

    /// <param name="darkness">Of the ten bubbles, 0 … 1.</param>
    /// <returns>11 log-likelihoods, that of no bubble filled being 0.</returns>
    public static double[] Of(ReadOnlySpan<double> darkness)
    {
        Span<double> sorted = stackalloc double[darkness.Length];
        darkness.CopyTo(sorted);
        sorted.Sort();

        // The lower half is not filled, whatever was done to the others.
        var empty = (sorted[3] + sorted[4]) / 2;
        var spread = Math.Max(EmptySpread, 1.2 * (sorted[6] - sorted[1]));
        var likelihoods = new double[Symbol.BubbleStates];
        for (var i = 0; i < darkness.Length; i++)
            likelihoods[i] = Math.Log(Filled(darkness[i] - empty) / Empty(darkness[i] - empty, spread));
        return likelihoods;
    }

    private static double Filled(double excess) => Normal(Math.Min(excess, FilledMean), FilledMean, FilledSpread) + LeastDensity;

    private static double Empty(double excess, double spread) =>
        ((1 - Smudged) * Normal(excess, 0, spread)) + (excess > 0 ? Smudged * Math.Exp(-excess / SmudgeMean) / SmudgeMean : 0) + LeastDensity;

    private static double Normal(double at, double mean, double spread) =>
        Math.Exp(-0.5 * (at - mean) * (at - mean) / (spread * spread)) / (spread * 2.5066282746310002);
}
