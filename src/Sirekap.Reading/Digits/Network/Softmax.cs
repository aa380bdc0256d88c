namespace Sirekap.Reading.Digits.Network;

internal static class Softmax
{
    /// <summary>Probabilities of scores; computed against the greatest, so that none overflows.</summary>
    public static void Of(ReadOnlySpan<float> scores, Span<double> probabilities)
    {
        var most = scores[0];
        foreach (var score in scores)
        {
            most = Math.Max(most, score);
        }

        var sum = 0.0;
        for (var c = 0; c < scores.Length; c++)
        {
            sum += probabilities[c] = Math.Exp((double)scores[c] - most);
        }

        for (var c = 0; c < scores.Length; c++)
        {
            probabilities[c] /= sum;
        }
    }
}
