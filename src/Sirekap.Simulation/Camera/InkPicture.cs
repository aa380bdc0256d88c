namespace Sirekap.Simulation.Camera;

/// <summary>
/// The ink found in one digit box, without paper, frame and guide: 0 none … 1 the pen's full darkness. It fills the inside of a box's
/// frame.
/// </summary>
/// <param name="Source">The file it was taken from.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Ink">Row by row.</param>
internal sealed record InkPicture(string Source, int Width, int Height, float[] Ink)
{
    /// <summary>Width of the line as a part of the box's height: ink over half its outline.</summary>
    public double PenWidth { get; } = Pen(Width, Height, Ink);

    /// <summary>How much of the outline runs along the box's sides: near 1 for a digit along the dotted guide.</summary>
    public double Squareness { get; } = Square(Width, Height, Ink);

    /// <summary>Bilinear, and sharpened to a pen's edge whatever the crop's resolution was.</summary>
    public double At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = (x - left, y - top);
        var upper = (Get(left, top) * (1 - fx)) + (Get(left + 1, top) * fx);
        var lower = (Get(left, top + 1) * (1 - fx)) + (Get(left + 1, top + 1) * fx);
        return Edge((upper * (1 - fy)) + (lower * fy));
    }

    private static double Edge(double ink)
    {
        var t = Math.Clamp((ink - 0.22) / 0.36, 0, 1);
        return t * t * (3 - (2 * t)) * (0.75 + (0.25 * Math.Min(ink, 1)));
    }

    private double Get(int x, int y) => x >= 0 && x < Width && y >= 0 && y < Height ? Ink[(y * Width) + x] : 0;

    private static double Pen(int width, int height, float[] ink)
    {
        var (area, outline) = (0, 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (ink[(y * width) + x] > 0.4)
                {
                    area++;
                    outline += Empty(x - 1, y) + Empty(x + 1, y) + Empty(x, y - 1) + Empty(x, y + 1);
                }
            }
        }

        return area / (Math.Max(outline, 1) / 2.0) / height;

        int Empty(int x, int y) => x >= 0 && x < width && y >= 0 && y < height && ink[(y * width) + x] > 0.4 ? 0 : 1;
    }

    private static double Square(int width, int height, float[] ink)
    {
        var (along, all) = (0.0, 1e-9);
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var at = (y * width) + x;
                var (gx, gy) = (Math.Abs(ink[at + 1] - ink[at - 1]), Math.Abs(ink[at + width] - ink[at - width]));
                var size = gx + gy;
                all += size;
                along += Math.Min(gx, gy) < 0.3 * Math.Max(gx, gy) ? size : 0;
            }
        }

        return along / all;
    }
}
