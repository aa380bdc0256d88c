using System.Runtime.ExceptionServices;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// The copy of a ledger, on disk and folded. An entry gets in only under a checkpoint of the log: first the leaves must give the
/// checkpoint's root together with those that are here, which also shows that nothing of what was here has changed; then each entry must be
/// its leaf. One thread advances, any may read.
/// </summary>
internal sealed class ReplicaLedger : IDisposable
{
    /// <summary>
    /// A nation's night has some ten million entries; a checkpoint of more than this is not looked into, whoever has signed it.
    /// </summary>
    private const long MostEntries = 1 << 28;

    /// <summary>Bytes stored at once while catching up.</summary>
    private const int BatchBytes = 8 << 20;

    private readonly ReaderWriterLockSlim _gate = new();
    private readonly AtomicFile _file;
    private readonly LedgerFold _fold;
    private readonly BlobSource _blobs;
    private readonly bool _signatures;
    private SignedCheckpoint? _checkpoint;
    private long _size;
    private string? _refused;

    private ReplicaLedger(ElectionFolder folder, SegmentStore store, LedgerFold fold, BlobSource blobs, bool signatures)
    {
        (Folder, Store, _fold, _blobs, _signatures, _size) = (folder, store, fold, blobs, signatures, fold.Tree.Size);
        _file = CheckpointFile(folder);
        Forks = new ForkFolder(folder);
    }

    /// <summary>What the log has signed that contradicts this copy.</summary>
    public ForkFolder Forks { get; }

    public ElectionFolder Folder { get; }

    public SegmentStore Store { get; }

    public ElectionRecord Record => _fold.Record;

    public MerkleTree Tree => _fold.Tree;

    public long Size => Volatile.Read(ref _size);

    /// <summary>The newest that all of this was checked against; null while the first copy is made.</summary>
    public SignedCheckpoint? Checkpoint => Volatile.Read(ref _checkpoint);

    /// <summary>Is told statements once they stand.</summary>
    public Action<IEnumerable<Statement>>? Applied { get; set; }

    /// <summary>
    /// Opens a copy as far as its last checkpoint goes; null where no checkpoint was ever reached. What was stored beyond waits for the
    /// next one.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not what its checkpoint says.</exception>
    public static ReplicaLedger? Open(ElectionFolder folder, BlobSource blobs, ReplicaOptions options)
    {
        if (CheckpointFile(folder).Read() is not { } bytes)
        {
            return null;
        }

        var known = SignedCheckpoint.TryParse(bytes, out var claimed, out var error)
            ? claimed.Checkpoint.Size
            : throw new InvalidDataException($"{folder.Ledger}: {error}");
        var replay = new Replay(blobs, Replay.NoSignatures, done => options.Progress?.Invoke("reading", done, known));
        var store = SegmentStore.OpenWriter(
            DiskFileSystem.Instance,
            folder.Ledger,
            (index, entry) =>
            {
                if (index < known)
                {
                    replay.Add(entry.ToArray());
                }
            },
            known
        );
        try
        {
            replay.Complete();
            if (replay.Flaws is [var flaw, ..])
            {
                throw new InvalidDataException($"{folder.Ledger}: entry {flaw.Index}: {flaw.Rejection}");
            }

            if (
                replay.Fold is not { Record: var record } fold
                || !SignedCheckpoint.TryParse(bytes, record.LogKey, out var signed, out error)
                || replay.Tree.Size != known
                || replay.Tree.Root() != signed.Checkpoint.Root
            )
            {
                throw new InvalidDataException(
                    $"{folder.Ledger} is not what its checkpoint says: remove {folder.Root}, and it is copied anew"
                );
            }

            return new ReplicaLedger(folder, store, fold, blobs, options.Signatures) { _checkpoint = signed };
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Begins a copy with the definition. What a killed first attempt has stored is used, or thrown away where it is of another ledger.
    /// </summary>
    public static ReplicaLedger Begin(
        ElectionFolder folder,
        ReadOnlyMemory<byte> definition,
        LedgerFold fold,
        BlobSource blobs,
        ReplicaOptions options
    )
    {
        folder.Create();
        var store = SegmentStore.OpenWriter(DiskFileSystem.Instance, folder.Ledger);
        if (store.Count > 0 && !store.Read(0).AsSpan().SequenceEqual(definition.Span))
        {
            store.Dispose();
            Directory.Delete(folder.Ledger, recursive: true);
            store = SegmentStore.OpenWriter(DiskFileSystem.Instance, folder.Ledger);
        }

        if (store.Count == 0)
        {
            store.AppendBatch([definition]);
        }

        return new ReplicaLedger(folder, store, fold, blobs, options.Signatures);
    }

    public T Read<T>(Func<ElectionRecord, MerkleTree, T> read)
    {
        _gate.EnterReadLock();
        try
        {
            return read(Record, Tree);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Goes on to a checkpoint of the log, whose signature has been verified.</summary>
    /// <param name="next">The checkpoint.</param>
    /// <param name="origin">Its tiles.</param>
    /// <param name="progress">Is told entries done and total.</param>
    /// <param name="cancellation">Stops between bundles; what is stored by then is not lost.</param>
    /// <returns>Why it is refused, or null. Then nothing but what was proven has been taken in.</returns>
    /// <exception cref="IOException">A tile is not to be had, or is torn; or the disk.</exception>
    public string? Advance(SignedCheckpoint next, OriginTiles origin, Action<string, long, long>? progress, CancellationToken cancellation)
    {
        if (_refused is not null)
        {
            return _refused;
        }

        var (size, root) = (next.Checkpoint.Size, next.Checkpoint.Root);
        if (size > MostEntries)
        {
            return $"its checkpoint is of {size} entries, more than an election has";
        }

        if (size <= Tree.Size && Tree.Root(size) != root)
        {
            Forks.Keep(next, Checkpoint);
            return $"its checkpoint of {size} entries has the root {root}, the ledger that was shown until now has {Tree.Root(size)}: "
                + $"it was rewritten";
        }

        if (size > Tree.Size && Grow(next, origin, progress, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (
            Checkpoint is not { } standing
            || size > standing.Checkpoint.Size
            || (size == standing.Checkpoint.Size && next.Note.Signatures.Count > standing.Note.Signatures.Count)
        )
        {
            _file.Replace(next.Bytes.Span);
            Volatile.Write(ref _checkpoint, next);
        }

        return null;
    }

    public void Dispose()
    {
        Store.Dispose();
        _gate.Dispose();
    }

    private static AtomicFile CheckpointFile(ElectionFolder folder) =>
        new(DiskFileSystem.Instance, Path.Combine(folder.Ledger, "checkpoint"));

    private string? Grow(SignedCheckpoint next, OriginTiles origin, Action<string, long, long>? progress, CancellationToken cancellation)
    {
        var (size, root) = (next.Checkpoint.Size, next.Checkpoint.Root);
        var from = Tree.Size;
        var leaves = origin.Leaves(from, cancellation);
        if (Tree.RootWith(leaves) is var reached && reached != root)
        {
            // Not a wrong file, if all the tiles are what was signed: then what was signed before is not in it.
            if (new MerkleTree().RootWith(origin.Leaves(0, cancellation)) == root)
            {
                Forks.Keep(next, Checkpoint);
            }

            return $"its tiles lead from the {from} entries here to the root {reached}, its checkpoint of {size} says {root}: "
                + $"a file is wrong, or the ledger was rewritten";
        }

        // What was stored before the process died, and stands under this checkpoint now.
        while (Tree.Size < Math.Min(size, Store.Count))
        {
            var stored = Enumerable
                .Range(0, (int)Math.Min(256, Math.Min(size, Store.Count) - Tree.Size))
                .Select(i => new ReadOnlyMemory<byte>(Store.Read(Tree.Size + i)))
                .ToArray();
            if (Differs(stored, leaves.AsSpan((int)(Tree.Size - from))) is >= 0 and var at)
            {
                throw new InvalidDataException(
                    $"{Folder.Ledger}: entry {Tree.Size + at} is not the ledger's: remove {Folder.Root}, and it is copied anew"
                );
            }

            if (Apply(stored) is { } refused)
            {
                return refused;
            }
        }

        return Fetch(size, from, leaves, origin, progress, cancellation);
    }

    private string? Fetch(
        long size,
        long from,
        TreeHash[] leaves,
        OriginTiles origin,
        Action<string, long, long>? progress,
        CancellationToken cancellation
    )
    {
        if (Tree.Size == size)
        {
            return null;
        }

        var (batch, bytes) = (new List<ReadOnlyMemory<byte>>(), 0L);
        foreach (var (first, all) in origin.Bundles(Tree.Size, cancellation))
        {
            var bundle = all[(int)Math.Max(0, Tree.Size + batch.Count - first)..];
            var index = Tree.Size + batch.Count;
            if (Differs(bundle, leaves.AsSpan((int)(index - from))) is >= 0 and var at)
            {
                return $"entry {index + at} as its bundle has it is not the one that the tree has";
            }

            batch.AddRange(bundle);
            bytes += bundle.Sum(entry => (long)entry.Length);
            if (bytes >= BatchBytes || index + bundle.Length == size)
            {
                Store.AppendBatch(batch);
                if (Apply(batch) is { } refused)
                {
                    return refused;
                }

                (batch, bytes) = ([], 0);
                progress?.Invoke("entries", Tree.Size, size);
            }
        }

        return null;
    }

    /// <summary>The first entry that is not its leaf, or -1.</summary>
    private static int Differs(IReadOnlyList<ReadOnlyMemory<byte>> entries, ReadOnlySpan<TreeHash> leaves)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (TreeHash.Leaf(entries[i].Span) != leaves[i])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Folds entries that are stored. What the record refuses, though the log has signed it, is where this copy ends.</summary>
    private string? Apply(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        foreach (var chunk in entries.Chunk(256))
        {
            var arrivals = new Arrival[chunk.Length];
            try
            {
                Parallel.For(0, chunk.Length, i => arrivals[i] = Prepare(chunk[i]));
            }
            catch (AggregateException e) when (e.InnerException is IOException away)
            {
                ExceptionDispatchInfo.Throw(away);
            }

            var applied = 0;
            _gate.EnterWriteLock();
            try
            {
                for (; applied < chunk.Length && _refused is null; applied++)
                {
                    if ((_signatures ? _fold.Take(arrivals[applied]) : _fold.Take(arrivals[applied], out _)) is { } rejection)
                    {
                        _refused = $"entry {Tree.Size}, though the log has signed for it, is refused: {rejection}";
                        break;
                    }

                    Tree.Append(arrivals[applied].Leaf);
                }

                Volatile.Write(ref _size, Tree.Size);
            }
            finally
            {
                _gate.ExitWriteLock();
            }

            Applied?.Invoke(arrivals.Take(applied).Select(arrival => arrival.Entry!.Statement));

            if (_refused is not null)
            {
                return _refused;
            }
        }

        return null;
    }

    /// <summary>Reads an entry and verifies it by the keys that are known so far; nobody changes them meanwhile.</summary>
    private Arrival Prepare(ReadOnlyMemory<byte> bytes)
    {
        var arrival = _fold.Read(bytes);
        foreach (var needed in arrival.Entry?.Statement.Blobs.Where(blob => blob.Use == BlobUse.Replayed) ?? [])
        {
            // Fetched here, where nobody waits for it; that it is not to be had is not the ledger's fault.
            if (_blobs(new BlobReference(needed.Sha256, needed.Bytes!.Value)) is null)
            {
                throw new IOException($"blob {needed.Sha256}, which the record needs, is not to be had");
            }
        }

        if (_signatures)
        {
            _fold.Verify(arrival, _fold.Ask(arrival));
        }

        return arrival;
    }
}
