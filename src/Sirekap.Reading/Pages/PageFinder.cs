using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>Finds the pages that a photo shows: in any rotation, several in one photo, whatever else there is.</summary>
public static class PageFinder
{
    /// <summary>
    /// Pixels of the pictures in which tags are looked for, until one is found. A sheet of the commission's that fills a photo has its tag
    /// 25 pixels wide in the first. A tag too small for the last stands on a page too small to be read, and the search takes 40 bytes a
    /// pixel.
    /// </summary>
    private static readonly long[] Sizes = [450_000, 1_300_000, 5_000_000];

    /// <summary>Tags looked at in a photo, the largest first: a form has 26 pages at most, and each costs a search.</summary>
    private const int MostTags = 32;

    /// <summary>And of one page: with two it is known that the page is there twice.</summary>
    private const int MostOfOne = 2;

    /// <summary>
    /// How wide a mark's square should be where marks are looked for, in pixels: wide enough for its pattern, and a search costs its
    /// square.
    /// </summary>
    private const double MarkSide = 7;

    /// <summary>With nearly all of the boxes' lines where a nearly flat sheet has them, no other set of marks need be tried.</summary>
    private const double Sure = 0.9;

    /// <summary>With so few, the marks were not the page's: lines of text and tables alone give as many.</summary>
    private const double Least = 0.35;

    /// <summary>
    /// One for each page tag, the largest first, for the two largest where there are more of one page; none when the photo shows no page.
    /// </summary>
    public static IReadOnlyList<FoundPage> Find(GrayImage photo)
    {
        foreach (var factor in Sizes.Select(size => FactorFor(photo, size)).Distinct())
        {
            var reduced = Reduced.By(photo, factor);
            var tags = TagDetector.Find(reduced);
            GiveBack(reduced, factor);
            if (tags.Count > 0)
            {
                return [.. Largest(tags).Select(tag => Page(photo, factor, tag))];
            }
        }

        return [];
    }

    private static IEnumerable<Tag> Largest(IReadOnlyList<Tag> tags) =>
        tags.GroupBy(tag => tag.Id)
            .SelectMany(same => same.OrderByDescending(tag => TagSide(tag.Corners)).Take(MostOfOne))
            .OrderByDescending(tag => TagSide(tag.Corners))
            .Take(MostTags);

    private static void GiveBack(GrayImage reduced, int factor)
    {
        if (factor > 1)
        {
            reduced.Return();
        }
    }

    /// <summary>The largest whole factor that leaves at least so many pixels.</summary>
    private static int FactorFor(GrayImage photo, long least) =>
        Math.Clamp((int)Math.Floor(Math.Sqrt((double)photo.Width * photo.Height / least)), 1, 16);

    private static FoundPage Page(GrayImage photo, int tagFactor, Tag tag)
    {
        var corners = Array.ConvertAll(tag.Corners, corner => Reduced.Back(corner, tagFactor));
        if (!FormLayouts.TryFindPage(tag.Id, out var form, out var layout))
        {
            return new FoundPage(tag.Id, corners, PageProblem.UnknownTag, View: null);
        }

        var factor = Math.Clamp((int)(TagSide(corners) * layout.Corners[0].Side / layout.Tag.Place.Width / MarkSide), 1, 16);
        var reduced = Reduced.By(photo, factor);
        var seen = tag with { Corners = Array.ConvertAll(corners, corner => Reduced.Forth(corner, factor)) };
        var sets = MarkFinder.Find(layout, seen, reduced, (double)tagFactor / factor);
        GiveBack(reduced, factor);
        PageView? best = null;
        foreach (var marks in sets)
        {
            var exact = Exact(photo, layout, marks, factor);
            if (MarkFinder.Fit(layout, exact, corners) is { } homography)
            {
                var view = Refinement.Refine(form, layout, photo, homography, corners, exact.Count(mark => mark is null));
                best = best is null || Likely(view) > Likely(best) ? view : best;
                if (Likely(best) >= Sure)
                {
                    break;
                }
            }
        }

        return best is null || best.LinesFound < Least
            ? new FoundPage(tag.Id, corners, PageProblem.CornersMissing, View: null)
            : new FoundPage(tag.Id, corners, PageProblem.None, best);
    }

    /// <summary>
    /// Of two sets of marks under which the boxes' lines are found, the right one needs less of a bent sheet to explain them.
    /// </summary>
    private static double Likely(PageView view) => view.LinesFound - (40 * view.Bend) - (0.05 * view.MarksMissing);

    /// <summary>The marks that were found in the reduced picture, in the photo itself.</summary>
    private static (double X, double Y)?[] Exact(GrayImage photo, PageLayout layout, MarkFinder.Marks marks, int factor) =>
        [
            .. marks.Points.Zip(
                layout.Corners,
                (point, mark) => point is { } seen ? Exact(photo, marks.Homography, mark, seen, factor) : default((double X, double Y)?)
            ),
        ];

    private static (double X, double Y) Exact(GrayImage photo, Homography reduced, CornerMark mark, (double X, double Y) seen, int factor)
    {
        var (right, down) = reduced.Steps(mark.X, mark.Y);
        var side = factor * mark.Side * Math.Min(Length(right), Length(down));
        var start = Reduced.Back(seen, factor);
        return factor == 1 ? start : Saddle.Refine(photo, start, Math.Clamp(0.6 * side, 2.5, 16)) ?? start;
    }

    /// <summary>The mean of its four sides.</summary>
    private static double TagSide((double X, double Y)[] corners) =>
        Enumerable.Range(0, 4).Average(i => Length((corners[(i + 1) % 4].X - corners[i].X, corners[(i + 1) % 4].Y - corners[i].Y)));

    private static double Length((double X, double Y) v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y));
}
