using System.Buffers.Binary;

namespace Sirekap.Reading.Images;

/// <summary>How a camera was held: EXIF 2.32, tag 0x0112, values 1 (upright) to 8.</summary>
public static class Orientation
{
    /// <summary>EXIF's value for a picture that is stored as it is looked at.</summary>
    public const int Upright = 1;

    /// <summary>EXIF's number of the orientation.</summary>
    private const int Tag = 0x0112;

    /// <summary>TIFF's type of a 16-bit number.</summary>
    private const int Short = 3;

    private static readonly Lock Turning = new();

    /// <summary>"Exif", two zeros: how an APP1 segment with EXIF begins.</summary>
    private static ReadOnlySpan<byte> Signature => "Exif\0\0"u8;

    /// <summary>
    /// The orientation that a JPEG's first EXIF segment gives; upright where there is none or it is no number from 1 to 8.
    /// </summary>
    internal static int Of(ReadOnlySpan<byte> file, List<JpegSegment> segments)
    {
        foreach (var segment in segments)
        {
            if (segment.Marker == JpegSegments.App1 && segment.Parameters(file) is var exif && exif.StartsWith(Signature))
            {
                return OfTiff(exif[Signature.Length..]);
            }
        }

        return Upright;
    }

    /// <summary>An APP1 segment that says the orientation and nothing else.</summary>
    public static byte[] Segment(int orientation) =>
        [
            0xFF,
            JpegSegments.App1,
            0,
            34,
            .. Signature,
            (byte)'M',
            (byte)'M',
            0,
            42,
            0,
            0,
            0,
            8, // big-endian, first directory at 8
            0,
            1,
            0x01,
            0x12,
            0,
            Short,
            0,
            0,
            0,
            1,
            0,
            (byte)orientation,
            0,
            0, // one entry, one number
            0,
            0,
            0,
            0, // no next directory
        ];

    /// <summary>The picture upright; the given one is given back when it had to be turned.</summary>
    public static GrayImage Apply(GrayImage image, int orientation)
    {
        if (orientation == Upright)
        {
            return image;
        }

        var (width, height) = (image.Width, image.Height);

        // Where the upright picture's first pixel lies in the stored one, and the way from a pixel to its right and lower neighbour.
        var (first, right, down) = orientation switch
        {
            2 => (width - 1, -1, width),
            3 => ((width * height) - 1, -1, -width),
            4 => (width * (height - 1), 1, -width),
            5 => (0, width, 1),
            6 => (width * (height - 1), -width, 1),
            7 => ((width * height) - 1, -width, -1),
            8 => (width - 1, width, -1),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation)),
        };

        // One at a time: while a picture is turned it is in memory twice.
        lock (Turning)
        {
            var upright = orientation < 5 ? GrayImage.Rent(width, height) : GrayImage.Rent(height, width);
            Copy(image.Pixels, upright, first, right, down);
            image.Return();
            return upright;
        }
    }

    /// <summary>Whether the picture is merely turned: a page is found in it as it is, where one that is mirrored is none.</summary>
    public static bool IsTurn(int orientation) => orientation is Upright or 3 or 6 or 8;

    /// <summary>Where a point of a picture that was left as it was stored lies in the upright one.</summary>
    public static (double X, double Y) ToUpright(GrayImage stored, (double X, double Y) point) =>
        stored.Orientation switch
        {
            3 => (stored.Width - 1 - point.X, stored.Height - 1 - point.Y),
            6 => (stored.Height - 1 - point.Y, point.X),
            8 => (point.Y, stored.Width - 1 - point.X),
            _ => point,
        };

    private static void Copy(byte[] from, GrayImage to, int first, int right, int down)
    {
        if (Math.Abs(right) == 1)
        {
            CopyRows(from, to, first, right, down);
            return;
        }

        // Eight by eight, and what is left over at the right and below one by one.
        var (width, height) = (to.Width & ~7, to.Height & ~7);
        unchecked
        {
            for (var top = 0; top < height; top += 8)
            {
                for (var left = 0; left < width; left += 8)
                {
                    Transpose(from, to, left, top, first + (top * down) + (left * right), right, down);
                }
            }

            for (var y = 0; y < to.Height; y++)
            {
                for (var x = y < height ? width : 0; x < to.Width; x++)
                {
                    to[x, y] = from[first + (y * down) + (x * right)];
                }
            }
        }
    }

    private static void CopyRows(byte[] from, GrayImage to, int first, int right, int down)
    {
        for (var y = 0; y < to.Height; y++)
        {
            var start = first + (y * down) - (right < 0 ? to.Width - 1 : 0);
            from.AsSpan(start, to.Width).CopyTo(to.Row(y));
            if (right < 0)
            {
                to.Row(y).Reverse();
            }
        }
    }

    /// <summary>
    /// Columns of the stored picture become rows of the upright one: quarters change places, then their quarters, then bytes.
    /// </summary>
    private static void Transpose(byte[] from, GrayImage to, int left, int top, int source, int right, int down)
    {
        Span<ulong> rows = stackalloc ulong[8];
        for (var i = 0; i < 8; i++)
        {
            var at = source + (i * right);
            rows[i] =
                down > 0
                    ? BinaryPrimitives.ReadUInt64LittleEndian(from.AsSpan(at))
                    : BinaryPrimitives.ReadUInt64BigEndian(from.AsSpan(at - 7));
        }

        Exchange(rows, 4, 0x00000000FFFFFFFF);
        Exchange(rows, 2, 0x0000FFFF0000FFFF);
        Exchange(rows, 1, 0x00FF00FF00FF00FF);
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(to.Pixels.AsSpan(((top + i) * to.Width) + left), rows[i]);
        }
    }

    private static void Exchange(Span<ulong> rows, int distance, ulong low)
    {
        for (var i = 0; i < 8; i++)
        {
            if ((i & distance) == 0)
            {
                var (a, b) = (rows[i], rows[i + distance]);
                rows[i] = (a & low) | ((b & low) << (8 * distance));
                rows[i + distance] = ((a >> (8 * distance)) & low) | (b & ~low);
            }
        }
    }

    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return Upright;
        }

        var little = tiff[0] == (byte)'I';
        var directory = U32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }

        var entries = tiff[((int)directory + 2)..];
        for (var count = U16(tiff[(int)directory..], little); count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (U16(entries, little) == Tag)
            {
                var value = U16(entries[2..], little) == Short ? U16(entries[8..], little) : Upright;
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    private static int U16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
