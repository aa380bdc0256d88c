using System.Buffers.Binary;

namespace Sirekap.Ledger.Storage;

/// <summary>What stands before the entries of a batch in a segment file; all numbers big-endian.</summary>
/// <remarks><code>
/// 0   magic FF 53 4B 01
/// 4   count of entries, uint32
/// 8   index of the first entry in the ledger, uint64
/// 16  length of the entries in bytes, uint32
/// 20  CRC-32C of bytes 0 to 19
/// 24  entries: uint16 length, bytes
/// …   CRC-32C of everything from the magic to the last entry
/// </code>
/// FF never occurs in UTF-8, so no statement can carry a batch in its text and pass for one after a torn write.</remarks>
internal readonly record struct BatchHeader(long FirstIndex, int Count, int Length)
{
    /// <summary>Bytes, as drawn above.</summary>
    public const int Size = 24;

    /// <summary>Bytes of the checksum that ends a batch.</summary>
    public const int TrailerSize = 4;

    public static ReadOnlySpan<byte> Magic => [0xFF, 0x53, 0x4B, 0x01];

    /// <summary>Header, entries and trailer, in bytes.</summary>
    public long TotalLength => (long)Size + Length + TrailerSize;

    public void Write(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt32BigEndian(destination[4..], Count);
        BinaryPrimitives.WriteInt64BigEndian(destination[8..], FirstIndex);
        BinaryPrimitives.WriteInt32BigEndian(destination[16..], Length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], Crc32C.Of(destination[..20]));
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out BatchHeader header)
    {
        header = default;
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
        {
            return false;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]) != Crc32C.Of(bytes[..20]))
        {
            return false;
        }

        header = new BatchHeader(
            BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[16..])
        );
        return header is { FirstIndex: >= 0, Count: > 0, Length: >= 3 };
    }
}
