using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>
/// Brings a page's geometry from its corner marks to its boxes: a sheet that is curled or photographed through a bent lens has them up to a
/// centimetre from where a flat one would. First every number's boxes together, far; then every line alone, near.
/// </summary>
internal static class Refinement
{
    /// <summary>Share of a sheet's width that a curl may displace a number by.</summary>
    private const double Far = 0.0133;

    /// <summary>
    /// All of a number's lines together are found where so much of them is: nothing else on a page looks like three boxes in a row.
    /// </summary>
    private const double All = 0.7;

    /// <summary>
    /// Beside the plainest lines of the page a line has so much of their darkness in any light; guide dots and strokes of digits have less.
    /// </summary>
    private const float Plain = 0.2f;

    /// <summary>
    /// Each begins from where the last has the lines: the first is off by the curl, the second by little, the third settles.
    /// </summary>
    private const int Rounds = 3;

    /// <summary>A number that was found further away is looked at once more, there, and its neighbours after it.</summary>
    private const int MostRounds = 5;

    /// <summary>Share of the lines that are found: what is left lies under ink or glare, and another round seldom finds it.</summary>
    private const double Enough = 0.97;

    /// <param name="form">Of the page.</param>
    /// <param name="page">To refine.</param>
    /// <param name="photo">Which shows it.</param>
    /// <param name="homography">From millimetres to the photo's pixels, through the corner marks.</param>
    /// <param name="tag">The tag's corners in the photo, as the tag is printed on the sheet: they are where they are, however the sheet is
    /// bent.</param>
    /// <param name="marksMissing">Told on.</param>
    public static PageView Refine(
        FormLayout form,
        PageLayout page,
        GrayImage photo,
        Homography homography,
        (double X, double Y)[] tag,
        int marksMissing
    )
    {
        var flat = new PageView(form, page, photo, homography, Displacement.None, Displacement.None);
        var (right, down) = Anchors(page, homography, tag);
        Together(flat, right, down);
        var unit = Unit(page);
        var bent = View(flat, homography, right, down, unit, reach: 0);

        var (found, framed, displaced) = (0.0, new HashSet<Area>(), new HashSet<(NumberPlace Number, bool Upright)>());
        var moved = false;
        for (var round = 0; moved ? round < MostRounds : round < Rounds && found < Enough; round++)
        {
            (right, down) = Anchors(page, homography, tag);
            framed.Clear();
            (found, moved) = Alone(bent, right, down, unit, framed, displaced);
            bent = View(bent, homography, right, down, unit, reach: 1.5 * unit);
        }

        return new PageView(form, page, photo, homography, bent.Right, bent.Down)
        {
            LinesFound = found,
            MarksMissing = marksMissing,
            Framed = framed,
        };
    }

    /// <summary>A box's height, the measure of everything that depends on how large a form is printed.</summary>
    private static double Unit(PageLayout page) => page.Numbers.Count > 0 ? page.Numbers[0].Boxes[0].Height : page.Tag.Place.Height / 2;

    /// <summary>What is known without the boxes: the marks, through which the homography goes, and the tag.</summary>
    private static (List<LineOffset> Right, List<LineOffset> Down) Anchors(
        PageLayout page,
        Homography homography,
        (double X, double Y)[] tag
    )
    {
        var (right, down) = (new List<LineOffset>(), new List<LineOffset>());
        foreach (var mark in page.Corners)
        {
            right.Add(new LineOffset(mark.X, mark.Y, 0, 1));
            down.Add(new LineOffset(mark.X, mark.Y, 0, 1));
        }

        foreach (var ((x, y), corner) in TagPlaces.Corners(page.Tag).Zip(tag))
        {
            var (offsetX, offsetY) = Offset(homography, x, y, corner);
            right.Add(new LineOffset(x, y, offsetX, 0.25));
            down.Add(new LineOffset(x, y, offsetY, 0.25));
        }

        return (right, down);
    }

    /// <summary>How far on the sheet a point lies from where the homography has it.</summary>
    private static (double X, double Y) Offset(Homography homography, double x, double y, (double X, double Y) seen)
    {
        var (u, v) = homography.Map(x, y);
        var (right, down) = homography.Steps(x, y);
        var determinant = (right.X * down.Y) - (right.Y * down.X);
        var (du, dv) = (seen.X - u, seen.Y - v);
        return (((down.Y * du) - (down.X * dv)) / determinant, ((right.X * dv) - (right.Y * du)) / determinant);
    }

    private static void Together(PageView flat, List<LineOffset> right, List<LineOffset> down)
    {
        var lines = new FrameLines(flat);
        foreach (var number in flat.Layout.Numbers)
        {
            var first = number.Boxes[0];
            var pitch = number.Boxes.Count > 1 ? number.Boxes[1].X - first.X : first.Width;
            var step = first.Height / 60;
            var (x, y) = (number.Boxes.Average(box => box.CentreX), first.CentreY);
            var reach = Far * flat.Layout.Width;
            Add(right, lines.Together(FrameLines.Of(number.Boxes, upright: true), Math.Min(reach, 0.45 * pitch), step));
            Add(down, lines.Together(FrameLines.Of(number.Boxes, upright: false), Math.Min(reach, 0.45 * first.Height), step));

            void Add(List<LineOffset> to, (double Offset, double Share)? found)
            {
                if (found is { Share: > 0.6 } offset)
                {
                    to.Add(new LineOffset(x, y, offset.Offset, offset.Share * offset.Share));
                }
            }
        }
    }

    private static (Displacement Right, Displacement Down) Fits(
        PageLayout page,
        List<LineOffset> right,
        List<LineOffset> down,
        double unit,
        double reach
    ) =>
        (
            Displacement.Fit(right, page.Width, page.Height, unit / 18, reach),
            Displacement.Fit(down, page.Width, page.Height, unit / 18, reach)
        );

    private static BentView View(
        PageView view,
        Homography homography,
        List<LineOffset> right,
        List<LineOffset> down,
        double unit,
        double reach
    )
    {
        var (toRight, toDown) = Fits(view.Layout, right, down, unit, reach);
        return new BentView(new PageView(view.Form, view.Layout, view.Photo, homography, toRight, toDown), toRight, toDown);
    }

    private sealed record BentView(PageView View, Displacement Right, Displacement Down)
    {
        public static implicit operator PageView(BentView bent) => bent.View;
    }

    /// <summary>
    /// How dark most lines of a number are: one that is much fainter than its sisters is something else. Motion makes those across it
    /// fainter.
    /// </summary>
    private static float Darkness(BentView bent, NumberPlace number, bool upright, double unit)
    {
        var lines = new FrameLines(bent.View);
        var all = FrameLines
            .Of(number.Boxes, upright)
            .Select(line => lines.Alone(line, unit / 12, unit / 90)?.Darkness ?? 0)
            .Order()
            .ToArray();
        return all[all.Length / 2];
    }

    /// <summary>
    /// Every box's lines, which share of them was found, and the boxes that are seen. A number whose lines are not plain where they should
    /// be is looked for as a whole further away; where it is found it is believed, however bent the sheet must be, and until the view has
    /// it there its boxes are not seen.
    /// </summary>
    private static (double Found, bool Moved) Alone(
        BentView bent,
        List<LineOffset> right,
        List<LineOffset> down,
        double unit,
        HashSet<Area> framed,
        HashSet<(NumberPlace Number, bool Upright)> displaced
    )
    {
        var (found, all, lost) = (0, 0, new HashSet<Area>());
        foreach (var upright in (bool[])[true, false])
        {
            var to = upright ? right : down;
            var numbers = bent
                .View.Layout.Numbers.Select(number => (Place: number, Darkness: Darkness(bent, number, upright, unit)))
                .ToList();
            var plain = Plain * numbers.Select(number => number.Darkness).DefaultIfEmpty(0).Max();
            foreach (var (number, darkness) in numbers)
            {
                all += number.Boxes.Count;
                if (darkness < plain && Further(bent, number, upright, unit, plain) is { } offset)
                {
                    displaced.Add((number, upright));
                    to.Add(offset);
                    lost.UnionWith(number.Boxes);
                    continue;
                }

                var near = number
                    .Boxes.Where(box => Box(bent, box, upright, darkness, unit, displaced.Contains((number, upright)), to))
                    .ToList();
                found += near.Count;
                framed.UnionWith(near);
            }
        }

        framed.ExceptWith(lost);
        return (all == 0 ? 1 : (double)found / all, lost.Count > 0);
    }

    /// <summary>Where all lines of a number lie that is not where it should be.</summary>
    private static LineOffset? Further(BentView bent, NumberPlace number, bool upright, double unit, float plain)
    {
        var (first, last) = (number.Boxes[0], number.Boxes[^1]);
        var reach = Math.Min(
            Far * bent.View.Layout.Width,
            0.45 * (upright && number.Boxes.Count > 1 ? number.Boxes[1].X - first.X : first.Height)
        );
        if (
            new FrameLines(bent.View).Together(FrameLines.Of(number.Boxes, upright), reach, unit / 60, plain) is not { Share: > All } lines
            || Math.Abs(lines.Offset) < unit / 9
        )
        {
            return null;
        }

        var (x, y) = ((first.CentreX + last.CentreX) / 2, first.CentreY);
        return new LineOffset(x, y, lines.Offset + (upright ? bent.Right : bent.Down).At(x, y), number.Boxes.Count, Sure: true);
    }

    /// <summary>
    /// A box's two lines in one direction: each by itself where both are plain; else the two together, as blur draws each of them to
    /// whatever dark is near, and both outward or both inward.
    /// </summary>
    private static bool Box(BentView bent, Area box, bool upright, float darkness, double unit, bool sure, List<LineOffset> to)
    {
        var lines = new FrameLines(bent.View);
        var pair = FrameLines.Of([box], upright);
        var alone = pair.ConvertAll(line => lines.Alone(line, unit / 12, unit / 90));
        if (alone.TrueForAll(line => line is { } found && found.Darkness >= 0.5f * darkness))
        {
            for (var i = 0; i < pair.Count; i++)
            {
                Add(pair[i].MiddleX, pair[i].MiddleY, alone[i]!.Value.Offset, 1);
            }

            return true;
        }

        if (lines.Together(pair, unit / 9, unit / 90, 0.5f * darkness) is { Share: > 0.7 } both)
        {
            Add(box.CentreX, box.CentreY, both.Offset, both.Share);
            return true;
        }

        return false;

        void Add(double x, double y, double offset, double weight) =>
            to.Add(new LineOffset(x, y, offset + (upright ? bent.Right : bent.Down).At(x, y), weight, sure));
    }
}
