using System.Buffers.Binary;

namespace Sirekap.Ledger.Storage;

/// <summary>Lays out batches as they stand in a segment file, each in the same memory. For one thread at a time.</summary>
internal sealed class BatchFrame
{
    /// <summary>Larger batches make it grow; a usual one of a few dozen statements fits.</summary>
    private const int UsualBytes = 1 << 16;

    private byte[] _buffer = [];

    /// <summary>Header, entries and trailer; valid until the next call.</summary>
    /// <exception cref="ArgumentException">No entry, one that is empty or too long, or too many bytes.</exception>
    public ReadOnlySpan<byte> Of(long first, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var length = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Length is 0 or > SegmentStore.MaximumEntryBytes)
            {
                throw new ArgumentException(
                    $"entry {i} of the batch has {entries[i].Length} bytes; 1 to {SegmentStore.MaximumEntryBytes} are allowed",
                    nameof(entries)
                );
            }

            length += 2 + entries[i].Length;
        }

        if (length is 0 or > SegmentStore.MaximumBatchBytes)
        {
            throw new ArgumentException($"a batch of {length} bytes; 1 to {SegmentStore.MaximumBatchBytes} are allowed", nameof(entries));
        }

        var header = new BatchHeader(first, entries.Count, (int)length);
        if (_buffer.Length < header.TotalLength)
        {
            _buffer = new byte[Math.Max(header.TotalLength, UsualBytes)];
        }

        var frame = _buffer.AsSpan(0, (int)header.TotalLength);
        header.Write(frame);
        var at = BatchHeader.Size;
        for (var i = 0; i < entries.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame[at..], (ushort)entries[i].Length);
            entries[i].Span.CopyTo(frame[(at + 2)..]);
            at += 2 + entries[i].Length;
        }

        BinaryPrimitives.WriteUInt32BigEndian(frame[at..], Crc32C.Of(frame[..at]));
        return frame;
    }
}
