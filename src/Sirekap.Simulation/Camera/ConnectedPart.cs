namespace Sirekap.Simulation.Camera;

/// <summary>Dark pixels that touch one another.</summary>
/// <param name="Pixels">Their indices.</param>
/// <param name="Darkest">The darkest of them.</param>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Right">The last column.</param>
/// <param name="Bottom">The last row.</param>
internal sealed record ConnectedPart(List<int> Pixels, float Darkest, int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;

    public static List<ConnectedPart> All(float[] dark, int width, int height, float threshold)
    {
        var seen = new bool[dark.Length];
        var parts = new List<ConnectedPart>();
        for (var start = 0; start < dark.Length; start++)
        {
            if (!seen[start] && dark[start] >= threshold)
            {
                parts.Add(From(dark, width, height, threshold, start, seen));
            }
        }

        return parts;
    }

    /// <summary>Whether another part lies within its extent.</summary>
    public bool Surrounds(ConnectedPart other) => other.Left > Left && other.Top > Top && other.Right < Right && other.Bottom < Bottom;

    /// <summary>Whether it comes as near to the picture's edge, as a part of the picture.</summary>
    public bool TouchesEdge(int width, int height, double near) =>
        Left < near * width || Top < near * height || Right >= (1 - near) * width || Bottom >= (1 - near) * height;

    /// <summary>Whether little of it lies in the middle of its own extent, as with a frame or a side of one.</summary>
    public bool Hollow(int stride)
    {
        var (fromX, toX, fromY, toY) = (Left + (Width * 0.2), Left + (Width * 0.8), Top + (Height * 0.2), Top + (Height * 0.8));
        var thin = Width < 0.2 * Height || Height < 0.2 * Width;
        return thin
            || Pixels.Count(at => at % stride > fromX && at % stride < toX && at / stride > fromY && at / stride < toY)
                < 0.06 * Pixels.Count;
    }

    private static ConnectedPart From(float[] dark, int width, int height, float threshold, int start, bool[] seen)
    {
        var pixels = new List<int> { start };
        var (darkest, left, top, right, bottom) = (0f, width, height, 0, 0);
        seen[start] = true;
        for (var next = 0; next < pixels.Count; next++)
        {
            var (x, y) = (pixels[next] % width, pixels[next] / width);
            (darkest, left, top, right, bottom) = (
                Math.Max(darkest, dark[pixels[next]]),
                Math.Min(left, x),
                Math.Min(top, y),
                Math.Max(right, x),
                Math.Max(bottom, y)
            );
            for (var ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (var nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    var at = (ny * width) + nx;
                    if (!seen[at] && dark[at] >= threshold)
                    {
                        seen[at] = true;
                        pixels.Add(at);
                    }
                }
            }
        }

        return new ConnectedPart(pixels, darkest, left, top, right, bottom);
    }
}
