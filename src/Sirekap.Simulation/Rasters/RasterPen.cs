using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Rasters;

/// <summary>Lays ink on pixels by how much of each a shape covers. Places in millimetres.</summary>
/// <param name="image">Drawn on.</param>
/// <param name="scale">Pixels a millimetre.</param>
internal sealed class RasterPen(GrayImage image, double scale)
{
    /// <summary>A rectangle with exact coverage.</summary>
    public void Fill(double left, double top, double right, double bottom, byte ink)
    {
        (left, right) = (Math.Clamp(left * scale, 0, image.Width), Math.Clamp(right * scale, 0, image.Width));
        (top, bottom) = (Math.Clamp(top * scale, 0, image.Height), Math.Clamp(bottom * scale, 0, image.Height));
        if (right <= left || bottom <= top)
        {
            return;
        }

        var (lastX, lastY) = ((int)Math.Ceiling(right) - 1, (int)Math.Ceiling(bottom) - 1);
        for (var y = (int)top; y <= lastY; y++)
        {
            var high = Math.Min(bottom, y + 1) - Math.Max(top, y);
            var row = image.Row(y);
            var x = (int)left;
            Lay(ref row[x], high * (Math.Min(right, x + 1) - left), ink);
            for (x++; x < lastX; x++)
            {
                Lay(ref row[x], high, ink);
            }

            if (x == lastX)
            {
                Lay(ref row[x], high * (right - x), ink);
            }
        }
    }

    /// <summary>A line with round ends.</summary>
    public void Stroke(double fromX, double fromY, double toX, double toY, double width, byte ink)
    {
        var (ax, ay, bx, by) = ((fromX * scale) - 0.5, (fromY * scale) - 0.5, (toX * scale) - 0.5, (toY * scale) - 0.5);
        var half = width * scale / 2;
        var (dx, dy) = (bx - ax, by - ay);
        var square = (dx * dx) + (dy * dy);
        var breadth = square > 0 ? (Math.Abs(dx) + Math.Abs(dy)) / Math.Sqrt(square) : 1;
        Around(
            Math.Min(ax, bx),
            Math.Min(ay, by),
            Math.Max(ax, bx),
            Math.Max(ay, by),
            half,
            ink,
            (x, y) =>
            {
                var along = square > 0 ? Math.Clamp((((x - ax) * dx) + ((y - ay) * dy)) / square, 0, 1) : 0;
                var distance = Distance(x - ax - (along * dx), y - ay - (along * dy));
                return Covered(distance, half, breadth);
            }
        );
    }

    /// <summary>A circle's line.</summary>
    public void Ring(double centreX, double centreY, double radius, double width, byte ink)
    {
        var (cx, cy, r, half) = ((centreX * scale) - 0.5, (centreY * scale) - 0.5, radius * scale, width * scale / 2);
        Around(
            cx - r,
            cy - r,
            cx + r,
            cy + r,
            half,
            ink,
            (x, y) =>
            {
                var distance = Distance(x - cx, y - cy);
                return Covered(Math.Abs(distance - r), half, (Math.Abs(x - cx) + Math.Abs(y - cy)) / Math.Max(distance, 1e-9));
            }
        );
    }

    /// <summary>A filled circle.</summary>
    public void Disc(double centreX, double centreY, double radius, byte ink)
    {
        var (cx, cy, r) = ((centreX * scale) - 0.5, (centreY * scale) - 0.5, radius * scale);

        // A dot smaller than a pixel inks it by its area, not by its width.
        var share = r < 0.5 ? Math.PI * r / 2 : 1;
        Around(cx, cy, cx, cy, r, ink, (x, y) => share * Covered(Distance(x - cx, y - cy), r, 1));
    }

    private void Around(
        double left,
        double top,
        double right,
        double bottom,
        double margin,
        byte ink,
        Func<double, double, double> coverage
    )
    {
        var (x0, x1) = (
            Math.Max(0, (int)Math.Floor(left - margin - 0.75)),
            Math.Min(image.Width - 1, (int)Math.Ceiling(right + margin + 0.75))
        );
        var (y0, y1) = (
            Math.Max(0, (int)Math.Floor(top - margin - 0.75)),
            Math.Min(image.Height - 1, (int)Math.Ceiling(bottom + margin + 0.75))
        );
        for (var y = y0; y <= y1; y++)
        {
            var row = image.Row(y);
            for (var x = x0; x <= x1; x++)
            {
                Lay(ref row[x], coverage(x, y), ink);
            }
        }
    }

    private static double Distance(double x, double y) => Math.Sqrt((x * x) + (y * y));

    /// <summary>
    /// How much of a pixel at this distance from a line's middle the line covers; the pixel is as broad as it looks from the line, 1 … √2.
    /// </summary>
    private static double Covered(double distance, double half, double breadth) =>
        Math.Max(0, Math.Min(distance + (breadth / 2), half) - Math.Max(distance - (breadth / 2), -half)) / breadth;

    private static void Lay(ref byte pixel, double coverage, byte ink)
    {
        if (coverage > 0)
        {
            pixel = (byte)(pixel + ((ink - pixel) * Math.Min(coverage, 1)) + 0.5);
        }
    }
}
