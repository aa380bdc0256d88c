using Sirekap.Reading.Digits.Network;

namespace Sirekap.Training;

/// <summary>
/// Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019), and the running average of the weights that is kept
/// in the end.
/// </summary>
internal sealed class Adam
{
    /// <summary>As Kingma and Ba recommend.</summary>
    private const float MeanDecay = 0.9f;

    /// <summary>
    /// Shorter than the usual 0.999: a network has some three thousand steps, and the mean of squares must follow the gradient within them.
    /// </summary>
    private const float SquareDecay = 0.99f;

    /// <summary>
    /// Against a division by zero, small beside the root of any weight's squares; larger, it would slow the layers with small gradients.
    /// </summary>
    private const float Epsilon = 1e-7f;
    private readonly float[] _means;
    private readonly float[] _squares;
    private readonly float _weightDecay;
    private readonly float _averageDecay;
    private int _steps;

    public Adam(FloatBuffer parameters, float weightDecay, float averageDecay)
    {
        _means = new float[parameters.Length];
        _squares = new float[parameters.Length];
        _weightDecay = weightDecay;
        _averageDecay = averageDecay;
        Average = parameters.Copy();
    }

    /// <summary>Of the parameters over the last steps.</summary>
    public FloatBuffer Average { get; }

    public void Step(FloatBuffer parameters, ReadOnlySpan<float> gradient, float rate)
    {
        _steps++;
        var meanScale = (float)(1 / (1 - Math.Pow(MeanDecay, _steps)));
        var squareScale = (float)(1 / (1 - Math.Pow(SquareDecay, _steps)));
        // At first the average follows closely, so that the random beginning is soon forgotten.
        var keep = Math.Min(_averageDecay, (1f + _steps) / (10 + _steps));
        var weights = parameters.Span;
        var average = Average.Span;
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradient[i];
            _means[i] += (1 - MeanDecay) * (g - _means[i]);
            _squares[i] += (1 - SquareDecay) * ((g * g) - _squares[i]);
            var step = _means[i] * meanScale / (MathF.Sqrt(_squares[i] * squareScale) + Epsilon);
            weights[i] -= rate * (step + (_weightDecay * weights[i]));
            average[i] = (keep * average[i]) + ((1 - keep) * weights[i]);
        }
    }
}
