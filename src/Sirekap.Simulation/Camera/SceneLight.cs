namespace Sirekap.Simulation.Camera;

/// <summary>Light over the photo: its fall-off, a shadow, a reflection. In fractions of the photo's long side from its middle.</summary>
internal sealed class SceneLight
{
    private readonly PhotoParameters _shot;
    private readonly (double X, double Y) _fall;
    private readonly (double X, double Y, double At) _shadow;
    private readonly (double X, double Y) _glare;
    private readonly double _shadowBend;

    public SceneLight(PhotoParameters shot)
    {
        _shot = shot;
        var draws = shot.Scene("light");
        _fall = Direction(draws);
        var (x, y) = Direction(draws);
        _shadow = (x, y, draws.Between(-0.25, 0.3));
        _shadowBend = draws.Between(-1.5, 1.5);
        _glare = (draws.Between(-0.33, 0.33), draws.Between(-0.45, 0.45));
    }

    /// <summary>The part of the full light that falls here, and the part of white that a reflection lays over it.</summary>
    public (double Light, double Glare) At(double x, double y)
    {
        var light = 1 - (_shot[Parameter.Gradient] * Math.Clamp(0.5 + (_fall.X * x) + (_fall.Y * y), 0, 1));
        light *= 1 - (_shot[Parameter.Vignette] * Math.Min(1, ((x * x) + (y * y)) / 0.4));
        light *= 1 - (_shot[Parameter.Shadow] * Shade(x, y));
        return (light, Reflection(x, y));
    }

    /// <summary>How deep a point lies in the shadow, 0 … 1.</summary>
    public double Shade(double x, double y)
    {
        if (_shot[Parameter.Shadow] <= 0)
        {
            return 0;
        }

        var along = (_shadow.Y * x) - (_shadow.X * y);
        var into = (_shadow.X * x) + (_shadow.Y * y) - _shadow.At + (_shadowBend * along * along);
        var t = Math.Clamp(0.5 + (into / Math.Max(0.005, _shot[Parameter.ShadowEdge])), 0, 1);
        return t * t * (3 - (2 * t));
    }

    private double Reflection(double x, double y)
    {
        if (_shot[Parameter.Glare] <= 0)
        {
            return 0;
        }

        var (dx, dy, size) = (x - _glare.X, y - _glare.Y, Math.Max(0.01, _shot[Parameter.GlareSize]));
        return _shot[Parameter.Glare] * Math.Exp(-((dx * dx) + (dy * dy)) / (size * size));
    }

    private static (double X, double Y) Direction(Draws draws)
    {
        var angle = draws.Between(0, 2 * Math.PI);
        return (Math.Cos(angle), Math.Sin(angle));
    }
}
