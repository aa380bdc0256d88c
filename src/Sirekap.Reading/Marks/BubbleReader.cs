using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading.Marks;

/// <summary>Reads the columns of bubbles under digit boxes: how likely each state (0 … 9 filled, none) makes what is seen.</summary>
internal static class BubbleReader
{
    /// <summary>Pixels from one bubble to the next in the sampled strip: the disc within a printed circle then has some twelve.</summary>
    private const int Pitch = 8;

    /// <summary>
    /// The disc that is measured, as a share of the printed circle: its line stays outside, also when the page lies half a line off.
    /// </summary>
    private const double Disc = 0.72;

    /// <summary>
    /// Paper is what nine in ten pixels around a bubble are darker than: the lines of circles and the ink leave at least a fifth of it
    /// bare.
    /// </summary>
    private const double PaperShare = 0.9;

    /// <summary>One a digit.</summary>
    private const int Bubbles = 10;

    /// <summary>
    /// All columns of a page together: what they have in common, the printed digits and the writer's paper, is taken off.
    /// </summary>
    /// <returns>For each number of the page, by its name, the column under each box; numbers without bubbles are left out.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<SeenColumn>> Read(PageView page)
    {
        var numbers = page.Layout.Numbers.Where(number => number.Bubbles.Count > 0).ToList();
        var seen = BubbleLikelihood.Of([.. numbers.SelectMany(number => number.Bubbles).Select(column => Darkness(page, column))]);
        var at = 0;
        return numbers.ToDictionary(
            number => number.Name,
            IReadOnlyList<SeenColumn> (number) => [.. number.Bubbles.Select(_ => seen[at++])],
            StringComparer.Ordinal
        );
    }

    /// <summary>
    /// Whether most of a number's columns do not lie where bubbles are printed: then a fold has shifted the number as a whole, its boxes
    /// too.
    /// </summary>
    public static bool LiesElsewhere(IReadOnlyList<SeenColumn> columns) => columns.Count(column => column.Elsewhere) * 2 > columns.Count;

    /// <summary>How dark each of the ten discs is: 0 as the paper around it, 1 black.</summary>
    internal static double[] Darkness(PageView page, BubbleColumn column)
    {
        Span<byte> strip = stackalloc byte[Bubbles * Pitch * Pitch];
        var place = new Area(column.X - (column.Pitch / 2), column.FirstY - (column.Pitch / 2), column.Pitch, Bubbles * column.Pitch);
        page.Sample(place, Pitch, Bubbles * Pitch, strip);
        return Darkness(strip, column.Diameter / column.Pitch);
    }

    /// <summary>The same on a strip that was sampled.</summary>
    internal static double[] Darkness(ReadOnlySpan<byte> strip, double diameter)
    {
        Span<double> weights = stackalloc double[Pitch * Pitch];
        Weigh(weights, Disc * diameter * Pitch / 2);
        var darkness = new double[Bubbles];
        for (var bubble = 0; bubble < Bubbles; bubble++)
        {
            var (from, to) = (Math.Max(0, bubble - 1), Math.Min(Bubbles - 1, bubble + 1));
            var paper = Math.Max(1, Paper(strip[(from * Pitch * Pitch)..((to + 1) * Pitch * Pitch)]));
            var (sum, all) = (0.0, 0.0);
            for (var i = 0; i < Pitch * Pitch; i++)
            {
                sum += weights[i] * Math.Clamp(1 - (strip[(bubble * Pitch * Pitch) + i] / paper), 0, 1);
                all += weights[i];
            }

            darkness[bubble] = sum / all;
        }

        return darkness;
    }

    /// <summary>A disc with a soft edge.</summary>
    private static void Weigh(Span<double> weights, double radius)
    {
        for (var y = 0; y < Pitch; y++)
        {
            for (var x = 0; x < Pitch; x++)
            {
                var (dx, dy) = (x - ((Pitch - 1) / 2.0), y - ((Pitch - 1) / 2.0));
                weights[(y * Pitch) + x] = Math.Clamp(radius - Math.Sqrt((dx * dx) + (dy * dy)) + 0.5, 0, 1);
            }
        }
    }

    private static double Paper(ReadOnlySpan<byte> pixels)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (var pixel in pixels)
        {
            histogram[pixel]++;
        }

        var brighter = 0;
        for (var level = 255; level > 0; level--)
        {
            brighter += histogram[level];
            if (brighter >= pixels.Length * (1 - PaperShare))
            {
                return level;
            }
        }

        return 0;
    }
}
