using System.Runtime.InteropServices;
using System.Threading.Channels;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Storage;

/// <summary>What became of a submitted entry.</summary>
/// <param name="Index">Where it stands; for <see cref="RejectionCode.AlreadySaid"/> where the same text stands already; else -1.</param>
/// <param name="Rejection">Why it was refused, or null.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> would be entry 0, the definition, which nobody submits.</remarks>
public readonly record struct Outcome(long Index, Rejection? Rejection);

/// <summary>
/// The one writer of a ledger. Entries are read and verified on the threads that bring them, then one thread applies them in order, a batch
/// at a time, behind a signed time; a batch is acknowledged when it is durable (group commit). What the record refuses never reaches the
/// ledger. When a batch fails, whatever the reason, the sequencer stops for good: the record has gone ahead of the disk, and only a restart
/// tells how far the disk came.
/// </summary>
public sealed class Sequencer : IDisposable
{
    private const int LargestBatch = 4096;

    /// <summary>Half of what the store takes at once: a batch may exceed this by its last entry, and begins with a time.</summary>
    private const int LargestBatchBytes = SegmentStore.MaximumBatchBytes / 2;

    private readonly SegmentStore _store;
    private readonly IntakeWords _words;
    private readonly SignerKey _log;
    private readonly TimeProvider _clock;

    // Held while a batch is applied and made durable: what is read under it is durable.
    private readonly ReaderWriterLockSlim _gate = new();

    // Held, inside the other, only while a batch is applied: those who bring entries need not wait for the disk to resolve keys.
    private readonly ReaderWriterLockSlim _applying = new();
    private readonly Channel<Pending> _channel = Channel.CreateBounded<Pending>(2 * LargestBatch);
    private readonly Task _loop;
    private Exception? _stopped;
    private long _size;

    private Sequencer(ElectionFolder folder, SegmentStore store, Replay replay, SignerKey log, TimeProvider clock, CheckpointGuard guard)
    {
        Folder = folder;
        _words = new IntakeWords(folder.Blobs);
        _store = store;
        Record = replay.Record!;
        Tree = replay.Tree;
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
    public ElectionRecord Record { get; }

    /// <summary>
    /// The tree over all durable entries. Read it inside <see cref="Read{T}(Func{ElectionRecord, MerkleTree, T})"/> while others may
    /// submit.
    /// </summary>
    public MerkleTree Tree { get; }

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

    /// <summary>Reads the state while nothing is being applied. What it sees is durable.</summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped, and the state is no longer what the disk holds.</exception>
    public T Read<T>(Func<ElectionRecord, T> read) => Read((record, _) => read(record));

    /// <inheritdoc cref="Read{T}(Func{ElectionRecord, T})"/>
    public T Read<T>(Func<ElectionRecord, MerkleTree, T> read)
    {
        _gate.EnterReadLock();
        try
        {
            ThrowIfStopped();
            return read(Record, Tree);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Signs a checkpoint of all that is durable, or says why not (<see cref="CheckpointGuard.Sign"/>).</summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped, or the checkpoint could not be made durable.</exception>
    public SigningResult Sign() => Read((_, tree) => Guard.Sign(tree, _store));

    /// <summary>Submits one entry and waits until it is durable or refused. The bytes are kept, not copied.</summary>
    /// <exception cref="LedgerStoppedException">The sequencer has stopped.</exception>
    public async ValueTask<Outcome> SubmitAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        var pending = Prepare(bytes);
        if (pending.Rejection is not null)
        {
            return new Outcome(-1, pending.Rejection);
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
        var pending = new Pending[entries.Count];
        Parallel.For(0, entries.Count, i => pending[i] = Prepare(entries[i]));
        var (first, bytes) = (0, 0);
        for (var i = 0; i < pending.Length; i++)
        {
            bytes += pending[i].Bytes.Length;
            if (i + 1 == pending.Length || i + 1 - first == LargestBatch || bytes >= LargestBatchBytes)
            {
                Commit(new ArraySegment<Pending>(pending, first, i + 1 - first));
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
        _gate.Dispose();
        _applying.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending>();
        while (await _channel.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var bytes = 0;
            while (batch.Count < LargestBatch && bytes < LargestBatchBytes && _channel.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
                bytes += pending.Bytes.Length;
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

    /// <summary>Reads the entry and verifies its signatures against the keys of this moment. Any thread.</summary>
    private Pending Prepare(ReadOnlyMemory<byte> bytes)
    {
        var pending = new Pending
        {
            Bytes = bytes,
            Entry = Record.Read(bytes, out var rejection),
            Rejection = rejection,
        };
        if (pending.Entry is { } entry)
        {
            pending.Leaf = TreeHash.Leaf(bytes.Span);
            _applying.EnterReadLock();
            Rejection? unresolved;
            SignatureClaim[] claims;
            try
            {
                unresolved = Record.Claims(entry, out claims);
            }
            finally
            {
                _applying.ExitReadLock();
            }

            // A key that is not known yet may be enrolled by an entry before this one; then it is verified when its turn comes.
            if (unresolved is null)
            {
                pending.Rejection = Signatures.Verify(Record, claims);
                pending.Verified = pending.Rejection is null ? [.. claims.Select(c => c.Key)] : null;
            }
        }

        return pending;
    }

    private void Commit(IReadOnlyList<Pending> batch)
    {
        _gate.EnterWriteLock();
        try
        {
            ThrowIfStopped();
            Write(batch);
        }
        finally
        {
            _gate.ExitWriteLock();
        }

        Grown?.Invoke(this, EventArgs.Empty);
    }

    private void Write(IReadOnlyList<Pending> batch)
    {
        try
        {
            var lines = new List<ReadOnlyMemory<byte>>(batch.Count + 1);
            var leaves = new List<TreeHash>(batch.Count + 1);
            Apply(batch, lines, leaves);
            if (lines.Count > 0)
            {
                _store.AppendBatch(lines);
                Tree.AppendRange(CollectionsMarshal.AsSpan(leaves));
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

    /// <summary>Applies a batch to the record, and lists what is to be stored.</summary>
    private void Apply(IReadOnlyList<Pending> batch, List<ReadOnlyMemory<byte>> lines, List<TreeHash> leaves)
    {
        _applying.EnterWriteLock();
        try
        {
            if (batch.Any(pending => pending.Rejection is null && Record.Claims(pending.Entry!, out _) is null))
            {
                TellTime(lines, leaves);
            }

            foreach (var pending in batch)
            {
                pending.Outcome = Apply(pending);
                if (pending.Outcome.Rejection is null)
                {
                    lines.Add(pending.Bytes);
                    leaves.Add(pending.Leaf);
                }
            }
        }
        finally
        {
            _applying.ExitWriteLock();
        }
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

    private Outcome Apply(Pending pending)
    {
        if (pending.Rejection is not null)
        {
            return new Outcome(-1, pending.Rejection);
        }

        var entry = pending.Entry!;
        var rejection = Record.Claims(entry, out var claims);
        if (rejection is null && (pending.Verified is null || !claims.Select(c => c.Key).SequenceEqual(pending.Verified)))
        {
            rejection = Signatures.Verify(Record, claims);
        }

        rejection ??= _words.Missing(Record, entry.Statement) ?? Record.Apply(entry, claims);
        if (rejection is not null)
        {
            return new Outcome(rejection.Code == RejectionCode.AlreadySaid ? Record.Ids.IndexOf(entry.Id) : -1, rejection);
        }

        return new Outcome(Record.Count - 1, null);
    }

    /// <summary>
    /// A batch begins with the time, unless the second is still the same or the clock has gone back: then the last time told holds on. A
    /// batch that only repeats what stands, or that no enrolled key has signed, adds nothing, not even the time: a stranger must not make
    /// the ledger grow.
    /// </summary>
    private void TellTime(List<ReadOnlyMemory<byte>> lines, List<TreeHash> leaves)
    {
        var now = Timestamp.From(_clock.GetUtcNow());
        if (Record.Times.Now is { } last && last >= now)
        {
            return;
        }

        var time = Signing.Entry(Record.Head, new Time(now), _log);
        if (Record.Accept(time) is { } rejection)
        {
            throw new InvalidOperationException($"the sequencer's own time is refused: {rejection}");
        }

        lines.Add(time);
        leaves.Add(TreeHash.Leaf(time));
    }

    private sealed class Pending
    {
        public ReadOnlyMemory<byte> Bytes { get; init; }

        public Entry? Entry { get; init; }

        public Rejection? Rejection { get; set; }

        public TreeHash Leaf { get; set; }

        public int[]? Verified { get; set; }

        public Outcome Outcome { get; set; }

        public TaskCompletionSource<Outcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
