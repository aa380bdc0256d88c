using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>
/// The point where two dark squares touch, to a fraction of a pixel. Along the edges that meet there the gradient is perpendicular to the
/// way from the point, and in the flat parts it is zero: the point is the least-squares solution of gradient · (pixel − point) = 0
/// (Förstner 1987).
/// </summary>
internal static class Saddle
{
    /// <summary>
    /// It ends sooner where a step moves less than a hundredth of a pixel; what has not settled by then is as near as it gets.
    /// </summary>
    private const int Rounds = 10;

    /// <param name="image">To look at.</param>
    /// <param name="start">A guess, in pixels.</param>
    /// <param name="radius">Of the window, in pixels: less than a square's side, so that no other edge is in it.</param>
    /// <returns>The point; null where the picture has no such point within the window.</returns>
    public static (double X, double Y)? Refine(GrayImage image, (double X, double Y) start, double radius)
    {
        var sampler = new Bilinear(image);
        var reach = (int)Math.Ceiling(radius);
        var (x, y) = start;
        for (var round = 0; round < Rounds; round++)
        {
            var (xx, xy, yy, bx, by) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (var j = -reach; j <= reach; j++)
            {
                for (var i = -reach; i <= reach; i++)
                {
                    var distance = ((i * i) + (j * j)) / (radius * radius);
                    if (distance > 1)
                    {
                        continue;
                    }

                    var (px, py) = ((float)(x + i), (float)(y + j));
                    var gx = sampler.At(px + 1, py) - sampler.At(px - 1, py);
                    var gy = sampler.At(px, py + 1) - sampler.At(px, py - 1);
                    var weight = Math.Exp(-2 * distance);
                    var along = (gx * i) + (gy * j);
                    xx += weight * gx * gx;
                    xy += weight * gx * gy;
                    yy += weight * gy * gy;
                    bx += weight * gx * along;
                    by += weight * gy * along;
                }
            }

            // Edges in one direction only, or none, give no point.
            var (determinant, trace) = ((xx * yy) - (xy * xy), xx + yy);
            if (!(determinant > 0.01 * trace * trace))
            {
                return null;
            }

            var (stepX, stepY) = (((yy * bx) - (xy * by)) / determinant, ((xx * by) - (xy * bx)) / determinant);
            (x, y) = (x + stepX, y + stepY);
            if (!(Math.Abs(x - start.X) <= radius && Math.Abs(y - start.Y) <= radius))
            {
                return null;
            }

            if ((stepX * stepX) + (stepY * stepY) < 1e-4)
            {
                break;
            }
        }

        return (x, y);
    }
}
