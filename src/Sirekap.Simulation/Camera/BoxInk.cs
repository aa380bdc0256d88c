namespace Sirekap.Simulation.Camera;

/// <summary>The parts of a digit box's picture at one threshold: its frame, and what is written in it.</summary>
/// <param name="Left">Of the frame's inside.</param>
/// <param name="Top">Of the frame's inside.</param>
/// <param name="Right">Of the frame's inside.</param>
/// <param name="Bottom">Of the frame's inside.</param>
/// <param name="Strokes">The pixels of the ink.</param>
internal sealed record BoxInk(int Left, int Top, int Right, int Bottom, List<int> Strokes)
{
    /// <summary>
    /// The frame's line as a part of the box: what is nearer to its outside is still frame. Printed it is half as wide; blur doubles it.
    /// </summary>
    private const double Line = 0.09;

    /// <summary>
    /// What is darker than this part of the pen's darkness belongs to a stroke it hangs on: a stroke's blurred edge, not yet the guide's
    /// grey dots.
    /// </summary>
    private const float Faintest = 0.27f;

    /// <summary>
    /// How far the darkest pixel of a stroke is looked for, in pixels: half a stroke's width on the crops that there are.
    /// </summary>
    private const int Reach = 2;

    /// <summary>Null when no frame or crop's edge goes around the ink, or ink hangs on it.</summary>
    public static BoxInk? Find(float[] dark, int width, int height, float threshold, bool cut)
    {
        var parts = ConnectedPart.All(dark, width, height, threshold);
        var frames = Frames(parts, width, height);
        var outside =
            frames.Length == 0
                ? new Edges(0, 0, width, height)
                : new Edges(frames.Min(f => f.Left), frames.Min(f => f.Top), frames.Max(f => f.Right) + 1, frames.Max(f => f.Bottom) + 1);
        var inside = outside.Within(Line);
        if (inside.Width < 12 || inside.Height < 12 || outside.Width < 0.6 * width || outside.Height < 0.6 * height)
        {
            return null;
        }

        if (cut)
        {
            return Whole(dark, width, inside, Clipped(parts, frames, inside, width)) is { } crossed && crossed.IsCross(width)
                ? crossed
                : null;
        }

        return Written(parts, frames, outside, width) is { } ink ? Whole(dark, width, inside, ink) : null;
    }

    private static ConnectedPart[] Frames(IReadOnlyList<ConnectedPart> parts, int width, int height)
    {
        var candidates = parts
            .Where(p => (p.Width > 0.6 * width || p.Height > 0.6 * height) && p.TouchesEdge(width, height, 0.2) && p.Hollow(width))
            .ToArray();

        // A tall 1 or a large 0 within the whole frame is no frame.
        return [.. candidates.Where(p => !candidates.Any(o => o.Width > 0.7 * width && o.Height > 0.7 * height && o.Surrounds(p)))];
    }

    /// <summary>What lies within the frame, of strokes that it may cut.</summary>
    private static List<int> Clipped(IReadOnlyList<ConnectedPart> parts, ConnectedPart[] frames, Edges inside, int width)
    {
        var free = parts.Where(p => !frames.Contains(p)).ToArray();
        return
        [
            .. (free.Sum(p => p.Pixels.Count) > 0.04 * inside.Area ? free : [.. parts])
                .SelectMany(p => p.Pixels)
                .Where(at =>
                    at % width >= inside.Left && at % width < inside.Right && at / width >= inside.Top && at / width < inside.Bottom
                ),
        ];
    }

    /// <summary>The strokes that hang on nothing; null where one hangs on the frame.</summary>
    private static List<int>? Written(IReadOnlyList<ConnectedPart> parts, ConnectedPart[] frames, Edges outside, int width)
    {
        var inside = outside.Within(Line);
        var (lineX, lineY) = (Line * outside.Width, Line * outside.Height);
        var ink = new List<int>();
        foreach (var part in parts)
        {
            var within = part.Pixels.Count(at =>
                at % width >= inside.Left + (lineX / 2)
                && at % width < inside.Right - (lineX / 2)
                && at / width >= inside.Top + (lineY / 2)
                && at / width < inside.Bottom - (lineY / 2)
            );
            if (outside.Surrounds(part) && within > 0.5 * part.Pixels.Count && !frames.Contains(part))
            {
                // So large it is a second frame within the first.
                if (part.Width > 0.86 * inside.Width && part.Height > 0.86 * inside.Height)
                {
                    return null;
                }

                if (part.Darkest > 0.7 && part.Pixels.Count > 0.01 * inside.Area)
                {
                    ink.AddRange(part.Pixels);
                }
            }
            else if (within > 0.006 * inside.Area)
            {
                return null;
            }
        }

        return ink;
    }

    /// <summary>Whether there is ink towards all four corners and in the middle.</summary>
    private bool IsCross(int stride)
    {
        const double Least = 0.12;
        var quarters = new int[4];
        var middle = 0;
        foreach (var at in Strokes)
        {
            var (x, y) = (((at % stride) - Left) / (double)(Right - Left), ((at / stride) - Top) / (double)(Bottom - Top));
            quarters[(x < 0.5 ? 0 : 1) + (y < 0.5 ? 0 : 2)]++;
            middle += Math.Abs(x - 0.5) < 0.17 && Math.Abs(y - 0.5) < 0.17 ? 1 : 0;
        }

        return quarters.Min() > Least * Strokes.Count && middle > 0.04 * Strokes.Count;
    }

    private static BoxInk? Whole(float[] dark, int stride, Edges inside, List<int> seeds)
    {
        var ink = Grown(dark, stride, inside, seeds);
        return Plausible(ink, stride, inside.Top, inside.Bottom, inside.Area) && !Lost(dark, stride, inside, ink)
            ? new BoxInk(inside.Left, inside.Top, inside.Right, inside.Bottom, ink)
            : null;
    }

    /// <summary>The strokes with their fainter parts: what hangs on them and is darker than the paper.</summary>
    private static List<int> Grown(float[] dark, int stride, Edges inside, List<int> seeds)
    {
        var ink = new List<int>(seeds);
        var seen = new HashSet<int>(seeds);
        for (var next = 0; next < ink.Count; next++)
        {
            var (x, y) = (ink[next] % stride, ink[next] / stride);
            for (var ny = Math.Max(inside.Top, y - 1); ny <= Math.Min(inside.Bottom - 1, y + 1); ny++)
            {
                for (var nx = Math.Max(inside.Left, x - 1); nx <= Math.Min(inside.Right - 1, x + 1); nx++)
                {
                    var at = (ny * stride) + nx;
                    if (dark[at] >= Faintest && seen.Add(at))
                    {
                        ink.Add(at);
                    }
                }
            }
        }

        return ink;
    }

    /// <summary>Whether the threshold has left out a fainter part of the strokes.</summary>
    private static bool Lost(float[] dark, int stride, Edges inside, List<int> ink)
    {
        const int Near = 2;
        var near = new bool[dark.Length];
        foreach (var at in ink)
        {
            for (var y = Math.Max(inside.Top, (at / stride) - Near); y <= Math.Min(inside.Bottom - 1, (at / stride) + Near); y++)
            {
                for (var x = Math.Max(inside.Left, (at % stride) - Near); x <= Math.Min(inside.Right - 1, (at % stride) + Near); x++)
                {
                    near[(y * stride) + x] = true;
                }
            }
        }

        var lost = 0;
        var (marginX, marginY) = (inside.Width / 10, inside.Height / 10);
        for (var y = inside.Top + marginY; y < inside.Bottom - marginY; y++)
        {
            for (var x = inside.Left + marginX; x < inside.Right - marginX; x++)
            {
                lost += !near[(y * stride) + x] && dark[(y * stride) + x] >= Faintest ? 1 : 0;
            }
        }

        return lost > 0.08 * ink.Count;
    }

    /// <summary>The ink alone, with the soft edges of its strokes, a faint stroke as dark as the others.</summary>
    public InkPicture Picture(string source, float[] dark, int stride)
    {
        var (width, height) = (Right - Left, Bottom - Top);
        var ink = new float[width * height];
        var strokes = new bool[dark.Length];
        foreach (var at in Strokes)
        {
            strokes[at] = true;
        }

        foreach (var at in Strokes)
        {
            for (var y = Math.Max(Top, (at / stride) - 1); y <= Math.Min(Bottom - 1, (at / stride) + 1); y++)
            {
                for (var x = Math.Max(Left, (at % stride) - 1); x <= Math.Min(Right - 1, (at % stride) + 1); x++)
                {
                    ink[((y - Top) * width) + x - Left] = dark[(y * stride) + x] / Darkest(dark, strokes, stride, x, y);
                }
            }
        }

        return new InkPicture(source, width, height, ink);
    }

    private float Darkest(float[] dark, bool[] strokes, int stride, int x, int y)
    {
        var darkest = Faintest;
        for (var ny = Math.Max(Top, y - Reach); ny <= Math.Min(Bottom - 1, y + Reach); ny++)
        {
            for (var nx = Math.Max(Left, x - Reach); nx <= Math.Min(Right - 1, x + Reach); nx++)
            {
                var at = (ny * stride) + nx;
                darkest = strokes[at] ? Math.Max(darkest, dark[at]) : darkest;
            }
        }

        return darkest;
    }

    private static bool Plausible(List<int> ink, int stride, int top, int bottom, int area) =>
        ink.Count > 0.02 * area && ink.Count < 0.5 * area && (ink.Max() / stride) - (ink.Min() / stride) > 0.32 * (bottom - top);

    /// <summary>A rectangle of pixels; right and bottom are the first beyond it.</summary>
    private readonly record struct Edges(int Left, int Top, int Right, int Bottom)
    {
        public int Width => Right - Left;

        public int Height => Bottom - Top;

        public int Area => Width * Height;

        /// <summary>Less a share of width and height on each side.</summary>
        public Edges Within(double share)
        {
            var (x, y) = (share * Width, share * Height);
            return new Edges((int)(Left + x), (int)(Top + y), (int)Math.Ceiling(Right - x), (int)Math.Ceiling(Bottom - y));
        }

        public bool Surrounds(ConnectedPart part) =>
            part.Left > Left && part.Right < Right - 1 && part.Top > Top && part.Bottom < Bottom - 1;
    }
}
