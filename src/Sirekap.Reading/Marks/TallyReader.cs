using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading.Marks;

/// <summary>Reads tally grids: how probable each count of strokes is.</summary>
public static class TallyReader
{
    /// <summary>Ink is at least so dark: below is the noise of a grid that nobody used.</summary>
    private const double LeastInk = 0.25;

    /// <summary>Of a box's width: five strokes, their gaps and the box's sides need three pixels each.</summary>
    private const double LeastPixels = 30;

    /// <summary>
    /// Share of row subtotals that are not the row's: left empty, or of something else. High, so that a subtotal alone never outvotes the
    /// strokes.
    /// </summary>
    private const double OtherSubtotal = 0.2;

    /// <param name="page">The page.</param>
    /// <param name="tally">The grid on it.</param>
    /// <param name="subtotals">For each row the 12 probabilities of each of its subtotal boxes, as the digit network reads them; empty when
    /// they were not read.</param>
    /// <returns>The probabilities of 0, 1, 2 … strokes in all; null when the photo is too coarse to tell strokes apart.</returns>
    public static double[]? Read(PageView page, TallyPlace tally, IReadOnlyList<IReadOnlyList<float[]>> subtotals)
    {
        if (page.PixelsPerMillimetre(tally.Grid) * tally.Grid.Width / tally.Columns < LeastPixels)
        {
            return null;
        }

        var (width, height) = (tally.Columns * TallyCell.Width, tally.Rows * TallyCell.Height);
        var grid = new byte[width * height];
        page.Sample(tally.Grid, width, height, grid);
        return Read(grid, tally.Columns, tally.Rows, subtotals);
    }

    /// <summary>The same on a grid that was sampled.</summary>
    internal static double[] Read(ReadOnlySpan<byte> grid, int columns, int rows, IReadOnlyList<IReadOnlyList<float[]>> subtotals)
    {
        double[][] rowLogs = [.. subtotals.Select(boxes => OfSubtotal(boxes, columns * TallyCell.Strokes))];
        return TallyLikelihood.Of(Counts(grid, columns, rows), rowLogs, columns);
    }

    /// <summary>The strokes in each box, row by row.</summary>
    internal static int[] Counts(ReadOnlySpan<byte> grid, int columns, int rows)
    {
        var boxes = new double[columns * rows][];
        var ink = LeastInk;
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = TallyCell.Darkness(
                grid,
                columns * TallyCell.Width,
                i % columns * TallyCell.Width,
                i / columns * TallyCell.Height,
                out var darkest
            );
            ink = Math.Max(ink, darkest);
        }

        return [.. boxes.Select(box => TallyCell.Count(box, ink))];
    }

    /// <summary>Log-likelihoods of a row's strokes, from its subtotal's boxes.</summary>
    private static double[] OfSubtotal(IReadOnlyList<float[]> boxes, int most)
    {
        var logs = new double[most + 1];
        for (var strokes = 0; strokes < logs.Length; strokes++)
        {
            var (written, rest) = (1.0, strokes);
            for (var box = boxes.Count - 1; box >= 0; box--, rest /= 10)
            {
                var above = rest == 0 && box < boxes.Count - 1;
                written *= above ? boxes[box][0] + boxes[box][Symbol.Cross] + boxes[box][Symbol.Blank] : boxes[box][rest % 10];
            }

            logs[strokes] = Math.Log(((1 - OtherSubtotal) * written) + (OtherSubtotal / (most + 1)));
        }

        return logs;
    }
}
