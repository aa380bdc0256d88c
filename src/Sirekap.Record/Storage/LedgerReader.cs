using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Storage;

/// <summary>An election as it stands on disk: record, tree and entries, read once. Beside a writer it shows a durable prefix.</summary>
public sealed class LedgerReader : IDisposable
{
    private LedgerReader(ElectionFolder folder, SegmentStore store, Replay replay)
    {
        Folder = folder;
        Store = store;
        Record = replay.Record!;
        Tree = replay.Tree;
    }

    public ElectionFolder Folder { get; }

    public SegmentStore Store { get; }

    public ElectionRecord Record { get; }

    public MerkleTree Tree { get; }

    /// <summary>Opens for reading. Signatures were verified when the entries came in; the checks of segment and record run again.</summary>
    /// <exception cref="InvalidDataException">The ledger on disk is none that the record accepts.</exception>
    public static LedgerReader Open(ElectionFolder folder, Action<long>? progress = null)
    {
        var replay = new Replay(folder.Blobs.Read, Replay.NoSignatures, progress);

        // Asked before the entries are read: a writer may go on meanwhile, and signs nothing that is not durable.
        var known = CheckpointGuard.LatestSize(DiskFileSystem.Instance, folder.Ledger);
        var store = SegmentStore.OpenReader(DiskFileSystem.Instance, folder.Ledger, Visitor(replay), known);
        try
        {
            Finish(replay, folder);
            return new LedgerReader(folder, store, replay);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Dispose() => Store.Dispose();

    internal static EntryVisitor Visitor(Replay replay) => (_, entry) => replay.Add(entry.ToArray());

    internal static void Finish(Replay replay, ElectionFolder folder)
    {
        replay.Complete();
        if (replay.Flaws is [var flaw, ..])
        {
            throw new InvalidDataException($"{folder.Ledger}: entry {flaw.Index}: {flaw.Rejection}");
        }

        if (replay.Record is null)
        {
            throw new InvalidDataException($"{folder.Ledger} has no entries");
        }

        if (replay.Record.Head.Election != folder.Id)
        {
            // A copy of a folder under another name would go on as a second history of the same ledger.
            throw new InvalidDataException($"{folder.Ledger} is the ledger of election {replay.Record.Head.Election}, not of {folder.Id}");
        }
    }
}
