using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>Digits of real ink: for a writer those boxes are preferred whose pen and shape are like the writer's.</summary>
internal sealed class BoxHand(DigitBoxes boxes) : IDigitHand
{
    /// <summary>
    /// Among so many boxes the most similar is taken; more would leave few boxes to a writer, fewer mix pens within a number.
    /// </summary>
    private const int Tried = 6;

    public string? Write(InkPage page, Area box, char symbol, Writer writer, Draws draws)
    {
        var all = boxes.Of(symbol);
        var (best, least) = (all[0], double.MaxValue);
        for (var i = 0; i < Tried; i++)
        {
            var candidate = all[draws.Below(all.Count)];
            var distance =
                (Math.Abs(candidate.Picture.PenWidth - writer[Parameter.PenWidth]) / 0.03)
                + Math.Abs(candidate.SquareRank - writer[Parameter.Segments]);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        // The inside of the frame is what the ink picture covers; the printed line takes a little of the box.
        const double Line = 0.025;
        var (shiftX, shiftY) = (0.012 * box.Width * draws.Normal(), 0.012 * box.Height * draws.Normal());
        page.Stamp(
            new Area(
                box.X + (Line * box.Width) + shiftX,
                box.Y + (Line * box.Height) + shiftY,
                box.Width * (1 - (2 * Line)),
                box.Height * (1 - (2 * Line))
            ),
            best.Picture,
            writer[Parameter.PenDarkness] * draws.Between(0.92, 1.03)
        );
        return best.Picture.Source;
    }
}
