namespace Sirekap.Simulation.Camera;

/// <summary>
/// How digits are written, as strokes in a box of width 1 and height 1 from its top left: the point lists of our own, several a digit, and
/// the seven segments of the dotted guide. A stroke that begins with ~ is a curve through its points.
/// </summary>
internal static class Glyphs
{
    private static readonly string[][] Free =
    [
        [
            "~.5 0 .12 .2 .05 .55 .2 .9 .55 1 .88 .8 .95 .4 .8 .08 .48 0",
            "~.62 .04 .2 .1 0 .5 .2 .94 .6 .98 .98 .6 .9 .15 .55 0",
            "~.5 0 .1 .1 .02 .5 .1 .9 .5 1 .9 .9 .98 .5 .9 .1 .45 .02",
        ],
        [".5 0 .5 1", ".25 .25 .55 0 .55 1", ".55 0 .45 1", ".2 .3 .55 0 .5 1|.2 1 .85 1"],
        ["~.08 .25 .3 .02 .75 .03 .92 .28 .7 .58 .3 .85 .05 1|.05 1 .98 1", "~.1 .2 .5 0 .92 .2 .8 .5 .4 .75 .05 .98 .3 .9 .95 .98"],
        ["~.08 .1 .5 0 .9 .2 .75 .42 .4 .47 .8 .55 .97 .78 .7 .98 .3 1 .05 .88", ".1 .02 .9 .02 .45 .4|~.45 .4 .9 .5 .95 .8 .6 1 .1 .92"],
        [".6 0 .05 .65 .98 .65|.72 .35 .7 1", ".12 0 .08 .55 .95 .55|.8 0 .8 1", ".7 1 .7 0 .02 .7 .98 .7"],
        [".9 0 .2 0 .15 .42|~.15 .42 .6 .36 .95 .6 .85 .9 .5 1 .08 .9", "~.2 .05 .15 .42 .55 .35 .95 .62 .75 .95 .1 .95|.2 .03 .95 .03"],
        ["~.8 0 .35 .2 .08 .6 .15 .9 .5 1 .88 .85 .88 .6 .5 .5 .12 .7", "~.55 0 .2 .4 .08 .8 .4 1 .85 .88 .85 .62 .5 .55 .12 .75"],
        [".05 .02 .95 .02 .4 1", ".05 .05 .92 0 .5 .5 .4 1", ".05 .02 .95 .02 .45 1|.3 .5 .85 .48", ".06 .2 .06 .02 .9 .02 .6 1"],
        [
            "~.85 .12 .5 0 .15 .15 .3 .42 .7 .58 .9 .82 .5 1 .1 .82 .3 .55 .7 .4 .85 .12",
            "~.5 .47 .15 .3 .3 .03 .7 .03 .85 .3 .5 .47 .08 .7 .25 .97 .75 .97 .92 .7 .5 .47",
        ],
        [
            "~.88 .25 .55 0 .12 .15 .12 .42 .5 .52 .88 .3 .88 .1 .85 .6 .65 1",
            "~.85 .2 .4 0 .1 .3 .4 .5 .85 .3|.87 .1 .8 1",
            "~.85 .3 .5 0 .1 .25 .4 .52 .88 .25 .88 .7 .6 1 .15 .92",
        ],
    ];

    /// <summary>Along the guide, each digit as one hand draws it.</summary>
    private static readonly string[] Segment =
    [
        "0 0 1 0 1 1 0 1 0 0",
        "1 0 1 1",
        "0 0 1 0 1 .5 0 .5 0 1 1 1",
        "0 0 1 0 1 1 0 1|0 .5 1 .5",
        "0 0 0 .5 1 .5|1 0 1 1",
        "1 0 0 0 0 .5 1 .5 1 1 0 1",
        "1 0 0 0 0 1 1 1 1 .5 0 .5",
        "0 0 1 0 1 1",
        "0 0 1 0 1 1 0 1 0 0|0 .5 1 .5",
        "1 .5 0 .5 0 0 1 0 1 1 0 1",
    ];

    private static readonly string[] Cross = ["0 0 1 1|1 0 0 1", "~0 .05 .5 .5 1 1|~1 0 .5 .5 0 .95"];

    /// <summary>The strokes of a digit or of X, curves cut into short lines.</summary>
    public static IReadOnlyList<Spot[]> Of(char symbol, bool segments, ulong variant)
    {
        var shapes =
            symbol == 'X' ? Cross
            : segments ? [Segment[symbol - '0']]
            : Free[symbol - '0'];
        return [.. shapes[(int)(((variant % 1024) + symbol) % (uint)shapes.Length)].Split('|').Select(Parse)];
    }

    private static Spot[] Parse(string stroke)
    {
        var curve = stroke[0] == '~';
        var numbers = stroke[(curve ? 1 : 0)..]
            .Split(' ')
            .Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        var spots = numbers.Chunk(2).Select(xy => new Spot(xy[0], xy[1])).ToArray();
        return curve ? Curve(spots) : spots;
    }

    /// <summary>A Catmull-Rom spline through the points, six lines from one to the next.</summary>
    public static Spot[] Curve(IReadOnlyList<Spot> through)
    {
        const int Steps = 6;
        var spots = new List<Spot> { through[0] };
        for (var i = 0; i + 1 < through.Count; i++)
        {
            var (a, b, c, d) = (through[Math.Max(i - 1, 0)], through[i], through[i + 1], through[Math.Min(i + 2, through.Count - 1)]);
            for (var step = 1; step <= Steps; step++)
            {
                var t = step / (double)Steps;
                spots.Add(new Spot(Spline(a.X, b.X, c.X, d.X, t), Spline(a.Y, b.Y, c.Y, d.Y, t)));
            }
        }

        return [.. spots];
    }

    private static double Spline(double a, double b, double c, double d, double t) =>
        b + (0.5 * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * (d - a + (3 * (b - c))))))));
}
