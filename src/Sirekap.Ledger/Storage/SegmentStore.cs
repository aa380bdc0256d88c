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

    private readonly FileSystem files;
    private readonly string directory;
    private readonly int segmentBytes;
    private readonly IDisposable? writerLock;
    private readonly Lock appending = new();

    // Guards segments and entryIndex, which readers see; held for moments, never over a file call.
    private readonly Lock state = new();
    private readonly List<Segment> segments = [];
    private readonly EntryIndex entryIndex = new();

    private byte[] frameBuffer = [];
    private Exception? stopped;

    private sealed class Segment(string path, StoreFile file, long firstIndex)
    {
        public string Path { get; } = path;
        public StoreFile File { get; } = file;
        public long FirstIndex { get; } = firstIndex;
        public long Length { get; set; }
    }

    private SegmentStore(FileSystem files, string directory, int segmentBytes, IDisposable? writerLock) =>
        (this.files, this.directory, this.segmentBytes, this.writerLock) = (files, directory, segmentBytes, writerLock);

    /// <summary>Number of durable entries.</summary>
    public long Count
    {
        get
        {
            lock (state)
            {
                return entryIndex.Count;
            }
        }
    }

    /// <summary>Why this store takes no more appends; null while it does.</summary>
    public Exception? Stopped => Volatile.Read(ref stopped);

    /// <summary>Appends one batch and returns the index of its first entry once all of it is durable.</summary>
    /// <exception cref="ArgumentException">No entry, an entry empty or over 65,535 bytes, or a batch over <see cref="MaximumBatchBytes"/>;
    /// nothing was written.</exception>
    /// <exception cref="LedgerStoppedException">A write or sync failed, now or earlier.</exception>
    public long AppendBatch(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (writerLock is null)
        {
            throw new InvalidOperationException("The store was opened for reading.");
        }

        lock (appending)
        {
            if (stopped is not null)
            {
                throw new LedgerStoppedException("an earlier append failed", stopped);
            }

            var first = Count;
            var frame = Frame(first, entries);
            try
            {
                Persist(frame, first, entries.Count);
            }
            catch (Exception e)
            {
                // A sync that failed once is never tried again: the kernel may have dropped the pages, and the second would succeed.
                Volatile.Write(ref stopped, e);
                throw new LedgerStoppedException($"the batch of {entries.Count} entries from {first} could not be made durable", e);
            }

            return first;
        }
    }

    private ReadOnlySpan<byte> Frame(long first, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var length = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Length is 0 or > MaximumEntryBytes)
            {
                throw new ArgumentException(
                    $"entry {i} of the batch has {entries[i].Length} bytes; 1 to {MaximumEntryBytes} are allowed",
                    nameof(entries)
                );
            }

            length += 2 + entries[i].Length;
        }

        if (length is 0 or > MaximumBatchBytes)
        {
            throw new ArgumentException($"a batch of {length} bytes; 1 to {MaximumBatchBytes} are allowed", nameof(entries));
        }

        var header = new BatchHeader(first, entries.Count, (int)length);
        if (frameBuffer.Length < header.TotalLength)
        {
            frameBuffer = new byte[Math.Max(header.TotalLength, 1 << 16)];
        }

        var frame = frameBuffer.AsSpan(0, (int)header.TotalLength);
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

    private void Persist(ReadOnlySpan<byte> frame, long first, int count)
    {
        var segment = segments.Count > 0 ? segments[^1] : null;
        var created = segment is null || (segment.Length > 0 && segment.Length + frame.Length > segmentBytes);
        if (created)
        {
            var path = SegmentPath(segments.Count);
            segment = new Segment(path, files.OpenWrite(path), first);
            lock (state)
            {
                segments.Add(segment);
            }
        }

        segment!.File.Write(segment.Length, frame);
        segment.File.Sync();
        if (created)
        {
            files.SyncDirectory(directory);
        }

        lock (state)
        {
            entryIndex.Add(segments.Count - 1, segment.Length + BatchHeader.Size, count, frame[BatchHeader.Size..^BatchHeader.TrailerSize]);
            segment.Length += frame.Length;
        }
    }

    private string SegmentPath(int number) => Path.Combine(directory, number.ToString("D8", CultureInfo.InvariantCulture) + ".seg");

    public void Dispose()
    {
        lock (appending)
        {
            Volatile.Write(ref stopped, stopped ?? new ObjectDisposedException(nameof(SegmentStore)));
            foreach (var segment in segments)
            {
                segment.File.Dispose();
            }

            writerLock?.Dispose();
        }
    }
}
