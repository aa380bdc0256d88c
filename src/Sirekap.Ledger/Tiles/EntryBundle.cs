using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Ledger.Tiles;

/// <summary>Up to 256 entries in one file, each after its length in two bytes, big-endian (C2SP tlog-tiles).</summary>
public static class EntryBundle
{
    /// <summary>The longest entry that the length can tell.</summary>
    public const int MaxEntryLength = ushort.MaxValue;

    /// <summary>Bytes of an entry's length (C2SP tlog-tiles).</summary>
    private const int LengthSize = sizeof(ushort);

    /// <summary>Writes a bundle.</summary>
    /// <exception cref="ArgumentException">No entry, more than 256, or one longer than 65,535 bytes.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count is 0 or > TilePath.FullWidth)
        {
            throw new ArgumentException($"a bundle has 1 to {TilePath.FullWidth} entries, not {entries.Count}", nameof(entries));
        }

        var bytes = new byte[entries.Sum(entry => LengthSize + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            if (entry.Length > MaxEntryLength)
            {
                throw new ArgumentException($"an entry has {entry.Length} bytes, more than {MaxEntryLength}", nameof(entries));
            }

            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[LengthSize..]);
            rest = rest[(LengthSize + entry.Length)..];
        }
        return bytes;
    }

    /// <summary>Writes the next entry of a bundle behind those before it; how many they are, the caller counts.</summary>
    /// <exception cref="ArgumentException">It is longer than 65,535 bytes.</exception>
    public static void Append(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (entry.Length > MaxEntryLength)
        {
            throw new ArgumentException($"an entry has {entry.Length} bytes, more than {MaxEntryLength}", nameof(entry));
        }

        BinaryPrimitives.WriteUInt16BigEndian(bundle.GetSpan(LengthSize), (ushort)entry.Length);
        bundle.Advance(LengthSize);
        bundle.Write(entry);
    }

    /// <summary>Reads a bundle that must have exactly this many entries; they are slices of the given memory.</summary>
    /// <param name="error">What is wrong, with the number of the entry in the bundle (from 0) and the byte.</param>
    public static bool TryDecode(
        ReadOnlyMemory<byte> bytes,
        int width,
        [NotNullWhen(true)] out ReadOnlyMemory<byte>[]? entries,
        [NotNullWhen(false)] out string? error
    )
    {
        entries = null;
        var read = new ReadOnlyMemory<byte>[width];
        var position = 0;
        for (var i = 0; i < width; i++)
        {
            if (bytes.Length - position < LengthSize)
            {
                return Fail($"bundle ends at byte {bytes.Length}, before the length of entry {i} of {width}", out error);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[position..]);
            position += LengthSize;
            if (bytes.Length - position < length)
            {
                return Fail($"bundle ends at byte {bytes.Length}, within the {length} bytes of entry {i} of {width}", out error);
            }

            read[i] = bytes.Slice(position, length);
            position += length;
        }
        if (position != bytes.Length)
        {
            return Fail($"bundle has {bytes.Length - position} bytes after its {width} entries", out error);
        }

        (entries, error) = (read, null);
        return true;
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
