using System.Numerics;
using Sirekap.Paper.Layouts;

namespace Sirekap.Reading.Pages;

/// <summary>
/// Fills a patch from a photo. The way from sheet to photo is worked out at nodes some ten patch pixels apart and is bilinear between them:
/// over so little of a sheet neither perspective nor curl shows.
/// </summary>
internal static class PatchSampler
{
    /// <summary>Patch pixels: a box of 32 gets three cells a side. More nodes cost time and move no pixel visibly.</summary>
    private const int NodeDistance = 12;

    /// <summary>
    /// In each direction a patch pixel is the mean of at most so many points; a tally grid seen on a patch of few pixels needs no more.
    /// </summary>
    private const int MostPoints = 6;

    public static void Sample(PageView view, Area place, int width, int height, Span<byte> patch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patch.Length, (long)width * height);
        var (across, down) = ((width + NodeDistance - 1) / NodeDistance, (height + NodeDistance - 1) / NodeDistance);
        var nodes = Nodes(view, place, across, down);
        var sampler = new Bilinear(view.Photo);
        var inside = true;
        foreach (var node in nodes)
        {
            inside &= sampler.Shows(node.X, node.Y);
        }

        var (points, lines) = (
            PointsFor(view, place, width, place.Width, horizontal: true),
            PointsFor(view, place, height, place.Height, horizontal: false)
        );
        var columns = new (int Index, float Beyond)[width * points];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Node((i + 0.5f) / points * across / width, across);
        }

        var (start, step) = (new Vector2[across], new Vector2[across]);
        var sums = new float[width];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            for (var j = 0; j < lines; j++)
            {
                Line(nodes, across, Node((y + ((j + 0.5f) / lines)) * down / height, down), start, step);
                Add(sampler, inside, columns, points, start, step, sums);
            }

            for (var x = 0; x < width; x++)
            {
                patch[(y * width) + x] = (byte)((sums[x] / (points * lines)) + 0.5f);
            }
        }
    }

    /// <summary>A line across the patch: where each of its pieces between two nodes begins, and how far it goes.</summary>
    private static void Line(Vector2[] nodes, int across, (int Index, float Beyond) row, Vector2[] start, Vector2[] step)
    {
        var at = row.Index * (across + 1);
        var from = Vector2.Lerp(nodes[at], nodes[at + across + 1], row.Beyond);
        for (var i = 0; i < across; i++)
        {
            var to = Vector2.Lerp(nodes[at + i + 1], nodes[at + across + i + 2], row.Beyond);
            (start[i], step[i]) = (from, to - from);
            from = to;
        }
    }

    /// <summary>Adds a line's points to the pixels that they belong to.</summary>
    private static void Add(
        Bilinear sampler,
        bool inside,
        (int Index, float Beyond)[] columns,
        int points,
        Vector2[] start,
        Vector2[] step,
        float[] sums
    )
    {
        var i = 0;
        for (var x = 0; x < sums.Length; x++)
        {
            var sum = 0f;
            for (var point = 0; point < points; point++)
            {
                var (index, beyond) = columns[i++];
                var at = start[index] + (beyond * step[index]);
                sum += inside ? sampler.Within(at.X, at.Y) : sampler.At(at.X, at.Y);
            }

            sums[x] += sum;
        }
    }

    private static (int Index, float Beyond) Node(float at, int last)
    {
        var index = Math.Min((int)at, last - 1);
        return (index, at - index);
    }

    private static Vector2[] Nodes(PageView view, Area place, int across, int down)
    {
        var nodes = new Vector2[(across + 1) * (down + 1)];
        for (var j = 0; j <= down; j++)
        {
            for (var i = 0; i <= across; i++)
            {
                var (x, y) = view.ToPhoto(place.X + (place.Width * i / across), place.Y + (place.Height * j / down));
                nodes[(j * (across + 1)) + i] = new Vector2((float)x, (float)y);
            }
        }

        return nodes;
    }

    /// <summary>As many points as a patch pixel covers photo pixels in this direction.</summary>
    private static int PointsFor(PageView view, Area place, int pixels, double millimetres, bool horizontal)
    {
        var (half, x, y) = (millimetres / pixels / 2, place.CentreX, place.CentreY);
        var (a, b) = horizontal
            ? (view.ToPhoto(x - half, y), view.ToPhoto(x + half, y))
            : (view.ToPhoto(x, y - half), view.ToPhoto(x, y + half));
        var covered = Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
        return covered > 1 ? (int)Math.Min(Math.Ceiling(covered), MostPoints) : 1;
    }
}
