using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>Writes a digit or an X into a box.</summary>
internal interface IDigitHand
{
    /// <param name="page">Takes the ink.</param>
    /// <param name="box">The printed frame.</param>
    /// <param name="symbol">0 … 9 or X.</param>
    /// <param name="writer">Whose hand it is.</param>
    /// <param name="draws">For what differs from digit to digit.</param>
    /// <returns>Where the ink comes from; null when it is drawn.</returns>
    string? Write(InkPage page, Area box, char symbol, Writer writer, Draws draws);
}

/// <summary>Digits of our own strokes: lean, unsteadiness, pen and shapes are the writer's.</summary>
internal sealed class StrokeHand : IDigitHand
{
    /// <summary>
    /// Width of the dotted guide's digit to its height, as printed on the commission's form; without a guide people write about as slim.
    /// </summary>
    private const double Aspect = 0.55;

    public string? Write(InkPage page, Area box, char symbol, Writer writer, Draws draws)
    {
        var height = box.Height * writer[Parameter.DigitSize] * draws.Between(0.92, 1.06);
        var width = symbol == 'X' ? height * draws.Between(0.8, 1.05) : height * Aspect * draws.Between(0.85, 1.2);
        var (left, top) = (
            box.CentreX - (width / 2) + (box.Width * 0.05 * draws.Normal()),
            box.CentreY - (height / 2) + (box.Height * 0.04 * draws.Normal())
        );
        var lean = Math.Tan((writer[Parameter.Slant] + (2.5 * draws.Normal())) * Math.PI / 180) * (writer.FollowsGuide ? 0.3 : 1);
        var jitter = writer[Parameter.Jitter] * box.Height;
        var pen = writer[Parameter.PenWidth] * box.Height * draws.Between(0.9, 1.1);
        var darkness = writer[Parameter.PenDarkness] * draws.Between(0.92, 1.03);
        foreach (var stroke in Glyphs.Of(symbol, writer.FollowsGuide, writer.Variant))
        {
            var (driftX, driftY) = (jitter * draws.Normal(), jitter * draws.Normal());
            var spots = new Spot[stroke.Length];
            for (var i = 0; i < stroke.Length; i++)
            {
                // Neighbouring points of a curve move together, so that it stays smooth.
                (driftX, driftY) = ((0.7 * driftX) + (0.5 * jitter * draws.Normal()), (0.7 * driftY) + (0.5 * jitter * draws.Normal()));
                var y = top + (stroke[i].Y * height) + driftY;
                spots[i] = new Spot(left + (stroke[i].X * width) + driftX + (lean * (box.CentreY - y)), y);
            }

            page.Stroke(spots, pen, darkness);
        }

        return null;
    }
}
