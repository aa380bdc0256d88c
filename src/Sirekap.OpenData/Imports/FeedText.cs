using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Sirekap.OpenData.Imports;

/// <summary>The text of a file that may be compressed, told by its content and not by its name.</summary>
internal static class FeedText
{
    /// <summary>Most bytes of text: five times the CSV of all stations of 2024.</summary>
    public const int Largest = 512 << 20;

    /// <summary>A gzip member has at least 10 bytes of header, 2 of data and 8 of trailer.</summary>
    private const int SmallestGzip = 20;

    /// <summary>The text without its byte order mark.</summary>
    public static ReadOnlyMemory<byte>? Open(FeedFile file, out InputError? error)
    {
        var bytes = file.Bytes;
        error = null;
        if (bytes.Span.StartsWith("PK\u0003\u0004"u8))
        {
            error = new InputError(file.Name, "it is a zip, not a text");
            return null;
        }

        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            if (Inflate(bytes) is not { } text)
            {
                error = new InputError(
                    file.Name,
                    $"it is not one whole gzip file of at most {Largest} bytes: cut short, damaged or too large; nothing of it was taken"
                );
                return null;
            }

            bytes = text;
        }

        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            error = new InputError(file.Name, "it is UTF-16; UTF-8 is needed");
            return null;
        }

        return bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
    }

    /// <summary>
    /// .NET's GZipStream takes a file that is cut short for one that ends, and passes over what follows, so the trailer (RFC 1952: CRC-32
    /// and length of the text) is held against the text here.
    /// </summary>
    private static ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> gzip)
    {
        if (gzip.Length < SmallestGzip)
        {
            return null;
        }

        var text = new MemoryStream();
        try
        {
            using var stream = new GZipStream(FeedFile.StreamOf(gzip), CompressionMode.Decompress);
            var chunk = new byte[1 << 16];
            for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
            {
                if (text.Length + read > Largest)
                {
                    return null;
                }

                text.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        var whole = text.GetBuffer().AsMemory(0, (int)text.Length);
        var trailer = gzip.Span[^8..];
        if (
            BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)whole.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.HashToUInt32(whole.Span)
        )
        {
            return null;
        }

        return whole;
    }
}
