using System.Buffers.Binary;
using System.IO.Compression;

namespace Sirekap.Reading.Images;

/// <summary>
/// A PNG file's chunks (ISO/IEC 15948, 5.3), found without decoding anything. Of a stranger's file only those that make the picture are
/// kept: the others (colour profiles, texts) may be compressed, and inflate to a thousand times their length.
/// </summary>
internal static class PngChunks
{
    /// <summary>What an encoder may write beyond the rows: a stored block's header each 16 kB, a row too many.</summary>
    private const int Allowance = 1 << 16;

    private const int HeaderAt = 16; // the signature, and the length and type of IHDR

    /// <summary>Of each pass of an interlaced picture: x, y, and the steps of both.</summary>
    private static ReadOnlySpan<byte> Adam7 => [0, 0, 8, 8, 4, 0, 8, 8, 0, 4, 4, 8, 2, 0, 4, 4, 0, 2, 2, 4, 1, 0, 2, 2, 0, 1, 1, 2];

    /// <summary>
    /// The same picture in a file of nothing but header, palette, transparency, what its greys mean, and data; as large as
    /// <paramref name="limits"/> allow.
    /// </summary>
    public static ImageProblem Keep(ReadOnlySpan<byte> file, ImageLimits limits, out byte[]? kept)
    {
        kept = null;
        if (CheckSize(file, limits) is var problem && problem != ImageProblem.None)
        {
            return problem;
        }

        using var chunks = new MemoryStream(file.Length);
        chunks.Write(file[..8]);
        for (var rest = file[8..]; rest.Length >= 12; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return ImageProblem.Truncated;
            }

            // Length, type, data, checksum.
            var chunk = rest[..((int)length + 12)];
            var type = chunk.Slice(4, 4);
            if (
                (type.SequenceEqual("IHDR"u8) && rest.Length == file.Length - 8)
                || type.SequenceEqual("PLTE"u8)
                || type.SequenceEqual("tRNS"u8)
                || type.SequenceEqual("gAMA"u8)
                || type.SequenceEqual("sRGB"u8)
                || type.SequenceEqual("IDAT"u8)
                || type.SequenceEqual("IEND"u8)
            )
            {
                chunks.Write(chunk);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                kept = chunks.ToArray();
                return ImageProblem.None;
            }

            rest = rest[chunk.Length..];
        }

        return ImageProblem.Truncated;
    }

    /// <summary>
    /// Whether the header, which is to be the first chunk and the only one of its kind, promises no more than is allowed.
    /// </summary>
    private static ImageProblem CheckSize(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        if (file.Length < HeaderAt + 8)
        {
            return ImageProblem.Truncated;
        }

        var (width, height) = (
            BinaryPrimitives.ReadUInt32BigEndian(file[HeaderAt..]),
            BinaryPrimitives.ReadUInt32BigEndian(file[(HeaderAt + 4)..])
        );
        return !file[(HeaderAt - 4)..].StartsWith("IHDR"u8) || width == 0 || height == 0 ? ImageProblem.NotAnImage
            : width > (uint)limits.Side || height > (uint)limits.Side || !limits.Allow((int)width, (int)height, scans: 1)
                ? ImageProblem.TooLarge
            : ImageProblem.None;
    }

    /// <summary>
    /// Whether the data is no more than the rows, before and after inflating: libpng inflates what follows the last row, too, gigabytes if
    /// need be, to throw it away.
    /// </summary>
    /// <param name="kept">What <see cref="Keep"/> kept, with a header that libpng has accepted and dimensions that are allowed.</param>
    /// <param name="inflated">How many bytes were inflated to find out.</param>
    public static ImageProblem CheckData(ReadOnlySpan<byte> kept, out long inflated)
    {
        inflated = 0;
        var most = BytesOfRows(kept[HeaderAt..]) + Allowance;
        using var data = Data(kept);
        if (data.Length > most)
        {
            return ImageProblem.TooLarge;
        }

        try
        {
            using var rows = new ZLibStream(data, CompressionMode.Decompress);
            var buffer = new byte[Allowance];
            for (int read; (read = rows.Read(buffer)) > 0; )
            {
                inflated += read;
                if (inflated > most)
                {
                    return ImageProblem.TooLarge;
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The second for a stream that wants a dictionary, which a PNG has none of.
            return ImageProblem.Damaged;
        }

        return ImageProblem.None;
    }

    private static MemoryStream Data(ReadOnlySpan<byte> kept)
    {
        var data = new MemoryStream(kept.Length);
        for (var rest = kept[8..]; rest.Length >= 12; )
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (rest.Slice(4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(rest.Slice(8, length));
            }

            rest = rest[(length + 12)..];
        }

        data.Position = 0;
        return data;
    }

    /// <summary>Of all rows, each with the byte that names its filter; of an interlaced picture, those of its seven passes.</summary>
    private static long BytesOfRows(ReadOnlySpan<byte> header)
    {
        long width = BinaryPrimitives.ReadUInt32BigEndian(header),
            height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var bits =
            header[8]
            * (
                header[9] switch
                {
                    2 => 3,
                    4 => 2,
                    6 => 4,
                    _ => 1,
                }
            );
        if (header[12] == 0)
        {
            return height * (1 + (((width * bits) + 7) / 8));
        }

        var sum = 0L;
        for (var pass = Adam7; pass.Length > 0; pass = pass[4..])
        {
            var (columns, rows) = ((width - pass[0] + pass[2] - 1) / pass[2], (height - pass[1] + pass[3] - 1) / pass[3]);
            sum += columns > 0 ? rows * (1 + (((columns * bits) + 7) / 8)) : 0;
        }

        return sum;
    }
}
