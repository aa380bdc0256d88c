using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>A point on the sheet, in millimetres.</summary>
internal readonly record struct Spot(double X, double Y);

/// <summary>A drawn page that takes ink. Ink over ink is no darker than the darker of them, as with a pen.</summary>
/// <param name="image">The page.</param>
/// <param name="scale">Pixels per millimetre; a point (x, y) in millimetres is the pixel (x · scale − ½, y · scale − ½).</param>
internal sealed class InkPage(GrayImage image, double scale)
{
    public GrayImage Image { get; } = image;

    public double Scale { get; } = scale;

    /// <summary>A line through the points, with round ends.</summary>
    /// <param name="spots">In millimetres.</param>
    /// <param name="width">In millimetres.</param>
    /// <param name="darkness">0 nothing … 1 black.</param>
    public void Stroke(ReadOnlySpan<Spot> spots, double width, double darkness)
    {
        for (var i = 1; i < spots.Length; i++)
        {
            Segment(spots[i - 1], spots[i], width, darkness);
        }
    }

    /// <summary>A picture of ink, stretched over a place.</summary>
    /// <param name="place">In millimetres.</param>
    /// <param name="ink">The picture.</param>
    /// <param name="darkness">Of its darkest ink.</param>
    public void Stamp(Area place, InkPicture ink, double darkness)
    {
        var (left, top) = (Pixel(place.X), Pixel(place.Y));
        var (right, bottom) = (Pixel(place.X + place.Width), Pixel(place.Y + place.Height));
        var (stepX, stepY) = (ink.Width / (right - left), ink.Height / (bottom - top));
        for (var y = Math.Max(0, (int)Math.Ceiling(top)); y <= Math.Min(Image.Height - 1, (int)bottom); y++)
        {
            var row = Image.Row(y);
            for (var x = Math.Max(0, (int)Math.Ceiling(left)); x <= Math.Min(Image.Width - 1, (int)right); x++)
            {
                Darken(ref row[x], ink.At(((x - left) * stepX) - 0.5, ((y - top) * stepY) - 0.5) * darkness);
            }
        }
    }

    private double Pixel(double millimetres) => (millimetres * Scale) - 0.5;

    private static void Darken(ref byte pixel, double ink)
    {
        var level = (byte)(255 * (1 - Math.Clamp(ink, 0, 1)));
        if (level < pixel)
        {
            pixel = level;
        }
    }

    private void Segment(Spot from, Spot to, double width, double darkness)
    {
        var (x1, y1, x2, y2, half) = (Pixel(from.X), Pixel(from.Y), Pixel(to.X), Pixel(to.Y), width * Scale / 2);
        var (dx, dy) = (x2 - x1, y2 - y1);
        var length = Math.Max((dx * dx) + (dy * dy), 1e-9);
        var reach = half + 1;
        var bottom = Math.Min(Image.Height - 1, (int)Math.Ceiling(Math.Max(y1, y2) + reach));
        var right = Math.Min(Image.Width - 1, (int)Math.Ceiling(Math.Max(x1, x2) + reach));
        for (var y = Math.Max(0, (int)Math.Floor(Math.Min(y1, y2) - reach)); y <= bottom; y++)
        {
            var row = Image.Row(y);
            for (var x = Math.Max(0, (int)Math.Floor(Math.Min(x1, x2) - reach)); x <= right; x++)
            {
                var along = Math.Clamp((((x - x1) * dx) + ((y - y1) * dy)) / length, 0, 1);
                var (px, py) = (x - x1 - (along * dx), y - y1 - (along * dy));
                var distance = Math.Sqrt((px * px) + (py * py));

                // A line thinner than a pixel covers only a part of it.
                var cover = Math.Clamp(half + 0.5 - distance, 0, 1) * Math.Min(1, 2 * half);
                if (cover > 0)
                {
                    Darken(ref row[x], cover * darkness);
                }
            }
        }
    }
}
