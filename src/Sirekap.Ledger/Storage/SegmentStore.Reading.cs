using System.Buffers.Binary;

namespace Sirekap.Ledger.Storage;

/// <remarks>Reading back.</remarks>
public sealed partial class SegmentStore
{
    // Holds a dozen statements; longer entries are read again from where they begin.
    private const int ReadPiece = 1 << 14;

    /// <summary>
    /// One entry, as it was appended. Its checksum was checked at opening, not again here: whoever needs proof has the tree.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such entry.</exception>
    public byte[] Read(long index)
    {
        EntryIndex.Mark mark;
        int skip;
        Segment segment;
        lock (state)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, entryIndex.Count);
            (mark, skip) = entryIndex.Find(index);
            segment = segments[mark.Segment];
        }

        var number = mark.Segment;
        var at = (long)mark.Offset;
        var left = mark.Left;
        Span<byte> buffer = stackalloc byte[ReadPiece];
        scoped var piece = ReadOnlySpan<byte>.Empty;
        while (true)
        {
            if (left == 0)
            {
                // The batch ends here; the next begins behind its trailer, or in the next segment.
                at += BatchHeader.TrailerSize;
                if (at >= LengthOf(segment))
                {
                    segment = SegmentAt(++number);
                    at = 0;
                }

                piece = buffer[..segment.File.Read(at, buffer)];
                if (!BatchHeader.TryRead(piece, out var header))
                {
                    throw new StoreDamagedException(segment.Path, at, "no batch header where one stood");
                }

                left = header.Count;
                at += BatchHeader.Size;
                piece = piece[BatchHeader.Size..];
            }

            if (piece.Length < 2)
            {
                piece = buffer[..segment.File.Read(at, buffer)];
            }

            if (piece.Length < 2)
            {
                throw new StoreDamagedException(segment.Path, at, "the file ends where an entry stood");
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(piece);
            if (skip == 0)
            {
                return Bytes(segment, at, length, piece[2..]);
            }

            skip--;
            left--;
            at += 2 + length;
            piece = piece.Length > 2 + length ? piece[(2 + length)..] : [];
        }
    }

    /// <summary>Shows all entries from one on to the visitor, front to back, checking each batch again.</summary>
    /// <returns>The index after the last one shown: <see cref="Count"/> as it was when the call began.</returns>
    public long ReadAll(long from, EntryVisitor visit)
    {
        (Segment Segment, long Length)[] all;
        lock (state)
        {
            all = [.. segments.Select(segment => (segment, segment.Length))];
        }

        var start = Math.Max(0, Array.FindLastIndex(all, s => s.Segment.FirstIndex <= from));
        var scanner = new SegmentScanner();
        var next = start < all.Length ? all[start].Segment.FirstIndex : 0;
        foreach (var (segment, length) in all.AsSpan(start))
        {
            var end = scanner.Scan(
                segment.File,
                length,
                next,
                (_, header, entries) => Entries.Visit(header.FirstIndex, entries, visit, from)
            );
            if (end.Flaw is not null)
            {
                throw new StoreDamagedException(segment.Path, end.Length, end.Flaw);
            }

            next = end.NextIndex;
        }

        return next;
    }

    private static byte[] Bytes(Segment segment, long at, int length, ReadOnlySpan<byte> piece)
    {
        var entry = new byte[length];
        if (piece.Length >= length)
        {
            piece[..length].CopyTo(entry);
        }
        else if (segment.File.Read(at + 2, entry) != length)
        {
            throw new StoreDamagedException(segment.Path, at, "the file ends inside an entry");
        }

        return entry;
    }

    private Segment SegmentAt(int number)
    {
        lock (state)
        {
            return segments[number];
        }
    }

    private long LengthOf(Segment segment)
    {
        lock (state)
        {
            return segment.Length;
        }
    }
}
