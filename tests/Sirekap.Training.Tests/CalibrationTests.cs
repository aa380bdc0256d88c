using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Tests;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0.3f, 0.01f)]
    [InlineData(20f, 0.1f)]
    public void Probabilities_add_up_to_one_and_keep_the_order_of_scores(float scale, float surprise)
    {
        float[] scores = [-40, -3, 0, 1, 2, 2.5f, 3, 5, 8, 60, 61, 88];
        var probabilities = new float[DigitClass.Count];

        new Calibration(scale, surprise).Apply(scores, probabilities);

        probabilities.Sum(p => (double)p).ShouldBe(1, 1e-5);
        for (var c = 1; c < probabilities.Length; c++)
        {
            probabilities[c].ShouldBeGreaterThanOrEqualTo(probabilities[c - 1]);
        }
    }

    [Fact]
    public void Scores_that_are_twice_too_sure_are_halved()
    {
        var dice = new Dice(1, 2, 3);
        var readings = new List<BoxReading>();
        Span<double> truth = stackalloc double[DigitClass.Count];
        for (var i = 0; i < 4000; i++)
        {
            var scores = new float[DigitClass.Count];
            foreach (ref var score in scores.AsSpan())
            {
                score = 2 * dice.Normal();
            }

            Softmax.Of(scores, truth);
            // The class is drawn from what the scores say; what is recorded says it twice as loudly.
            var (draw, digitClass) = (dice.Unit(), 0);
            while (digitClass < 11 && draw > truth[digitClass])
            {
                draw -= (float)truth[digitClass++];
            }

            readings.Add(new BoxReading($"{i}", digitClass, [.. scores.Select(score => 2 * score)], 0));
        }

        CalibrationFit.Fit(readings).Scale.ShouldBe(0.5f, 0.04f);
    }

    [Fact]
    public void One_sure_error_among_a_thousand_leaves_no_certainty()
    {
        var readings = Enumerable.Range(0, 1000).Select(i => new BoxReading($"{i}", i == 0 ? 3 : 7, Sure(7), 0)).ToList();
        var probabilities = new float[DigitClass.Count];

        CalibrationFit.Fit(readings).Apply(Sure(7), probabilities);

        ((double)probabilities[7]).ShouldBe(0.999, 0.001);
    }

    private static float[] Sure(int digitClass)
    {
        var scores = new float[DigitClass.Count];
        scores[digitClass] = 30;
        return scores;
    }
}
