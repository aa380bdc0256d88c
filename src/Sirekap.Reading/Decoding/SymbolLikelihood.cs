namespace Sirekap.Reading.Decoding;

/// <summary>How likely each symbol makes what is seen in a box and in the bubbles below it.</summary>
internal static class SymbolLikelihood
{
    /// <summary>Likelihoods of the 12 symbols, up to a common factor, none above 1.</summary>
    /// <param name="digit">The network's 12 probabilities.</param>
    /// <param name="bubbles">The 11 log-likelihoods of the column below, or null.</param>
    /// <param name="priors">What is believed.</param>
    public static double[] Of(float[] digit, double[]? bubbles, Priors priors)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(digit.Length, Symbol.Count);
        Span<double> states = stackalloc double[Symbol.BubbleStates];
        if (bubbles is not null)
        {
            Flatten(bubbles, states, priors.BubbleMisread);
        }

        var likelihoods = new double[Symbol.Count];
        for (var symbol = 0; symbol < Symbol.Count; symbol++)
        {
            likelihoods[symbol] = OfBox(symbol, digit, priors);
            if (bubbles is not null)
            {
                likelihoods[symbol] *= Below(symbol, states, priors);
            }
        }

        return likelihoods;
    }

    /// <summary>
    /// The likelihood that the box of a number that is left empty makes what is seen, up to the same factor: whatever the writer does
    /// elsewhere, its bubbles are empty too.
    /// </summary>
    public static double OfUntouched(float[] digit, double[]? bubbles, Priors priors)
    {
        var likelihood = OfBox(Symbol.Blank, digit, priors);
        if (bubbles is null)
        {
            return likelihood;
        }

        Span<double> states = stackalloc double[Symbol.BubbleStates];
        Flatten(bubbles, states, priors.BubbleMisread);
        return likelihood * states[Symbol.NoBubble];
    }

    /// <summary>
    /// The probability that the bubbles name another digit than <paramref name="symbol"/>, which is known to stand in the box.
    /// </summary>
    public static double Disagreement(int symbol, double[] bubbles, Priors priors)
    {
        Span<double> states = stackalloc double[Symbol.BubbleStates];
        Flatten(bubbles, states, priors.BubbleMisread);
        var all = Below(symbol, states, priors);
        var agreeing = states[Symbol.NoBubble] * priors.OfBubble(Symbol.NoBubble, symbol);
        var named = symbol >= Symbol.Cross ? 0 : symbol;
        agreeing += states[named] * priors.OfBubble(named, symbol);
        return Math.Clamp(1 - (agreeing / all), 0, 1);
    }

    private static double OfBox(int symbol, float[] digit, Priors priors) =>
        ((1 - priors.SurelyWrong) * Math.Clamp(digit[symbol], 0, 1)) + (priors.SurelyWrong / Symbol.Count);

    private static double Below(int symbol, ReadOnlySpan<double> states, Priors priors)
    {
        var sum = 0.0;
        for (var state = 0; state < Symbol.BubbleStates; state++)
        {
            sum += priors.OfBubble(state, symbol) * states[state];
        }

        return sum;
    }

    /// <summary>Likelihoods that sum to 1, with a share that says nothing.</summary>
    private static void Flatten(double[] logs, Span<double> states, double misread)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(logs.Length, Symbol.BubbleStates);
        var most = logs.Max();
        var sum = 0.0;
        for (var state = 0; state < logs.Length; state++)
        {
            sum += states[state] = Math.Exp(logs[state] - most);
        }

        for (var state = 0; state < logs.Length; state++)
        {
            states[state] = ((1 - misread) * states[state] / sum) + (misread / Symbol.BubbleStates);
        }
    }
}
