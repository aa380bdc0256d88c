using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>What is seen around the sheet: a texture that repeats every 512 pixels.</summary>
internal sealed class Backdrop
{
    /// <summary>
    /// A power of two, so that repeating is a mask; large enough that its repetition does not meet the eye behind a sheet.
    /// </summary>
    private const int Side = 512;
    private readonly byte[] _tile = new byte[Side * Side];
    private readonly int _step;

    public Backdrop(PhotoParameters shot)
    {
        var draws = shot.Scene("backdrop");

        // In 256ths of a tile's pixel a photo's pixel, so that the texture is as coarse on a large photo.
        _step = Math.Max(32, (int)(256 * 1600 / shot.LongSide));
        var kind = (int)shot[Parameter.Backdrop];
        var tone =
            kind == 3 ? draws.Between(15, 55)
            : kind == 4 ? draws.Between(190, 240)
            : draws.Between(60, 225);
        var (coarse, fine, grain) = kind switch
        {
            0 => (6.0, 1.5, 0.0),
            1 => (6.0, 2.0, 16.0),
            2 => (14.0, 14.0, 0.0),
            3 => (12.0, 2.0, 0.0),
            _ => (3.0, 1.0, 0.0),
        };
        var clouds = Clouds(draws, 8);
        var rings = Clouds(draws, 4);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var at = (y * Side) + x;
                var wood = grain * Math.Sin((x * 0.11) + (2.5 * rings[at]));
                var noise = unchecked((sbyte)draws.Next()) / 64.0;
                _tile[at] = (byte)Math.Clamp(tone + (coarse * clouds[at]) + wood + (fine * noise), 3, 252);
            }
        }

        if (kind == 4)
        {
            Print(draws);
        }
    }

    public byte At(int x, int y) => _tile[((((y * _step) >> 8) & (Side - 1)) * Side) + (((x * _step) >> 8) & (Side - 1))];

    /// <summary>Skin: from beyond the sheet's edge over its margin. Drawn into the photo before its blur.</summary>
    public static void Fingers(GrayImage photo, PhotoParameters shot, Viewpoint view, double sheetWidth, double sheetHeight)
    {
        const double Thickness = 10;
        var draws = shot.Scene("fingers");
        for (var i = 0; i < (int)shot[Parameter.Fingers]; i++)
        {
            var (side, at, reach, tone) = (
                draws.Below(3),
                draws.Between(0.15, 0.85),
                draws.Between(0.005, 0.045) * sheetWidth,
                draws.Between(70, 170)
            );
            var (tip, root) = side switch
            {
                0 => (view.ToPhoto(reach, at * sheetHeight), view.ToPhoto(-160, (at * sheetHeight) + 60)),
                1 => (view.ToPhoto(sheetWidth - reach, at * sheetHeight), view.ToPhoto(sheetWidth + 160, (at * sheetHeight) + 60)),
                _ => (view.ToPhoto(at * sheetWidth, sheetHeight - reach), view.ToPhoto((at * sheetWidth) + 30, sheetHeight + 160)),
            };
            Finger(photo, tip, root, Thickness * view.Scale(sheetWidth / 2, sheetHeight / 2), tone * shot[Parameter.Brightness] / 200);
        }
    }

    private static void Finger(GrayImage photo, Spot tip, Spot root, double radius, double tone)
    {
        var (dx, dy) = (root.X - tip.X, root.Y - tip.Y);
        var length = Math.Max(1e-6, (dx * dx) + (dy * dy));
        var most = 4 * radius;
        for (
            var y = Math.Max(0, (int)(Math.Min(tip.Y, root.Y) - most));
            y <= Math.Min(photo.Height - 1, Math.Max(tip.Y, root.Y) + most);
            y++
        )
        {
            for (
                var x = Math.Max(0, (int)(Math.Min(tip.X, root.X) - most));
                x <= Math.Min(photo.Width - 1, Math.Max(tip.X, root.X) + most);
                x++
            )
            {
                var along = Math.Clamp((((x - tip.X) * dx) + ((y - tip.Y) * dy)) / length, 0, 1);
                var (px, py) = (x - tip.X - (along * dx), y - tip.Y - (along * dy));
                var off = ((px * px) + (py * py)) / (radius * radius * (1 + (3 * along)) * (1 + (3 * along)));
                if (off < 1)
                {
                    photo[x, y] = (byte)Math.Clamp(tone * (1 - (0.45 * off)), 0, 255);
                }
            }
        }
    }

    /// <summary>Lines of something like words.</summary>
    private void Print(Draws draws)
    {
        for (var line = 8; line < Side - 12; line += 18)
        {
            for (var x = 20; x < Side - 20; )
            {
                var word = 8 + draws.Below(30);
                for (var y = line; y < line + 6; y++)
                {
                    for (var i = x; i < Math.Min(x + word, Side - 20); i++)
                    {
                        _tile[(y * Side) + i] = (byte)(40 + (draws.Next() & 127));
                    }
                }

                x += word + 6;
            }
        }
    }

    /// <summary>Smooth noise of mean 0, about −1 … 1, that repeats.</summary>
    private static float[] Clouds(Draws draws, int cells)
    {
        var nodes = new float[cells * cells];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = (float)draws.Normal();
        }

        var clouds = new float[Side * Side];
        var cell = Side / cells;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (cx, cy, fx, fy) = (x / cell, y / cell, Smooth(x % cell / (float)cell), Smooth(y % cell / (float)cell));
                var (nx, ny) = ((cx + 1) % cells, (cy + 1) % cells);
                var upper = nodes[(cy * cells) + cx] + ((nodes[(cy * cells) + nx] - nodes[(cy * cells) + cx]) * fx);
                var lower = nodes[(ny * cells) + cx] + ((nodes[(ny * cells) + nx] - nodes[(ny * cells) + cx]) * fx);
                clouds[(y * Side) + x] = upper + ((lower - upper) * fy);
            }
        }

        return clouds;
    }

    private static float Smooth(float t) => t * t * (3 - (2 * t));
}
