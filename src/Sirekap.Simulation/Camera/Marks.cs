using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>Bubbles and tally strokes as a writer makes them.</summary>
internal static class Marks
{
    /// <summary>Fills a bubble: scribbled, or ticked or crossed by few.</summary>
    public static void Bubble(InkPage page, BubbleColumn column, int digit, Writer writer, Draws draws)
    {
        var (x, y) = (
            column.X + (0.04 * column.Diameter * draws.Normal()),
            column.FirstY + (digit * column.Pitch) + (0.04 * column.Diameter * draws.Normal())
        );
        var radius = column.Diameter / 2;
        var darkness = writer[Parameter.PenDarkness] * draws.Between(0.9, 1.03);
        if (writer.MarkStyle > 0.95)
        {
            Tick(page, x, y, radius, darkness, crossed: writer.MarkStyle > 0.975, draws);
            return;
        }

        // To and fro across the circle; a sparse writer leaves paper between the lines.
        var fill = Math.Clamp(writer[Parameter.BubbleFill] * draws.Between(0.85, 1.1), 0.25, 1);
        var pen = Math.Max(0.09 * column.Diameter, 0.5);
        var lines = Math.Max(3, (int)(fill * column.Diameter * 1.15 / pen));
        var angle = draws.Between(0, Math.PI);
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var over = 1 + (2 * writer[Parameter.BubbleOverrun] * draws.Unit());
        var spots = new List<Spot>();
        for (var i = 0; i <= lines; i++)
        {
            var across = radius * over * 0.95 * ((2.0 * i / lines) - 1);
            var half =
                Math.Sqrt(Math.Max(0, (radius * over * radius * over) - (across * across)))
                * draws.Between(0.75, 1.05)
                * ((i & 1) == 0 ? 1 : -1);
            spots.Add(new Spot(x + (cos * across) - (sin * half), y + (sin * across) + (cos * half)));
        }

        page.Stroke(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(spots), pen, darkness);
    }

    /// <summary>Strokes in fives, row by row from the left: four upright and one across; some writers make five upright.</summary>
    /// <param name="page">Takes the ink.</param>
    /// <param name="place">The grid.</param>
    /// <param name="count">How many.</param>
    /// <param name="pen">Width of the pen, in millimetres: the same as in the digit boxes, however small the grid is.</param>
    /// <param name="writer">Whose hand it is.</param>
    /// <param name="draws">For what differs from stroke to stroke.</param>
    public static void Tally(InkPage page, TallyPlace place, int count, double pen, Writer writer, Draws draws)
    {
        var (width, height) = (place.Grid.Width / place.Columns, place.Grid.Height / place.Rows);
        var across = writer.Variant % 8 != 0;
        for (var stroke = 0; stroke < Math.Min(count, place.Columns * place.Rows * 5); stroke++)
        {
            var (box, nth) = (stroke / 5, stroke % 5);
            var (left, top) = (place.Grid.X + (box % place.Columns * width), place.Grid.Y + (box / place.Columns * height));
            var darkness = writer[Parameter.PenDarkness] * draws.Between(0.85, 1.03);
            if (nth == 4 && across)
            {
                page.Stroke([At(left, top, 0.1, 0.75), At(left, top, 0.9, 0.25)], pen, darkness);
                continue;
            }

            var x = across ? 0.2 + (0.19 * nth) : 0.14 + (0.18 * nth);
            var lean = Math.Tan(writer[Parameter.Slant] * Math.PI / 180) * 0.6;
            page.Stroke([At(left, top, x + (lean * 0.3), 0.16), At(left, top, x - (lean * 0.3), 0.84)], pen, darkness);
        }

        Spot At(double left, double top, double x, double y) =>
            new(left + (width * (x + (0.03 * draws.Normal()))), top + (height * (y + (0.035 * draws.Normal()))));
    }

    /// <summary>The sum of each row that has strokes, in its boxes.</summary>
    public static void Subtotals(InkPage page, TallyPlace place, int count, Writer writer, IDigitHand hand, Draws draws)
    {
        var inRow = place.Columns * 5;
        for (var row = 0; row < place.Subtotals.Count && row * inRow < count; row++)
        {
            var boxes = place.Subtotals[row];
            var digits = Math.Min(inRow, count - (row * inRow)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            for (var i = 0; i < digits.Length && i < boxes.Count; i++)
            {
                hand.Write(page, boxes[boxes.Count - digits.Length + i], digits[i], writer, draws);
            }
        }
    }

    private static void Tick(InkPage page, double x, double y, double radius, double darkness, bool crossed, Draws draws)
    {
        var pen = radius * draws.Between(0.2, 0.35);
        if (crossed)
        {
            page.Stroke([new Spot(x - radius, y - radius), new Spot(x + radius, y + radius)], pen, darkness);
            page.Stroke([new Spot(x + radius, y - radius), new Spot(x - radius, y + radius)], pen, darkness);
            return;
        }

        page.Stroke(
            [new Spot(x - radius, y), new Spot(x - (0.2 * radius), y + radius), new Spot(x + (1.4 * radius), y - (1.2 * radius))],
            pen,
            darkness
        );
    }
}
