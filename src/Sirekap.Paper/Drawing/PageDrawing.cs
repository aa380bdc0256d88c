using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>Draws a blank page from its layout: what the reader looks for stands exactly where the layout says.</summary>
public static class PageDrawing
{
    /// <param name="form">The form that the page belongs to.</param>
    /// <param name="page">The page.</param>
    /// <param name="words">What it says beside its boxes; <see cref="PageWords.None"/> names only the numbers.</param>
    /// <returns>In the order of drawing.</returns>
    public static IReadOnlyList<DrawingOperation> Of(FormLayout form, PageLayout page, PageWords words)
    {
        var drawn = new List<DrawingOperation>();
        foreach (var mark in page.Corners)
        {
            drawn.AddRange(Mark(mark));
        }

        drawn.AddRange(Tag(page.Tag));
        if (page.Qr is { } qr && words.Seal is { } seal)
        {
            drawn.AddRange(QrModules.Of(seal, qr));
        }

        drawn.AddRange(PageLettering.Heading(form, page, words));
        drawn.AddRange(page.Qr is null ? CommissionTable.Of(page) : HandwritingFields.Of(page));
        foreach (var tally in page.Tallies)
        {
            drawn.AddRange(Tally(tally));
        }

        foreach (var number in page.Numbers)
        {
            drawn.AddRange(Number(number));
            drawn.AddRange(page.Qr is null ? [] : PageLettering.Label(page, number, words));
            if (words.Unused.Contains(number.Name))
            {
                drawn.AddRange(number.Boxes.SelectMany(Cross));
            }
        }

        return drawn;
    }

    private static IEnumerable<DrawingOperation> Mark(CornerMark mark)
    {
        var other = mark.Falling ? mark.X : mark.X - mark.Side;
        yield return new FillArea(
            new Area(mark.Falling ? mark.X - mark.Side : mark.X, mark.Y - mark.Side, mark.Side, mark.Side),
            PrintInk.Black
        );
        yield return new FillArea(new Area(other, mark.Y, mark.Side, mark.Side), PrintInk.Black);
    }

    private static IEnumerable<DrawingOperation> Tag(TagPlace tag)
    {
        var cells = TagCells.Of(tag.Id).ToArray();
        return BlackCells.Of(
            tag.Place,
            TagCells.Side,
            (x, y) => cells[tag.Turned ? cells.Length - 1 - ((y * TagCells.Side) + x) : (y * TagCells.Side) + x]
        );
    }

    private static IEnumerable<DrawingOperation> Number(NumberPlace number)
    {
        for (var i = 0; i < number.Boxes.Count; i++)
        {
            var box = number.Boxes[i];

            // As heavy as on the commission's form: 0.9 mm about a box of 20 mm.
            yield return new StrokeArea(box, box.Width * 0.047, PrintInk.Black);
            foreach (var dots in number.Guide ? Guide(box) : [])
            {
                yield return dots;
            }

            if (i < number.Bubbles.Count)
            {
                var bubbles = number.Bubbles[i];
                for (var digit = 0; digit < 10; digit++)
                {
                    var y = bubbles.FirstY + (digit * bubbles.Pitch);
                    var size = bubbles.Diameter * 0.62;
                    yield return new StrokeCircle(bubbles.X, y, bubbles.Diameter, bubbles.Diameter * 0.045, 30);
                    yield return new Lettering(
                        $"{digit}",
                        bubbles.X,
                        y + (size * TextMetrics.CapHeight / 2),
                        size,
                        TextAnchor.Middle,
                        false,
                        30
                    );
                }
            }
        }
    }

    /// <summary>The dotted outline that a seven-segment digit follows, with a stroke through its middle for the one.</summary>
    private static IEnumerable<DrawingOperation> Guide(Area box)
    {
        var (width, height) = (box.Width * 0.42, box.Height * 0.68);
        var (left, top) = (box.CentreX - (width / 2), box.CentreY - (height / 2));
        var (dot, across, down) = (box.Width * 0.034, width / 4, height / 8);
        for (var i = 0; i <= 2; i++)
        {
            var (x, y) = (left + (i * width / 2), top + (i * height / 2));
            yield return new DottedLine(left, y, left + width, y, dot, across, PrintInk.Guide);
            yield return new DottedLine(x, top, x, top + height, dot, down, PrintInk.Guide);
        }
    }

    private static IEnumerable<DrawingOperation> Tally(TallyPlace tally)
    {
        var grid = tally.Grid;
        for (var row = 0; row <= tally.Rows; row++)
        {
            var y = grid.Y + (row * grid.Height / tally.Rows);
            yield return new StrokeLine(grid.X, y, grid.X + grid.Width, y, 0.4, PrintInk.Tally);
        }

        for (var column = 0; column <= tally.Columns; column++)
        {
            var x = grid.X + (column * grid.Width / tally.Columns);
            yield return new StrokeLine(x, grid.Y, x, grid.Y + grid.Height, 0.4, PrintInk.Tally);
        }

        foreach (var box in tally.Subtotals.SelectMany(row => row))
        {
            yield return new StrokeArea(box, 0.4, PrintInk.Tally);
        }

        var outline = tally.Subtotals.Count > 0 ? tally.Subtotals[0][^1].X + tally.Subtotals[0][^1].Width - grid.X : grid.Width;
        yield return new StrokeArea(
            grid with
            {
                X = grid.X - 0.6,
                Y = grid.Y - 0.6,
                Width = outline + 1.2,
                Height = grid.Height + 1.2,
            },
            0.7,
            PrintInk.Black
        );
    }

    private static IEnumerable<DrawingOperation> Cross(Area box)
    {
        var (dx, dy) = (box.Width * 0.15, box.Height * 0.15);
        yield return new StrokeLine(box.X + dx, box.Y + dy, box.X + box.Width - dx, box.Y + box.Height - dy, 0.7, PrintInk.Black);
        yield return new StrokeLine(box.X + dx, box.Y + box.Height - dy, box.X + box.Width - dx, box.Y + dy, 0.7, PrintInk.Black);
    }
}
