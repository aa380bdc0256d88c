using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Synthesis;

/// <summary>How a box can stand in its crop: shifted, turned, cut tight or loose, in perspective, on paper that is not flat.</summary>
internal static class Distortion
{
    /// <param name="source">The box with its margin.</param>
    /// <param name="paper">Grey of its paper: what is beyond its edges, where that is not drawn out.</param>
    /// <param name="dice">Draws.</param>
    /// <param name="side">Pixels of the result's side.</param>
    public static Plane Apply(Plane source, float paper, ref Dice dice, int side)
    {
        var strong = dice.Chance(0.25f);
        var (zoom, place) = strong ? (0.2f, 0.075f) : (0.08f, 0.03f);
        // Some crop so generously that half of the picture is not the box.
        var both = dice.Chance(0.08f) ? dice.Between(1.3f, 1.9f) : MathF.Exp(dice.Normal() * zoom);
        var (scaleX, scaleY) = (both * MathF.Exp(dice.Normal() * 0.06f), both * MathF.Exp(dice.Normal() * 0.06f));
        // Beyond these a digit itself would be cut, or be smaller than anyone crops.
        (scaleX, scaleY) = (Math.Clamp(scaleX, 0.74f, 2), Math.Clamp(scaleY, 0.74f, 2));
        var angle = Math.Clamp(dice.Normal() * (strong ? 6 : 3), -13, 13) * MathF.PI / 180;
        var (cos, sin, shear) = (MathF.Cos(angle), MathF.Sin(angle), dice.Normal() * 0.06f);
        var (shiftX, shiftY) = (dice.Normal() * place * Math.Max(scaleX, 0.9f), dice.Normal() * place * Math.Max(scaleY, 0.9f));
        var (tiltX, tiltY) = (dice.Normal() * 0.07f, dice.Normal() * 0.07f);
        var (waveX, waveY) = (dice.Normal() * 0.012f, dice.Normal() * 0.012f);
        var (phaseX, phaseY) = (dice.Between(0, MathF.Tau), dice.Between(0, MathF.Tau));
        var (lengthX, lengthY) = (dice.Between(3, 9), dice.Between(3, 9));
        var drawnOut = dice.Chance(0.6f);
        // Where the corners of the result's pixels lie in the source; a pixel is taken at four places between its corners.
        var corners = new (float X, float Y)[(side + 1) * (side + 1)];
        for (var i = 0; i < corners.Length; i++)
        {
            var (u, v) = (((float)(i % (side + 1)) / side) - 0.5f, ((float)(i / (side + 1)) / side) - 0.5f);
            var depth = 1 + (tiltX * u) + (tiltY * v);
            (u, v) = (u * scaleX / depth, v * scaleY / depth);
            (u, v) = ((cos * u) - (sin * v) + (shear * v) + shiftX, (sin * u) + (cos * v) + shiftY);
            u += waveX * MathF.Sin((v * lengthY) + phaseX);
            v += waveY * MathF.Sin((u * lengthX) + phaseY);
            corners[i] = (((u + 0.5f) * source.Width) - 0.5f, ((v + 0.5f) * source.Height) - 0.5f);
        }

        return Fill(source, corners, side, drawnOut ? null : paper);
    }

    /// <param name="beyond">What is outside the source; null: its edge goes on.</param>
    private static Plane Fill(Plane source, (float X, float Y)[] corners, int side, float? beyond)
    {
        var result = new Plane(side, side);
        var (right, bottom) = (source.Width - 0.5f, source.Height - 0.5f);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var at = (y * (side + 1)) + x;
                var (a, b, c, d) = (corners[at], corners[at + 1], corners[at + side + 1], corners[at + side + 2]);
                var sum = 0f;
                for (var i = 0; i < 4; i++)
                {
                    var (fx, fy) = ((i & 1) == 0 ? 0.25f : 0.75f, (i & 2) == 0 ? 0.25f : 0.75f);
                    var px = ((a.X + ((b.X - a.X) * fx)) * (1 - fy)) + ((c.X + ((d.X - c.X) * fx)) * fy);
                    var py = ((a.Y + ((b.Y - a.Y) * fx)) * (1 - fy)) + ((c.Y + ((d.Y - c.Y) * fx)) * fy);
                    sum += beyond is { } paper && (px < -0.5f || py < -0.5f || px > right || py > bottom) ? paper : source.At(px, py);
                }

                result.Values[(y * side) + x] = sum / 4;
            }
        }

        return result;
    }
}
