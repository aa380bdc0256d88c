using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>
/// From a page's tag to its four corner marks. The tag is small and in one corner, so what it says of the far corners is vague: the mark
/// whose place is known best is looked for first, and each that is found makes the others' places better known.
/// </summary>
internal static class MarkFinder
{
    /// <summary>
    /// How exactly a tag's corner is found, in pixels of the picture that it was found in: where two edges of a small square meet.
    /// </summary>
    private const double TagError = 0.7;

    /// <summary>The same of a mark's point, where two squares touch: four edges say where it is.</summary>
    private const double MarkError = 0.25;

    /// <summary>
    /// Beside what the errors explain a sheet may be curled: share of its width, 12 mm of 600. Further, other corners are found instead.
    /// </summary>
    private const double Curl = 0.02;

    /// <summary>A sheet seen aslant is one and a half times as far away at one side as at the other, seldom more.</summary>
    private const double Tilt = 0.35;

    /// <summary>A guess worse than so many millimetres of a 600 mm sheet may have the size of the marks wrong, too.</summary>
    private const double Vague = 0.025;

    /// <summary>
    /// With the right marks, the tag lies this near to where they have it: share of the sheet's width, as much as a curl displaces it.
    /// </summary>
    private const double TagOff = 0.02;

    /// <summary>Of a mark, once its size and direction are known: black squares on white score 1, under heavy glare one half.</summary>
    private const double LeastScore = 0.45;

    /// <summary>With four such marks there is no need to look for others.</summary>
    private const double SureScore = 0.75;

    /// <summary>
    /// With four candidates for each of four marks there could be hundreds; the best come first, and what fails that often is another
    /// sheet's.
    /// </summary>
    private const int MostSearches = 40;

    /// <summary>Sets of marks that are tried on the boxes, best first; trying one costs far more than finding it.</summary>
    private const int MostFound = 5;

    /// <summary>Of a mark: itself, and the corners of boxes or of print beside the sheet that may look like it.</summary>
    private const int MostCandidates = 4;

    /// <summary>Found marks.</summary>
    /// <param name="Points">In the picture's pixels, in the layout's order; at most one is null.</param>
    /// <param name="Homography">Through them, from millimetres to the picture's pixels.</param>
    /// <param name="Score">The higher the better.</param>
    internal sealed record Marks((double X, double Y)?[] Points, Homography Homography, double Score);

    /// <summary>Sets of marks that agree with the tag, best first; none when there are none.</summary>
    /// <param name="page">Its layout.</param>
    /// <param name="tag">In the picture's pixels.</param>
    /// <param name="image">In which a mark's square is some six to twelve pixels wide.</param>
    /// <param name="tagPixel">The tag was found in a picture whose pixels are so many of this one's wide.</param>
    public static IReadOnlyList<Marks> Find(PageLayout page, Tag tag, GrayImage image, double tagPixel)
    {
        var search = new Search(page, tag, image, TagError * Math.Max(tagPixel, 1));
        search.Go(new (double X, double Y)?[4], [0, 1, 2, 3], missing: 0);
        return [.. search.Found.OrderByDescending(marks => marks.Score).Take(MostFound)];
    }

    /// <summary>Through all four marks exactly, or where one is missing with the tag's help.</summary>
    /// <param name="page">The layout.</param>
    /// <param name="marks">In the layout's order.</param>
    /// <param name="tag">The tag's corners in the same picture.</param>
    public static Homography? Fit(PageLayout page, (double X, double Y)?[] marks, (double X, double Y)[] tag) =>
        Homography.Fit(Pairs(page, marks, Array.TrueForAll(marks, mark => mark is not null) ? [] : tag, TagError));

    private static List<((double X, double Y) From, (double X, double Y) To, double Weight)> Pairs(
        PageLayout page,
        (double X, double Y)?[] marks,
        (double X, double Y)[] tag,
        double tagError
    )
    {
        var pairs = new List<((double X, double Y) From, (double X, double Y) To, double Weight)>(8);
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i] is { } point)
            {
                pairs.Add(((page.Corners[i].X, page.Corners[i].Y), point, 1 / (MarkError * MarkError)));
            }
        }

        pairs.AddRange(TagPlaces.Corners(page.Tag).Zip(tag).Select(corner => (corner.First, corner.Second, 1 / (tagError * tagError))));
        return pairs;
    }

    private sealed class Search(PageLayout page, Tag tag, GrayImage image, double tagError)
    {
        private int _searches;

        public List<Marks> Found { get; } = [];

        /// <summary>Depth first, the best candidate first; ends when all four marks and the tag agree.</summary>
        /// <returns>Whether nothing better need be looked for.</returns>
        public bool Go((double X, double Y)?[] marks, int[] open, int missing)
        {
            if (open.Length == 0)
            {
                return Judge(marks);
            }

            var pairs = Pairs(page, marks, tag.Corners, tagError);
            if (Homography.Fit(pairs, (0, 0, Tilt / page.Width)) is not { } estimate || _searches >= MostSearches)
            {
                return false;
            }

            var (next, spread) = open.Select(i => (i, Spread(pairs, estimate, page.Corners[i]))).MinBy(corner => corner.Item2);
            var rest = Array.FindAll(open, i => i != next);
            var mark = page.Corners[next];
            var radius = Math.Clamp((3 * spread) + (Curl * page.Width), 0, 0.3 * page.Width);
            _searches++;
            double[] sizes = spread > Vague * page.Width ? [0.8, 1, 1.25] : [1];
            var tried = new List<(double X, double Y)>();
            foreach (
                var candidate in sizes
                    .SelectMany(size => MarkSearch.Find(image, mark, estimate, radius, size))
                    .OrderByDescending(candidate => candidate.Score)
                    .Take(MostCandidates)
            )
            {
                var (right, down) = estimate.Steps(mark.X, mark.Y);
                var side = mark.Side * Math.Sqrt(Math.Abs((right.X * down.Y) - (right.Y * down.X)));
                if (
                    Saddle.Refine(image, (candidate.X, candidate.Y), Math.Clamp(0.6 * side, 2.5, 16)) is not { } point
                    || tried.Exists(other => Distance(other, point) < 2)
                )
                {
                    continue;
                }

                tried.Add(point);
                var found = ((double X, double Y)?[])marks.Clone();
                found[next] = point;
                if (Go(found, rest, missing))
                {
                    return true;
                }
            }

            return missing == 0 && Go(marks, rest, missing: 1);
        }

        private bool Judge((double X, double Y)?[] marks)
        {
            if (Fit(page, marks, tag.Corners) is not { } homography || !Plausible(homography))
            {
                return false;
            }

            var (right, down) = homography.Steps(page.Tag.Place.CentreX, page.Tag.Place.CentreY);
            var millimetre = Math.Sqrt(Math.Abs((right.X * down.Y) - (right.Y * down.X)));
            var off =
                TagPlaces
                    .Corners(page.Tag)
                    .Zip(tag.Corners)
                    .Average(corner => Distance(homography.Map(corner.First.X, corner.First.Y), corner.Second))
                / millimetre
                / page.Width;
            if (off > TagOff)
            {
                return false;
            }

            // What looked like a mark while its size was a guess must do so now that it is known.
            var scores = marks
                .Zip(page.Corners, (point, mark) => point is { } seen ? MarkSearch.Score(image, mark, homography, seen) : (double?)null)
                .ToArray();
            if (scores.Any(one => one < LeastScore))
            {
                return false;
            }

            Found.Add(new Marks([.. marks], homography, scores.Sum(one => one ?? 0) - (off / TagOff)));
            return off < TagOff / 4 && scores.All(one => one > SureScore);
        }

        /// <summary>The sheet lies wholly before the camera and is not seen from so far aside that no digit could be read.</summary>
        private bool Plausible(Homography homography)
        {
            var depths = page.Corners.Select(mark => homography.Depth(mark.X, mark.Y)).ToArray();
            return depths.Min() > 0 && depths.Max() < 6 * depths.Min();
        }

        /// <summary>How uncertain the mark's place is, in millimetres: where it goes when what is known is moved by its errors.</summary>
        private double Spread(
            List<((double X, double Y) From, (double X, double Y) To, double Weight)> pairs,
            Homography estimate,
            CornerMark mark
        )
        {
            const int Trials = 12;
            var random = new Random(1);
            double Error(double weight) => (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 / Math.Sqrt(weight);
            var centre = estimate.Map(mark.X, mark.Y);
            var (right, down) = estimate.Steps(mark.X, mark.Y);
            var millimetre = Math.Sqrt(Math.Abs((right.X * down.Y) - (right.Y * down.X)));
            var sum = 0.0;
            for (var trial = 0; trial < Trials; trial++)
            {
                var moved = pairs.ConvertAll(pair =>
                    (pair.From, (pair.To.X + Error(pair.Weight), pair.To.Y + Error(pair.Weight)), pair.Weight)
                );
                var tilt = Tilt / page.Width;
                var distance = Homography.Fit(moved, (Error(1) * tilt, Error(1) * tilt, tilt)) is { } other
                    ? Distance(other.Map(mark.X, mark.Y), centre) / millimetre
                    : double.MaxValue;
                sum += Math.Min(distance * distance, 1e6);
            }

            return Math.Sqrt(sum / Trials);
        }

        private static double Distance((double X, double Y) a, (double X, double Y) b) =>
            Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
    }
}
