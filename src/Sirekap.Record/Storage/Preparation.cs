using Sirekap.Elections.Statements;

namespace Sirekap.Record.Storage;

/// <summary>What is done to an entry before its turn, so that the writer has nothing left to read, hash or verify.</summary>
/// <param name="fold">The fold that it is for.</param>
/// <param name="words">Looks for the blobs that it names.</param>
/// <param name="memory">Held by whoever changes the fold.</param>
internal sealed class Preparation(LedgerFold fold, IntakeBlobs words, ReaderWriterLockSlim memory)
{
    /// <summary>
    /// Asks who may, by the keys of this moment, then verifies signatures, then looks for the blobs: the cheapest first. Any thread, and no
    /// lock is held but for the asking.
    /// </summary>
    public void Prepare(PendingEntry pending)
    {
        SignatureClaim[] claims;
        memory.EnterReadLock();
        try
        {
            claims = fold.Ask(pending.Arrival);
        }
        finally
        {
            memory.ExitReadLock();
        }

        fold.Verify(pending.Arrival, claims);
        if (pending.Arrival.IsVerified)
        {
            pending.Missing = words.Missing(pending.Arrival.Entry!.Statement);
        }
    }

    /// <summary>Once more, for those who could not be asked when they came: their keys have been enrolled since, or are in this
    /// batch.</summary>
    public void Again(IReadOnlyList<PendingEntry> batch)
    {
        var waiting = batch.Where(pending => pending.Arrival is { Rejection: null, IsVerified: false }).ToArray();
        if (waiting.Length == 0)
        {
            return;
        }

        var enrolled = batch.Select(pending => pending.Arrival.Entry?.Enrols).OfType<KeyName>().ToHashSet();
        foreach (var pending in waiting)
        {
            Prepare(pending);
            if (!pending.Arrival.IsVerified && MayBeKnown(pending.Arrival.Entry!, enrolled))
            {
                pending.Missing = words.Missing(pending.Arrival.Entry!.Statement);
            }
        }
    }

    /// <summary>Whether each signer is enrolled, or will be when the turn comes; for a stranger no file is read.</summary>
    private bool MayBeKnown(Entry entry, HashSet<KeyName> enrolled)
    {
        memory.EnterReadLock();
        try
        {
            return entry.Signers.All(signer => signer is { } name && (enrolled.Contains(name) || fold.Record.Keys.TryFind(name, out _)));
        }
        finally
        {
            memory.ExitReadLock();
        }
    }
}
