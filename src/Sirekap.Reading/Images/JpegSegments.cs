namespace Sirekap.Reading.Images;

/// <summary>A segment of a JPEG file.</summary>
/// <param name="Marker">The byte after 0xFF.</param>
/// <param name="Start">Where its 0xFF stands.</param>
/// <param name="Header">Bytes of marker, length and parameters.</param>
/// <param name="Length">The same and, after a start of scan, the coded data that follows.</param>
internal readonly record struct JpegSegment(byte Marker, int Start, int Header, int Length)
{
    public ReadOnlySpan<byte> Parameters(ReadOnlySpan<byte> file) => file.Slice(Start + 4, Header - 4);
}

/// <summary>
/// A JPEG file's segments (ITU-T T.81, annex B), found without decoding anything: one pass over the bytes, whatever they are.
/// What follows the end of the image belongs to nobody and is left out.
/// </summary>
internal static class JpegSegments
{
    /// <summary>SOS (ITU-T T.81, table B.1): coded data follow it.</summary>
    public const byte StartOfScan = 0xDA;

    /// <summary>JFIF's segment: pixel density, no word of the camera.</summary>
    public const byte App0 = 0xE0;

    /// <summary>EXIF's segment, and XMP's: orientation, and what a photo gives away of place and telephone.</summary>
    public const byte App1 = 0xE1;

    /// <summary>Adobe's segment: without it colours may be decoded wrongly.</summary>
    public const byte App14 = 0xEE;

    /// <summary>SOI (ITU-T T.81, table B.1).</summary>
    private const byte StartOfImage = 0xD8;

    /// <summary>EOI (ITU-T T.81, table B.1).</summary>
    private const byte EndOfImage = 0xD9;

    /// <summary>Cameras write some twenty; a long colour profile a few more.</summary>
    private const int Most = 1000;

    /// <returns>None when the file runs from a start to an end of image; the segments between are then in
    /// <paramref name="segments"/>.</returns>
    public static ImageProblem Find(ReadOnlySpan<byte> file, out List<JpegSegment> segments)
    {
        segments = [];
        if (file.Length < 4 || file[0] != 0xFF || file[1] != StartOfImage || file[2] != 0xFF)
        {
            return ImageProblem.NotAnImage;
        }

        for (var at = 2; segments.Count < Most; )
        {
            at = NextMarker(file, at);
            if (at < 0)
            {
                return ImageProblem.Truncated;
            }

            var marker = file[at + 1];
            if (marker == EndOfImage)
            {
                return segments.Exists(segment => segment.Marker == StartOfScan) ? ImageProblem.None : ImageProblem.NotAnImage;
            }

            if (HasNoParameters(marker))
            {
                at += 2;
                continue;
            }

            if (at + 4 > file.Length)
            {
                return ImageProblem.Truncated;
            }

            var header = 2 + ((file[at + 2] << 8) | file[at + 3]);
            if (header < 4)
            {
                return ImageProblem.NotAnImage;
            }

            if (at + header > file.Length)
            {
                return ImageProblem.Truncated;
            }

            var end = marker == StartOfScan ? EndOfCodedData(file, at + header) : at + header;
            segments.Add(new JpegSegment(marker, at, header, end - at));
            at = end;
        }

        return ImageProblem.TooLarge;
    }

    /// <summary>SOF0 … SOF15, which C4 (Huffman tables), C8 (reserved) and CC (arithmetic conditioning) are not.</summary>
    public static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Whether what the frames promise is allowed; of several, each. A JPEG without a frame is none.</summary>
    public static ImageProblem CheckSize(ReadOnlySpan<byte> file, List<JpegSegment> segments, ImageLimits limits)
    {
        var scans = segments.Count(segment => segment.Marker == StartOfScan);
        var frames = 0;
        foreach (var segment in segments)
        {
            if (!IsStartOfFrame(segment.Marker))
            {
                continue;
            }

            // Precision, height, width (ITU-T T.81, B.2.2). A height of 0 would be told after the first scan; no camera does.
            if (segment.Parameters(file) is not [_, var high, var low, var wide, var narrow, ..])
            {
                return ImageProblem.NotAnImage;
            }

            var (height, width) = ((high << 8) | low, (wide << 8) | narrow);
            if (height == 0 || width == 0)
            {
                return ImageProblem.NotAnImage;
            }

            if (!limits.Allow(width, height, scans))
            {
                return ImageProblem.TooLarge;
            }

            frames++;
        }

        return frames > 0 ? ImageProblem.None : ImageProblem.NotAnImage;
    }

    private static bool HasNoParameters(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);

    private static int NextMarker(ReadOnlySpan<byte> file, int from)
    {
        for (var at = from; ; )
        {
            var found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                return -1;
            }

            at += found;
            if (file[at + 1] is not (0x00 or 0xFF))
            {
                return at;
            }

            at++; // fill bytes, or a stuffed byte outside of a scan
        }
    }

    private static int EndOfCodedData(ReadOnlySpan<byte> file, int from)
    {
        for (var at = from; ; )
        {
            var found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                return file.Length;
            }

            at += found;
            if (file[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += file[at + 1] == 0xFF ? 1 : 2;
        }
    }
}
