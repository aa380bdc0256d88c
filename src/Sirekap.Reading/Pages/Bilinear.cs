using System.Runtime.CompilerServices;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>Reads a picture between its pixels. Beyond its edge the edge goes on.</summary>
internal readonly ref struct Bilinear(GrayImage image)
{
    /// <summary>Of a coordinate of up to 65,535, which a float holds to 1/256.</summary>
    private const float Rounding = 0.25f;

    private readonly ref byte _first = ref image.Pixels[0];
    private readonly int _width = image.Width;
    private readonly float _right = image.Width - 1;
    private readonly float _bottom = image.Height - 1;

    /// <summary>
    /// Whether a point, and all between such points, may be read by <see cref="Within"/>: with a margin for what the way between them is
    /// rounded by.
    /// </summary>
    public bool Shows(float x, float y) => x >= 0 && y >= 0 && x < _right - Rounding && y < _bottom - Rounding;

    /// <summary>At a point of which <see cref="Shows"/> is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Within(float x, float y)
    {
        unchecked
        {
            var (column, row) = ((int)x, (int)y);
            ref var pixel = ref Unsafe.Add(ref _first, ((nint)row * _width) + column);
            ref var below = ref Unsafe.Add(ref pixel, _width);
            var (u, v) = (x - column, y - row);
            var top = pixel + (u * (Unsafe.Add(ref pixel, 1) - pixel));
            var bottom = below + (u * (Unsafe.Add(ref below, 1) - below));
            return top + (v * (bottom - top));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float At(float x, float y)
    {
        unchecked
        {
            // Written so that NaN, the image of a point in the plane of the lens, becomes 0.
            x = x > 0 ? Math.Min(x, _right) : 0;
            y = y > 0 ? Math.Min(y, _bottom) : 0;
            var (column, row) = ((int)x, (int)y);
            var (right, down) = (column < _right ? 1 : 0, row < _bottom ? _width : 0);
            ref var pixel = ref Unsafe.Add(ref _first, (nint)row * _width + column);
            var (u, v) = (x - column, y - row);
            var top = pixel + (u * (Unsafe.Add(ref pixel, right) - pixel));
            ref var below = ref Unsafe.Add(ref pixel, down);
            var bottom = below + (u * (Unsafe.Add(ref below, right) - below));
            return top + (v * (bottom - top));
        }
    }
}
