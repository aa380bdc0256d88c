using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>What people write and the reader does not read: amounts in words, signatures; and how to fill the boxes.</summary>
internal static class HandwritingFields
{
    private const string How =
        "Satu angka satu kotak, rata kanan; kotak yang tidak dipakai disilang (X). Hitamkan bulatan yang sama di bawah tiap angka.";

    /// <summary>
    /// Millimetres: a grid that is wide has room below for words; those of a party's candidates stand side by side and have none.
    /// </summary>
    private const double WideGrid = 100;

    /// <summary>Millimetres: two rows, each with its heading and room to sign.</summary>
    private const double SignatureHeight = 44;

    /// <summary>Those of a page of ours, where it has room.</summary>
    public static IEnumerable<DrawingOperation> Of(PageLayout page)
    {
        var (left, right) = (
            page.Numbers.Min(number => number.Boxes[0].X),
            page.Numbers.Max(number => number.Boxes[^1].X + number.Boxes[^1].Width)
        );
        left = page.Tallies.Aggregate(left, (least, tally) => Math.Min(least, tally.Grid.X));
        var bottom = page.Corners[2].Y - page.Corners[2].Side;
        yield return new Lettering(
            How,
            left,
            page.Qr!.Value.Y + page.Qr.Value.Height + 6,
            TextMetrics.SizeThatFits(How, 3.6, right - left),
            TextAnchor.Left,
            false,
            PrintInk.Black
        );
        foreach (var grid in page.Tallies.Select(tally => tally.Grid).Where(grid => grid.Width > WideGrid))
        {
            var baseline = grid.Y + grid.Height + 9;
            yield return new Lettering("Dengan huruf:", grid.X, baseline, 3.6, TextAnchor.Left, false, PrintInk.Black);
            yield return new DottedLine(grid.X + 26, baseline, grid.X + grid.Width + 18, baseline, 0.35, 1.4, PrintInk.Black);
        }

        var end = page.Numbers.Max(number =>
            number.Bubbles.Select(column => column.FirstY + (9.5 * column.Pitch)).Append(number.Boxes[0].Y).Max()
        );
        foreach (var drawn in bottom - end > SignatureHeight + 6 ? Signatures(left, right, bottom - SignatureHeight, bottom - 2, 1) : [])
        {
            yield return drawn;
        }
    }

    /// <summary>Fields for the seven members of the polling staff and three witnesses.</summary>
    /// <param name="unit">How much larger than on an A3 sheet.</param>
    public static IEnumerable<DrawingOperation> Signatures(double left, double right, double top, double bottom, double unit)
    {
        var middle = top + ((bottom - top) * 0.45);
        yield return new StrokeArea(new Area(left, top, right - left, bottom - top), 0.45 * unit, PrintInk.Black);
        yield return new StrokeLine(left, middle, right, middle, 0.45 * unit, PrintInk.Black);
        foreach (var (words, count, y, end) in new[] { ("KPPS", 7, top, middle), ("Saksi", 3, middle, bottom) })
        {
            yield return new Lettering(words, left + (2 * unit), y + (5 * unit), 3.6 * unit, TextAnchor.Left, true, PrintInk.Black);
            for (var i = 0; i < count; i++)
            {
                var (from, width) = (left + (i * (right - left) / count), (right - left) / count);
                yield return new StrokeLine(from, y, from, end, 0.25 * unit, PrintInk.Black);
                yield return new DottedLine(
                    from + (5 * unit),
                    end - (2.5 * unit),
                    from + width - (3 * unit),
                    end - (2.5 * unit),
                    0.35 * unit,
                    1.4 * unit,
                    PrintInk.Black
                );
            }
        }
    }
}
