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
        problem = bytes.StartsWith(Signature) ? PngChunks.Keep(bytes, out kept) : ImageProblem.NotAnImage;
        if (problem != ImageProblem.None)
        {
            return false;
        }

        var png = new LibPng.PngImage { Version = LibPng.Version };
        try
        {
            fixed (byte* memory = kept)
            {
                if (LibPng.png_image_begin_read_from_memory(ref png, memory, (nuint)kept!.Length) == 0)
                {
                    problem = Problem(png, ImageProblem.NotAnImage);
                    return false;
                }

                // A PNG has no scans, but seven passes of an interlaced one are held in memory once.
                if (
                    png.Width > (uint)limits.Side
                    || png.Height > (uint)limits.Side
                    || !limits.Allow((int)png.Width, (int)png.Height, scans: 1)
                )
                {
                    problem = ImageProblem.TooLarge;
                    return false;
                }

                problem = PngChunks.CheckData(kept, out _);
                if (problem != ImageProblem.None)
                {
                    return false;
                }

                png.Format = LibPng.Gray;
                var white = stackalloc byte[] { 255, 255, 255 };
                var decoded = GrayImage.Rent((int)png.Width, (int)png.Height);
                int read;
                fixed (byte* pixels = decoded.Pixels)
                {
                    read = LibPng.png_image_finish_read(ref png, white, pixels, decoded.Width, null);
                }

                problem = read != 0 ? ImageProblem.None : Problem(png, ImageProblem.Damaged);
                if (problem != ImageProblem.None)
                {
                    decoded.Return();
                    return false;
                }

                image = decoded;
                return true;
            }
        }
        finally
        {
            LibPng.png_image_free(ref png);
        }
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
