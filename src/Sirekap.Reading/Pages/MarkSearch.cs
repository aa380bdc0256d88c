using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>Looks for a corner mark by its own pattern: two dark squares, two light ones, and paper around.</summary>
internal static class MarkSearch
{
    /// <summary>Of a search: beside the mark itself something else in the picture or two may look like it.</summary>
    private const int Most = 3;

    /// <summary>Grey levels: above a telephone's noise in the dark, below what glare and haze leave of black on white.</summary>
    private const float LeastContrast = 10;

    /// <summary>
    /// Lower than <see cref="MarkFinder"/> asks for in the end: here size and direction are still a guess, and a right mark scores less.
    /// </summary>
    private const double LeastScore = 0.4;

    /// <summary>A place that looks like the mark.</summary>
    /// <param name="X">In pixels.</param>
    /// <param name="Y">In pixels.</param>
    /// <param name="Score">1 for black squares on white paper, less for anything else.</param>
    internal readonly record struct Candidate(double X, double Y, double Score);

    /// <summary>The best places, best first.</summary>
    /// <param name="image">Reduced so that a square is some eight pixels wide.</param>
    /// <param name="mark">To find.</param>
    /// <param name="estimate">From millimetres to pixels, about right.</param>
    /// <param name="radius">How far from its estimated place, in millimetres.</param>
    /// <param name="size">Of the mark's squares, as a multiple of what the estimate has.</param>
    public static List<Candidate> Find(GrayImage image, CornerMark mark, Homography estimate, double radius, double size = 1)
    {
        var centre = estimate.Map(mark.X, mark.Y);
        var (right, down) = estimate.Steps(mark.X, mark.Y);
        var half = mark.Side / 2 * size;
        var (u, v) = ((right.X * half, right.Y * half), (down.X * half, down.Y * half));
        var reach = radius * Math.Sqrt(Math.Abs((right.X * down.Y) - (right.Y * down.X)));
        if (!(reach < 4096) || !(Length(u) is > 0.7 and < 64 && Length(v) is > 0.7 and < 64))
        {
            return [];
        }

        var pattern = new Pattern(image, u, v, mark.Falling);
        var (left, top) = ((int)Math.Max(centre.X - reach, pattern.Margin), (int)Math.Max(centre.Y - reach, pattern.Margin));
        var (end, bottom) = (
            (int)Math.Min(centre.X + reach, image.Width - 1 - pattern.Margin),
            (int)Math.Min(centre.Y + reach, image.Height - 1 - pattern.Margin)
        );
        var found = new List<Candidate>();
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= end; x++)
            {
                var score = pattern.Score(x, y);
                if (score >= LeastScore)
                {
                    // Of two that look alike the nearer one.
                    var away = (((x - centre.X) * (x - centre.X)) + ((y - centre.Y) * (y - centre.Y))) / (reach * reach);
                    found.Add(new Candidate(x, y, score - (0.1 * away)));
                }
            }
        }

        return Best(found, Length(u) + Length(v));
    }

    /// <summary>How much a place looks like the mark, now that its size and direction are known.</summary>
    public static double Score(GrayImage image, CornerMark mark, Homography homography, (double X, double Y) point)
    {
        var (right, down) = homography.Steps(mark.X, mark.Y);
        var half = mark.Side / 2;
        var pattern = new Pattern(image, (right.X * half, right.Y * half), (down.X * half, down.Y * half), mark.Falling);
        var (x, y) = ((int)Math.Round(point.X), (int)Math.Round(point.Y));
        return x >= pattern.Margin && y >= pattern.Margin && x < image.Width - pattern.Margin && y < image.Height - pattern.Margin
            ? pattern.Score(x, y)
            : 0;
    }

    private static List<Candidate> Best(List<Candidate> found, double apart)
    {
        var best = new List<Candidate>();
        foreach (var candidate in found.OrderByDescending(candidate => candidate.Score))
        {
            if (best.TrueForAll(other => Length((other.X - candidate.X, other.Y - candidate.Y)) > apart))
            {
                best.Add(candidate);
                if (best.Count == Most)
                {
                    break;
                }
            }
        }

        return best;
    }

    private static double Length((double X, double Y) v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y));

    /// <summary>
    /// Where to look around a point: as distances in the pixel array, nine for each square and eight for the paper around.
    /// </summary>
    private sealed class Pattern
    {
        private readonly byte[] _pixels;
        private readonly int _width;
        private readonly int[][] _dark;
        private readonly int[][] _light;
        private readonly (int X, int Y)[] _paper;
        private readonly int _height;

        public Pattern(GrayImage image, (double X, double Y) u, (double X, double Y) v, bool falling)
        {
            (_pixels, _width, _height) = (image.Pixels, image.Width, image.Height);
            int[] Square(int a, int b) => [.. from i in Inner from j in Inner select At(a * i, b * j)];
            (int X, int Y) Step(double a, double b) => ((int)Math.Round((a * u.X) + (b * v.X)), (int)Math.Round((a * u.Y) + (b * v.Y)));
            int At(double a, double b) => Step(a, b) is var (x, y) ? (y * _width) + x : 0;
            int[][] even = [Square(-1, -1), Square(1, 1)];
            int[][] odd = [Square(1, -1), Square(-1, 1)];
            _dark = falling ? even : odd;
            _light = falling ? odd : even;
            _paper = [.. from i in (double[])[-3, 0, 3] from j in (double[])[-3, 0, 3] where i != 0 || j != 0 select Step(i, j)];
            Margin = (int)Math.Ceiling(1.5 * Math.Max(Math.Abs(u.X) + Math.Abs(v.X), Math.Abs(u.Y) + Math.Abs(v.Y))) + 1;
        }

        /// <summary>
        /// Of the picture, where the squares would lie over its edge; a sheet may fill the photo, so the paper around them may.
        /// </summary>
        public int Margin { get; }

        private static ReadOnlySpan<double> InnerPlaces => [0.5, 1, 1.5];

        private static double[] Inner => InnerPlaces.ToArray();

        public double Score(int x, int y)
        {
            unchecked
            {
                var at = (y * _width) + x;

                // Four middles first: nearly every place fails there.
                var dark = Math.Max(_pixels[at + _dark[0][4]], _pixels[at + _dark[1][4]]);
                var light = Math.Min(_pixels[at + _light[0][4]], _pixels[at + _light[1][4]]);
                if (light < dark + LeastContrast)
                {
                    return 0;
                }

                // Light falls off over a mark and glare lies on it, so what counts is the saddle, which a slope of light does not change.
                // The edge of something dark is no saddle, and its corner half of one.
                var (one, two, three, four) = (Mean(_dark[0], at), Mean(_dark[1], at), Mean(_light[0], at), Mean(_light[1], at));
                var saddle = (three + four - one - two) / 2;
                return saddle < LeastContrast || Paper(x, y) < (one + two + saddle) / 2
                    ? 0
                    : saddle / (saddle + ((Math.Abs(one - two) + Math.Abs(three - four)) / 2) + 3);
            }
        }

        /// <summary>As far as the picture shows it.</summary>
        private float Paper(int x, int y)
        {
            var (sum, seen) = (0, 0);
            foreach (var (right, down) in _paper)
            {
                if (x + right >= 0 && x + right < _width && y + down >= 0 && y + down < _height)
                {
                    sum += _pixels[((y + down) * _width) + x + right];
                    seen++;
                }
            }

            return seen == 0 ? 0 : (float)sum / seen;
        }

        private float Mean(int[] area, int at)
        {
            var sum = 0;
            foreach (var offset in area)
            {
                sum = unchecked(sum + _pixels[at + offset]);
            }

            return (float)sum / area.Length;
        }
    }
}
