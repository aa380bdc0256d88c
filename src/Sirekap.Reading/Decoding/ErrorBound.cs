namespace Sirekap.Reading.Decoding;

/// <summary>How large a share of errors can be where few or none were seen (Clopper and Pearson 1934).</summary>
public static class ErrorBound
{
    /// <param name="errors">Seen.</param>
    /// <param name="trials">Among how many.</param>
    /// <param name="confidence">0.95: the true share is below the bound unless one of twenty such experiments went wrong.</param>
    /// <returns>The one-sided upper bound of the share.</returns>
    public static double Upper(int errors, int trials, double confidence = 0.95)
    {
        if (errors >= trials)
        {
            return 1;
        }

        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 100; step++)
        {
            var share = (low + high) / 2;
            (low, high) = AtMost(errors, trials, share) > 1 - confidence ? (share, high) : (low, share);
        }

        return high;
    }

    /// <summary>Probability of at most so many errors.</summary>
    private static double AtMost(int errors, int trials, double share)
    {
        // In logarithms: (1 − share)^trials alone may be too small for a double.
        var term = trials * Math.Log(1 - share);
        var sum = 0.0;
        for (var k = 0; k <= errors; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(trials - k) / (k + 1)) + Math.Log(share) - Math.Log(1 - share);
        }

        return sum;
    }
}
