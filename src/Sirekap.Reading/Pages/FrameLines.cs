using Sirekap.Paper.Layouts;

namespace Sirekap.Reading.Pages;

/// <summary>
/// Measures how far printed lines lie from where a view has them. All along a line the darkness beside it is averaged, so that a stroke of
/// handwriting that crosses it counts for little.
/// </summary>
internal sealed class FrameLines(PageView view)
{
    /// <summary>Points along a line: its middle four fifths, as its ends belong to the lines that cross it.</summary>
    private const int Along = 20;

    /// <summary>
    /// A line's least darkness against the paper beside it, in grey levels: above noise once it is averaged over the line's points.
    /// </summary>
    private const float LeastDarkness = 6;

    /// <summary>
    /// Paper outside may be less light than paper inside by this factor: outside stand bubbles, other boxes and the table's lines.
    /// </summary>
    private const float OutsideCounts = 2.5f;

    /// <summary>A printed line, in millimetres on the sheet.</summary>
    /// <param name="X">Of its left or upper end.</param>
    /// <param name="Y">Of its left or upper end.</param>
    /// <param name="Length">Of it.</param>
    /// <param name="Upright">Or level.</param>
    /// <param name="Inside">Where its box lies: +1 to the right or below, −1 to the left or above.</param>
    internal readonly record struct Line(double X, double Y, double Length, bool Upright, int Inside)
    {
        public double MiddleX => Upright ? X : X + (Length / 2);

        public double MiddleY => Upright ? Y + (Length / 2) : Y;
    }

    /// <summary>The two upright lines of every box, or the two level ones.</summary>
    public static List<Line> Of(IEnumerable<Area> boxes, bool upright) =>
        [
            .. boxes.SelectMany(box =>
                upright
                    ? (Line[])
                        [new(box.X, box.Y, box.Height, Upright: true, +1), new(box.X + box.Width, box.Y, box.Height, Upright: true, -1)]
                    : [new(box.X, box.Y, box.Width, Upright: false, +1), new(box.X, box.Y + box.Height, box.Width, Upright: false, -1)]
            ),
        ];

    /// <summary>
    /// The one offset that fits all of the lines together, in millimetres, with how well it does: 1 when every line is found there. Null
    /// when nothing dark lies along them.
    /// </summary>
    /// <param name="lines">All upright or all level.</param>
    /// <param name="reach">How far to look, in millimetres.</param>
    /// <param name="step">From one offset to the next, in millimetres.</param>
    /// <param name="least">How dark the lines are, at least.</param>
    public (double Offset, double Share)? Together(IReadOnlyList<Line> lines, double reach, double step, float least = LeastDarkness)
    {
        var sides = (int)Math.Ceiling(reach / step);
        var profiles = lines.Select(line => Darkness(line, sides, step)).ToArray();
        var darkest = profiles.Select(profile => profile.Max()).Order().ToArray();

        // A table's heavy rule beside the boxes must not outweigh all of their lines.
        var cap = darkest[(darkest.Length - 1) / 2];
        if (cap < Math.Max(least, LeastDarkness))
        {
            return null;
        }

        var sums = new double[(2 * sides) + 1];
        for (var i = 0; i < sums.Length; i++)
        {
            var away = (double)(i - sides) / sides;
            sums[i] = profiles.Sum(profile => Math.Min(profile[i], cap)) * (1 - (0.15 * away * away));
        }

        var best = Array.IndexOf(sums, sums.Max());
        return ((best - sides + Peak(sums, best)) * step, sums[best] / (cap * lines.Count));
    }

    /// <summary>A line's own offset near a given one, in millimetres, and how dark it is there; null where there is no line.</summary>
    public (double Offset, float Darkness)? Alone(Line line, double reach, double step)
    {
        var sides = (int)Math.Ceiling(reach / step);
        var profile = Darkness(line, sides, step);
        var best = Array.IndexOf(profile, profile.Max());
        if (profile[best] < LeastDarkness || best == 0 || best == profile.Length - 1)
        {
            return null;
        }

        // The middle of the line's darkness: a line is wider than a step, and its profile flat.
        var (sum, weights) = (0.0, 0.0);
        for (var i = best; i >= 0 && profile[i] > profile[best] / 2; i--)
        {
            (sum, weights) = (sum + (profile[i] * (i - sides)), weights + profile[i]);
        }

        for (var i = best + 1; i < profile.Length && profile[i] > profile[best] / 2; i++)
        {
            (sum, weights) = (sum + (profile[i] * (i - sides)), weights + profile[i]);
        }

        return (sum / weights * step, profile[best]);
    }

    /// <summary>
    /// For each offset from −sides to +sides steps: how much darker than the paper in the box. Outside another line may be near, and a
    /// blurred photo shows hardly any paper between; but where there is none at all it is the edge of a shadow and no line.
    /// </summary>
    private float[] Darkness(Line line, int sides, double step)
    {
        var (inner, outer) = (Steps(line.Length / 4), Steps(line.Length / 6));
        var margin = sides + inner;
        var mean = Profile(line, margin, step);
        var darkness = new float[(2 * sides) + 1];
        for (var i = 0; i < darkness.Length; i++)
        {
            var middle = i + inner;
            var inside = Lightest(mean, middle, line.Inside, inner) - mean[middle];
            var outside = Lightest(mean, middle, -line.Inside, outer) - mean[middle];
            darkness[i] = Math.Max(0, Math.Min(inside, OutsideCounts * outside));
        }

        return darkness;

        int Steps(double millimetres) => Math.Max(2, (int)Math.Round(millimetres / step));
    }

    private static float Lightest(float[] mean, int from, int direction, int steps)
    {
        var lightest = float.MinValue;
        for (var k = 1; k <= steps; k++)
        {
            lightest = Math.Max(lightest, mean[from + (direction * k)]);
        }

        return lightest;
    }

    private float[] Profile(Line line, int margin, double step)
    {
        var mean = new float[(2 * margin) + 1];
        var sampler = new Bilinear(view.Photo);
        for (var along = 0; along < Along; along++)
        {
            var at = line.Length * (0.1 + (0.8 * (along + 0.5) / Along));
            var (x, y) = line.Upright ? (line.X, line.Y + at) : (line.X + at, line.Y);

            // Over so short a way the mapping is a straight one.
            var way = margin * step;
            var (from, to) = line.Upright
                ? (view.ToPhoto(x - way, y), view.ToPhoto(x + way, y))
                : (view.ToPhoto(x, y - way), view.ToPhoto(x, y + way));
            var (stepX, stepY) = ((float)((to.X - from.X) / (2 * margin)), (float)((to.Y - from.Y) / (2 * margin)));
            var (startX, startY) = ((float)from.X, (float)from.Y);
            if (sampler.Shows(startX, startY) && sampler.Shows(startX + ((mean.Length - 1) * stepX), startY + ((mean.Length - 1) * stepY)))
            {
                for (var i = 0; i < mean.Length; i++)
                {
                    mean[i] += sampler.Within(startX + (i * stepX), startY + (i * stepY));
                }
            }
            else
            {
                for (var i = 0; i < mean.Length; i++)
                {
                    mean[i] += sampler.At(startX + (i * stepX), startY + (i * stepY));
                }
            }
        }

        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] /= Along;
        }

        return mean;
    }

    /// <summary>Where the parabola through a maximum and its neighbours has its top, in steps.</summary>
    private static double Peak(double[] sums, int at)
    {
        if (at == 0 || at == sums.Length - 1)
        {
            return 0;
        }

        var bend = sums[at - 1] - (2 * sums[at]) + sums[at + 1];
        return bend >= 0 ? 0 : 0.5 * (sums[at - 1] - sums[at + 1]) / bend;
    }
}
