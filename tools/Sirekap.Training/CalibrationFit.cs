using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;

namespace Sirekap.Training;

/// <summary>
/// Fits a calibration to readings of boxes that were left out of training: the least mean surprise (negative log-likelihood).
/// </summary>
internal static class CalibrationFit
{
    public static Calibration Fit(IReadOnlyList<BoxReading> readings)
    {
        var (best, least) = (Calibration.None, double.MaxValue);
        for (var power = -40; power <= 60; power++)
        {
            var scale = MathF.Pow(1.05f, power);
            var sure = Probabilities(readings, scale);
            for (var exponent = 0; exponent < 12; exponent++)
            {
                var surprise = exponent == 0 ? 0 : 0.1f * MathF.Pow(0.5f, exponent - 1);
                var loss = 0.0;
                foreach (var probability in sure)
                {
                    loss -= Math.Log(((1 - surprise) * probability) + (surprise / DigitClass.Count) + 1e-300);
                }

                if (loss < least)
                {
                    (best, least) = (new Calibration(scale, surprise), loss);
                }
            }
        }

        return best;
    }

    /// <summary>What each box's own class is given.</summary>
    private static double[] Probabilities(IReadOnlyList<BoxReading> readings, float scale)
    {
        var own = new double[readings.Count];
        Span<float> scaled = stackalloc float[DigitClass.Count];
        Span<double> exact = stackalloc double[DigitClass.Count];
        for (var i = 0; i < own.Length; i++)
        {
            for (var c = 0; c < DigitClass.Count; c++)
            {
                scaled[c] = readings[i].Scores[c] * scale;
            }

            Softmax.Of(scaled, exact);
            own[i] = exact[readings[i].Class];
        }

        return own;
    }
}
