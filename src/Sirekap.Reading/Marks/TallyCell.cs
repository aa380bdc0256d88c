namespace Sirekap.Reading.Marks;

/// <summary>
/// Counts the strokes in a tally box: four and a slash through them, or five side by side. Bands across the box are crossed by each stroke
/// once, so most bands have as many peaks of darkness as there are strokes; where the slash meets another stroke they have one less.
/// </summary>
internal static class TallyCell
{
    /// <summary>Pixels of a sampled box with its frame. Five strokes are then some seven pixels apart.</summary>
    public const int Width = 40;

    /// <summary>Fewer than across: strokes are told apart across the box, and along them there is little to see.</summary>
    public const int Height = 24;

    /// <summary>The most strokes in a box.</summary>
    public const int Strokes = 5;

    /// <summary>Pixels left out on each side: the printed frame, with what the page may lie off.</summary>
    private const int InsetX = 3;

    /// <summary>The same above and below.</summary>
    private const int InsetY = 3;

    /// <summary>Rows whose darkness is averaged: noise halves, and a slanted stroke does not yet widen.</summary>
    private const int BandHeight = 2;

    /// <summary>What the insets leave: nine, so that a few spoilt ones are outvoted.</summary>
    private const int Bands = (Height - (2 * InsetY)) / BandHeight;

    /// <summary>What the insets leave.</summary>
    private const int Across = Width - (2 * InsetX);

    /// <summary>
    /// A peak rises and falls by so much of the ink's darkness: between two strokes blur leaves a valley of about half of it.
    /// </summary>
    private const double Prominence = 0.35;

    /// <summary>
    /// So many of the bands must have a peak for each stroke: strokes are of different heights, and the slash hides behind others in some
    /// bands.
    /// </summary>
    private const double BandShare = 0.34;

    /// <summary>Between four strokes a slash leaves ink in most columns.</summary>
    private const double SlashShare = 0.6;

    /// <summary>How dark each pixel is within the frame, 0 as the paper, row by row; <see cref="Across"/> a row.</summary>
    /// <param name="grid">The sampled grid.</param>
    /// <param name="stride">Pixels of its rows.</param>
    /// <param name="left">Of the box in it.</param>
    /// <param name="top">Of the box in it.</param>
    /// <param name="darkest">The darkness that a fiftieth of the box exceeds: its ink, if there is any.</param>
    public static double[] Darkness(ReadOnlySpan<byte> grid, int stride, int left, int top, out double darkest)
    {
        Span<byte> inside = stackalloc byte[Across * Bands * BandHeight];
        for (var y = 0; y < Bands * BandHeight; y++)
        {
            grid.Slice(((top + InsetY + y) * stride) + left + InsetX, Across).CopyTo(inside[(y * Across)..]);
        }

        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (var pixel in inside)
        {
            histogram[pixel]++;
        }
        // Of five broad strokes a quarter of the box is still bare.
        double paper = Math.Max(1, Level(histogram, inside.Length / 8));
        Span<double> levels = stackalloc double[256];
        for (var level = 0; level < levels.Length; level++)
        {
            levels[level] = Math.Clamp(1 - (level / paper), 0, 1);
        }

        var darkness = new double[inside.Length];
        for (var i = 0; i < inside.Length; i++)
        {
            darkness[i] = levels[inside[i]];
        }

        darkest = levels[Level(histogram, inside.Length * 49 / 50)];
        return darkness;
    }

    /// <summary>The level that so many pixels are brighter than, the same level counted as it comes.</summary>
    private static int Level(ReadOnlySpan<int> histogram, int brighter)
    {
        var level = histogram.Length - 1;
        for (var above = histogram[level]; above <= brighter && level > 0; above += histogram[level])
        {
            level--;
        }

        return level;
    }

    /// <summary>The number of strokes.</summary>
    /// <param name="darkness">Of the box.</param>
    /// <param name="ink">How dark ink is on this page.</param>
    public static int Count(double[] darkness, double ink)
    {
        Span<int> bandsWith = stackalloc int[Strokes + 2];
        Span<double> band = stackalloc double[Across];
        for (var i = 0; i < Bands; i++)
        {
            for (var x = 0; x < Across; x++)
            {
                band[x] = (darkness[(2 * i * Across) + x] + darkness[(((2 * i) + 1) * Across) + x]) / 2;
            }

            bandsWith[Math.Min(Peaks(band, Prominence * ink), Strokes + 1)]++;
        }

        var (count, least) = (Strokes + 1, bandsWith[Strokes + 1]);
        while (count > 0 && least < BandShare * Bands)
        {
            least += bandsWith[--count];
        }

        return count == Strokes - 1 && HasSlash(darkness, ink) ? Strokes : Math.Min(count, Strokes);
    }

    /// <summary>
    /// How often a profile rises by at least <paramref name="height"/> and falls again. What is dark from the left side on is the frame,
    /// not a stroke.
    /// </summary>
    private static int Peaks(ReadOnlySpan<double> profile, double height)
    {
        var (peaks, rising) = (0, false);
        var (low, high) = (profile[0], 0.0);
        foreach (var value in profile)
        {
            if (!rising)
            {
                low = Math.Min(low, value);
                if (value - low >= height)
                {
                    (rising, high) = (true, value);
                }
            }
            else
            {
                high = Math.Max(high, value);
                if (high - value >= height)
                {
                    (rising, low) = (false, value);
                    peaks++;
                }
            }
        }

        return rising ? peaks + 1 : peaks;
    }

    /// <summary>
    /// Whether between the strokes ink is found at some height in most columns that are mostly bare: a slash that lies flat shows in few
    /// bands.
    /// </summary>
    private static bool HasSlash(double[] darkness, double ink)
    {
        var rows = darkness.Length / Across;
        var (gaps, crossed) = (0, 0);
        for (var x = Across / 4; x < Across * 3 / 4; x++)
        {
            var (dark, most) = (0, 0.0);
            for (var y = 0; y < rows; y++)
            {
                var value = darkness[(y * Across) + x];
                most = Math.Max(most, value);
                dark += value > 0.5 * ink ? 1 : 0;
            }

            if (dark <= rows / 3)
            {
                gaps++;
                crossed += most > 0.6 * ink ? 1 : 0;
            }
        }

        return gaps >= 3 && crossed >= SlashShare * gaps;
    }
}
