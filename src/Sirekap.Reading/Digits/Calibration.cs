using Sirekap.Reading.Digits.Network;

namespace Sirekap.Reading.Digits;

/// <summary>
/// From scores to probabilities that mean what they say: scores are scaled by one factor (Guo et al. 2017), and the share of boxes that
/// look like nothing the network knows is spread over all classes. Both are fitted on boxes that the network was not trained on.
/// </summary>
/// <param name="Scale">What scores are multiplied by; above 0.</param>
/// <param name="Surprise">Share of probability that is spread evenly over the classes; 0 … 0.1.</param>
internal readonly record struct Calibration(float Scale, float Surprise)
{
    public static Calibration None => new(1, 0);

    public bool IsValid => Scale is > 0.01f and < 100 && Surprise is >= 0 and <= 0.1f;

    /// <param name="scores">One a class.</param>
    /// <param name="probabilities">One a class; they add up to 1.</param>
    public void Apply(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        Span<float> scaled = stackalloc float[DigitClass.Count];
        Span<double> exact = stackalloc double[DigitClass.Count];
        for (var c = 0; c < DigitClass.Count; c++)
        {
            scaled[c] = scores[c] * Scale;
        }

        Softmax.Of(scaled, exact);
        for (var c = 0; c < DigitClass.Count; c++)
        {
            probabilities[c] = (float)(((1 - Surprise) * exact[c]) + (Surprise / DigitClass.Count));
        }
    }
}
