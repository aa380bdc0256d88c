namespace Sirekap.Reading.Decoding;

/// <summary>The values that a number may have, the most probable first; probabilities sum to 1 less <see cref="Lost"/>.</summary>
internal sealed class Candidates
{
    /// <param name="values">Each once.</param>
    /// <param name="weights">Their probabilities, falling.</param>
    /// <param name="lost">The probability of all values that were left out.</param>
    /// <param name="missing">The probability that the number was not filled in; the others are given that it was.</param>
    public Candidates(int[] values, double[] weights, double lost, double missing = 0)
    {
        Values = values;
        Weights = weights;
        Lost = lost;
        Missing = missing;
    }

    public int[] Values { get; }

    public double[] Weights { get; }

    public double Lost { get; }

    public double Missing { get; }
}
