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

    /// <summary>
    /// Once more, for those who could not be asked when they came: their keys have been enrolled since, or are in this batch. It runs
    /// where the writer waits, so that a file is read for nobody who could not stand: not for a stranger, nor for a revoked key.
    /// </summary>
    public void Again(IReadOnlyList<PendingEntry> batch)
    {
        var waiting = batch.Where(pending => pending.Arrival is { Rejection: null, IsVerified: false }).ToArray();
        if (waiting.Length == 0)
        {
            return;
        }

        foreach (var pending in waiting)
        {
            Prepare(pending);
        }

        var enrolled = new HashSet<KeyName>();
        foreach (var pending in batch.Where(pending => pending.Arrival.Rejection is null))
        {
            var (entry, isVerified) = (pending.Arrival.Entry!, pending.Arrival.IsVerified);
            if (!isVerified && !MayBeKnown(entry, enrolled))
            {
                continue;
            }

            if (entry.Enrols is { } key)
            {
                enrolled.Add(key);
            }

            if (!isVerified)
            {
                pending.Missing = words.Missing(entry.Statement);
            }
        }
    }

    /// <summary>
    /// Whether each signer stands, or will when the turn comes, enrolled before it in this batch by one who does.
    /// </summary>
    private bool MayBeKnown(Entry entry, HashSet<KeyName> enrolled)
    {
        memory.EnterReadLock();
        try
        {
            return entry.Signers.All(signer =>
                signer is { } name && (fold.Record.Keys.TryFind(name, out var key) ? !key.IsRevoked : enrolled.Contains(name))
            );
        }
        finally
        {
            memory.ExitReadLock();
        }
    }
}
