namespace Sirekap.Ledger.Storage;

/// <remarks>Opening and recovery. The rule: a flaw at the end of the last segment is an append that was never acknowledged, and goes;
/// any other flaw is damage to acknowledged entries, and nothing is touched.</remarks>
public sealed partial class SegmentStore
{
    /// <summary>
    /// Opens the store of a ledger's directory for appending, creating it when there is none; a torn last batch is cut off.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="ledger">The ledger's directory; segments lie in <c>segments/</c> below it.</param>
    /// <param name="replay">Is shown every entry during the one pass that opening makes anyway.</param>
    /// <param name="knownDurable">Entries known to have been acknowledged, such as the size of the latest signed checkpoint: when recovery
    /// would cut below it, the flaw is no torn append and the store refuses to open.</param>
    /// <param name="segmentBytes">Where a new segment is begun.</param>
    /// <exception cref="StoreInUseException">Another process writes.</exception>
    /// <exception cref="StoreDamagedException">Acknowledged entries are damaged.</exception>
    public static SegmentStore OpenWriter(
        FileSystem files,
        string ledger,
        EntryVisitor? replay = null,
        long knownDurable = 0,
        int segmentBytes = DefaultSegmentBytes
    )
    {
        var folder = Path.Combine(ledger, "segments");
        files.CreateDurableDirectory(ledger);
        files.CreateDurableDirectory(folder);
        var held = files.TryLock(Path.Combine(folder, "writer.lock")) ?? throw new StoreInUseException(ledger);
        var store = new SegmentStore(files, folder, segmentBytes, held);
        try
        {
            store.Settle(store.Load(replay, knownDurable));
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Opens the store for reading, beside a writer or without one; shows what is durable at this moment, to its end.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="ledger">The ledger's directory.</param>
    /// <param name="replay">Is shown every entry.</param>
    /// <param name="knownDurable">Entries known to have been acknowledged before this call, as in <see cref="OpenWriter"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no store.</exception>
    /// <exception cref="StoreDamagedException">Acknowledged entries are damaged.</exception>
    public static SegmentStore OpenReader(FileSystem files, string ledger, EntryVisitor? replay = null, long knownDurable = 0)
    {
        var folder = Path.Combine(ledger, "segments");
        var store = new SegmentStore(files, folder, DefaultSegmentBytes, writerLock: null);
        try
        {
            store.Load(replay, knownDurable);
            if (store._segments.Count > 0)
            {
                // A batch that was read may still be on its way to the disk; wait for it.
                store._segments[^1].File.Sync();
                files.SyncDirectory(folder);
            }

            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Scans all segments; returns the end of the last one.</summary>
    private ScanEnd Load(EntryVisitor? replay, long knownDurable)
    {
        var names = _files.List(_directory).Where(name => name.EndsWith(".seg", StringComparison.Ordinal)).ToArray();
        var scanner = new SegmentScanner();
        var end = new ScanEnd(0, 0, -1, Flaw: null);
        for (var number = 0; number < names.Length; number++)
        {
            var path = SegmentPath(number);
            if (names[number] != Path.GetFileName(path))
            {
                throw new StoreDamagedException(path, 0, $"the segment is missing, {names[number]} follows");
            }

            end = LoadSegment(scanner, path, last: number == names.Length - 1, replay, knownDurable);
        }

        return end;
    }

    private ScanEnd LoadSegment(SegmentScanner scanner, string path, bool last, EntryVisitor? replay, long knownDurable)
    {
        var number = _segments.Count;
        var file = _writerLock is null ? _files.OpenRead(path) : _files.OpenWrite(path);
        var segment = new Segment(path, file, _entryIndex.Count);
        _segments.Add(segment);
        var length = file.Length;
        var end = scanner.Scan(
            file,
            length,
            _entryIndex.Count,
            (offset, header, entries) =>
            {
                _entryIndex.Add(number, offset + BatchHeader.Size, header.Count, entries);
                if (replay is not null)
                {
                    Entries.Visit(header.FirstIndex, entries, replay);
                }
            }
        );
        segment.Length = end.Length;
        if (end.Flaw is null)
        {
            return end;
        }

        if (!last)
        {
            throw new StoreDamagedException(path, end.Length, $"{end.Flaw}, and later segments follow");
        }

        if (scanner.FindBatch(file, end.Length, length) is >= 0 and var sound)
        {
            throw new StoreDamagedException(path, end.Length, $"{end.Flaw}, and a sound batch follows at offset {sound}");
        }

        if (end.NextIndex < knownDurable)
        {
            throw new StoreDamagedException(
                path,
                end.Length,
                $"{end.Flaw} at entry {end.NextIndex}, but {knownDurable} entries were acknowledged"
            );
        }

        return end;
    }

    /// <summary>Makes durable what the scan found, before anyone builds on it.</summary>
    /// <remarks>The last batch may come from a process that was killed before its sync, or whose sync failed: then it stands in the page
    /// cache, marked clean, and a sync now would succeed without writing it. So it is written once more. The bytes are the same, and a
    /// batch before it was synced before this one began.</remarks>
    private void Settle(ScanEnd end)
    {
        if (_segments.Count > 0)
        {
            var file = _segments[^1].File;
            if (end.Flaw is not null)
            {
                file.Truncate(end.Length);
            }

            if (end.LastBatch >= 0)
            {
                var batch = new byte[end.Length - end.LastBatch];
                if (file.Read(end.LastBatch, batch) != batch.Length)
                {
                    throw new StoreDamagedException(_segments[^1].Path, end.LastBatch, "the file became shorter while it was opened");
                }

                file.Write(end.LastBatch, batch);
            }

            file.Sync();
        }

        _files.SyncDirectory(_directory);
    }
}
