using System.Numerics;
using System.Runtime.InteropServices;
using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>One of a kernel's taps: a whole-pixel offset and its weight in 256ths.</summary>
internal readonly record struct Tap(int X, int Y, int Weight);

/// <summary>Weighted sums of shifted pixels, in 16-bit lanes: the weights of a kernel are 256 in all, so no sum overflows.</summary>
internal static class Convolution
{
    /// <summary>A Gaussian blur in two passes.</summary>
    public static GrayImage Gaussian(GrayImage image, double sigma)
    {
        var radius = Math.Max(1, (int)Math.Ceiling(2.6 * sigma));
        var weights = Weights([.. Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))]);
        var across = Apply(image, [.. weights.Select((w, i) => new Tap(i - radius, 0, w)).Where(t => t.Weight > 0)]);
        return Apply(across, [.. weights.Select((w, i) => new Tap(0, i - radius, w)).Where(t => t.Weight > 0)]);
    }

    /// <summary>A smear along a line of this length in pixels.</summary>
    public static GrayImage Smear(GrayImage image, double length, double angle)
    {
        var count = Math.Clamp((int)Math.Ceiling(length) + 1, 2, 64);
        var weights = Weights([.. Enumerable.Repeat(1.0, count)]);
        var taps = new Tap[count];
        for (var i = 0; i < count; i++)
        {
            var along = length * ((i / (count - 1.0)) - 0.5);
            taps[i] = new Tap((int)Math.Round(along * Math.Cos(angle)), (int)Math.Round(along * Math.Sin(angle)), weights[i]);
        }

        return Apply(image, taps);
    }

    /// <summary>Whole 256ths that are 256 in all.</summary>
    public static int[] Weights(double[] shape)
    {
        var sum = shape.Sum();
        var weights = shape.Select(s => (int)Math.Round(s / sum * 256)).ToArray();
        weights[weights.Length / 2] += 256 - weights.Sum();
        return weights;
    }

    /// <summary>Beyond the edge the edge's pixels are repeated.</summary>
    public static GrayImage Apply(GrayImage image, ReadOnlySpan<Tap> taps)
    {
        var result = new GrayImage(image.Width, image.Height);
        var reach = 0;
        foreach (var tap in taps)
        {
            reach = Math.Max(reach, Math.Abs(tap.X));
        }

        var padded = new byte[image.Width + (2 * reach) + Vector<byte>.Count];
        var sums = new ushort[image.Width + Vector<byte>.Count];
        for (var y = 0; y < image.Height; y++)
        {
            Array.Clear(sums);
            foreach (var tap in taps)
            {
                var source = image.Row(Math.Clamp(y + tap.Y, 0, image.Height - 1));
                padded.AsSpan(0, reach).Fill(source[0]);
                source.CopyTo(padded.AsSpan(reach));
                padded.AsSpan(reach + image.Width).Fill(source[^1]);
                Add(sums, padded.AsSpan(reach + tap.X), (ushort)tap.Weight, image.Width);
            }

            var row = result.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (byte)(Math.Min(sums[x] + 128, 65535) >> 8);
            }
        }

        return result;
    }

    private static void Add(Span<ushort> sums, ReadOnlySpan<byte> source, ushort weight, int width)
    {
        var lanes = Vector<byte>.Count;
        var sumVectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(sums);
        for (int x = 0, v = 0; x < width && v + 1 < sumVectors.Length; x += lanes, v += 2)
        {
            Vector.Widen(new Vector<byte>(source[x..]), out var low, out var high);
            sumVectors[v] += low * weight;
            sumVectors[v + 1] += high * weight;
        }
    }
}
