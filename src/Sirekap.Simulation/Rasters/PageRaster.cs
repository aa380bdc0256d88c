using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Rasters;

/// <summary>
/// Turns a drawing into pixels, with soft edges. The sheet's corner (0, 0) mm is the outer corner of the first pixel: a place of p mm lies
/// at pixel p × pixelsPerMillimetre − 0.5.
/// </summary>
public static class PageRaster
{
    /// <summary>White.</summary>
    private const byte Paper = 255;

    /// <summary>Of a letter's stroke, in its size: as heavy as Helvetica's stems look.</summary>
    private const double Stem = 0.082;

    /// <summary>The same for its bold.</summary>
    private const double BoldStem = 0.135;

    /// <param name="operations">In millimetres.</param>
    /// <param name="width">Of the sheet, in millimetres.</param>
    /// <param name="height">Of the sheet, in millimetres.</param>
    /// <param name="pixelsPerMillimetre">E.g. 6 for an A3 sheet of 1782 × 2520 pixels.</param>
    public static GrayImage Draw(IReadOnlyList<DrawingOperation> operations, double width, double height, double pixelsPerMillimetre)
    {
        var image = new GrayImage((int)Math.Round(width * pixelsPerMillimetre), (int)Math.Round(height * pixelsPerMillimetre));
        Array.Fill(image.Pixels, Paper);
        var pen = new RasterPen(image, pixelsPerMillimetre);
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case FillArea fill:
                    pen.Fill(fill.Area.X, fill.Area.Y, fill.Area.X + fill.Area.Width, fill.Area.Y + fill.Area.Height, fill.Ink);
                    break;
                case StrokeArea stroke:
                    Outline(pen, stroke);
                    break;
                case StrokeLine line:
                    Line(pen, line);
                    break;
                case DottedLine dots:
                    Dots(pen, dots);
                    break;
                case StrokeCircle circle:
                    pen.Ring(circle.CentreX, circle.CentreY, circle.Diameter / 2, circle.LineWidth, circle.Ink);
                    break;
                case FillCircle circle:
                    pen.Disc(circle.CentreX, circle.CentreY, circle.Diameter / 2, circle.Ink);
                    break;
                case Lettering text:
                    Letters(pen, text);
                    break;
                default:
                    throw new NotSupportedException(operation.GetType().Name);
            }
        }

        return image;
    }

    private static void Outline(RasterPen pen, StrokeArea stroke)
    {
        var (area, half) = (stroke.Area, stroke.LineWidth / 2);
        var (left, top, right, bottom) = (area.X, area.Y, area.X + area.Width, area.Y + area.Height);
        pen.Fill(left - half, top - half, right + half, top + half, stroke.Ink);
        pen.Fill(left - half, bottom - half, right + half, bottom + half, stroke.Ink);
        pen.Fill(left - half, top + half, left + half, bottom - half, stroke.Ink);
        pen.Fill(right - half, top + half, right + half, bottom - half, stroke.Ink);
    }

    private static void Line(RasterPen pen, StrokeLine line)
    {
        var half = line.LineWidth / 2;
        if (line.FromX == line.ToX)
        {
            pen.Fill(line.FromX - half, Math.Min(line.FromY, line.ToY), line.FromX + half, Math.Max(line.FromY, line.ToY), line.Ink);
        }
        else if (line.FromY == line.ToY)
        {
            pen.Fill(Math.Min(line.FromX, line.ToX), line.FromY - half, Math.Max(line.FromX, line.ToX), line.FromY + half, line.Ink);
        }
        else
        {
            pen.Stroke(line.FromX, line.FromY, line.ToX, line.ToY, line.LineWidth, line.Ink);
        }
    }

    private static void Dots(RasterPen pen, DottedLine dots)
    {
        foreach (var (x, y) in dots.Centres())
        {
            pen.Disc(x, y, dots.DotWidth / 2, dots.Ink);
        }
    }

    private static void Letters(RasterPen pen, Lettering text)
    {
        var words = TextMetrics.Plain(text.Words);
        var x = text.Left();
        var up = TextMetrics.CapHeight * text.Size / 6;
        var stem = text.Size * (text.Bold ? BoldStem : Stem);
        foreach (var letter in words)
        {
            var advance = TextMetrics.Advance(letter) * text.Size / 1000;
            var side = Math.Min(0.09 * text.Size, advance / 4);
            var across = Math.Max(0, advance - (2 * side)) / 4;
            (double X, double Y) At((int X, int Y) point) => (x + side + (point.X * across), text.Baseline - ((point.Y - 2) * up));
            foreach (var stroke in StrokeLetters.Of(letter))
            {
                var from = At(stroke[0]);
                if (stroke.Length == 1)
                {
                    pen.Disc(from.X, from.Y, stem * 0.7, text.Ink);
                }

                foreach (var point in stroke.AsSpan(1))
                {
                    var to = At(point);
                    pen.Stroke(from.X, from.Y, to.X, to.Y, stem, text.Ink);
                    from = to;
                }
            }

            x += advance;
        }
    }
}
