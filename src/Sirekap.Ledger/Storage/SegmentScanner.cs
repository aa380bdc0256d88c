using System.Buffers.Binary;

namespace Sirekap.Ledger.Storage;

/// <summary>Called for each sound batch: its offset in the file, its header, its entries as framed.</summary>
internal delegate void BatchVisitor(long offset, BatchHeader header, ReadOnlySpan<byte> entries);

/// <summary>Where a scan ended: everything before <see cref="Length"/> is sound batches up to entry <see cref="NextIndex"/>.</summary>
/// <param name="Flaw">Why it ended before the file did; null when the whole file is sound.</param>
/// <param name="LastBatch">Offset of the last sound batch, −1 when there is none.</param>
internal readonly record struct ScanEnd(long Length, long NextIndex, long LastBatch, string? Flaw);

/// <summary>
/// Reads segment files front to back in large pieces and checks every batch. Keep one for many files: it keeps its buffer.
/// </summary>
internal sealed class SegmentScanner
{
    // Large enough that the system calls do not count beside the copying, small enough to stay in a cache.
    private const int ReadAhead = 1 << 20;

    private byte[] _buffer = [];
    private long _bufferOffset;
    private int _bufferLength;

    public ScanEnd Scan(StoreFile file, long length, long expectedIndex, BatchVisitor visit)
    {
        _bufferLength = 0;
        var lastBatch = -1L;
        var offset = 0L;
        while (offset < length)
        {
            if (FlawAt(file, offset, length, out var header) is { } flaw)
            {
                return new ScanEnd(offset, expectedIndex, lastBatch, flaw);
            }

            if (header.FirstIndex != expectedIndex)
            {
                return new ScanEnd(
                    offset,
                    expectedIndex,
                    lastBatch,
                    $"a batch begins with entry {header.FirstIndex} where {expectedIndex} is due"
                );
            }

            visit(offset, header, Window(file, offset, (int)header.TotalLength, length).Slice(BatchHeader.Size, header.Length));
            expectedIndex += header.Count;
            lastBatch = offset;
            offset += header.TotalLength;
        }

        return new ScanEnd(offset, expectedIndex, lastBatch, Flaw: null);
    }

    /// <summary>
    /// The offset of a sound batch at or after the given one, −1 when there is none: the mark of damage that is no torn tail.
    /// </summary>
    public long FindBatch(StoreFile file, long offset, long length)
    {
        _bufferLength = 0;
        while (offset < length)
        {
            var window = Window(file, offset, (int)Math.Min(ReadAhead, length - offset), length);
            var at = window.IndexOf(BatchHeader.Magic);
            if (at < 0)
            {
                // A magic may straddle the end of the window.
                offset += Math.Max(1, window.Length - (BatchHeader.Magic.Length - 1));
                continue;
            }

            offset += at;
            if (FlawAt(file, offset, length, out _) is null)
            {
                return offset;
            }

            offset++;
        }

        return -1;
    }

    private string? FlawAt(StoreFile file, long offset, long length, out BatchHeader header)
    {
        if (!BatchHeader.TryRead(Window(file, offset, BatchHeader.Size, length), out header))
        {
            return "no batch header";
        }

        if (header.TotalLength > length - offset || header.Length > SegmentStore.MaximumBatchBytes)
        {
            return "a batch is cut short";
        }

        var batch = Window(file, offset, (int)header.TotalLength, length);
        var body = batch[..^BatchHeader.TrailerSize];
        if (Crc32C.Of(body) != BinaryPrimitives.ReadUInt32BigEndian(batch[body.Length..]))
        {
            return "a batch does not match its checksum";
        }

        return EntriesFill(body[BatchHeader.Size..], header.Count) ? null : "the entries of a batch do not fill it";
    }

    private static bool EntriesFill(ReadOnlySpan<byte> entries, int count)
    {
        for (; count > 0; count--)
        {
            if (entries.Length < 3)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(entries);
            if (length == 0 || length > entries.Length - 2)
            {
                return false;
            }

            entries = entries[(2 + length)..];
        }

        return entries.IsEmpty;
    }

    /// <summary>The bytes from the offset: as many as asked for, fewer only at the end. Valid until the next call.</summary>
    private ReadOnlySpan<byte> Window(StoreFile file, long offset, int count, long length)
    {
        count = (int)Math.Min(count, length - offset);
        if (offset < _bufferOffset || offset + count > _bufferOffset + _bufferLength)
        {
            var capacity = Math.Max(count, (int)Math.Min(2 * ReadAhead, length));
            var kept =
                offset >= _bufferOffset && offset < _bufferOffset + _bufferLength ? (int)(_bufferOffset + _bufferLength - offset) : 0;
            var old = _buffer;
            if (_buffer.Length < capacity)
            {
                _buffer = new byte[capacity];
            }

            if (kept > 0)
            {
                old.AsSpan((int)(offset - _bufferOffset), kept).CopyTo(_buffer);
            }

            var wanted = (int)Math.Min(Math.Max(count, _buffer.Length) - kept, length - offset - kept);
            _bufferLength = kept + file.Read(offset + kept, _buffer.AsSpan(kept, wanted));
            _bufferOffset = offset;
            count = Math.Min(count, _bufferLength);
        }

        return _buffer.AsSpan((int)(offset - _bufferOffset), count);
    }
}
