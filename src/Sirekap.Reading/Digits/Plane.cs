namespace Sirekap.Reading.Digits;

/// <summary>Grey floats, 0 black … 255 white, row by row.</summary>
public sealed class Plane
{
    public Plane(int width, int height)
    {
        Width = width;
        Height = height;
        Values = new float[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    public float[] Values { get; }

    /// <summary>
    /// A picture's pixels, made smaller by whole steps until no side is longer than asked: what is drawn from it later is smaller still.
    /// </summary>
    public static Plane Of(ReadOnlySpan<byte> pixels, int width, int height, int longest)
    {
        var step = Math.Max(1, (Math.Max(width, height) + longest - 1) / longest);
        var plane = new Plane(Math.Max(1, width / step), Math.Max(1, height / step));
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                var sum = 0;
                var (rows, columns) = (Math.Min(step, height - (y * step)), Math.Min(step, width - (x * step)));
                for (var dy = 0; dy < rows; dy++)
                {
                    for (var dx = 0; dx < columns; dx++)
                    {
                        sum += pixels[(((y * step) + dy) * width) + (x * step) + dx];
                    }
                }

                plane.Values[(y * plane.Width) + x] = (float)sum / (rows * columns);
            }
        }

        return plane;
    }

    public Plane Copy()
    {
        var copy = new Plane(Width, Height);
        Values.CopyTo(copy.Values, 0);
        return copy;
    }

    /// <summary>Between pixels; outside, the nearest pixel of the edge. The centre of pixel (0, 0) is the point (0, 0).</summary>
    public float At(float x, float y)
    {
        unchecked
        {
            x = Math.Clamp(x, 0, Math.Max(0, Width - 1.001f));
            y = Math.Clamp(y, 0, Math.Max(0, Height - 1.001f));
            var (left, top) = ((int)x, (int)y);
            var (fx, fy) = (x - left, y - top);
            var at = (top * Width) + left;
            var right = Math.Min(left + 1, Width - 1) - left;
            var below = (Math.Min(top + 1, Height - 1) - top) * Width;
            var values = Values;
            var upper = values[at] + ((values[at + right] - values[at]) * fx);
            var lower = values[at + below] + ((values[at + below + right] - values[at + below]) * fx);
            return upper + ((lower - upper) * fy);
        }
    }
}
