using Sirekap.Reading.Layouts;

namespace Sirekap.Reading.Pages;

/// <summary>
/// Fills a patch from a photo. The way from sheet to photo is worked out at nodes some ten patch pixels apart and is bilinear between them: over so little
/// of a sheet neither perspective nor curl shows.
/// </summary>
internal static class PatchSampler
{
    private const int NodeDistance = 12;

    /// <summary>In each direction a patch pixel is the mean of at most so many points; a tally grid seen on a patch of few pixels needs no more.</summary>
    private const int MostPoints = 6;

    public static void Sample(PageView view, Place place, int width, int height, Span<byte> patch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patch.Length, (long)width * height);
        var (across, down) = ((width + NodeDistance - 1) / NodeDistance, (height + NodeDistance - 1) / NodeDistance);
        var nodes = Nodes(view, place, across, down);
        var sampler = new Bilinear(view.Photo);
        var (points, lines) = (PointsFor(view, place, width, place.Width, horizontal: true), PointsFor(view, place, height, place.Height, horizontal: false));
        var share = 1f / (points * lines);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0f;
                for (var j = 0; j < lines; j++)
                {
                    var (row, v) = Node((y + ((j + 0.5f) / lines)) * down / height, down);
                    for (var i = 0; i < points; i++)
                    {
                        var (column, u) = Node((x + ((i + 0.5f) / points)) * across / width, across);
                        var at = (row * (across + 1)) + column;
                        var (one, two, three, four) = (nodes[at], nodes[at + 1], nodes[at + across + 1], nodes[at + across + 2]);
                        var (topX, topY) = (one.X + (u * (two.X - one.X)), one.Y + (u * (two.Y - one.Y)));
                        var (bottomX, bottomY) = (three.X + (u * (four.X - three.X)), three.Y + (u * (four.Y - three.Y)));
                        sum += sampler.At(topX + (v * (bottomX - topX)), topY + (v * (bottomY - topY)));
                    }
                }

                patch[(y * width) + x] = (byte)((sum * share) + 0.5f);
            }
        }
    }

    private static (int Index, float Beyond) Node(float at, int last)
    {
        var index = Math.Min((int)at, last - 1);
        return (index, at - index);
    }

    private static (float X, float Y)[] Nodes(PageView view, Place place, int across, int down)
    {
        var nodes = new (float X, float Y)[(across + 1) * (down + 1)];
        for (var j = 0; j <= down; j++)
        {
            for (var i = 0; i <= across; i++)
            {
                var (x, y) = view.ToPhoto(place.X + (place.Width * i / across), place.Y + (place.Height * j / down));
                nodes[(j * (across + 1)) + i] = ((float)x, (float)y);
            }
        }

        return nodes;
    }

    /// <summary>As many points as a patch pixel covers photo pixels in this direction.</summary>
    private static int PointsFor(PageView view, Place place, int pixels, double millimetres, bool horizontal)
    {
        var (half, x, y) = (millimetres / pixels / 2, place.CentreX, place.CentreY);
        var (a, b) = horizontal ? (view.ToPhoto(x - half, y), view.ToPhoto(x + half, y)) : (view.ToPhoto(x, y - half), view.ToPhoto(x, y + half));
        var covered = Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
        return covered > 1 ? (int)Math.Min(Math.Ceiling(covered), MostPoints) : 1;
    }
}
