using Sirekap.Reading.Decoding;
using Sirekap.Reading.Digits;

namespace Sirekap.Training.Tests;

public sealed class ReadingQualityTests
{
    [Theory]
    [InlineData(0, 100, 0.0295)]
    [InlineData(0, 7500, 0.000399)]
    [InlineData(1, 100, 0.0466)]
    [InlineData(1, 7300, 0.000650)]
    [InlineData(5, 50, 0.1991)]
    public void The_bound_of_Clopper_and_Pearson_is_that_of_the_tables(int errors, int trials, double bound) =>
        ErrorBound.Upper(errors, trials).ShouldBe(bound, bound * 0.005);

    [Fact]
    public void Where_all_is_wrong_the_bound_is_one() => ErrorBound.Upper(3, 3).ShouldBe(1);

    [Fact]
    public void A_threshold_answers_what_is_surer_and_counts_what_is_wrong()
    {
        var quality = Made((0.99f, true), (0.9f, true), (0.8f, false), (0.7f, true), (0.4f, false));

        quality.At(0.75).ShouldBe(new CoveragePoint(0.75, 3, 1));
        quality.At(0).ShouldBe(new CoveragePoint(0, 5, 2));
        quality.MostWith(0).Answered.ShouldBe(2);
        quality.MostWith(1).Answered.ShouldBe(4);
        quality.Wrong.ShouldBe(2);
    }

    [Fact]
    public void Calibration_error_is_the_distance_of_probability_from_what_is_right()
    {
        Made([.. Enumerable.Repeat((0.75f, true), 3), (0.75f, false)]).CalibrationError(1).ShouldBe(0, 1e-6);
        Made([.. Enumerable.Repeat((0.75f, true), 4)]).CalibrationError(1).ShouldBe(0.25, 1e-6);
        Made((0.9f, true), (0.9f, true), (0.5f, true), (0.5f, false)).CalibrationError(2).ShouldBe(0.05, 1e-6);
    }

    /// <summary>Readings as class 1, each with its probability; where wrong, class 2 is in the box.</summary>
    private static ReadingQuality Made(params (float Probability, bool Right)[] readings) =>
        new(
            [.. readings.Select((reading, i) => new BoxReading($"{i}", reading.Right ? 1 : 2, [reading.Probability], 0))],
            reading =>
            {
                var probabilities = new float[DigitClass.Count];
                probabilities[1] = reading.Scores[0];
                return probabilities;
            }
        );
}
