using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// The text of a file, for every input alike: compressed or not, with a byte order mark or none, in UTF-8, UTF-16 or UTF-32, all told by
/// its content and not by its name; of a workbook the first sheet. What cannot be told for certain, as Windows-1252 from Mac Roman, is
/// refused with its place.
/// </summary>
public static class InputText
{
    /// <summary>Most bytes of text: five times the CSV of all stations of 2024.</summary>
    public const int Largest = 512 << 20;

    /// <summary>A gzip member has at least 10 bytes of header, 2 of data and 8 of trailer.</summary>
    private const int SmallestGzip = 20;

    /// <summary>Longest marks first: that of UTF-32 begins like that of UTF-16.</summary>
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true)),
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)),
    ];

    /// <summary>How files begin that are no text, and what to do with them.</summary>
    private static readonly (byte[] Beginning, string What)[] Others =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "it is an old Excel workbook (.xls), or one with a password; save it as .xlsx or \"CSV UTF-8\""),
        ("%PDF-"u8.ToArray(), "it is a PDF, not a text"),
        ("PAR1"u8.ToArray(), "it is a Parquet file, not a text"),
        ([0x28, 0xB5, 0x2F, 0xFD], "it is compressed by zstd; unpack it, or compress it by gzip"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "it is compressed by xz; unpack it, or compress it by gzip"),
        ("BZh"u8.ToArray(), "it is compressed by bzip2; unpack it, or compress it by gzip"),
    ];

    /// <summary>How a page of the web begins, which some programs save under a table's name.</summary>
    private static readonly string[] Markup = ["<!doctype html", "<html", "<table", "<head", "<meta"];

    /// <summary>The text as UTF-8 without its byte order mark, or null and why there is none.</summary>
    public static ReadOnlyMemory<byte>? Open(FeedFile file, out InputError? error)
    {
        var text = Read(file.Bytes, out var reason);
        error = text is null ? new InputError(file.Name, reason!) : null;
        return text;
    }

    private static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> bytes, out string? reason)
    {
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            if (Inflate(bytes) is not { } inflated)
            {
                reason =
                    $"it is not one whole gzip file of at most {Largest} bytes: cut short, damaged or too large; nothing of it was taken";
                return null;
            }

            bytes = inflated;
        }

        if (WorkbookText.IsWorkbook(bytes.Span))
        {
            return WorkbookText.Read(bytes, out reason);
        }

        reason = OtherThanText(bytes.Span);
        return reason is null ? Decode(bytes, out reason) : default(ReadOnlyMemory<byte>?);
    }

    private static string? OtherThanText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
        {
            return "it is a zip, not a text";
        }

        foreach (var tag in Markup)
        {
            if (BeginsWith(bytes, tag))
            {
                return "it is a web page, not a table: open it and save its table as .xlsx or \"CSV UTF-8\"";
            }
        }

        foreach (var (beginning, what) in Others)
        {
            if (bytes.StartsWith(beginning))
            {
                return what;
            }
        }

        return null;
    }

    private static bool BeginsWith(ReadOnlySpan<byte> bytes, string tag)
    {
        var text = bytes.TrimStart("\uFEFF \t\r\n"u8);
        return text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag);
    }

    private static ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> bytes, out string? reason)
    {
        var (encoding, skip) = EncodingOf(bytes.Span);
        if (encoding is not null)
        {
            try
            {
                bytes = Encoding.UTF8.GetBytes(encoding.GetString(bytes.Span[skip..]));
            }
            catch (ArgumentException)
            {
                reason = $"it begins as {encoding.WebName} and is damaged: not whole characters throughout";
                return null;
            }
        }
        else if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        reason = FlawOf(bytes.Span);
        return reason is null ? bytes : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>By its mark; else by where the first character, which is ASCII in every table and JSON, has its zero bytes.</summary>
    private static (Encoding? Encoding, int Skip) EncodingOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
            {
                return (encoding, mark.Length);
            }
        }

        if (bytes.Length < 4)
        {
            return (null, 0);
        }

        return (bytes[0] != 0, bytes[1] != 0, bytes[2] != 0, bytes[3] != 0) switch
        {
            (true, false, false, false) => (Marks[0].Encoding, 0),
            (false, false, false, true) => (Marks[1].Encoding, 0),
            (true, false, true, false) => (Marks[2].Encoding, 0),
            (false, true, false, true) => (Marks[3].Encoding, 0),
            _ => (null, 0),
        };
    }

    private static string? FlawOf(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)0);
        if (at >= 0)
        {
            return $"{PlaceOf(text, at)}: a NUL byte: it is no text, or damaged";
        }

        if (Utf8.IsValid(text))
        {
            return null;
        }

        at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return $"{PlaceOf(text, at)}: 0x{text[at]:X2} is not UTF-8; perhaps it is Windows-1252 or Mac Roman, which cannot be told apart: "
            + "save it as \"CSV UTF-8\"";
    }

    private static string PlaceOf(ReadOnlySpan<byte> text, int at) =>
        $"line {text[..at].Count((byte)'\n') + 1}, byte {at - text[..at].LastIndexOf((byte)'\n')}";

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
