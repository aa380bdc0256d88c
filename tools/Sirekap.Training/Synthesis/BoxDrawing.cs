using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Synthesis;

/// <summary>
/// Digit boxes drawn from nothing: frame or none, dotted guide or none, paper, dirt, what neighbours left, and what is written.
/// </summary>
internal static class BoxDrawing
{
    /// <summary>
    /// Pixels: about twice the patch that the network sees, so that drawn edges are still sharp after distortion and reduction.
    /// </summary>
    private const int Width = 60;

    /// <summary>Pixels: somewhat higher than wide, as cut-out boxes often are; distortion changes it further.</summary>
    private const int Height = 66;

    /// <summary>An empty box on its paper, and the rectangle that its frame has (or would have).</summary>
    public static Plane Empty(ref Dice dice, out (float Left, float Top, float Right, float Bottom) frame)
    {
        var plane = new Plane(Width, Height);
        Array.Fill(plane.Values, 255f);
        var (marginX, marginY) = (Width * dice.Between(0.04f, 0.13f), Height * dice.Between(0.04f, 0.13f));
        frame = (marginX, marginY, Width - 1 - marginX, Height - 1 - marginY);
        var ink = dice.Between(20, 190);
        if (dice.Chance(0.85f))
        {
            Frame(plane, ref dice, frame, dice.Between(0.7f, 4), ink);
        }

        if (dice.Chance(0.6f))
        {
            Guide(plane, ref dice, frame, dice.Between(110, 235));
        }

        return plane;
    }

    /// <summary>Writes strokes inside a box.</summary>
    public static void Write(Plane plane, ref Dice dice, Glyph glyph, (float Left, float Top, float Right, float Bottom) frame, bool wide)
    {
        var (w, h) = (frame.Right - frame.Left, frame.Bottom - frame.Top);
        // A crossed-out box is often crossed from corner to corner, a digit keeps away from the frame.
        var (sizeX, sizeY) = wide
            ? (w * dice.Between(0.45f, 1.05f), h * dice.Between(0.5f, 1.05f))
            : (w * dice.Between(0.2f, 0.72f), h * dice.Between(0.32f, 0.88f));
        var (x0, y0) = (frame.Left + ((w - sizeX) * dice.Between(0.12f, 0.88f)), frame.Top + ((h - sizeY) * dice.Between(0.15f, 0.85f)));
        var (slant, turn) = (dice.Normal() * 0.1f, dice.Normal() * 0.08f);
        var (pen, ink, opacity) = (dice.Between(1.2f, 5.5f), dice.Between(0, 150), dice.Between(0.75f, 1));
        var shake = glyph.Curved ? 0.045f : 0.035f;
        foreach (var stroke in glyph.Strokes)
        {
            var points = new List<(float X, float Y)>(stroke.Count);
            foreach (var (u, v) in stroke)
            {
                var (a, b) = (u - 0.5f + (dice.Normal() * shake), v - 0.5f + (dice.Normal() * shake));
                points.Add((x0 + (sizeX * (0.5f + a - (slant * b) - (turn * b))), y0 + (sizeY * (0.5f + b + (turn * a)))));
            }

            var line = glyph.Curved ? Pen.Smooth(points) : points;
            Pen.Line(plane, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line), pen * dice.Between(0.85f, 1.15f), ink, opacity);
        }
    }

    /// <summary>Presses a written digit of 28 × 28 (ink, not paper, is bright) into a box.</summary>
    public static void Paste(Plane plane, ref Dice dice, ReadOnlySpan<byte> digit, (float Left, float Top, float Right, float Bottom) frame)
    {
        const int side = 28;
        var source = Plane.Of(digit, side, side, side);
        var (w, h) = (frame.Right - frame.Left, frame.Bottom - frame.Top);
        // In those pictures the digit itself takes the middle 20 pixels.
        var (sizeX, sizeY) = (w * dice.Between(0.75f, 1.15f), h * dice.Between(0.75f, 1.2f));
        var (x0, y0) = (frame.Left + ((w - sizeX) * dice.Between(0.3f, 0.7f)), frame.Top + ((h - sizeY) * dice.Between(0.3f, 0.7f)));
        var (ink, opacity) = (dice.Between(0, 130), dice.Between(0.7f, 1));
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                var (u, v) = ((x - x0) / sizeX, (y - y0) / sizeY);
                if (u is > 0 and < 1 && v is > 0 and < 1)
                {
                    ref var value = ref plane.Values[(y * plane.Width) + x];
                    value = Math.Min(value, 255 + ((ink - 255) * source.At((u * side) - 0.5f, (v * side) - 0.5f) / 255 * opacity));
                }
            }
        }
    }

    /// <summary>Specks, smears and what neighbours' pens left at the edges: nothing that anyone meant.</summary>
    public static void Soil(Plane plane, ref Dice dice)
    {
        for (var specks = dice.Below(4); specks > 0; specks--)
        {
            var (x, y) = (dice.Between(0, Width), dice.Between(0, Height));
            Pen.Line(
                plane,
                [(x, y), (x + dice.Normal(), y + dice.Normal())],
                dice.Between(0.5f, 2.2f),
                dice.Between(60, 200),
                dice.Between(0.3f, 1)
            );
        }

        if (dice.Chance(0.2f))
        {
            var (x, y) = (dice.Between(0, Width), dice.Between(0, Height));
            Pen.Line(plane, [(x, y), (x + (dice.Normal() * 14), y + (dice.Normal() * 14))], dice.Between(3, 9), dice.Between(200, 245), 1);
        }

        if (dice.Chance(0.25f))
        {
            Intrude(plane, ref dice);
        }
    }

    /// <summary>The end of a neighbour's stroke, reaching in from an edge by at most a sixth.</summary>
    public static void Intrude(Plane plane, ref Dice dice)
    {
        var (w, h) = (plane.Width, plane.Height);
        var (along, depth, slide) = (dice.Between(0.1f, 0.9f), dice.Between(0.03f, 0.16f), dice.Between(-0.2f, 0.2f));
        (float X, float Y)[] line = dice.Below(4) switch
        {
            0 => [(-2, along * h), (depth * w, (along + slide) * h)],
            1 => [(w + 2, along * h), ((1 - depth) * w, (along + slide) * h)],
            2 => [(along * w, -2), ((along + slide) * w, depth * h)],
            _ => [(along * w, h + 2), ((along + slide) * w, (1 - depth) * h)],
        };
        var scale = w / 60f;
        Pen.Line(plane, line, scale * dice.Between(1, 4), dice.Between(0, 150), dice.Between(0.6f, 1));
    }

    private static void Frame(Plane plane, ref Dice dice, (float Left, float Top, float Right, float Bottom) frame, float width, float ink)
    {
        var (l, t, r, b) = frame;
        var skew = dice.Normal();
        Pen.Line(plane, [(l, t), (r, t + skew), (r + skew, b), (l, b - skew), (l, t)], width, ink, 1);
        // Boxes of one number stand side by side: the sides may go on, or another frame begin at once.
        if (dice.Chance(0.3f))
        {
            Pen.Line(plane, [(-2, t), (Width + 2, t)], width, ink, 1);
            Pen.Line(plane, [(-2, b), (Width + 2, b)], width, ink, 1);
        }

        if (dice.Chance(0.2f))
        {
            var gap = dice.Between(3, 8);
            Pen.Line(plane, [(r + gap, t), (r + gap, b)], width, ink, 1);
        }
    }

    /// <summary>The dotted seven-segment guide that KPU prints into boxes.</summary>
    private static void Guide(Plane plane, ref Dice dice, (float Left, float Top, float Right, float Bottom) frame, float ink)
    {
        var (w, h) = (frame.Right - frame.Left, frame.Bottom - frame.Top);
        var (insetX, insetY) = (w * dice.Between(0.2f, 0.33f), h * dice.Between(0.14f, 0.26f));
        var (l, t, r, b) = (frame.Left + insetX, frame.Top + insetY, frame.Right - insetX, frame.Bottom - insetY);
        var middle = (t + b) / 2;
        var (step, dot) = (dice.Between(2, 5), dice.Between(0.6f, 1.4f));
        foreach (
            var (x0, y0, x1, y1) in ((float, float, float, float)[])
                [(l, t, r, t), (l, middle, r, middle), (l, b, r, b), (l, t, l, b), (r, t, r, b)]
        )
        {
            var length = Math.Abs(x1 - x0) + Math.Abs(y1 - y0);
            for (var along = 0f; along < length; along += step)
            {
                var (x, y) = (x0 + ((x1 - x0) * along / length), y0 + ((y1 - y0) * along / length));
                Pen.Line(plane, [(x, y), (x, y)], dot, ink, 1);
            }
        }
    }
}
