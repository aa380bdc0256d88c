namespace Sirekap.Reading.Tests.Marks;

/// <summary>A column of ten printed bubbles as it is sampled, drawn four times as fine and averaged.</summary>
internal sealed class DrawnStrip
{
    public const int Pitch = 8;
    public const double Diameter = 0.77;
    private const int Fine = 4;
    private readonly double[] _ink = new double[10 * Pitch * Fine * Pitch * Fine];

    public DrawnStrip()
    {
        for (var bubble = 0; bubble < 10; bubble++)
        {
            // The circle's line, and some of a digit in its middle: an 8 has more of it than a 1.
            Draw(bubble, (x, y) => Math.Abs(Math.Sqrt((x * x) + (y * y)) - (Diameter / 2)) < 0.03, 0.8);
            var digit = bubble;
            Draw(bubble, (x, y) => Math.Abs(x) < 0.03 + (0.002 * digit) && Math.Abs(y) < 0.15, 0.8);
        }
    }

    /// <summary>Inks those points of a bubble, in pitches from its centre, for which <paramref name="inside"/> says so.</summary>
    public DrawnStrip Draw(int bubble, Func<double, double, bool> inside, double darkness)
    {
        const int Side = Pitch * Fine;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var at = (((bubble * Side) + y) * Side) + x;
                if (inside(((x + 0.5) / Side) - 0.5, ((y + 0.5) / Side) - 0.5))
                {
                    _ink[at] = Math.Max(_ink[at], darkness);
                }
            }
        }

        return this;
    }

    public DrawnStrip Fill(int bubble, double darkness = 0.8, double radius = Diameter / 2) =>
        Draw(bubble, (x, y) => (x * x) + (y * y) < radius * radius, darkness);

    /// <summary>From the lower left to the upper right, beyond the circle.</summary>
    public DrawnStrip Tick(int bubble) => Draw(bubble, (x, y) => Math.Abs(x + y) < 0.1 && Math.Abs(x) < 0.4, 0.8);

    public DrawnStrip Cross(int bubble) => Tick(bubble).Draw(bubble, (x, y) => Math.Abs(x - y) < 0.1 && Math.Abs(x) < 0.4, 0.8);

    /// <summary>As a photo shows it.</summary>
    /// <param name="paper">The paper's level at the top.</param>
    /// <param name="shade">How much of it is left at the bottom.</param>
    /// <param name="seed">Of the sensor's noise.</param>
    public byte[] Photo(double paper = 200, double shade = 1, int seed = 0)
    {
        var random = new Random(seed);
        var strip = new byte[10 * Pitch * Pitch];
        for (var y = 0; y < 10 * Pitch; y++)
        {
            for (var x = 0; x < Pitch; x++)
            {
                var ink = 0.0;
                for (var i = 0; i < Fine * Fine; i++)
                {
                    ink += _ink[(((y * Fine) + (i / Fine)) * Pitch * Fine) + (x * Fine) + (i % Fine)] / (Fine * Fine);
                }

                var light = paper * (1 - ((1 - shade) * y / (10 * Pitch)));
                strip[(y * Pitch) + x] = (byte)Math.Clamp((light * (1 - ink)) + (random.NextDouble() * 8) - 4, 0, 255);
            }
        }

        return strip;
    }
}
