using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>What lens, hand and phone do to the picture: blur, smear, a screen's moiré, sharpening, noise.</summary>
internal static class Sensor
{
    /// <summary>
    /// Many times the widest photo's row, so that rows begin at places far from each other, and still small enough for a cache.
    /// </summary>
    private const int NoiseLength = 1 << 16;

    /// <summary>Noise of deviation 1 in 16ths, somewhat alike from pixel to pixel as after a phone's denoising.</summary>
    private static readonly short[] Noise = MakeNoise();

    public static GrayImage Of(GrayImage exposed, PhotoParameters shot)
    {
        var draws = shot.Scene("sensor");
        var (smear, blur) = (shot[Parameter.Motion] * shot.LongSide / 1000, shot[Parameter.Defocus] * shot.LongSide / 1000);
        var angle = draws.Between(0, Math.PI);
        var image = exposed;
        if (shot[Parameter.Moire] > 0)
        {
            Screen(image, shot[Parameter.Moire], shot.LongSide, draws);
        }

        if (smear >= 0.5)
        {
            image = Convolution.Smear(image, smear, angle);
        }

        if (blur >= 0.25)
        {
            image = Convolution.Gaussian(image, blur);
        }

        return Develop(image, shot[Parameter.Sharpening], shot[Parameter.Noise], draws);
    }

    private static GrayImage Develop(GrayImage image, double sharpening, double noise, Draws draws)
    {
        var result = new GrayImage(image.Width, image.Height);
        var (sharp, grain) = ((int)(sharpening * 64), (int)(noise * 16));
        for (var y = 0; y < image.Height; y++)
        {
            var above = image.Row(Math.Max(0, y - 1));
            var below = image.Row(Math.Min(image.Height - 1, y + 1));
            Line(
                above,
                image.Row(y),
                below,
                result.Row(y),
                Noise.AsSpan((int)(draws.Next() % (uint)(NoiseLength - image.Width)), image.Width),
                sharp,
                grain
            );
        }

        return result;
    }

    private static void Line(
        ReadOnlySpan<byte> above,
        ReadOnlySpan<byte> row,
        ReadOnlySpan<byte> below,
        Span<byte> result,
        ReadOnlySpan<short> noise,
        int sharp,
        int grain
    )
    {
        unchecked
        {
            var last = row.Length - 1;
            for (var x = 0; x < row.Length; x++)
            {
                int p = row[x];
                var edge = (4 * p) - above[x] - below[x] - row[Math.Max(0, x - 1)] - row[Math.Min(last, x + 1)];
                result[x] = (byte)Math.Clamp(p + ((edge * sharp) >> 8) + (((noise[x] * grain) + 128) >> 8), 0, 255);
            }
        }
    }

    /// <summary>A screen's pixels against the sensor's: a fine grid and broad bands that bend across the photo.</summary>
    private static void Screen(GrayImage image, double amplitude, double longSide, Draws draws)
    {
        var sine = new int[1024];
        for (var i = 0; i < sine.Length; i++)
        {
            sine[i] = (int)(Math.Sin(2 * Math.PI * i / sine.Length) * amplitude * 128);
        }

        var bands = draws.Between(15, 60) * 1024 * 256 / longSide;
        var (angle, bend, fine) = (draws.Between(0, Math.PI), draws.Between(-1.2, 1.2), (int)(1024 * 256 / draws.Between(2.1, 3.4)));
        var (fx, fy) = (bands * Math.Cos(angle), bands * Math.Sin(angle));
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            var phase = (long)((fy * y) + (bend * bands * y * y / longSide));
            var step = (long)(fx + (bend * 0.7 * bands * y / longSide));
            for (var x = 0; x < row.Length; x++)
            {
                var factor = 256 + sine[(phase >> 8) & 1023] + sine[((x * (long)fine) >> 8) & 1023];
                row[x] = (byte)Math.Clamp((row[x] * factor) >> 8, 0, 255);
                phase += step;
            }
        }
    }

    private static short[] MakeNoise()
    {
        var draws = Draws.Of(0, "noise");
        var noise = new short[NoiseLength];
        var last = 0.0;
        for (var i = 0; i < noise.Length; i++)
        {
            last = (0.4 * last) + (0.9165 * draws.Normal());
            noise[i] = (short)(last * 16);
        }

        return noise;
    }
}
