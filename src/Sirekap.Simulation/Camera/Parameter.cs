namespace Sirekap.Simulation.Camera;

/// <summary>
/// Everything that a scenario gives a range for. The first ones belong to a writer and are drawn once a form; from <see cref="Megapixels"/>
/// on they belong to a photo and are drawn for each page, but for what is the phone's: all pages of a form are photographed with one. In
/// JSON a parameter has its name in camel case.
/// </summary>
public enum Parameter
{
    /// <summary>Width of the pen's line, as a part of a digit box's height.</summary>
    PenWidth,

    /// <summary>How dark the ink is: 0 none … 1 black.</summary>
    PenDarkness,

    /// <summary>Lean of the writing to the right, in degrees.</summary>
    Slant,

    /// <summary>Unsteadiness of the hand: displacement of a stroke's points, as a part of the box's height.</summary>
    Jitter,

    /// <summary>Height of a digit, as a part of its box's.</summary>
    DigitSize,

    /// <summary>How far digits follow the dotted guide: below a half free shapes, above it seven segments.</summary>
    Segments,

    /// <summary>How much of a bubble is filled: 0 nothing … 1 all of it.</summary>
    BubbleFill,

    /// <summary>How far a bubble's scribble runs over its edge, as a part of its diameter.</summary>
    BubbleOverrun,

    /// <summary>Size of the photo, in millions of pixels.</summary>
    Megapixels,

    /// <summary>The sheet's extent as a part of the photo's, in the tighter direction; above 1 its edge is cut off.</summary>
    Fill,

    /// <summary>Angle between the camera's axis and the sheet's normal, in degrees.</summary>
    Tilt,

    /// <summary>Towards which side the sheet is tilted, in degrees.</summary>
    TiltDirection,

    /// <summary>Rotation of the sheet in the photo besides its quarter turns, in degrees.</summary>
    Roll,

    /// <summary>Rotation by quarter turns: the whole part of the draw, 0 … 3.</summary>
    QuarterTurns,

    /// <summary>Where the sheet lies in what room is left: −1 left … 1 right.</summary>
    AimX,

    /// <summary>Where the sheet lies in what room is left: −1 top … 1 bottom.</summary>
    AimY,

    /// <summary>Focal length as a part of the photo's diagonal; 0.6 is a phone's main lens.</summary>
    Focal,

    /// <summary>Radial distortion at the photo's corner, as a part of its radius; negative is barrel.</summary>
    Distortion,

    /// <summary>Amplitude of the sheet's waves, in thousandths of its height.</summary>
    Curl,

    /// <summary>How many waves the sheet has along its length.</summary>
    CurlWaves,

    /// <summary>How many creases: the whole part of the draw.</summary>
    Folds,

    /// <summary>Displacement at a crease, in thousandths of the sheet's height.</summary>
    FoldDepth,

    /// <summary>Level of well-lit paper, 0 … 255.</summary>
    Brightness,

    /// <summary>Level of black print where the light is full, 0 … 255: haze and flare.</summary>
    Haze,

    /// <summary>How much darker the far side is: 0 not at all … 1 dark.</summary>
    Gradient,

    /// <summary>Darkening of the photo's corners.</summary>
    Vignette,

    /// <summary>What a shadow takes of the light: 0 nothing … 1 all.</summary>
    Shadow,

    /// <summary>Width of the shadow's edge, as a part of the photo's long side.</summary>
    ShadowEdge,

    /// <summary>Strength of a reflection at its middle: 0 none … 1 white.</summary>
    Glare,

    /// <summary>Radius of the reflection, as a part of the photo's long side.</summary>
    GlareSize,

    /// <summary>Standard deviation of the blur, in thousandths of the photo's long side.</summary>
    Defocus,

    /// <summary>Length of the motion's smear, in thousandths of the photo's long side.</summary>
    Motion,

    /// <summary>Standard deviation of the sensor's noise, in levels.</summary>
    Noise,

    /// <summary>Strength of the phone's sharpening.</summary>
    Sharpening,

    /// <summary>Amplitude of a screen's moiré, as a part of the light.</summary>
    Moire,

    /// <summary>
    /// What is behind the sheet: 0 plain wall, 1 wood, 2 rough, 3 a dark room, 4 another printed sheet (the whole part of the draw).
    /// </summary>
    Backdrop,

    /// <summary>How many fingers hold the sheet's edge: the whole part of the draw.</summary>
    Fingers,

    /// <summary>Quality of the JPEG, 1 … 100.</summary>
    Quality,

    /// <summary>EXIF orientation by which the file is stored turned: 0 none, 1 … 3 quarter turns (the whole part of the draw).</summary>
    StoredTurn,
}

/// <summary>Facts about the parameters.</summary>
internal static class Parameters
{
    public static int Count { get; } = Enum.GetValues<Parameter>().Length;

    /// <summary>The first that is drawn for each page.</summary>
    public const Parameter FirstOfPhoto = Parameter.Megapixels;

    /// <summary>Whether it is the phone's, and the same on all pages of a form.</summary>
    public static bool IsOfPhone(Parameter parameter) =>
        parameter
            is Parameter.Megapixels
                or Parameter.Focal
                or Parameter.Distortion
                or Parameter.Noise
                or Parameter.Sharpening
                or Parameter.Quality;

    /// <summary>The name in a scenario and in the truth.</summary>
    public static string Name(Parameter parameter)
    {
        var name = parameter.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
