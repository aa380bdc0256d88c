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

    /// <summary>
    /// On a form of which much is empty, what looks empty is. Numbers are judged by how many others are, until that changes nothing.
    /// </summary>
    public static Candidates[] AmongOthers(Candidates[] own)
    {
        var numbers = own;
        const double Much = 0.3;
        const double Most = 0.98;
        var (before, empty) = (-1, Empty(numbers));
        while (empty > Math.Max(before, Much * numbers.Length))
        {
            // Of a filled form few numbers are empty, so that what is believed of one by itself holds at some three in ten.
            var share = Math.Min(Most, (double)empty / numbers.Length);
            var odds = share / (1 - share) / (Much / (1 - Much));
            numbers =
            [
                .. own.Select(number => new Candidates(
                    number.Values,
                    number.Weights,
                    number.Lost,
                    number.Missing * odds / ((number.Missing * odds) + 1 - number.Missing)
                )),
            ];
            (before, empty) = (empty, Empty(numbers));
        }

        return numbers;
    }

    private static int Empty(Candidates[] numbers) => numbers.Count(number => number.Missing >= 0.5);
}
