namespace Sirekap.Simulation.Camera;

/// <summary>Between what a scenario may choose; beyond, the camera's geometry or memory would not hold.</summary>
internal static class ParameterLimits
{
    public static (double Least, double Most) Of(Parameter parameter) =>
        parameter switch
        {
            Parameter.PenWidth => (0.005, 0.3),
            Parameter.Slant => (-45, 45),
            Parameter.Jitter => (0, 0.2),
            Parameter.DigitSize => (0.2, 1.2),
            Parameter.Megapixels => (0.1, 16),
            Parameter.Fill => (0.2, 1.5),
            Parameter.Tilt => (0, 60),
            Parameter.TiltDirection => (0, 360),
            Parameter.Roll => (-180, 180),
            Parameter.QuarterTurns or Parameter.StoredTurn => (0, 3.999),
            Parameter.AimX or Parameter.AimY => (-1, 1),
            Parameter.Focal => (0.4, 3),
            Parameter.Distortion => (-0.15, 0.15),
            Parameter.Curl or Parameter.FoldDepth => (0, 20),
            Parameter.CurlWaves or Parameter.Folds or Parameter.Fingers => (0, 6),
            Parameter.Brightness or Parameter.Haze => (0, 255),
            Parameter.Defocus or Parameter.Motion => (0, 20),
            Parameter.Noise => (0, 60),
            Parameter.Sharpening => (0, 3),
            Parameter.Backdrop => (0, 4.999),
            Parameter.Quality => (1, 100),
            _ => (0, 1),
        };
}
