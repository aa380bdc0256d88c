using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Reading.Images;

/// <summary>
/// Takes out of a photo what is not the picture: place, time, the telephone's make and number, thumbnails, comments, whatever follows the
/// end. A form's photo is published for ever; who took it where is nobody's business.
/// </summary>
public static class PhotoMetadata
{
    /// <summary>
    /// The same pixels in a file that holds only what is needed to decode them: of a JPEG its tables, frame and scans, how its colours are
    /// meant (JFIF or Adobe, without their extras) and the orientation; of a PNG its header, palette, transparency and data. What is
    /// stripped is a fixed point: stripping again changes nothing. A picture of a kind that is not read is refused by name (Unsupported):
    /// what is in it cannot be told; one that promises more pixels than it may, too (TooLarge): browsers would decode it. Nothing is
    /// decoded, so pixels may still turn out to be damaged.
    /// </summary>
    public static bool TryStrip(
        ReadOnlySpan<byte> photo,
        ImageLimits limits,
        [NotNullWhen(true)] out byte[]? stripped,
        out ImageProblem problem
    )
    {
        stripped = null;
        problem =
            photo.Length > limits.Bytes ? ImageProblem.TooLarge
            : ImageFile.IsJpeg(photo) ? StripJpeg(photo, limits, out stripped)
            : ImageFile.IsPng(photo) ? PngChunks.Keep(photo, limits, out stripped)
            : ImageFile.IsOther(photo) ? ImageProblem.Unsupported
            : ImageProblem.NotAnImage;
        return problem == ImageProblem.None && stripped is not null;
    }

    private static ImageProblem StripJpeg(ReadOnlySpan<byte> photo, ImageLimits limits, out byte[]? stripped)
    {
        stripped = null;
        var problem = JpegSegments.Find(photo, out var segments);
        if (problem == ImageProblem.None)
        {
            problem = JpegSegments.CheckSize(photo, segments, limits);
        }

        if (problem != ImageProblem.None)
        {
            return problem;
        }

        using var kept = new MemoryStream(photo.Length);
        kept.Write([0xFF, 0xD8]);
        if (HasApp(photo, segments, JpegSegments.App0, "JFIF\0"u8, 14))
        {
            kept.Write([0xFF, JpegSegments.App0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        }

        if (Orientation.Of(photo, segments) is var orientation && orientation != Orientation.Upright)
        {
            kept.Write(Orientation.Segment(orientation));
        }

        foreach (var segment in segments)
        {
            if (segment.Marker == JpegSegments.App14 && IsApp(photo, segment, "Adobe"u8, 12))
            {
                kept.Write([0xFF, JpegSegments.App14, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, segment.Parameters(photo)[11]]);
            }
            else if (segment.Marker == 0xDD && segment.Parameters(photo) is [var high, var low, ..])
            {
                kept.Write([0xFF, 0xDD, 0, 4, high, low]); // and not what stands behind them
            }
            else if (IsPicture(segment.Marker))
            {
                kept.Write(photo.Slice(segment.Start, segment.Length));
            }
        }

        kept.Write([0xFF, 0xD9]);
        stripped = kept.ToArray();
        return ImageProblem.None;
    }

    /// <summary>
    /// Frames, tables (DHT, DAC, DQT) and scans, whose decoder refuses bytes that it knows nothing of. It passes over those of a number of
    /// lines (DNL).
    /// </summary>
    private static bool IsPicture(byte marker) =>
        JpegSegments.IsStartOfFrame(marker) || marker is 0xC4 or 0xCC or 0xDB or JpegSegments.StartOfScan;

    private static bool HasApp(ReadOnlySpan<byte> photo, List<JpegSegment> segments, byte marker, ReadOnlySpan<byte> name, int length)
    {
        foreach (var segment in segments)
        {
            if (segment.Marker == marker && IsApp(photo, segment, name, length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsApp(ReadOnlySpan<byte> photo, JpegSegment segment, ReadOnlySpan<byte> name, int length) =>
        segment.Parameters(photo) is var parameters && parameters.Length >= length && parameters.StartsWith(name);
}
