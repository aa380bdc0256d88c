using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Synthesis;

/// <summary>What a telephone makes of a box: light, shadow, defocus, motion, noise, few pixels, JPEG.</summary>
internal static class Degradation
{
    /// <param name="box">Square, of the resolution of the camera; changed.</param>
    /// <param name="dice">Draws.</param>
    /// <param name="patch">Takes 32 × 32 grey bytes.</param>
    public static void Apply(Plane box, ref Dice dice, Span<byte> patch)
    {
        Light(box, ref dice);
        if (dice.Chance(0.5f))
        {
            Blur(box, dice.Between(0.2f, 1.1f) * box.Width / DigitReader.Side);
        }

        if (dice.Chance(0.12f))
        {
            Smear(box, dice.Between(-0.05f, 0.05f), dice.Between(-0.05f, 0.05f));
        }

        if (dice.Chance(0.7f))
        {
            Noise(box, ref dice);
        }

        if (dice.Chance(0.35f))
        {
            Compress(box, 15 + dice.Below(70));
        }

        CropPatch.Of(box, patch);
    }

    /// <summary>Pixels of a box's side in the picture it is taken from.</summary>
    public static int Resolution(ref Dice dice) =>
        dice.Chance(0.55f) ? DigitReader.Side
        : dice.Chance(0.5f) ? 12 + dice.Below(20)
        : 32 + dice.Below(24);

    private static void Light(Plane box, ref Dice dice)
    {
        var (gamma, gain) = (MathF.Exp(dice.Normal() * 0.2f), dice.Between(0.45f, 1));
        var offset = dice.Between(0, (1 - gain) * 200);
        var (slopeX, slopeY) = dice.Chance(0.5f) ? (dice.Normal() * 0.12f, dice.Normal() * 0.12f) : (0, 0);
        var edge = dice.Chance(0.12f);
        var (direction, at, shade, soft) = (
            dice.Between(0, MathF.Tau),
            dice.Between(-0.35f, 0.35f),
            dice.Between(0.5f, 0.9f),
            dice.Between(0.02f, 0.2f)
        );
        var (dx, dy) = (MathF.Cos(direction), MathF.Sin(direction));
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var (u, v) = (((x + 0.5f) / box.Width) - 0.5f, ((y + 0.5f) / box.Height) - 0.5f);
                ref var value = ref box.Values[(y * box.Width) + x];
                var light = 1 + (slopeX * u) + (slopeY * v);
                if (edge)
                {
                    light *= shade + ((1 - shade) * Math.Clamp(((((u * dx) + (v * dy)) - at) / soft) + 0.5f, 0, 1));
                }

                value = offset + (gain * 255 * MathF.Pow(Math.Clamp(value, 0, 255) / 255, gamma) * light);
            }
        }
    }

    /// <summary>Gaussian, cut at three deviations.</summary>
    private static void Blur(Plane box, float deviation)
    {
        var reach = Math.Max(1, (int)MathF.Ceiling(3 * deviation));
        Span<float> kernel = stackalloc float[(2 * reach) + 1];
        var sum = 0f;
        for (var i = -reach; i <= reach; i++)
        {
            sum += kernel[i + reach] = MathF.Exp(-i * i / (2 * deviation * deviation));
        }

        var line = new float[box.Width * box.Height];
        Pass(box.Values, line, box.Width, box.Height, 1, box.Width, kernel, sum);
        Pass(line, box.Values, box.Height, box.Width, box.Width, 1, kernel, sum);
    }

    private static void Pass(float[] from, float[] to, int length, int lines, int step, int lineStep, ReadOnlySpan<float> kernel, float sum)
    {
        unchecked
        {
            var reach = kernel.Length / 2;
            for (var line = 0; line < lines; line++)
            {
                for (var x = 0; x < length; x++)
                {
                    var total = 0f;
                    for (var i = -reach; i <= reach; i++)
                    {
                        total += kernel[i + reach] * from[(line * lineStep) + (Math.Clamp(x + i, 0, length - 1) * step)];
                    }

                    to[(line * lineStep) + (x * step)] = total / sum;
                }
            }
        }
    }

    /// <summary>The hand moved: shares of the picture's side.</summary>
    private static void Smear(Plane box, float acrossShare, float downShare)
    {
        const int steps = 5;
        var copy = box.Copy();
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var sum = 0f;
                for (var i = 0; i < steps; i++)
                {
                    var along = ((float)i / (steps - 1)) - 0.5f;
                    sum += copy.At(x + (along * acrossShare * box.Width), y + (along * downShare * box.Height));
                }

                box.Values[(y * box.Width) + x] = sum / steps;
            }
        }
    }

    /// <summary>Up to a quarter of the box's own contrast.</summary>
    private static void Noise(Plane box, ref Dice dice)
    {
        var (sum, squares) = (0f, 0f);
        foreach (var value in box.Values)
        {
            sum += value;
            squares += value * value;
        }

        var mean = sum / box.Values.Length;
        var spread = MathF.Sqrt(Math.Max(4, (squares / box.Values.Length) - (mean * mean)));
        var strength = spread * dice.Between(0, 0.28f);
        foreach (ref var value in box.Values.AsSpan())
        {
            value += strength * dice.Normal();
        }
    }

    private static void Compress(Plane box, int quality)
    {
        var image = new GrayImage(box.Width, box.Height);
        for (var i = 0; i < box.Values.Length; i++)
        {
            image.Pixels[i] = (byte)Math.Clamp(box.Values[i], 0, 255);
        }

        if (ImageFile.TryReadGray(Jpeg.Encode(image, quality), ImageLimits.Default, out var read, out _))
        {
            for (var i = 0; i < box.Values.Length; i++)
            {
                box.Values[i] = read.Pixels[i];
            }

            read.Return();
        }
    }
}
