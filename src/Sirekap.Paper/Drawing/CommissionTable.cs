using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// The lines and fields about the numbers of a form without a QR code, as on the commission's C.HASIL: where the station is written by
/// hand, the table that the boxes stand in, and room for signatures. The words are our own.
/// </summary>
internal static class CommissionTable
{
    private static readonly string[] Places = ["Provinsi", "Kabupaten/Kota", "Kecamatan", "Kelurahan/Desa", "TPS"];

    public static IEnumerable<DrawingOperation> Of(PageLayout page)
    {
        var (left, right) = (page.Corners[0].X, page.Corners[1].X);
        var (top, bottom) = (page.Corners[0].Y, page.Corners[2].Y);
        var unit = page.Width / 297;
        var (inner, outer) = (left + (12 * unit), right - (13 * unit));
        return Written(left + (14 * unit), top + (14 * unit), unit)
            .Concat(Borders(left, top, right, bottom, unit))
            .Concat(Rows(page, inner, outer, unit))
            .Concat(HandwritingFields.Signatures(inner, outer, bottom - (60 * unit), bottom - (12 * unit), unit));
    }

    private static IEnumerable<DrawingOperation> Written(double left, double top, double unit)
    {
        for (var i = 0; i < Places.Length; i++)
        {
            var (x, y) = (left + (i / 3 * 90 * unit), top + (i % 3 * 6.4 * unit));
            yield return new Lettering(Places[i], x, y, 4 * unit, TextAnchor.Left, true, PrintInk.Black);
            yield return new DottedLine(x + (33 * unit), y, x + (84 * unit), y, 0.35 * unit, 1.4 * unit, PrintInk.Black);
        }
    }

    private static IEnumerable<DrawingOperation> Borders(double left, double top, double right, double bottom, double unit)
    {
        var gap = 10 * unit;
        yield return new StrokeLine(left + gap, top, right - gap, top, 0.9 * unit, PrintInk.Border);
        yield return new StrokeLine(left + gap, bottom, right - gap, bottom, 0.9 * unit, PrintInk.Border);
        yield return new StrokeLine(left, top + gap, left, bottom - gap, 0.9 * unit, PrintInk.Border);
        yield return new StrokeLine(right, top + gap, right, bottom - gap, 0.9 * unit, PrintInk.Border);
    }

    private static IEnumerable<DrawingOperation> Rows(PageLayout page, double left, double right, double unit)
    {
        foreach (var row in page.Numbers.GroupBy(number => number.Boxes[0].Y))
        {
            var first = row.First();
            var box = first.Boxes[0];
            var end = first.Bubbles.Count > 0 ? first.Bubbles[0].FirstY + (9.8 * first.Bubbles[0].Pitch) : box.Y + box.Height;
            var tally = page.Tallies.FirstOrDefault(place => place.Number == first.Name);
            end = Math.Max(end, tally is null ? end : tally.Grid.Y + tally.Grid.Height);

            // Rows stand 5 mm apart; where the sheet has more room, so has the row.
            var margin = row.Count() > 1 || first.Bubbles.Count == 0 ? 1.25 * unit : 3 * unit;
            var beginning = Math.Min(box.Y, tally is null ? box.Y : tally.Grid.Y) - margin;
            yield return new StrokeArea(new Area(left, beginning, right - left, end + margin - beginning), 0.9, PrintInk.Black);
            var paper = row.Count() > 1 ? first.Name[..first.Name.LastIndexOf('.')] : first.Name;
            yield return new Lettering(
                paper,
                left + (4 * unit),
                box.CentreY + (1.4 * unit),
                4 * unit,
                TextAnchor.Left,
                true,
                PrintInk.Black
            );
            foreach (var number in row)
            {
                var x = number.Boxes[0].X - (2.5 * unit);
                yield return new StrokeLine(x, beginning, x, end + margin, 0.9, PrintInk.Black);
                if (row.Count() > 1 && row.Key == page.Numbers[0].Boxes[0].Y)
                {
                    yield return new Lettering(
                        number.Name[^1..],
                        number.Boxes[1].CentreX,
                        beginning - (2 * unit),
                        4 * unit,
                        TextAnchor.Middle,
                        true,
                        PrintInk.Black
                    );
                }
            }
        }
    }
}
