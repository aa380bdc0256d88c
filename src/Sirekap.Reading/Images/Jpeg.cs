using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Sirekap.Reading.Images;

/// <summary>JPEG through libturbojpeg.</summary>
public static class Jpeg
{
    /// <summary>
    /// The luminance of a JPEG. Any bytes get an answer; what <paramref name="limits"/> forbid is refused before anything is decoded. What
    /// the camera mirrored is upright; what it only turned is left as it is stored, as turning it takes as long as decoding it. The image's
    /// pixels are pooled:
    /// <see cref="GrayImage.Return"/> when it is done with.
    /// </summary>
    internal static bool TryReadStored(
        ReadOnlySpan<byte> bytes,
        ImageLimits limits,
        [NotNullWhen(true)] out GrayImage? image,
        out ImageProblem problem
    )
    {
        image = null;
        problem = Check(bytes, limits, out var segments);
        if (problem != ImageProblem.None)
        {
            return false;
        }

        using var decoder = TurboJpeg.tjInitDecompress();
        problem = Header(decoder, bytes, limits, segments, out var width, out var height);
        if (problem != ImageProblem.None)
        {
            return false;
        }

        var orientation = Orientation.Of(bytes, segments);
        var decoded = GrayImage.Rent(width, height, Orientation.IsTurn(orientation) ? orientation : Orientation.Upright);
        if (TurboJpeg.tjDecompress2(decoder, bytes, Size(bytes), decoded.Pixels, width, width, height, TurboJpeg.Gray, 0) != 0)
        {
            problem = Problem(decoder);
        }

        if (problem != ImageProblem.None)
        {
            decoded.Return();
            return false;
        }

        image = Orientation.IsTurn(orientation) ? decoded : Orientation.Apply(decoded, orientation);
        return true;
    }

    /// <param name="image">To compress.</param>
    /// <param name="quality">1 … 100.</param>
    public static byte[] Encode(GrayImage image, int quality) =>
        Encode(
            image.Pixels.AsSpan(0, image.Width * image.Height),
            image.Width,
            image.Height,
            TurboJpeg.Gray,
            TurboJpeg.SampledGray,
            quality
        );

    /// <summary>Colours are kept at half the resolution (4:2:0), as telephones do.</summary>
    /// <param name="rgb">Width × height × 3 bytes: red, green, blue.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="quality">1 … 100.</param>
    public static byte[] EncodeRgb(ReadOnlySpan<byte> rgb, int width, int height, int quality) =>
        Encode(rgb[..(3 * width * height)], width, height, TurboJpeg.Rgb, TurboJpeg.Sampled420, quality);

    /// <summary>What can be told from the file's segments alone.</summary>
    internal static ImageProblem Check(ReadOnlySpan<byte> bytes, ImageLimits limits, out List<JpegSegment> segments)
    {
        segments = [];
        return bytes.Length > limits.Bytes ? ImageProblem.TooLarge : JpegSegments.Find(bytes, out segments);
    }

    private static ImageProblem Header(
        JpegDecoderHandle decoder,
        ReadOnlySpan<byte> bytes,
        ImageLimits limits,
        List<JpegSegment> segments,
        out int width,
        out int height
    )
    {
        if (
            TurboJpeg.tjDecompressHeader3(decoder, bytes, Size(bytes), out width, out height, out _, out _) != 0
            && TurboJpeg.tjGetErrorCode(decoder) != TurboJpeg.Warning
        )
        {
            return Problem(decoder);
        }

        var scans = segments.Count(segment => segment.Marker == JpegSegments.StartOfScan);
        return width < 1 || height < 1 ? ImageProblem.NotAnImage
            : limits.Allow(width, height, scans) ? ImageProblem.None
            : ImageProblem.TooLarge;
    }

    /// <summary>The library tells its reasons in English only; the first warning is the one that it keeps.</summary>
    private static ImageProblem Problem(JpegDecoderHandle decoder)
    {
        var message = TurboJpeg.Message(decoder);
        var contains = (string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);

        return contains("extraneous bytes") && IsPadding(message) ? ImageProblem.None
            : contains("premature end of JPEG") ? ImageProblem.Truncated
            : TurboJpeg.tjGetErrorCode(decoder) == TurboJpeg.Warning ? ImageProblem.Damaged
            : contains("unsupported") || contains("not supported") || contains("conversion") ? ImageProblem.Unsupported
            : contains("too big") || contains("maximum supported") ? ImageProblem.TooLarge
            : ImageProblem.NotAnImage;
    }

    /// <summary>
    /// "Corrupt JPEG data: 2 extraneous bytes before marker 0xd9". A few are what some cameras leave at the end of a scan and change no
    /// pixel; many are pixels that lost their place.
    /// </summary>
    private static bool IsPadding(string message) =>
        int.TryParse(message.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0])), out var count)
        && count <= 64;

    private static unsafe byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int format, int subsampling, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        using var encoder = TurboJpeg.tjInitCompress();
        var buffer = ArrayPool<byte>.Shared.Rent((int)TurboJpeg.tjBufSize(width, height, subsampling).Value);
        try
        {
            var size = new CULong((nuint)buffer.Length);
            fixed (byte* pinned = buffer)
            {
                var start = pinned;
                if (
                    TurboJpeg.tjCompress2(
                        encoder,
                        pixels,
                        width,
                        0,
                        height,
                        format,
                        &start,
                        ref size,
                        subsampling,
                        quality,
                        TurboJpeg.NoRealloc
                    ) != 0
                )
                {
                    throw new InvalidOperationException($"libturbojpeg does not compress {width} × {height} pixels");
                }
            }

            return buffer[..(int)size.Value];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static CULong Size(ReadOnlySpan<byte> bytes) => new((nuint)bytes.Length);
}
