using System.Collections.Concurrent;
using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// A ledger that this process shows: the one it writes, or a copy that follows somebody's publication. It folds the ledger itself.
/// </summary>
public abstract class LedgerNode(TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<NodeWarningCode, NodeWarning> _warnings = [];
    private readonly TaskCompletionSource<string> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ledger and blobs on disk; for a replica a cache folder of the same layout.</summary>
    public abstract ElectionFolder Folder { get; }

    /// <summary>The entries by index; at least <see cref="Size"/> of them.</summary>
    public abstract SegmentStore Store { get; }

    /// <summary>
    /// The newest published: signed by the log, with the cosignatures it has, of at most <see cref="Size"/> entries; null before the first.
    /// </summary>
    public abstract SignedCheckpoint? Checkpoint { get; }

    /// <summary>N: the entries that <see cref="Read{T}"/> sees at least. Without a lock.</summary>
    public abstract long Size { get; }

    /// <summary>The full publications on disk.</summary>
    public abstract PublicFolder Public { get; }

    /// <summary>What is not as it should be while pages go on; empty when all is well.</summary>
    public IReadOnlyList<NodeWarning> Warnings => [.. _warnings.Values.OrderBy(warning => warning.Code)];

    /// <summary>
    /// Completes with the reason when the ledger has stopped: only a restart helps, after which all that was acknowledged is there.
    /// </summary>
    public Task<string> Stopped => _stopped.Task;

    /// <summary>Is told of a blob whose bytes on this disk are not those of its name; they are not to be shown.</summary>
    public virtual void Damaged(Digest blob) => Warn(NodeWarningCode.BlobsMissing, $"the bytes of blob {blob} on this disk are others");

    /// <summary>A blob has been stored here; its statement may stand already.</summary>
    public event EventHandler<StoredBlobEventArgs>? BlobStored;

    /// <summary>Tells that a blob has been stored.</summary>
    public void Stored(Digest blob) => BlobStored?.Invoke(this, new StoredBlobEventArgs(blob));

    /// <summary>
    /// Reads state and tree while nothing is being applied; many readers at once. Keep it short and synchronous, and nothing of it for
    /// later. The record may be ahead of what is durable: what is shown is of the tree's size.
    /// </summary>
    /// <exception cref="LedgerStoppedException">The ledger has stopped: what memory holds is no longer what the disk holds.</exception>
    public abstract T Read<T>(Func<ElectionRecord, MerkleTree, T> read);

    /// <summary>Whether this node writes its ledger, and so takes statements; a replica does not.</summary>
    public abstract bool TakesStatements { get; }

    /// <summary>How much room there is on its disk for what is brought.</summary>
    public virtual DiskRoom Disk => DiskRoom.Ample;

    /// <summary>Whether it knows what time it is well enough to write it down for good.</summary>
    public virtual bool KnowsTime => true;

    /// <summary>Submits an entry that has been read, and waits until it is durable or refused.</summary>
    /// <exception cref="LedgerStoppedException">The ledger has stopped.</exception>
    /// <exception cref="DiskFullException">There is no room on the disk; nothing was written.</exception>
    /// <exception cref="ClockOffException">The time is not known; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">This node takes none.</exception>
    public abstract ValueTask<Outcome> SubmitAsync(Arrival arrival, CancellationToken cancellation);

    /// <inheritdoc cref="SubmitAsync(Arrival, CancellationToken)"/>
    public ValueTask<Outcome> SubmitAsync(ReadOnlyMemory<byte> entry, CancellationToken cancellation) =>
        SubmitAsync(Arrival.Read(entry, Read((record, _) => record.Codec)), cancellation);

    /// <summary>Completes with N when there are more than <paramref name="after"/> entries.</summary>
    public async Task<long> ChangedAsync(long after, CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before N is read: a change between the two completes it.
            var changed = Volatile.Read(ref _changed).Task;
            if (Size is var size && size > after)
            {
                return size;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Says that something is wrong, since the first time it was said.</summary>
    protected void Warn(NodeWarningCode code, string detail)
    {
        _warnings.AddOrUpdate(
            code,
            static (code, now) => new NodeWarning(code, now.Detail, now.Since),
            static (_, standing, now) => standing with { Detail = now.Detail },
            (Detail: detail, Since: clock.GetUtcNow())
        );
        if (code == NodeWarningCode.Stopped)
        {
            _stopped.TrySetResult(detail);
        }
    }

    /// <summary>Says that it no longer is.</summary>
    protected void Unwarn(NodeWarningCode code) => _warnings.TryRemove(code, out _);

    /// <summary>Whether it has been said and not taken back.</summary>
    protected bool IsWarned(NodeWarningCode code) => _warnings.ContainsKey(code);

    /// <summary>Runs what a node does by itself, on the pool. It should not end before the node does; if it does, that is told.</summary>
    protected Task Loop(Func<Task> loop) =>
        Task.Run(async () =>
        {
            try
            {
                await loop();
            }
            catch (Exception e)
            {
                Warn(NodeWarningCode.Stopped, e.ToString());
            }
        });

    /// <summary>Waits for the next time; false when the node stops.</summary>
    protected static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Wakes all who wait for a change; called after <see cref="Size"/> has grown.</summary>
    protected void Announce() =>
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
