using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Site.Tests.Protection;

/// <summary>A node that can be made to stop, or to take nothing.</summary>
internal sealed class TurnedNode(LedgerNode inner) : LedgerNode(TimeProvider.System)
{
    public bool IsStopped { get; set; }

    public bool IsReadOnly { get; set; }

    public override ElectionFolder Folder => inner.Folder;

    public override SegmentStore Store => inner.Store;

    public override SignedCheckpoint? Checkpoint => inner.Checkpoint;

    public override long Size => inner.Size;

    public override PublicFolder Public => inner.Public;

    public override T Read<T>(Func<ElectionRecord, MerkleTree, T> read) => IsStopped ? throw Stop() : inner.Read(read);

    public override bool TakesStatements => !IsReadOnly;

    public override ValueTask<Outcome> SubmitAsync(Arrival arrival, CancellationToken cancellation) =>
        IsStopped ? throw Stop() : inner.SubmitAsync(arrival, cancellation);

    public void Complain(NodeWarningCode code) => Warn(code, "/a/path/that/strangers/need/not/know");

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private static LedgerStoppedException Stop() => new("a test", new IOException("no disk"));
}
