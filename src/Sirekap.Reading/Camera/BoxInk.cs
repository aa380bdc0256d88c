namespace Sirekap.Reading.Camera;

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
        var candidates = parts
            .Where(p => (p.Width > 0.6 * width || p.Height > 0.6 * height) && p.TouchesEdge(width, height, 0.2) && p.Hollow(width))
            .ToArray();

        // A tall 1 or a large 0 within the whole frame is no frame.
        var frames = candidates
            .Where(p => !candidates.Any(o => o.Width > 0.7 * width && o.Height > 0.7 * height && o.Surrounds(p)))
            .ToArray();
        var (left, top, right, bottom) =
            frames.Length == 0
                ? (0, 0, width, height)
                : (frames.Min(f => f.Left), frames.Min(f => f.Top), frames.Max(f => f.Right) + 1, frames.Max(f => f.Bottom) + 1);
        var (lineX, lineY) = (Line * (right - left), Line * (bottom - top));
        var (l, t, r, b) = ((int)(left + lineX), (int)(top + lineY), (int)Math.Ceiling(right - lineX), (int)Math.Ceiling(bottom - lineY));
        if (r - l < 12 || b - t < 12 || right - left < 0.6 * width || bottom - top < 0.6 * height)
        {
            return null;
        }

        if (cut)
        {
            var free = parts.Where(p => !frames.Contains(p)).ToArray();
            var clipped = (free.Sum(p => p.Pixels.Count) > 0.04 * (r - l) * (b - t) ? free : [.. parts])
                .SelectMany(p => p.Pixels)
                .Where(at => at % width >= l && at % width < r && at / width >= t && at / width < b)
                .ToList();
            return Whole(dark, width, (l, t, r, b), clipped) is { } crossed && crossed.IsCross(width) ? crossed : null;
        }

        var ink = new List<int>();
        foreach (var part in parts)
        {
            var inside = part.Pixels.Count(at =>
                at % width >= l + (lineX / 2)
                && at % width < r - (lineX / 2)
                && at / width >= t + (lineY / 2)
                && at / width < b - (lineY / 2)
            );
            if (
                part.Left > left
                && part.Right < right - 1
                && part.Top > top
                && part.Bottom < bottom - 1
                && inside > 0.5 * part.Pixels.Count
                && !frames.Contains(part)
            )
            {
                // So large it is a second frame within the first.
                if (part.Width > 0.86 * (r - l) && part.Height > 0.86 * (b - t))
                {
                    return null;
                }

                if (part.Darkest > 0.7 && part.Pixels.Count > 0.01 * (r - l) * (b - t))
                {
                    ink.AddRange(part.Pixels);
                }
            }
            else if (inside > 0.006 * (r - l) * (b - t))
            {
                return null;
            }
        }

        return Whole(dark, width, (l, t, r, b), ink);
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

    private static BoxInk? Whole(float[] dark, int stride, (int Left, int Top, int Right, int Bottom) inside, List<int> seeds)
    {
        var ink = Grown(dark, stride, inside, seeds);
        return
            Plausible(ink, stride, inside.Top, inside.Bottom, (inside.Right - inside.Left) * (inside.Bottom - inside.Top))
            && !Lost(dark, stride, inside, ink)
            ? new BoxInk(inside.Left, inside.Top, inside.Right, inside.Bottom, ink)
            : null;
    }

    /// <summary>The strokes with their fainter parts: what hangs on them and is darker than the paper.</summary>
    private static List<int> Grown(float[] dark, int stride, (int Left, int Top, int Right, int Bottom) inside, List<int> seeds)
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
    private static bool Lost(float[] dark, int stride, (int Left, int Top, int Right, int Bottom) inside, List<int> ink)
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
        var (marginX, marginY) = ((inside.Right - inside.Left) / 10, (inside.Bottom - inside.Top) / 10);
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
}
