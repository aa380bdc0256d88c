using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Synthesis;

/// <summary>
/// Boxes that nobody wrote: every class by our own strokes, MNIST's digits in drawn boxes, empty boxes, and marks that mean nothing.
/// </summary>
internal static class DrawnBoxes
{
    /// <summary>
    /// What <see cref="Draw"/> returns for a box that means nothing: the network is to be sure of no class. No class has a negative number.
    /// </summary>
    public const int Meaningless = -1;

    /// <param name="dice">Draws.</param>
    /// <param name="mnist">May be null.</param>
    /// <param name="box">What was drawn.</param>
    /// <returns>Its class, or <see cref="Meaningless"/>.</returns>
    public static int Draw(ref Dice dice, MnistFile? mnist, out Plane box)
    {
        box = BoxDrawing.Empty(ref dice, out var frame);
        BoxDrawing.Soil(box, ref dice);
        var kind = dice.Unit();
        if (kind < 0.16f)
        {
            return DigitClass.Blank;
        }

        if (kind < 0.24f)
        {
            Nonsense(box, ref dice, frame);
            return Meaningless;
        }

        if (kind < 0.34f)
        {
            Write(box, ref dice, DigitClass.Crossed, frame);
            return DigitClass.Crossed;
        }

        if (mnist is not null && kind < 0.66f)
        {
            var index = dice.Below(mnist.Count);
            BoxDrawing.Paste(box, ref dice, mnist.Picture(index), frame);
            return mnist.Label(index);
        }

        var digit = dice.Below(10);
        Write(box, ref dice, digit, frame);
        return digit;
    }

    private static void Write(Plane box, ref Dice dice, int digitClass, (float Left, float Top, float Right, float Bottom) frame)
    {
        var glyphs = Glyphs.Of(digitClass);
        BoxDrawing.Write(box, ref dice, glyphs[dice.Below(glyphs.Count)], frame, wide: digitClass == DigitClass.Crossed);
    }

    /// <summary>Two different classes over one another, a dash, or a scribble.</summary>
    private static void Nonsense(Plane box, ref Dice dice, (float Left, float Top, float Right, float Bottom) frame)
    {
        if (dice.Chance(0.6f))
        {
            var first = dice.Below(11);
            Write(box, ref dice, first, frame);
            Write(box, ref dice, (first + 1 + dice.Below(10)) % 11, frame);
            return;
        }

        if (dice.Chance(0.2f))
        {
            var y = dice.Between(0.3f, 0.7f);
            BoxDrawing.Write(
                box,
                ref dice,
                new Glyph(
                    false,
                    [
                        [(0, y), (1, y)],
                    ]
                ),
                frame,
                wide: false
            );
            return;
        }

        var points = new (float X, float Y)[4 + dice.Below(12)];
        foreach (ref var point in points.AsSpan())
        {
            point = (dice.Unit(), dice.Unit());
        }

        BoxDrawing.Write(box, ref dice, new Glyph(true, [points]), frame, wide: false);
    }
}
