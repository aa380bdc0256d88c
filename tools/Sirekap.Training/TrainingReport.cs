using System.Globalization;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Digits;

namespace Sirekap.Training;

/// <summary>What a training says about boxes that its networks had not seen.</summary>
internal static class TrainingReport
{
    /// <summary>Probability from which a box is answered without looking at anything else: see docs/reading.md.</summary>
    private const double WorkingThreshold = DigitReader.WorkingThreshold;

    public static void Write(TextWriter to, CrossValidation validation, string? readings)
    {
        var quality = validation.Quality(validation.Readings);
        foreach (var (reading, best, probability) in quality.Readings.Where(reading => reading.Best != reading.Reading.Class))
        {
            to.WriteLine($"{reading.File} holds {DigitClass.Label(reading.Class)}, read as {DigitClass.Label(best)} ({probability:F4})");
        }

        to.WriteLine(
            $"right: {quality.Count - quality.Wrong:N0} of {quality.Count:N0}, "
                + $"{100.0 * (quality.Count - quality.Wrong) / quality.Count:F2} %"
        );
        to.WriteLine($"expected calibration error: {quality.CalibrationError(15):F5}");
        to.WriteLine("from probability   answered      wrong   95 % bound of the share wrong");
        foreach (var threshold in (double[])[0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999])
        {
            Line(to, quality, quality.At(threshold), threshold == WorkingThreshold ? "  the working threshold" : "");
        }

        Line(to, quality, quality.MostWith(0), "  most without error");
        Line(to, quality, quality.MostWith(1), "  most with one");
        to.WriteLine($"spoilt on purpose                     right   answered from {WorkingThreshold}   wrong of these");
        foreach (var (fault, spoilt) in validation.Spoilt)
        {
            var of = validation.Quality(spoilt);
            var at = of.At(WorkingThreshold);
            to.WriteLine(
                $"{fault, -32} {100.0 * (of.Count - of.Wrong) / of.Count, 8:F2} % {100.0 * at.Answered / of.Count, 17:F1} % "
                    + $"{at.Wrong, 14}"
            );
        }

        if (readings is not null)
        {
            File.WriteAllLines(
                readings,
                quality
                    .Readings.Select(reading =>
                        $"{reading.Reading.File},{DigitClass.Label(reading.Reading.Class)},{DigitClass.Label(reading.Best)},"
                        + $"{reading.Probability:F6},{reading.Reading.Fold}"
                    )
                    .Prepend("file,holds,read,probability,fold")
            );
        }
    }

    private static void Line(TextWriter to, ReadingQuality quality, CoveragePoint at, string note) =>
        to.WriteLine(
            $"{at.Threshold, 16:F5} {100.0 * at.Answered / quality.Count, 8:F2} % {at.Wrong, 10} "
                + $"{100 * ErrorBound.Upper(at.Wrong, at.Answered), 12:F4} %{note}"
        );
}
