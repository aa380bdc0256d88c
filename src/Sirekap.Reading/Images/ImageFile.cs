using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Reading.Images;

/// <summary>A picture of either kind, known by its first bytes.</summary>
public static class ImageFile
{
    /// <summary>
    /// The luminance of a picture, upright (its EXIF orientation applied). Any bytes get an answer; what <paramref name="limits"/> forbid
    /// is refused before anything is decoded. The image's pixels are pooled: <see cref="GrayImage.Return"/> when it is done with.
    /// </summary>
    public static bool TryReadGray(
        ReadOnlySpan<byte> bytes,
        ImageLimits limits,
        [NotNullWhen(true)] out GrayImage? image,
        out ImageProblem problem
    )
    {
        if (!TryReadStored(bytes, limits, out image, out problem))
        {
            return false;
        }

        image = Orientation.Apply(image, image.Orientation);
        return true;
    }

    /// <inheritdoc cref="Jpeg.TryReadStored"/>
    internal static bool TryReadStored(
        ReadOnlySpan<byte> bytes,
        ImageLimits limits,
        [NotNullWhen(true)] out GrayImage? image,
        out ImageProblem problem
    )
    {
        if (IsJpeg(bytes))
        {
            return Jpeg.TryReadStored(bytes, limits, out image, out problem);
        }

        if (IsPng(bytes))
        {
            return Png.TryReadGray(bytes, limits, out image, out problem);
        }

        image = null;
        problem =
            bytes.Length > limits.Bytes ? ImageProblem.TooLarge
            : IsOther(bytes) ? ImageProblem.Unsupported
            : ImageProblem.NotAnImage;
        return false;
    }

    internal static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    internal static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Png.Signature);

    /// <summary>
    /// WebP, the HEIC and AVIF of telephones, GIF, TIFF (with the raw pictures of cameras): pictures, but not of a kind that is read.
    /// </summary>
    internal static bool IsOther(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("GIF8"u8)
        || bytes.StartsWith("II*\0"u8)
        || bytes.StartsWith("MM\0*"u8)
        || bytes.StartsWith("II+\0"u8)
        || bytes.StartsWith("MM\0+"u8)
        || (bytes.Length >= 12 && ((bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8)) || bytes[4..].StartsWith("ftyp"u8)));
}
