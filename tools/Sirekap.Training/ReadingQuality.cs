namespace Sirekap.Training;

/// <summary>A point of the risk–coverage curve: what is answered at a threshold, and how much of it is wrong.</summary>
/// <param name="Threshold">Least probability that is answered.</param>
/// <param name="Answered">Boxes.</param>
/// <param name="Wrong">Of those: silent errors.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is threshold 0 with nothing answered.</remarks>
public readonly record struct CoveragePoint(double Threshold, int Answered, int Wrong);

/// <summary>How good calibrated readings are, and how well they know it.</summary>
public sealed class ReadingQuality
{
    private readonly (double Probability, bool Right)[] _readings;

    /// <param name="readings">Of boxes that were left out of training.</param>
    /// <param name="calibrate">Turns the scores of a reading into probabilities.</param>
    public ReadingQuality(IReadOnlyList<BoxReading> readings, Func<BoxReading, float[]> calibrate)
    {
        Readings = [.. readings.Select(reading => Reading(reading, calibrate(reading)))];
        _readings =
        [
            .. Readings
                .Select(reading => (reading.Probability, reading.Best == reading.Reading.Class))
                .OrderByDescending(reading => reading.Probability),
        ];
    }

    /// <summary>Each reading, the class it is taken for, and how probable that is.</summary>
    public IReadOnlyList<(BoxReading Reading, int Best, double Probability)> Readings { get; }

    public int Count => _readings.Length;

    public int Wrong => _readings.Count(reading => !reading.Right);

    /// <summary>What is answered, and what of it is wrong, when probabilities from a threshold on are believed.</summary>
    public CoveragePoint At(double threshold)
    {
        var answered = _readings.Count(reading => reading.Probability >= threshold);
        return new CoveragePoint(threshold, answered, _readings.Take(answered).Count(reading => !reading.Right));
    }

    /// <summary>The greatest share that can be answered with so many silent errors.</summary>
    public CoveragePoint MostWith(int errors)
    {
        var seen = 0;
        for (var i = 0; i < _readings.Length; i++)
        {
            seen += _readings[i].Right ? 0 : 1;
            if (seen > errors)
            {
                return new CoveragePoint(i == 0 ? 1 : _readings[i - 1].Probability, i, errors);
            }
        }

        return new CoveragePoint(0, _readings.Length, seen);
    }

    /// <summary>
    /// Expected calibration error: how far, on average, the probability given is from the share that is right, over groups of equal size.
    /// Their bounds are in
    /// <see cref="Groups"/>.
    /// </summary>
    public double CalibrationError(int groups) =>
        Groups(groups).Sum(group => group.Count * Math.Abs(group.Probability - group.Right)) / Count;

    /// <summary>Groups of equal size from the least sure to the surest: mean probability, and share right.</summary>
    public IEnumerable<(int Count, double Probability, double Right)> Groups(int groups)
    {
        for (var group = groups - 1; group >= 0; group--)
        {
            var (from, to) = ((int)((long)Count * group / groups), (int)((long)Count * (group + 1) / groups));
            if (to > from)
            {
                yield return (
                    to - from,
                    _readings[from..to].Average(reading => reading.Probability),
                    _readings[from..to].Average(reading => reading.Right ? 1.0 : 0)
                );
            }
        }
    }

    private static (BoxReading Reading, int Best, double Probability) Reading(BoxReading reading, float[] probabilities)
    {
        var best = 0;
        for (var c = 1; c < probabilities.Length; c++)
        {
            best = probabilities[c] > probabilities[best] ? c : best;
        }

        return (reading, best, probabilities[best]);
    }
}
