using System.Buffers.Binary;
using System.Globalization;

namespace Sirekap.Ledger.Storage;

/// <summary>Receives entries in order. The bytes are valid during the call only.</summary>
public delegate void EntryVisitor(long index, ReadOnlySpan<byte> entry);

/// <summary>The entries of a ledger on disk: append-only segment files, written by one process, readable by any.</summary>
/// <remarks>A batch is acknowledged (its append returns) only when it is durable, and the next is written only then; so at most the last
/// batch can ever be torn. Appends are serialised; reads may run beside them from any thread.</remarks>
public sealed partial class SegmentStore : IDisposable
{
    /// <summary>A segment is closed before it would outgrow this: 64 MiB, about 100,000 statements.</summary>
    public const int DefaultSegmentBytes = 64 << 20;

    /// <summary>Entries of a batch with their length fields, in bytes.</summary>
    public const int MaximumBatchBytes = 64 << 20;

    /// <summary>The length field of an entry bundle (tlog-tiles) ends here.</summary>
    public const int MaximumEntryBytes = ushort.MaxValue;

    /// <summary>Holds a dozen statements; longer entries are read again from where they begin.</summary>
    private const int ReadPiece = 1 << 14;

    private readonly FileSystem _files;
    private readonly string _directory;
    private readonly int _segmentBytes;
    private readonly IDisposable? _writerLock;
    private readonly Lock _appending = new();

    // Guards segments and entryIndex, which readers see; held for moments, never over a file call.
    private readonly Lock _state = new();
    private readonly List<Segment> _segments = [];
    private readonly EntryIndex _entryIndex = new();

    private readonly BatchFrame _frames = new();
    private Exception? _stopped;

    private SegmentStore(FileSystem files, string directory, int segmentBytes, IDisposable? writerLock) =>
        (_files, _directory, _segmentBytes, _writerLock) = (files, directory, segmentBytes, writerLock);

    /// <summary>Number of durable entries.</summary>
    public long Count
    {
        get
        {
            lock (_state)
            {
                return _entryIndex.Count;
            }
        }
    }

    /// <summary>Why this store takes no more appends; null while it does.</summary>
    public Exception? Stopped => Volatile.Read(ref _stopped);

    /// <summary>Appends one batch and returns the index of its first entry once all of it is durable.</summary>
    /// <exception cref="ArgumentException">No entry, an entry empty or over 65,535 bytes, or a batch over <see cref="MaximumBatchBytes"/>;
    /// nothing was written.</exception>
    /// <exception cref="LedgerStoppedException">A write or sync failed, now or earlier.</exception>
    public long AppendBatch(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (_writerLock is null)
        {
            throw new InvalidOperationException("The store was opened for reading.");
        }

        lock (_appending)
        {
            if (_stopped is not null)
            {
                throw new LedgerStoppedException("an earlier append failed", _stopped);
            }

            var first = Count;
            var frame = _frames.Of(first, entries);
            try
            {
                Persist(frame, first, entries.Count);
            }
            catch (Exception e)
            {
                // A sync that failed once is never tried again: the kernel may have dropped the pages, and the second would succeed.
                Volatile.Write(ref _stopped, e);
                throw new LedgerStoppedException($"the batch of {entries.Count} entries from {first} could not be made durable", e);
            }

            return first;
        }
    }

    /// <summary>
    /// One entry, as it was appended. Its checksum was checked at opening, not again here: whoever needs proof has the tree.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such entry.</exception>
    public byte[] Read(long index)
    {
        EntryIndex.Mark mark;
        int skip;
        Segment segment;
        lock (_state)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _entryIndex.Count);
            (mark, skip) = _entryIndex.Find(index);
            segment = _segments[mark.Segment];
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
                segment = NextBatch(segment, ref number, ref at, buffer, out piece, out left);
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
        lock (_state)
        {
            all = [.. _segments.Select(segment => (segment, segment.Length))];
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

    /// <summary>The batch ends here; the next begins behind its trailer, or in the next segment.</summary>
    private Segment NextBatch(Segment segment, ref int number, ref long at, Span<byte> buffer, out ReadOnlySpan<byte> piece, out int left)
    {
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
        return segment;
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
        lock (_state)
        {
            return _segments[number];
        }
    }

    private long LengthOf(Segment segment)
    {
        lock (_state)
        {
            return segment.Length;
        }
    }

    private void Persist(ReadOnlySpan<byte> frame, long first, int count)
    {
        var segment = _segments.Count > 0 ? _segments[^1] : null;
        var created = segment is null || (segment.Length > 0 && segment.Length + frame.Length > _segmentBytes);
        if (created)
        {
            var path = SegmentPath(_segments.Count);
            segment = new Segment(path, _files.OpenWrite(path), first);
            lock (_state)
            {
                _segments.Add(segment);
            }
        }

        segment!.File.Write(segment.Length, frame);
        segment.File.Sync();
        if (created)
        {
            _files.SyncDirectory(_directory);
        }

        lock (_state)
        {
            _entryIndex.Add(
                _segments.Count - 1,
                segment.Length + BatchHeader.Size,
                count,
                frame[BatchHeader.Size..^BatchHeader.TrailerSize]
            );
            segment.Length += frame.Length;
        }
    }

    private string SegmentPath(int number) => Path.Combine(_directory, number.ToString("D8", CultureInfo.InvariantCulture) + ".seg");

    public void Dispose()
    {
        lock (_appending)
        {
            Volatile.Write(ref _stopped, _stopped ?? new ObjectDisposedException(nameof(SegmentStore)));
            foreach (var segment in _segments)
            {
                segment.File.Dispose();
            }

            _writerLock?.Dispose();
        }
    }
}
