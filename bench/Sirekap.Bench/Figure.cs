using System.Globalization;

namespace Sirekap.Bench;

/// <summary>What a benchmark found, beside a peer or a limit that ran in the same call.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Value">Ours.</param>
/// <param name="Unit">Of both figures.</param>
/// <param name="Beside">The peer or limit.</param>
/// <param name="BesideValue">Its figure; NaN when it could not be had.</param>
/// <param name="Ratio">The ratio on which the mark is set, as the benchmark defines it.</param>
/// <param name="Met">Whether the mark is met.</param>
internal sealed record Figure(string Name, double Value, string Unit, string Beside, double BesideValue, double Ratio, bool Met)
{
    /// <summary>The last line of a benchmark.</summary>
    public override string ToString() =>
        $$"""{"name":"{{Name}}","figure":{{Number(Value)}},"unit":"{{Unit}}","beside":"{{Beside}}","besideFigure":"""
        + $$"""{{Number(BesideValue)}},"ratio":{{Number(Ratio)}},"met":{{(Met ? "true" : "false")}}}""";

    /// <summary>The median of an odd number of timings in milliseconds.</summary>
    public static double Median(double[] timings)
    {
        Array.Sort(timings);
        return timings[timings.Length / 2];
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.###", CultureInfo.InvariantCulture) : "null";
}
