using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// The ledger as it stood at a published checkpoint, read for one trick and shared with nobody: entries 0 … N − 1, their record and tree.
/// It is read from what is durable, beside the writer and without its lock.
/// </summary>
internal sealed class HonestState
{
    private HonestState(List<ReadOnlyMemory<byte>> entries, BlobSource blobs, SignedCheckpoint checkpoint, Replay replay)
    {
        Entries = entries;
        Blobs = blobs;
        Checkpoint = checkpoint;
        Record = replay.Record!;
        Tree = replay.Tree;
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Entries { get; }

    public BlobSource Blobs { get; }

    /// <summary>Signed by the log, with the cosignatures it has; its size is the number of entries.</summary>
    public SignedCheckpoint Checkpoint { get; }

    public ElectionRecord Record { get; }

    public MerkleTree Tree { get; }

    /// <summary>Reads the state; null when the ledger is too large.</summary>
    /// <param name="store">The ledger's entries, of which the checkpoint covers the first.</param>
    /// <param name="blobs">Where statements' blobs are had.</param>
    /// <param name="checkpoint">The published checkpoint.</param>
    /// <param name="limits">How large the ledger may be.</param>
    /// <param name="cancellation">Stops it within some hundred entries.</param>
    /// <exception cref="InvalidDataException">The entries are not those of the checkpoint.</exception>
    public static HonestState? Read(
        SegmentStore store,
        BlobSource blobs,
        SignedCheckpoint checkpoint,
        CheatingLimits limits,
        CancellationToken cancellation
    )
    {
        var size = checkpoint.Checkpoint.Size;
        if (size > limits.MostEntries)
        {
            return null;
        }

        var entries = new List<ReadOnlyMemory<byte>>((int)size);
        var bytes = 0L;
        store.ReadAll(
            0,
            (index, entry) =>
            {
                cancellation.ThrowIfCancellationRequested();
                if (index < size && (bytes += entry.Length) <= limits.MostBytes)
                {
                    entries.Add(entry.ToArray());
                }
            }
        );
        if (bytes > limits.MostBytes)
        {
            return null;
        }

        // Signatures were verified when the entries came in; the verification of the copy verifies them again.
        var replay = new Replay(blobs, Replay.NoSignatures, _ => cancellation.ThrowIfCancellationRequested());
        entries.ForEach(replay.Add);
        replay.Complete();
        if (replay.Flaws.Count > 0 || replay.Tree.Size != size || replay.Tree.Root() != checkpoint.Checkpoint.Root)
        {
            throw new InvalidDataException(
                $"the store's first {size} entries are not those of the checkpoint with root {checkpoint.Checkpoint.Root}"
            );
        }

        return new HonestState(entries, blobs, checkpoint, replay);
    }

    public Entry EntryAt(long index) =>
        Record.Read(Entries[(int)index], out var rejection) ?? throw new InvalidOperationException($"entry {index}: {rejection}");

    /// <summary>The indexes, ascending, of all statements of a kind, by its word in the statement.</summary>
    public IEnumerable<int> OfKind(string word)
    {
        byte[] beginning = [.. Record.Codec.Prefix, .. System.Text.Encoding.ASCII.GetBytes(word + "\"")];
        return Enumerable.Range(0, Entries.Count).Where(i => Entries[i].Span.StartsWith(beginning));
    }

    /// <summary>
    /// The indexes, ascending, of all that was said of a station in a contest: forms and decisions, who signed or refused, what was
    /// objected and answered.
    /// </summary>
    public IEnumerable<int> SaidOf(ContestRecord contest, int station)
    {
        var (code, at) = (contest.Contest.Code, Record.Tree.Station(station));
        var objections = Record.Watching.ObjectionsOf(code, at);
        return contest
            .History(station)
            .Select(said => said.Index)
            .Concat(Record.Watching.AttestationsOf(code, at).Select(attestation => attestation.Index))
            .Concat(objections.Select(objection => objection.Index))
            .Concat(objections.SelectMany(objection => objection.Answers).Select(answer => answer.Index))
            .Order();
    }

    /// <summary>The entry with other words under the signatures that it has.</summary>
    public (byte[] Bytes, Elections.Digest Id) Reworded(Entry entry, Statement statement)
    {
        byte[] text = [.. Record.Codec.Write(statement), (byte)'\n'];
        return (Ledger.Notes.Note.Encode(text, entry.Note.Signatures), new Elections.Digest(Ledger.Hashing.Sha256.Hash(text)));
    }
}
