using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// A sheet that hangs in waves and was folded: how far its points are displaced from a flat one's, and how its slopes take or lose light.
/// </summary>
internal sealed class SheetShape
{
    /// <summary>
    /// Drawn for every sheet and used up to the number wanted, so that one fold more leaves the others as they were; twice what the
    /// scenario has.
    /// </summary>
    private const int MostFolds = 6;
    private readonly double _amplitude;
    private readonly double _foldDepth;
    private readonly double _foldReach;
    private readonly (double X, double Y, double Phase)[] _waves;
    private readonly (double NormalX, double NormalY, double At, double Sign)[] _folds;

    public SheetShape(PhotoParameters shot, PageLayout page)
    {
        var draws = shot.Scene("sheet");
        var height = page.Height;
        _amplitude = shot[Parameter.Curl] * height / 1000;
        _foldDepth = shot[Parameter.FoldDepth] * height / 1000;
        _foldReach = height * 0.11;
        _waves = new (double, double, double)[2];
        for (var i = 0; i < _waves.Length; i++)
        {
            // Rolled along one side, mostly: the waves run along the sheet's height.
            var (angle, turns) = ((Math.PI / 2) + (0.35 * draws.Normal()), 2 * Math.PI * shot[Parameter.CurlWaves] * (i + 1) / height);
            _waves[i] = (Math.Cos(angle) * turns, Math.Sin(angle) * turns, draws.Between(0, 2 * Math.PI));
        }

        var folds = new List<(double, double, double, double)>();
        for (var i = 0; i < MostFolds; i++)
        {
            var (across, tilt, at, sign) = (draws.Chance(0.4), 0.03 * draws.Normal(), draws.Between(0.2, 0.8), draws.Chance(0.5) ? 1 : -1);
            if (i < (int)shot[Parameter.Folds])
            {
                folds.Add(
                    across ? (Math.Cos(tilt), Math.Sin(tilt), at * page.Width, sign) : (-Math.Sin(tilt), Math.Cos(tilt), at * height, sign)
                );
            }
        }

        _folds = [.. folds];
    }

    /// <summary>What must be added to a flat sheet's point, in millimetres.</summary>
    public (double X, double Y) Offset(double x, double y)
    {
        var (ox, oy) = (0.0, 0.0);
        if (_amplitude > 0)
        {
            var (first, second) = (
                Math.Sin((_waves[0].X * x) + (_waves[0].Y * y) + _waves[0].Phase),
                Math.Sin((_waves[1].X * x) + (_waves[1].Y * y) + _waves[1].Phase)
            );
            oy += _amplitude * ((0.75 * first) + (0.25 * second));
            ox += _amplitude * ((0.25 * second) - (0.15 * first));
        }

        foreach (var (nx, ny, at, sign) in _folds)
        {
            var bulge = sign * _foldDepth * Math.Max(0, 1 - (Math.Abs((nx * x) + (ny * y) - at) / _foldReach));
            ox += bulge * nx;
            oy += bulge * ny;
        }

        return (ox, oy);
    }

    /// <summary>The part of the light that a point of the sheet gives back, about 1.</summary>
    public double Light(double x, double y)
    {
        // Slopes, as displacement over length: a few in a thousand; what faces the lamp is brighter.
        const double Strength = 3;
        var slope = 0.0;
        foreach (var (wx, wy, phase) in _waves)
        {
            slope += _amplitude * 0.5 * (wx + wy) * Math.Cos((wx * x) + (wy * y) + phase);
        }

        foreach (var (nx, ny, at, sign) in _folds)
        {
            var beside = ((nx * x) + (ny * y) - at) / _foldReach;
            slope += Math.Abs(beside) < 1 ? sign * Math.Clamp(8 * beside, -1, 1) * (1 - Math.Abs(beside)) * _foldDepth / _foldReach : 0;
        }

        return Math.Clamp(1 + (Strength * slope), 0.6, 1.25);
    }
}
