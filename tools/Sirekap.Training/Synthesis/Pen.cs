using Sirekap.Reading.Digits;

namespace Sirekap.Training.Synthesis;

/// <summary>Draws lines of ink on paper.</summary>
internal static class Pen
{
    /// <summary>A line of one width with soft edges; where lines cross, the darker counts.</summary>
    /// <param name="plane">Drawn on.</param>
    /// <param name="points">Its corners, in pixels.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="ink">Grey of the ink.</param>
    /// <param name="opacity">How much of it covers: 0 … 1.</param>
    public static void Line(Plane plane, ReadOnlySpan<(float X, float Y)> points, float width, float ink, float opacity)
    {
        for (var i = 0; i + 1 < points.Length; i++)
        {
            Segment(plane, points[i], points[i + 1], width, ink, opacity);
        }
    }

    private static void Segment(Plane plane, (float X, float Y) a, (float X, float Y) b, float width, float ink, float opacity)
    {
        unchecked
        {
            var reach = (width / 2) + 1;
            var (left, right) = (
                Math.Max(0, (int)MathF.Floor(Math.Min(a.X, b.X) - reach)),
                Math.Min(plane.Width - 1, (int)MathF.Ceiling(Math.Max(a.X, b.X) + reach))
            );
            var (top, bottom) = (
                Math.Max(0, (int)MathF.Floor(Math.Min(a.Y, b.Y) - reach)),
                Math.Min(plane.Height - 1, (int)MathF.Ceiling(Math.Max(a.Y, b.Y) + reach))
            );
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var length = (dx * dx) + (dy * dy);
            for (var y = top; y <= bottom; y++)
            {
                for (var x = left; x <= right; x++)
                {
                    var along = length > 0 ? Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / length, 0, 1) : 0;
                    var (ox, oy) = (x - a.X - (along * dx), y - a.Y - (along * dy));
                    var cover = Math.Clamp((width / 2) + 0.5f - MathF.Sqrt((ox * ox) + (oy * oy)), 0, 1) * Math.Min(1, width) * opacity;
                    if (cover > 0)
                    {
                        ref var value = ref plane.Values[(y * plane.Width) + x];
                        value = Math.Min(value, 255 + ((ink - 255) * cover));
                    }
                }
            }
        }
    }

    /// <summary>A smooth curve through points (Catmull and Rom 1974), as a line of many corners.</summary>
    public static List<(float X, float Y)> Smooth(IReadOnlyList<(float X, float Y)> points)
    {
        const int steps = 6;
        var curve = new List<(float X, float Y)>();
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (p0, p1, p2, p3) = (points[Math.Max(0, i - 1)], points[i], points[i + 1], points[Math.Min(points.Count - 1, i + 2)]);
            for (var step = 0; step < steps; step++)
            {
                var t = (float)step / steps;
                curve.Add((Between(p0.X, p1.X, p2.X, p3.X, t), Between(p0.Y, p1.Y, p2.Y, p3.Y, t)));
            }
        }

        curve.Add(points[^1]);
        return curve;
    }

    private static float Between(float p0, float p1, float p2, float p3, float t) =>
        0.5f
        * ((2 * p1) + ((p2 - p0) * t) + (((2 * p0) - (5 * p1) + (4 * p2) - p3) * t * t) + (((3 * p1) - p0 - (3 * p2) + p3) * t * t * t));
}
