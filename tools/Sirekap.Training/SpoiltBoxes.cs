using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training;

/// <summary>
/// Boxes as other people's photographs and other people's scissors would have them, one fault at a time and well beyond the usual: whether
/// a network fits these boxes or reads boxes. What a training makes up for itself is drawn at random; these are fixed.
/// </summary>
internal static class SpoiltBoxes
{
    /// <summary>What is done to a box; the number is its place in the list, for faults that turn to either side or are noise.</summary>
    public static IReadOnlyList<(string Name, Func<LabelledBox, int, Plane> Spoil)> All { get; } =
    [
        ("cut 8 % tighter at each edge", (box, _) => Cropped(box, 0.08f)),
        ("cut 13 % tighter at each edge", (box, _) => Cropped(box, 0.13f)),
        ("15 % of paper around", (box, _) => Cropped(box, -0.15f)),
        ("30 % of paper around", (box, _) => Cropped(box, -0.3f)),
        ("50 % of paper around", (box, _) => Cropped(box, -0.5f)),
        ("shifted by 12 % both ways", (box, _) => Mapped(box, (u, v) => (u + 0.12f, v - 0.12f))),
        ("20 pixels wide", (box, _) => Coarse(box.Picture, 20)),
        ("16 pixels wide", (box, _) => Coarse(box.Picture, 16)),
        ("12 pixels wide", (box, _) => Coarse(box.Picture, 12)),
        ("turned by 8 degrees", (box, i) => Turned(box, i % 2 == 0 ? 8 : -8)),
        ("turned by 12 degrees", (box, i) => Turned(box, i % 2 == 0 ? 12 : -12)),
        ("noise of 15 grey levels", (box, i) => Noisy(box.Picture, 15, i)),
        ("a third narrower", (box, _) => Mapped(box, (u, v) => (0.5f + ((u - 0.5f) * 1.35f), v))),
    ];

    /// <summary>Cut tighter by a share of the side at each edge, or (below 0) with so much paper around.</summary>
    public static Plane Cropped(LabelledBox box, float cut) =>
        Mapped(box, (u, v) => (cut + (u * (1 - (2 * cut))), cut + (v * (1 - (2 * cut)))));

    /// <summary>As a camera with few pixels gives it.</summary>
    public static Plane Coarse(Plane from, int side)
    {
        const int samples = 8;
        var to = new Plane(side, side);
        for (var i = 0; i < side * side; i++)
        {
            for (var k = 0; k < samples * samples; k++)
            {
                var (u, v) = (
                    ((i % side) + (((k % samples) + 0.5f) / samples)) / side,
                    ((i / side) + (((k / samples) + 0.5f) / samples)) / side
                );
                to.Values[i] += from.At((u * from.Width) - 0.5f, (v * from.Height) - 0.5f) / (samples * samples);
            }
        }

        return to;
    }

    public static Plane Noisy(Plane from, float deviation, int index)
    {
        const ulong purpose = 21;
        var (to, dice) = (from.Copy(), new Dice(0, purpose, (ulong)index));
        foreach (ref var value in to.Values.AsSpan())
        {
            value += deviation * dice.Normal();
        }

        return to;
    }

    private static Plane Turned(LabelledBox box, float degrees)
    {
        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        return Mapped(box, (u, v) => (0.5f + (cos * (u - 0.5f)) - (sin * (v - 0.5f)), 0.5f + (sin * (u - 0.5f)) + (cos * (v - 0.5f))));
    }

    /// <summary>Each pixel from another place (shares of the sides); paper where that is outside.</summary>
    private static Plane Mapped(LabelledBox box, Func<float, float, (float U, float V)> from)
    {
        var (picture, to) = (box.Picture, new Plane(box.Picture.Width, box.Picture.Height));
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                var (u, v) = from((x + 0.5f) / to.Width, (y + 0.5f) / to.Height);
                to.Values[(y * to.Width) + x] =
                    u is < 0 or > 1 || v is < 0 or > 1 ? box.Paper : picture.At((u * picture.Width) - 0.5f, (v * picture.Height) - 0.5f);
            }
        }

        return to;
    }
}
