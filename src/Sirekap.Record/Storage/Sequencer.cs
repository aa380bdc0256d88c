using System.Threading.Channels;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Storage;

/// <summary>
/// The one writer of a ledger. Entries are read and verified on the threads that bring them, who may speak before anything costly, then one
/// thread applies them in order, a batch at a time, behind a signed time; a batch is acknowledged when it is durable (group commit). What
/// the record refuses never reaches the ledger. The record goes ahead of the disk by the batch that is being written, and the tree, whose
/// size is what is durable, follows: so nobody who reads waits for the disk. When a batch fails, whatever the reason, the sequencer stops
/// for good: only a restart tells how far the disk came.
/// </summary>
public sealed class Sequencer : IDisposable
{
    /// <summary>So many share a sync: a tenth of a second of a full intake, of which the record is held for a few milliseconds.</summary>
    private const int LargestBatch = 4096;

    /// <summary>Half of what the store takes at once: a batch may exceed this by its last entry, and begins with a time.</summary>
    private const int LargestBatchBytes = SegmentStore.MaximumBatchBytes / 2;

    private readonly SegmentStore _store;
    private readonly LedgerFold _fold;
    private readonly Preparation _preparation;
    private readonly SignerKey _log;
    private readonly TimeProvider _clock;

    // Held while a batch is applied and made durable, one after the other.
    private readonly Lock _writing = new();

    // Held, inside the other, only while memory changes: never over a file call.
    private readonly ReaderWriterLockSlim _memory = new();
    private readonly Channel<PendingEntry> _channel = Channel.CreateBounded<PendingEntry>(2 * LargestBatch);
    private readonly Task _loop;
    private Exception? _stopped;
    private long _size;

    private Sequencer(ElectionFolder folder, SegmentStore store, Replay replay, SignerKey log, TimeProvider clock, CheckpointGuard guard)
    {
        Folder = folder;
        _store = store;
        _fold = replay.Fold!;
        _preparation = new Preparation(_fold, new IntakeBlobs(folder.Blobs), _memory);
        _log = log;
        _clock = clock;
        Guard = guard;
        _size = Tree.Size;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Is told after a batch has become durable and may be read, before those who submitted it are. Keep it short.</summary>
    public event EventHandler? Grown;

    public ElectionFolder Folder { get; }

    /// <summary>How many entries are durable; without a lock.</summary>
    public long Size => Volatile.Read(ref _size);

    /// <summary>Why it takes no more entries; null while it does.</summary>
    public Exception? Stopped => Volatile.Read(ref _stopped);

    /// <summary>The state. Read it inside <see cref="Read{T}"/> while others may submit.</summary>
    public ElectionRecord Record => _fold.Record;

    /// <summary>
    /// The tree over all durable entries. Read it inside <see cref="Read{T}(Func{ElectionRecord, MerkleTree, T})"/> while others may
    /// submit.
    /// </summary>
    public MerkleTree Tree => _fold.Tree;

    public SegmentStore Store => _store;

    /// <summary>Signs checkpoints, and never one that contradicts another.</summary>
    public CheckpointGuard Guard { get; }

    public SignerKey Log => _log;

    /// <summary>Opens an election's ledger for writing; with <paramref name="definition"/> begins a new one.</summary>
    /// <exception cref="StoreInUseException">Another process writes.</exception>
    /// <exception cref="InvalidDataException">The ledger on disk is none that the record accepts, or the log key is another's.</exception>
    public static Sequencer Open(
        ElectionFolder folder,
        SignerKey log,
        TimeProvider clock,
        byte[]? definition = null,
        Action<long>? progress = null,
        FileSystem? files = null
    )
    {
        files ??= DiskFileSystem.Instance;

        // Up to the log's own checkpoint the root says that these are the entries that were verified as they came in. What stands behind
        // it, or all where there is none, only the disk answers for, and the log is about to sign it.
        var known = CheckpointGuard.LatestSize(files, folder.Ledger);
        var replay = new Replay(folder.Blobs.Read, verifyFrom: known, progress);
        var store = SegmentStore.OpenWriter(files, folder.Ledger, LedgerReader.Visitor(replay), known);
        try
        {
            if (store.Count == 0 && definition is not null)
            {
                var begun =
                    ElectionRecord.Begin(definition, folder.Blobs.Read, out var rejection)
                    ?? throw new InvalidDataException($"the definition is refused: {rejection}");
                RequireLog(begun, log);
                store.AppendBatch([definition]);
                replay.Add(definition);
            }

            LedgerReader.Finish(replay, folder);
            RequireLog(replay.Record!, log);
            var guard = CheckpointGuard.Open(files, folder.Ledger, log);
            return (guard.Latest?.Checkpoint.Size ?? 0) >= known
                ? new Sequencer(folder, store, replay, log, clock, guard)
                : throw new InvalidDataException($"{folder.Ledger}: the checkpoint of {known} entries went away while the ledger was read");
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the state while nothing is being applied, and without waiting for the disk: the record may be ahead by entries that are not
    /// durable yet. What is shown to anybody is asked of it as of the tree's size.
    /// </summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped, and the state is no longer what the disk holds.</exception>
    public T Read<T>(Func<ElectionRecord, MerkleTree, T> read)
    {
        _memory.EnterReadLock();
        try
        {
            ThrowIfStopped();
            return read(Record, Tree);
        }
        finally
        {
            _memory.ExitReadLock();
        }
    }

    /// <inheritdoc cref="Read{T}(Func{ElectionRecord, MerkleTree, T})"/>
    public T Read<T>(Func<ElectionRecord, T> read) => Read((record, _) => read(record));

    /// <summary>
    /// Reads between two batches: record and tree are of the same entries, all durable. It waits for the batch that is being written and
    /// holds up the next, for what has no past: the last moment of a publication, a checkpoint.
    /// </summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped.</exception>
    public T ReadSettled<T>(Func<ElectionRecord, MerkleTree, T> read)
    {
        lock (_writing)
        {
            ThrowIfStopped();
            return read(Record, Tree);
        }
    }

    /// <summary>Signs a checkpoint of all that is durable, or says why not (<see cref="CheckpointGuard.Sign"/>).</summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped, or the checkpoint could not be made durable.</exception>
    public SigningResult Sign() => ReadSettled((_, tree) => Guard.Sign(tree, _store));

    /// <summary>Reads an entry of this ledger, to be submitted. Any thread.</summary>
    public Arrival Arrive(ReadOnlyMemory<byte> bytes) => _fold.Read(bytes);

    /// <summary>Submits one entry and waits until it is durable or refused. The bytes are kept, not copied.</summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped.</exception>
    public ValueTask<Outcome> SubmitAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default) =>
        SubmitAsync(Arrive(bytes), cancellation);

    /// <inheritdoc cref="SubmitAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public async ValueTask<Outcome> SubmitAsync(Arrival arrival, CancellationToken cancellation = default)
    {
        var pending = new PendingEntry(arrival);
        _preparation.Prepare(pending);
        if (arrival.Rejection is { } rejection)
        {
            return new Outcome(-1, rejection);
        }

        await _channel.Writer.WriteAsync(pending, cancellation);
        return await pending.Done.Task;
    }

    /// <summary>
    /// Submits many entries that may build on one another, in order, as one batch or a few. Verification runs in parallel.
    /// </summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped.</exception>
    public Outcome[] Append(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var pending = new PendingEntry[entries.Count];
        Parallel.For(
            0,
            entries.Count,
            i =>
            {
                pending[i] = new PendingEntry(Arrive(entries[i]));
                _preparation.Prepare(pending[i]);
            }
        );
        var (first, bytes) = (0, 0);
        for (var i = 0; i < pending.Length; i++)
        {
            bytes += pending[i].Arrival.Bytes.Length;
            if (i + 1 == pending.Length || i + 1 - first == LargestBatch || bytes >= LargestBatchBytes)
            {
                Commit(new ArraySegment<PendingEntry>(pending, first, i + 1 - first));
                (first, bytes) = (i + 1, 0);
            }
        }

        return [.. pending.Select(p => p.Outcome)];
    }

    public void Dispose()
    {
        _channel.Writer.TryComplete();
        _loop.GetAwaiter().GetResult();
        _store.Dispose();
        _memory.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingEntry>();
        while (await _channel.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var bytes = 0;
            while (batch.Count < LargestBatch && bytes < LargestBatchBytes && _channel.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
                bytes += pending.Arrival.Bytes.Length;
            }

            try
            {
                Commit(batch);
                foreach (var pending in batch)
                {
                    pending.Done.SetResult(pending.Outcome);
                }
            }
            catch (Exception e)
            {
                // Nobody is told that anything stands, and the sequencer takes no more.
                foreach (var pending in batch)
                {
                    pending.Done.TrySetException(e);
                }
            }
        }
    }

    private void Commit(IReadOnlyList<PendingEntry> batch)
    {
        _preparation.Again(batch);
        lock (_writing)
        {
            ThrowIfStopped();
            Write(batch);
        }

        Grown?.Invoke(this, EventArgs.Empty);
    }

    private void Write(IReadOnlyList<PendingEntry> batch)
    {
        try
        {
            var accepted = new List<Arrival>(batch.Count + 1);
            Change(() => Apply(batch, accepted));
            if (accepted.Count > 0)
            {
                _store.AppendBatch([.. accepted.Select(arrival => arrival.Bytes)]);
                Change(() => Tree.AppendRange([.. accepted.Select(arrival => arrival.Leaf)]));
                Volatile.Write(ref _size, Tree.Size);
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _stopped, e);
            if (e is LedgerStoppedException)
            {
                throw;
            }

            throw new LedgerStoppedException("a batch failed", e);
        }
    }

    private void Change(Action change)
    {
        _memory.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            _memory.ExitWriteLock();
        }
    }

    /// <summary>
    /// Applies a batch to the record, and lists what is to be stored. It begins with the time, unless the second is still the same. A batch
    /// of which nothing is accepted adds nothing, not even the time: neither a stranger nor an officer whose statements are refused makes
    /// the ledger grow.
    /// </summary>
    private void Apply(IReadOnlyList<PendingEntry> batch, List<Arrival> accepted)
    {
        if (
            batch.Any(pending => pending.Arrival.Rejection is null && Record.Claims(pending.Arrival.Entry!, out _) is null)
            && _fold.Tell(Timestamp.From(_clock.GetUtcNow()), _log) is { } time
        )
        {
            accepted.Add(time);
        }

        var isTold = accepted.Count == 1;

        foreach (var pending in batch)
        {
            pending.Outcome = Apply(pending);
            if (pending.Outcome.Rejection is null)
            {
                accepted.Add(pending.Arrival);
            }
        }

        // Whether the last rule refuses is known only after the time.
        if (isTold && accepted.Count == 1)
        {
            _fold.Untell();
            accepted.Clear();
        }
    }

    private Outcome Apply(PendingEntry pending)
    {
        var entry = pending.Arrival.Entry;
        if (pending.Missing.Count > 0 && Record.Ids.IndexOf(entry!.Id) < 0)
        {
            foreach (var missing in pending.Missing)
            {
                if (!Record.Withheld.ContainsKey(missing.Blob))
                {
                    return new Outcome(-1, missing.Rejection);
                }
            }
        }

        return _fold.Take(pending.Arrival) is { } rejection
            ? new Outcome(rejection.Code == RejectionCode.AlreadySaid ? Record.Ids.IndexOf(entry!.Id) : -1, rejection)
            : new Outcome(Record.Count - 1, null);
    }

    private void ThrowIfStopped()
    {
        if (_stopped is not null)
        {
            throw new LedgerStoppedException("an earlier batch failed", _stopped);
        }
    }

    private static void RequireLog(ElectionRecord record, SignerKey log)
    {
        if (!record.LogKey.Equals(log.Verifier))
        {
            throw new InvalidDataException($"the log key is {log.Verifier}, this ledger's is {record.LogKey}");
        }
    }
}
