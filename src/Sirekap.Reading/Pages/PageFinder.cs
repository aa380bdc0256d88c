using Sirekap.Reading.Images;
using Sirekap.Reading.Layouts;

namespace Sirekap.Reading.Pages;

/// <summary>Finds the pages that a photo shows: in any rotation, several in one photo, whatever else there is.</summary>
public static class PageFinder
{
    /// <summary>A page that fills a third of this many pixels has a tag of 30.</summary>
    private const long Coarse = 1_100_000;

    /// <summary>A tag too small to be found among so many stands on a page too small to be read, and the search takes 40 bytes a pixel.</summary>
    private const long Fine = 5_000_000;

    /// <summary>With nearly all of the boxes' lines where a nearly flat sheet has them, no other set of marks need be tried.</summary>
    private const double Sure = 0.9;

    /// <summary>With so few, the marks were not the page's: lines of text and tables alone give as many.</summary>
    private const double Least = 0.35;

    /// <summary>One for each page tag, in no order; none when the photo shows no page.</summary>
    public static IReadOnlyList<FoundPage> Find(GrayImage photo)
    {
        foreach (var factor in Factors(photo))
        {
            var reduced = Reduced.By(photo, factor);
            try
            {
                var tags = TagDetector.Find(reduced);
                if (tags.Count > 0)
                {
                    return [.. tags.Select(tag => Page(photo, reduced, factor, tag))];
                }
            }
            finally
            {
                if (factor > 1)
                {
                    reduced.Return();
                }
            }
        }

        return [];
    }

    private static IEnumerable<int> Factors(GrayImage photo)
    {
        var (coarse, fine) = (FactorFor(photo, Coarse), FactorFor(photo, Fine));
        return coarse == fine ? [coarse] : [coarse, fine];
    }

    /// <summary>The largest whole factor that leaves at least so many pixels.</summary>
    private static int FactorFor(GrayImage photo, long least) =>
        Math.Clamp((int)Math.Floor(Math.Sqrt((double)photo.Width * photo.Height / least)), 1, 16);

    private static FoundPage Page(GrayImage photo, GrayImage reduced, int factor, Tag tag)
    {
        var corners = Array.ConvertAll(tag.Corners, corner => Reduced.Back(corner, factor));
        if (!FormLayouts.TryFindPage(tag.Id, out var form, out var layout))
        {
            return new FoundPage(tag.Id, corners, PageProblem.UnknownTag, View: null);
        }

        PageView? best = null;
        foreach (var marks in MarkFinder.Find(layout, tag, reduced))
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

    /// <summary>Of two sets of marks under which the boxes' lines are found, the right one needs less of a bent sheet to explain them.</summary>
    private static double Likely(PageView view) => view.LinesFound - (40 * view.Bend) - (0.05 * view.MarksMissing);

    /// <summary>The marks that were found in the reduced picture, in the photo itself.</summary>
    private static (double X, double Y)?[] Exact(GrayImage photo, PageLayout layout, MarkFinder.Marks marks, int factor) =>
        [.. marks.Points.Zip(layout.Corners, (point, mark) => point is { } seen ? Exact(photo, marks.Homography, mark, seen, factor) : default((double X, double Y)?))];

    private static (double X, double Y) Exact(GrayImage photo, Homography reduced, CornerMark mark, (double X, double Y) seen, int factor)
    {
        var (right, down) = reduced.Steps(mark.X, mark.Y);
        var side = factor * mark.Side * Math.Min(Length(right), Length(down));
        var start = Reduced.Back(seen, factor);
        return factor == 1 ? start : Saddle.Refine(photo, start, Math.Clamp(0.6 * side, 2.5, 16)) ?? start;
    }

    private static double Length((double X, double Y) v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y));
}
