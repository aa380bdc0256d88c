using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// One thing to print. Lengths and places are millimetres from the sheet's top left corner, y downwards; ink is a grey, 0 black … 255
/// paper. Later operations lie over earlier ones.
/// </summary>
public abstract record DrawingOperation(byte Ink);

/// <summary>A filled rectangle.</summary>
public sealed record FillArea(Area Area, byte Ink) : DrawingOperation(Ink);

/// <summary>A rectangle's outline with square corners; the line's middle runs along the rectangle.</summary>
public sealed record StrokeArea(Area Area, double LineWidth, byte Ink) : DrawingOperation(Ink);

/// <summary>A straight line with blunt ends.</summary>
public sealed record StrokeLine(double FromX, double FromY, double ToX, double ToY, double LineWidth, byte Ink) : DrawingOperation(Ink);

/// <summary>A row of round dots, the first at the beginning of the line.</summary>
/// <param name="DotWidth">Diameter of a dot.</param>
/// <param name="Pitch">From the middle of one dot to the next.</param>
public sealed record DottedLine(double FromX, double FromY, double ToX, double ToY, double DotWidth, double Pitch, byte Ink)
    : DrawingOperation(Ink)
{
    /// <summary>The dots' middles.</summary>
    public IEnumerable<(double X, double Y)> Centres()
    {
        var (dx, dy) = (ToX - FromX, ToY - FromY);
        var length = Math.Sqrt((dx * dx) + (dy * dy));

        // A dot that falls on the end, but for rounding, is there.
        var last = (int)((length / Pitch) + 1e-6);
        for (var i = 0; i <= last; i++)
        {
            var share = length > 0 ? i * Pitch / length : 0;
            yield return (FromX + (share * dx), FromY + (share * dy));
        }
    }
}

/// <summary>A circle's outline; the line's middle runs along the diameter given.</summary>
public sealed record StrokeCircle(double CentreX, double CentreY, double Diameter, double LineWidth, byte Ink) : DrawingOperation(Ink);

/// <summary>A filled circle.</summary>
public sealed record FillCircle(double CentreX, double CentreY, double Diameter, byte Ink) : DrawingOperation(Ink);

/// <summary>Which point of a text its place names.</summary>
public enum TextAnchor : byte
{
    Left,
    Middle,
    Right,
}

/// <summary>A line of text, Latin letters. Its width is <see cref="TextMetrics.Width"/>.</summary>
/// <param name="Words">What it says.</param>
/// <param name="X">Of the anchor.</param>
/// <param name="Baseline">Where the letters stand.</param>
/// <param name="Size">Of the font, in millimetres: capitals are 0.718 of it.</param>
/// <param name="Anchor">Which point of the text is at X.</param>
/// <param name="Bold">Bolder.</param>
/// <param name="Ink">Its grey.</param>
public sealed record Lettering(string Words, double X, double Baseline, double Size, TextAnchor Anchor, bool Bold, byte Ink)
    : DrawingOperation(Ink)
{
    /// <summary>Where its first letter begins.</summary>
    public double Left() =>
        X
        - (
            Anchor switch
            {
                TextAnchor.Middle => TextMetrics.Width(Words, Size) / 2,
                TextAnchor.Right => TextMetrics.Width(Words, Size),
                _ => 0,
            }
        );
}
