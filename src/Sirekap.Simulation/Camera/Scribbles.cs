using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>Signatures, names and words: random curves, nobody's hand, kept off what is read.</summary>
internal static class Scribbles
{
    public static void Fill(InkPage page, PageLayout layout, Writer writer, Draws draws)
    {
        var taken = Taken(layout).ToArray();

        // Place names and words at the top and under the grids, signatures at the foot.
        Some(12, layout.Height * 0.015, 0.1, 0.3);
        Some(4, layout.Height * 0.02, 0.3, 0.72);
        Some(14, layout.Height * 0.035, 0.74, 0.94);

        void Some(int count, double height, double from, double to)
        {
            for (var i = 0; i < count; i++)
            {
                var width = height * draws.Between(1.5, 4);
                var place = new Area(
                    draws.Between(layout.Width * 0.1, Math.Max(layout.Width * 0.1, (layout.Width * 0.9) - width)),
                    layout.Height * draws.Between(from, to),
                    width,
                    height
                );
                if (!taken.Any(t => Meet(t, place)))
                {
                    Curve(page, place, writer, draws);
                }
            }
        }
    }

    private static void Curve(InkPage page, Area place, Writer writer, Draws draws)
    {
        var loops = 4 + draws.Below(9);
        var through = new Spot[(loops * 2) + 1];
        for (var i = 0; i < through.Length; i++)
        {
            var along = (i / 2.0 / loops) + (0.06 * draws.Normal());
            through[i] = new Spot(
                place.X + (place.Width * Math.Clamp(along, 0, 1)),
                place.Y + (place.Height * ((i & 1) == 0 ? draws.Between(0.5, 1) : draws.Between(0, 0.6)))
            );
        }

        page.Stroke(Glyphs.Curve(through), Math.Max(0.4, place.Height * draws.Between(0.02, 0.05)), writer[Parameter.PenDarkness]);
    }

    private static IEnumerable<Area> Taken(PageLayout layout)
    {
        var margin = layout.Width * 0.012;
        foreach (var number in layout.Numbers)
        {
            foreach (var box in number.Boxes)
            {
                yield return Wider(box);
            }

            foreach (var column in number.Bubbles)
            {
                yield return Wider(
                    new Area(
                        column.X - column.Diameter,
                        column.FirstY - column.Diameter,
                        2 * column.Diameter,
                        (9 * column.Pitch) + (2 * column.Diameter)
                    )
                );
            }
        }

        foreach (var tally in layout.Tallies)
        {
            yield return Wider(tally.Grid);
            foreach (var box in tally.Subtotals.SelectMany(row => row))
            {
                yield return Wider(box);
            }
        }

        yield return Wider(layout.Tag.Place);
        if (layout.Qr is { } qr)
        {
            yield return Wider(qr);
        }

        foreach (var mark in layout.Corners)
        {
            yield return Wider(new Area(mark.X - mark.Side, mark.Y - mark.Side, 2 * mark.Side, 2 * mark.Side));
        }

        Area Wider(Area p) => new(p.X - margin, p.Y - margin, p.Width + (2 * margin), p.Height + (2 * margin));
    }

    private static bool Meet(Area a, Area b) => a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
