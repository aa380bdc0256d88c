using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// A square of black and white cells as rectangles: no seam shows where black cells meet, however the drawing is rendered.
/// </summary>
internal static class BlackCells
{
    /// <param name="place">The whole square.</param>
    /// <param name="side">Cells along a side.</param>
    /// <param name="isBlack">By column and row.</param>
    public static IEnumerable<FillArea> Of(Area place, int side, Func<int, int, bool> isBlack)
    {
        var cell = place.Width / side;
        for (var y = 0; y < side; y++)
        {
            var row = y;
            foreach (var (from, to) in Runs(side, x => isBlack(x, row)))
            {
                yield return new FillArea(new Area(place.X + (from * cell), place.Y + (y * cell), (to - from) * cell, cell), 0);
            }

            // Soft edges of two rectangles that only touch let paper shine through: a third lies over where they do.
            foreach (var (from, to) in Runs(side, x => row + 1 < side && isBlack(x, row) && isBlack(x, row + 1)))
            {
                yield return new FillArea(new Area(place.X + (from * cell), place.Y + ((y + 0.5) * cell), (to - from) * cell, cell), 0);
            }
        }
    }

    private static IEnumerable<(int From, int To)> Runs(int side, Func<int, bool> isBlack)
    {
        for (var x = 0; x < side; x++)
        {
            var from = x;
            while (x < side && isBlack(x))
            {
                x++;
            }

            if (x > from)
            {
                yield return (from, x);
            }
        }
    }
}
