using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// Where the camera stands to the sheet: a pinhole with radial distortion, before it a sheet that is not flat. Between pixels of the photo
/// and millimetres of the sheet, both ways.
/// </summary>
internal sealed class Viewpoint
{
    private readonly double[] _toPhoto;
    private readonly double[] _toSheet;
    private readonly SheetShape _shape;
    private readonly double _centreX;
    private readonly double _centreY;
    private readonly double _radius;
    private readonly double _distortion;

    public Viewpoint(PhotoParameters shot, PageLayout page)
    {
        (Width, Height) = shot.Size;
        (_centreX, _centreY) = ((Width - 1) / 2.0, (Height - 1) / 2.0);
        _radius = Math.Sqrt((Width * (double)Width) + (Height * (double)Height)) / 2;
        _distortion = shot[Parameter.Distortion];
        _shape = new SheetShape(shot, page);
        var focal = shot[Parameter.Focal] * 2 * _radius;
        var turn = Turn(shot);
        var distance = focal * page.Height / Height;
        for (var i = 0; i < 12; i++)
        {
            var (boundsWidth, boundsHeight, _, _) = Bounds(Project(turn, focal, distance, page), page);
            distance *= Math.Max(boundsWidth / Width, boundsHeight / Height) / Math.Max(0.05, shot[Parameter.Fill]);
        }

        var h = Project(turn, focal, distance, page);
        var (width, height, middleX, middleY) = Bounds(h, page);
        var (shiftX, shiftY) = (
            _centreX - middleX + (shot[Parameter.AimX] * Math.Abs(Width - width) / 2),
            _centreY - middleY + (shot[Parameter.AimY] * Math.Abs(Height - height) / 2)
        );
        for (var i = 0; i < 3; i++)
        {
            h[i] += shiftX * h[6 + i];
            h[3 + i] += shiftY * h[6 + i];
        }

        (_toPhoto, _toSheet) = (h, Inverse(h));
    }

    public int Width { get; }

    public int Height { get; }

    public SheetShape Shape => _shape;

    /// <summary>The point of the sheet, in millimetres, that the photo shows here; it may lie beyond the sheet.</summary>
    public Spot ToSheet(double x, double y)
    {
        var (dx, dy) = ((x - _centreX) / _radius, (y - _centreY) / _radius);
        var factor = 1 + (_distortion * ((dx * dx) + (dy * dy)));
        var flat = Apply(_toSheet, _centreX + (dx * factor * _radius), _centreY + (dy * factor * _radius));
        var (ox, oy) = _shape.Offset(flat.X, flat.Y);
        return new Spot(flat.X + ox, flat.Y + oy);
    }

    /// <summary>Where the photo shows a point of the sheet, in pixels.</summary>
    public Spot ToPhoto(double x, double y)
    {
        var (flatX, flatY) = (x, y);
        for (var i = 0; i < 8; i++)
        {
            var (ox, oy) = _shape.Offset(flatX, flatY);
            (flatX, flatY) = (x - ox, y - oy);
        }

        var straight = Apply(_toPhoto, flatX, flatY);
        var (ux, uy) = ((straight.X - _centreX) / _radius, (straight.Y - _centreY) / _radius);
        var (dx, dy) = (ux, uy);
        for (var i = 0; i < 8; i++)
        {
            var factor = 1 + (_distortion * ((dx * dx) + (dy * dy)));
            (dx, dy) = (ux / factor, uy / factor);
        }

        return new Spot(_centreX + (dx * _radius), _centreY + (dy * _radius));
    }

    /// <summary>Pixels per millimetre at a point of the sheet, in the direction in which they are fewest.</summary>
    public double Scale(double x, double y)
    {
        const double Step = 0.5;
        var (p, right, below) = (ToPhoto(x, y), ToPhoto(x + Step, y), ToPhoto(x, y + Step));
        var (a, b, c, d) = ((right.X - p.X) / Step, (below.X - p.X) / Step, (right.Y - p.Y) / Step, (below.Y - p.Y) / Step);
        var (sum, determinant) = ((a * a) + (b * b) + (c * c) + (d * d), (a * d) - (b * c));
        return Math.Sqrt(Math.Max(0, (sum - Math.Sqrt(Math.Max(0, (sum * sum) - (4 * determinant * determinant)))) / 2));
    }

    /// <summary>
    /// The camera's rotation to the sheet: roll and quarter turns about its axis after a tilt about an axis in the sheet.
    /// </summary>
    private static double[] Turn(PhotoParameters shot)
    {
        var (tilt, direction) = (shot[Parameter.Tilt] * Math.PI / 180, shot[Parameter.TiltDirection] * Math.PI / 180);
        var roll = (shot[Parameter.Roll] * Math.PI / 180) + (((int)shot[Parameter.QuarterTurns]) * Math.PI / 2);
        var (ct, st, cd, sd, cr, sr) = (
            Math.Cos(tilt),
            Math.Sin(tilt),
            Math.Cos(direction),
            Math.Sin(direction),
            Math.Cos(roll),
            Math.Sin(roll)
        );

        // Rodrigues' formula about (cd, sd, 0), for the two axes of the sheet.
        var (xx, xy, xz) = (ct + (cd * cd * (1 - ct)), cd * sd * (1 - ct), -sd * st);
        var (yx, yy, yz) = (cd * sd * (1 - ct), ct + (sd * sd * (1 - ct)), cd * st);
        return [(cr * xx) - (sr * xy), (sr * xx) + (cr * xy), xz, (cr * yx) - (sr * yy), (sr * yx) + (cr * yy), yz];
    }

    private double[] Project(double[] turn, double focal, double distance, PageLayout page)
    {
        var (mx, my) = (page.Width / 2, page.Height / 2);
        var h = new double[9];
        (h[6], h[7]) = (turn[2], turn[5]);
        h[8] = distance - (turn[2] * mx) - (turn[5] * my);
        (h[0], h[1], h[2]) = (focal * turn[0], focal * turn[3], -focal * ((turn[0] * mx) + (turn[3] * my)));
        (h[3], h[4], h[5]) = (focal * turn[1], focal * turn[4], -focal * ((turn[1] * mx) + (turn[4] * my)));
        for (var i = 0; i < 3; i++)
        {
            h[i] += _centreX * h[6 + i];
            h[3 + i] += _centreY * h[6 + i];
        }

        return h;
    }

    private static (double Width, double Height, double MiddleX, double MiddleY) Bounds(double[] h, PageLayout page)
    {
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in new[] { (0.0, 0.0), (page.Width, 0.0), (page.Width, page.Height), (0.0, page.Height) })
        {
            var p = Apply(h, x, y);
            (left, right, top, bottom) = (Math.Min(left, p.X), Math.Max(right, p.X), Math.Min(top, p.Y), Math.Max(bottom, p.Y));
        }

        return (right - left, bottom - top, (left + right) / 2, (top + bottom) / 2);
    }

    /// <summary>A point behind the camera is put far away.</summary>
    private static Spot Apply(double[] h, double x, double y)
    {
        var w = (h[6] * x) + (h[7] * y) + h[8];
        w = Math.Abs(w) < 1e-9 ? 1e-9 : w;
        return new Spot(((h[0] * x) + (h[1] * y) + h[2]) / w, ((h[3] * x) + (h[4] * y) + h[5]) / w);
    }

    private static double[] Inverse(double[] h)
    {
        double[] adjugate =
        [
            (h[4] * h[8]) - (h[5] * h[7]),
            (h[2] * h[7]) - (h[1] * h[8]),
            (h[1] * h[5]) - (h[2] * h[4]),
            (h[5] * h[6]) - (h[3] * h[8]),
            (h[0] * h[8]) - (h[2] * h[6]),
            (h[2] * h[3]) - (h[0] * h[5]),
            (h[3] * h[7]) - (h[4] * h[6]),
            (h[1] * h[6]) - (h[0] * h[7]),
            (h[0] * h[4]) - (h[1] * h[3]),
        ];
        var determinant = (h[0] * adjugate[0]) + (h[1] * adjugate[3]) + (h[2] * adjugate[6]);
        return [.. adjugate.Select(a => a / determinant)];
    }
}
