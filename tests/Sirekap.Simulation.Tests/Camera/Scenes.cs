using Sirekap.Paper.Layouts;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

/// <summary>Scenarios and forms that tests share.</summary>
internal static class Scenes
{
    public static FormLayout Commission { get; } = FormLayouts.Named("c-hasil-ppwp-2024");

    /// <summary>Straight, sharp, evenly lit, two megapixels, a steady dark pen, no mistakes.</summary>
    public static Scenario Studio { get; } =
        new(
            "studio",
            0,
            0,
            [
                .. Enum.GetValues<Parameter>()
                    .Select(p =>
                        p switch
                        {
                            Parameter.PenWidth => Fixed(0.06),
                            Parameter.PenDarkness => Fixed(0.9),
                            Parameter.DigitSize => Fixed(0.7),
                            Parameter.BubbleFill => Fixed(1),
                            Parameter.Megapixels => Fixed(2),
                            Parameter.Fill => Fixed(0.9),
                            Parameter.Focal => Fixed(0.7),
                            Parameter.Brightness => Fixed(220),
                            Parameter.Haze => Fixed(15),
                            Parameter.Quality => Fixed(90),
                            _ => Fixed(0),
                        }
                    ),
            ]
        );

    public static Scenario With(this Scenario scenario, Parameter parameter, double value) =>
        scenario with
        {
            Ranges = [.. scenario.Ranges.Select((range, p) => p == (int)parameter ? Fixed(value) : range)],
        };

    private static ScenarioRange Fixed(double value) => new(value, value);
}
