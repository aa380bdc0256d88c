using Sirekap.Reading.Digits;

namespace Sirekap.Training;

/// <summary>Boxes as networks read them that had not seen them.</summary>
/// <param name="Readings">Of the boxes as they are.</param>
/// <param name="Spoilt">The same boxes by the same networks, each list with another fault.</param>
public sealed record CrossValidation(
    IReadOnlyList<BoxReading> Readings,
    IReadOnlyList<(string Fault, IReadOnlyList<BoxReading> Readings)> Spoilt
)
{
    /// <summary>Quality under the calibration fitted to the other folds' boxes as they are, so that no reading calibrates itself.</summary>
    public ReadingQuality Quality(IReadOnlyList<BoxReading> readings)
    {
        var calibrations = Readings
            .Select(reading => reading.Fold)
            .Distinct()
            .ToDictionary(fold => fold, fold => CalibrationFit.Fit([.. Readings.Where(reading => reading.Fold != fold)]));
        return new ReadingQuality(
            readings,
            reading =>
            {
                var probabilities = new float[DigitClass.Count];
                calibrations[reading.Fold].Apply(reading.Scores, probabilities);
                return probabilities;
            }
        );
    }
}
