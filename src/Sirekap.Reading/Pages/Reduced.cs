using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>A picture made smaller by a whole factor, each pixel the mean of a square of pixels.</summary>
internal static class Reduced
{
    /// <param name="image">At least <paramref name="factor"/> pixels wide and high; pixels left over at the right and bottom are
    /// dropped.</param>
    /// <param name="factor">1 … 16. With 1 the picture itself is returned.</param>
    public static GrayImage By(GrayImage image, int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 16);
        if (factor == 1)
        {
            return image;
        }

        var small = GrayImage.Rent(image.Width / factor, image.Height / factor);
        var sums = new ushort[image.Width];
        unchecked
        {
            // Division by multiplication: exact for sums of up to 256 × 255.
            var area = (uint)(factor * factor);
            var scale = ((1u << 24) + area - 1) / area;
            for (var y = 0; y < small.Height; y++)
            {
                Array.Clear(sums);
                for (var i = 0; i < factor; i++)
                {
                    Add(image.Row((y * factor) + i), sums);
                }

                var row = small.Row(y);
                for (int x = 0, from = 0; x < row.Length; x++, from += factor)
                {
                    var sum = area / 2;
                    for (var i = 0; i < factor; i++)
                    {
                        sum += sums[from + i];
                    }

                    row[x] = (byte)((sum * (ulong)scale) >> 24);
                }
            }
        }

        return small;
    }

    /// <summary>Where a point of the smaller picture lies in the larger one.</summary>
    public static (double X, double Y) Back((double X, double Y) point, int factor) =>
        (((point.X + 0.5) * factor) - 0.5, ((point.Y + 0.5) * factor) - 0.5);

    /// <summary>And where a point of the larger one lies in the smaller.</summary>
    public static (double X, double Y) Forth((double X, double Y) point, int factor) =>
        (((point.X + 0.5) / factor) - 0.5, ((point.Y + 0.5) / factor) - 0.5);

    private static void Add(ReadOnlySpan<byte> row, ushort[] sums)
    {
        unchecked
        {
            var x = 0;
            if (Vector128.IsHardwareAccelerated)
            {
                ref var source = ref MemoryMarshal.GetReference(row);
                ref var target = ref MemoryMarshal.GetArrayDataReference(sums);
                for (; x <= row.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
                {
                    var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)x));
                    (Vector128.LoadUnsafe(ref target, (nuint)x) + low).StoreUnsafe(ref target, (nuint)x);
                    (Vector128.LoadUnsafe(ref target, (nuint)x + 8) + high).StoreUnsafe(ref target, (nuint)x + 8);
                }
            }

            for (; x < row.Length; x++)
            {
                sums[x] += row[x];
            }
        }
    }
}
