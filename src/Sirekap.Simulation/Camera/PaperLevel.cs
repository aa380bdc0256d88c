using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>Darkness against the paper around it.</summary>
internal static class PaperLevel
{
    /// <summary>A side: a block is wide enough to have bare paper beside a digit's stroke, and sixteen follow a shadow's edge.</summary>
    private const int Blocks = 4;

    /// <summary>
    /// 1 − level / paper for each pixel, with the paper's level from the bright parts of sixteen blocks, so that a shadow is not ink.
    /// </summary>
    public static float[] Darkness(GrayImage box)
    {
        var paper = Levels(box);
        var dark = new float[box.Width * box.Height];
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var level = Between(paper, ((x + 0.5f) / box.Width * Blocks) - 0.5f, ((y + 0.5f) / box.Height * Blocks) - 0.5f);
                dark[(y * box.Width) + x] = Math.Max(0, 1 - (box[x, y] / Math.Max(level, 1)));
            }
        }

        return dark;
    }

    private static float[,] Levels(GrayImage box)
    {
        var all = box.Pixels.AsSpan(0, box.Width * box.Height).ToArray();
        Array.Sort(all);
        float bright = all[(int)(all.Length * 0.75)];
        var paper = new float[Blocks, Blocks];
        for (var by = 0; by < Blocks; by++)
        {
            for (var bx = 0; bx < Blocks; bx++)
            {
                var levels = new List<byte>();
                for (var y = by * box.Height / Blocks; y < (by + 1) * box.Height / Blocks; y++)
                {
                    levels.AddRange(box.Row(y)[(bx * box.Width / Blocks)..((bx + 1) * box.Width / Blocks)]);
                }

                levels.Sort();
                paper[by, bx] = Math.Clamp(levels[(int)(levels.Count * 0.8)], bright * 0.85f, bright * 1.2f);
            }
        }

        return paper;
    }

    private static float Between(float[,] grid, float x, float y)
    {
        (x, y) = (Math.Clamp(x, 0, Blocks - 1.001f), Math.Clamp(y, 0, Blocks - 1.001f));
        var (left, top) = ((int)x, (int)y);
        var (fx, fy) = (x - left, y - top);
        return (((grid[top, left] * (1 - fx)) + (grid[top, left + 1] * fx)) * (1 - fy))
            + (((grid[top + 1, left] * (1 - fx)) + (grid[top + 1, left + 1] * fx)) * fy);
    }
}
