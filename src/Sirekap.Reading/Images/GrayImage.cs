namespace Sirekap.Reading.Images;

/// <summary>
/// Luminance, 0 black … 255 white, row by row from the top without padding. The centre of pixel (0, 0) is the point (0, 0).
/// </summary>
public sealed class GrayImage
{
    private bool _rented;

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="pixels">At least width × height bytes; a pooled array may be longer.</param>
    public GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, (long)width * height);
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    public GrayImage(int width, int height)
        : this(width, height, new byte[width * height]) { }

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }

    /// <summary>How the camera was held, where the pixels are not turned upright: 1 (they are), or EXIF's 3, 6 or 8.</summary>
    internal int Orientation { get; init; } = Images.Orientation.Upright;

    public byte this[int x, int y]
    {
        get => Pixels[(y * Width) + x];
        set => Pixels[(y * Width) + x] = value;
    }

    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width, Width);

    /// <summary>
    /// An image in a pooled array, its pixels whatever was there: pages of twelve megabytes each must not wait for the garbage collector.
    /// </summary>
    public static GrayImage Rent(int width, int height) => Rent(width, height, Images.Orientation.Upright);

    internal static GrayImage Rent(int width, int height, int orientation) =>
        new(width, height, PixelPool.Rent(width * height)) { _rented = true, Orientation = orientation };

    /// <summary>Gives a rented array back; for any other image nothing happens. The image must not be used any more.</summary>
    public void Return()
    {
        if (_rented)
        {
            _rented = false;
            PixelPool.Return(Pixels);
        }
    }
}
