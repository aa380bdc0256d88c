namespace Sirekap.Reading.Pages;

/// <summary>How far a printed line lies from where a flat sheet would have it, in millimetres along one axis.</summary>
/// <param name="X">On the sheet.</param>
/// <param name="Y">On the sheet.</param>
/// <param name="Offset">Measured.</param>
/// <param name="Weight">0 … 1 for a line; more for what is sure.</param>
/// <param name="Sure">Whether it is not doubted for lying elsewhere than its neighbours say.</param>
internal readonly record struct LineOffset(double X, double Y, double Offset, double Weight, bool Sure = false);

/// <summary>
/// The displacement of a curled sheet along one axis: a cubic surface over all lines, fitted so that single wrong ones do not count, and
/// near lines what they say beyond it.
/// </summary>
internal sealed class Displacement
{
    /// <summary>Of a cubic in two variables.</summary>
    private const int Terms = 10;

    // A term costs this much, so that what lies far from every line is not thrown about by a cubic.
    private static readonly double[] Ridge = [1e-3, 1e-2, 1e-2, 0.05, 0.05, 0.05, 0.3, 0.3, 0.3, 0.3];

    private readonly double[] _surface;
    private readonly LineOffset[] _near;
    private readonly double _width;
    private readonly double _height;
    private readonly double _reach;

    private Displacement(double[] surface, LineOffset[] near, double width, double height, double reach)
    {
        (_surface, _near, _width, _height, _reach) = (surface, near, width, height, reach);
    }

    public static Displacement None { get; } = new(new double[Terms], [], 1, 1, 1);

    /// <param name="lines">What was measured.</param>
    /// <param name="width">Of the sheet.</param>
    /// <param name="height">Of the sheet.</param>
    /// <param name="tolerance">What a line may be off by without being doubted, in millimetres.</param>
    /// <param name="reach">How far a line's own part is felt, in millimetres; 0 for the surface alone.</param>
    public static Displacement Fit(IReadOnlyList<LineOffset> lines, double width, double height, double tolerance, double reach)
    {
        var surface = new double[Terms];
        Span<double> equation = stackalloc double[Terms + 1];
        for (var round = 0; round < 4; round++)
        {
            var normals = new double[Terms, Terms + 1];
            for (var i = 0; i < Terms; i++)
            {
                normals[i, i] = Ridge[i];
            }

            foreach (var line in lines)
            {
                Basis(line.X / width, line.Y / height, equation);
                equation[Terms] = line.Offset;
                LeastSquares.Add(
                    normals,
                    equation,
                    line.Weight * (round == 0 || line.Sure ? 1 : Trust(line.Offset - Value(surface, equation), tolerance))
                );
            }

            surface = LeastSquares.Solve(normals) ?? new double[Terms];
        }

        var fitted = surface;
        var near =
            reach <= 0
                ? []
                : lines
                    .Select(line => line with { Offset = line.Offset - At(fitted, line.X / width, line.Y / height) })
                    .Select(line => line with { Weight = line.Weight * (line.Sure ? 1 : Trust(line.Offset, 2 * tolerance)) })
                    .Where(line => line.Weight > 0.05)
                    .ToArray();
        return new Displacement(surface, near, width, height, reach);
    }

    /// <summary>In millimetres.</summary>
    public double At(double x, double y)
    {
        var value = At(_surface, x / _width, y / _height);
        if (_near.Length == 0)
        {
            return value;
        }

        // One sure line at the place itself counts nine tenths.
        var (sum, weights) = (0.0, 0.1);
        foreach (var line in _near)
        {
            var distance = (((line.X - x) * (line.X - x)) + ((line.Y - y) * (line.Y - y))) / (_reach * _reach);
            if (distance < 9)
            {
                var weight = line.Weight * Math.Exp(-0.5 * distance);
                sum += weight * line.Offset;
                weights += weight;
            }
        }

        return value + (sum / weights);
    }

    /// <summary>Geman and McClure's: 1 for what fits, nearly 0 for what does not.</summary>
    private static double Trust(double residual, double tolerance)
    {
        var ratio = residual / (2 * tolerance);
        return 1 / ((1 + (ratio * ratio)) * (1 + (ratio * ratio)));
    }

    private static double At(double[] surface, double x, double y)
    {
        Span<double> basis = stackalloc double[Terms + 1];
        Basis(x, y, basis);
        return Value(surface, basis);
    }

    private static double Value(double[] surface, ReadOnlySpan<double> basis)
    {
        var sum = 0.0;
        for (var i = 0; i < Terms; i++)
        {
            sum += surface[i] * basis[i];
        }

        return sum;
    }

    /// <summary>All products of x and y up to the third degree, both from −1 to 1 over the sheet.</summary>
    private static void Basis(double x, double y, Span<double> basis)
    {
        (x, y) = ((2 * x) - 1, (2 * y) - 1);
        (basis[0], basis[1], basis[2]) = (1, x, y);
        (basis[3], basis[4], basis[5]) = (x * x, x * y, y * y);
        (basis[6], basis[7], basis[8], basis[9]) = (x * x * x, x * x * y, x * y * y, y * y * y);
    }
}
