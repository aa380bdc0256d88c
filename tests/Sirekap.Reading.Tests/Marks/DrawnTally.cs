using Sirekap.Reading.Marks;

namespace Sirekap.Reading.Tests.Marks;

/// <summary>A tally grid as it is sampled.</summary>
internal sealed class DrawnTally
{
    private readonly int _columns;
    private readonly Random _random;
    private readonly double[] _ink;
    private readonly int _width;

    public DrawnTally(int columns, int rows, int seed)
    {
        (_columns, _random, _width) = (columns, new Random(seed), columns * TallyCell.Width);
        _ink = new double[_width * rows * TallyCell.Height];
        for (var i = 0; i < _ink.Length; i++)
        {
            if (i % _width % TallyCell.Width == 0 || i / _width % TallyCell.Height == 0)
            {
                _ink[i] = 0.7;
            }
        }
    }

    /// <summary>Draws so many strokes in fives, the fifth across the four others or upright.</summary>
    public DrawnTally Count(int strokes, bool across, double darkness = 0.8)
    {
        for (var stroke = 0; stroke < strokes; stroke++)
        {
            Stroke(stroke / 5, stroke % 5, across, darkness);
        }

        return this;
    }

    public DrawnTally Stroke(int box, int nth, bool across, double darkness)
    {
        double Jitter() => (_random.NextDouble() - 0.5) * 0.07;
        var (left, top) = (box % _columns * TallyCell.Width, box / _columns * TallyCell.Height);
        if (nth == 4 && across)
        {
            Line(left, top, 0.1 + Jitter(), 0.75 + Jitter(), 0.9 + Jitter(), 0.25 + Jitter(), darkness);
        }
        else
        {
            var x = across ? 0.2 + (0.19 * nth) : 0.14 + (0.18 * nth);
            Line(left, top, x + Jitter(), 0.16 + Jitter(), x + Jitter(), 0.84 + Jitter(), darkness);
        }

        return this;
    }

    public byte[] Photo(double paper = 200) =>
        [.. _ink.Select(ink => (byte)Math.Clamp((paper * (1 - ink)) + (_random.NextDouble() * 10) - 5, 0, 255))];

    private void Line(double left, double top, double x0, double y0, double x1, double y1, double darkness)
    {
        const double Half = 0.9;
        var (ax, ay) = (left + (x0 * TallyCell.Width), top + (y0 * TallyCell.Height));
        var (bx, by) = (left + (x1 * TallyCell.Width), top + (y1 * TallyCell.Height));
        var length = ((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay));
        for (var i = 0; i < _ink.Length; i++)
        {
            var (x, y) = (i % _width, i / _width);
            var along = Math.Clamp((((x - ax) * (bx - ax)) + ((y - ay) * (by - ay))) / length, 0, 1);
            var distance = Math.Sqrt(Math.Pow(x - ax - (along * (bx - ax)), 2) + Math.Pow(y - ay - (along * (by - ay)), 2));
            _ink[i] = Math.Max(_ink[i], darkness * Math.Clamp(Half - distance + 0.5, 0, 1));
        }
    }
}
