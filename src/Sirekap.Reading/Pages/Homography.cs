namespace Sirekap.Reading.Pages;

/// <summary>
/// Maps one plane on another as a pinhole camera does: x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1).
/// </summary>
internal sealed class Homography
{
    private readonly double[] _h;

    private Homography(double[] h) => _h = h;

    /// <summary>x' = scale x + offset, and so for y.</summary>
    public static Homography Scale(double scale, double offset) => new([scale, 0, offset, 0, scale, offset, 0, 0]);

    public (double X, double Y) Map(double x, double y)
    {
        var depth = (_h[6] * x) + (_h[7] * y) + 1;
        return (((_h[0] * x) + (_h[1] * y) + _h[2]) / depth, ((_h[3] * x) + (_h[4] * y) + _h[5]) / depth);
    }

    /// <summary>The denominator: positive before the camera, relative to the plane's origin.</summary>
    public double Depth(double x, double y) => (_h[6] * x) + (_h[7] * y) + 1;

    /// <summary>How far the image moves for a step of one to the right and of one down.</summary>
    public ((double X, double Y) Right, (double X, double Y) Down) Steps(double x, double y)
    {
        var depth = Depth(x, y);
        var (u, v) = Map(x, y);
        return (
            ((_h[0] - (_h[6] * u)) / depth, (_h[3] - (_h[6] * v)) / depth),
            ((_h[1] - (_h[7] * u)) / depth, (_h[4] - (_h[7] * v)) / depth)
        );
    }

    /// <summary>
    /// The homography with the least sum of squared distances in the image, weighted; null when the points do not determine one. The linear
    /// equations measure distance times depth, so they are solved again with the depths of the last solution.
    /// </summary>
    /// <param name="pairs">At least four: on the sheet, in the image, and the weight, one over the squared error in the image.</param>
    /// <param name="tilt">
    /// What is known beforehand of g and h about the points' middle: the expected values and their error. Points that lie close together
    /// say little of them, and what they seem to say would throw far points anywhere. Null for nothing.
    /// </param>
    public static Homography? Fit(
        IReadOnlyList<((double X, double Y) From, (double X, double Y) To, double Weight)> pairs,
        (double G, double H, double Error)? tilt = null
    )
    {
        var (from, fromScale) = Normal(pairs.Select(pair => pair.From));
        var (to, toScale) = Normal(pairs.Select(pair => pair.To));
        var normals = new double[8, 9];
        double[]? h = null;
        Span<double> row = stackalloc double[9];
        for (var round = 0; round < 3; round++)
        {
            Array.Clear(normals);
            if (tilt is var (g, slope, error))
            {
                var weight = toScale * toScale * fromScale * fromScale / (error * error);
                (normals[6, 6], normals[6, 8]) = (weight, weight * g / fromScale);
                (normals[7, 7], normals[7, 8]) = (weight, weight * slope / fromScale);
            }

            foreach (var pair in pairs)
            {
                var (x, y) = ((pair.From.X - from.X) * fromScale, (pair.From.Y - from.Y) * fromScale);
                var (u, v) = ((pair.To.X - to.X) * toScale, (pair.To.Y - to.Y) * toScale);
                var depth = h is null ? 1 : (h[6] * x) + (h[7] * y) + 1;
                var weight = pair.Weight / Math.Max(depth * depth, 1e-6);
                row.Clear();
                (row[0], row[1], row[2], row[6], row[7], row[8]) = (x, y, 1, -u * x, -u * y, u);
                LeastSquares.Add(normals, row, weight);
                row.Clear();
                (row[3], row[4], row[5], row[6], row[7], row[8]) = (x, y, 1, -v * x, -v * y, v);
                LeastSquares.Add(normals, row, weight);
            }

            h = LeastSquares.Solve(normals);
            if (h is null)
            {
                return null;
            }
        }

        return Denormalised(h!, from, fromScale, to, toScale);
    }

    private static ((double X, double Y) Centre, double Scale) Normal(IEnumerable<(double X, double Y)> points)
    {
        var all = points.ToList();
        var (x, y) = (all.Average(point => point.X), all.Average(point => point.Y));
        var spread = all.Average(point => Math.Sqrt(((point.X - x) * (point.X - x)) + ((point.Y - y) * (point.Y - y))));
        return ((x, y), 1 / Math.Max(spread, 1e-9));
    }

    /// <summary>To⁻¹ · H · From, scaled so that its last number is 1.</summary>
    private static Homography? Denormalised(
        double[] h,
        (double X, double Y) from,
        double fromScale,
        (double X, double Y) to,
        double toScale
    )
    {
        Span<double> m = stackalloc double[9];
        for (var column = 0; column < 3; column++)
        {
            var last = column == 2 ? 1 : h[6 + column];
            m[column] = (h[column] / toScale) + (to.X * last);
            m[3 + column] = (h[3 + column] / toScale) + (to.Y * last);
            m[6 + column] = last;
        }

        for (var line = 0; line < 9; line += 3)
        {
            m[line + 2] -= ((m[line] * from.X) + (m[line + 1] * from.Y)) * fromScale;
            m[line] *= fromScale;
            m[line + 1] *= fromScale;
        }

        if (Math.Abs(m[8]) < 1e-12)
        {
            return null;
        }

        var scaled = new double[8];
        for (var i = 0; i < 8; i++)
        {
            scaled[i] = m[i] / m[8];
        }

        return new Homography(scaled);
    }
}
