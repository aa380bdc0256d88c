namespace Sirekap.Simulation.Camera;

/// <summary>The seed of each form in a series, so that any part of the series can be made alone.</summary>
public static class FormSeed
{
    /// <param name="series">The series' seed.</param>
    /// <param name="number">The form's number in it, from 1.</param>
    public static ulong Of(ulong series, int number) => Draws.Of(series, "form", number).Next();
}
