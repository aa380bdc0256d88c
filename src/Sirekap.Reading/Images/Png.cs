using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Reading.Images;

/// <summary>PNG through libpng.</summary>
public static class Png
{
    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// The luminance of a PNG; where it is transparent, on white. Any bytes get an answer. The image's pixels are pooled:
    /// <see cref="GrayImage.Return"/> when it is done with.
    /// </summary>
    public static unsafe bool TryReadGray(
        ReadOnlySpan<byte> bytes,
        ImageLimits limits,
        [NotNullWhen(true)] out GrayImage? image,
        out ImageProblem problem
    )
    {
        image = null;
        if (bytes.Length > limits.Bytes)
        {
            problem = ImageProblem.TooLarge;
            return false;
        }

        byte[]? kept = null;
        problem = bytes.StartsWith(Signature) ? PngChunks.Keep(bytes, limits, out kept) : ImageProblem.NotAnImage;
        if (problem != ImageProblem.None)
        {
            return false;
        }

        var png = new LibPng.PngImage { Version = LibPng.Version };
        try
        {
            fixed (byte* memory = kept)
            {
                problem = Decode(ref png, memory, kept!, limits, out image);
                return problem == ImageProblem.None;
            }
        }
        finally
        {
            LibPng.png_image_free(ref png);
        }
    }

    private static unsafe ImageProblem Decode(ref LibPng.PngImage png, byte* memory, byte[] kept, ImageLimits limits, out GrayImage? image)
    {
        image = null;
        if (LibPng.png_image_begin_read_from_memory(ref png, memory, (nuint)kept.Length) == 0)
        {
            return Problem(png, ImageProblem.NotAnImage);
        }

        // A PNG has no scans, but seven passes of an interlaced one are held in memory once.
        if (png.Width > (uint)limits.Side || png.Height > (uint)limits.Side || !limits.Allow((int)png.Width, (int)png.Height, scans: 1))
        {
            return ImageProblem.TooLarge;
        }

        if (PngChunks.CheckData(kept, out _) is var damage && damage != ImageProblem.None)
        {
            return damage;
        }

        png.Format = LibPng.Gray;
        var white = stackalloc byte[] { 255, 255, 255 };
        var decoded = GrayImage.Rent((int)png.Width, (int)png.Height);
        int read;
        fixed (byte* pixels = decoded.Pixels)
        {
            read = LibPng.png_image_finish_read(ref png, white, pixels, decoded.Width, null);
        }

        if (read == 0 && Problem(png, ImageProblem.Damaged) is var broken && broken != ImageProblem.None)
        {
            decoded.Return();
            return broken;
        }

        image = decoded;
        return ImageProblem.None;
    }

    /// <summary>A grey PNG of eight bits.</summary>
    public static unsafe byte[] Encode(GrayImage image)
    {
        var png = new LibPng.PngImage
        {
            Version = LibPng.Version,
            Width = (uint)image.Width,
            Height = (uint)image.Height,
            Format = LibPng.Gray,
        };
        try
        {
            // Deflate stores what it cannot compress: five bytes for each 16 kB, and the chunks' frames.
            var buffer = new byte[1024 + (image.Height * (image.Width + 1)) + (image.Height * (image.Width + 1) / 256)];
            var size = (nuint)buffer.Length;
            fixed (byte* memory = buffer)
            {
                fixed (byte* pixels = image.Pixels)
                {
                    if (LibPng.png_image_write_to_memory(ref png, memory, ref size, 0, pixels, image.Width, null) == 0)
                    {
                        throw new InvalidOperationException(
                            $"libpng does not compress {image.Width} × {image.Height} pixels: {png.Message}"
                        );
                    }
                }
            }

            return buffer[..(int)size];
        }
        finally
        {
            LibPng.png_image_free(ref png);
        }
    }

    private static ImageProblem Problem(LibPng.PngImage png, ImageProblem otherwise) =>
        png.Message.Contains("beyond end", StringComparison.OrdinalIgnoreCase)
        || png.Message.Contains("not enough", StringComparison.OrdinalIgnoreCase)
            ? ImageProblem.Truncated
            : otherwise;
}
