using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Synthesis;

/// <summary>
/// The ink of a real box in a box that is drawn: the same hand on another form. The boxes of one election all have one frame, and a network
/// that had seen no other would read the frame, too.
/// </summary>
internal static class Reframing
{
    /// <summary>
    /// Share of a crop's side within which its frame lies: crops have a margin around it, and the frame's line has its width.
    /// </summary>
    private const float Cut = 0.14f;

    /// <summary>
    /// Share of a crop's contrast that is taken for paper: its grain and shadows. Pale ink loses its edges by it, which is what pale ink
    /// looks like.
    /// </summary>
    private const float Grain = 0.2f;

    public static Plane Apply(Plane source, float paper, ref Dice dice)
    {
        var plane = BoxDrawing.Empty(ref dice, out var frame);
        BoxDrawing.Soil(plane, ref dice);
        var darkest = Darkest(source);
        var contrast = Math.Max(1, paper - darkest);
        var (strength, inset) = (dice.Between(0.45f, 1) * 255, dice.Between(-0.02f, 0.12f));
        var (w, h) = (frame.Right - frame.Left, frame.Bottom - frame.Top);
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                var (u, v) = ((((x - frame.Left) / w) - inset) / (1 - (2 * inset)), (((y - frame.Top) / h) - inset) / (1 - (2 * inset)));
                var edge = Math.Min(Math.Min(u, 1 - u), Math.Min(v, 1 - v));
                if (edge > 0)
                {
                    var (sx, sy) = (Cut + (u * (1 - (2 * Cut))), Cut + (v * (1 - (2 * Cut))));
                    var ink = (paper - source.At((sx * source.Width) - 0.5f, (sy * source.Height) - 0.5f)) / contrast;
                    var cover = Math.Clamp((ink - Grain) / (1 - Grain), 0, 1) * Math.Min(1, edge * 30);
                    ref var value = ref plane.Values[(y * plane.Width) + x];
                    value = Math.Min(value, 255 - (strength * cover));
                }
            }
        }

        return plane;
    }

    /// <summary>Of the inside alone: the frame is often darker than any pen.</summary>
    private static float Darkest(Plane source)
    {
        var (left, top) = ((int)(source.Width * Cut) + 1, (int)(source.Height * Cut) + 1);
        var darkest = 255f;
        for (var y = top; y < source.Height - top; y++)
        {
            for (var x = left; x < source.Width - left; x++)
            {
                darkest = Math.Min(darkest, source.Values[(y * source.Width) + x]);
            }
        }

        return darkest;
    }
}
