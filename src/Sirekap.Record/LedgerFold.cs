using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>
/// The one fold: entries in order become a record and a tree. Who has to verify what, and when a leaf is added, is up to whoever feeds
/// it: a replay verifies behind, a sequencer before and adds leaves when they are durable, a replica compares them with the log's.
/// </summary>
public sealed class LedgerFold
{
    private LedgerFold(ElectionRecord record) => Record = record;

    /// <summary>The state. It may be ahead of the tree by what is not durable yet.</summary>
    public ElectionRecord Record { get; }

    /// <summary>The tree over the entries whose leaves were added.</summary>
    public MerkleTree Tree { get; private init; } = new();

    /// <summary>Begins with the definition, whose leaf is the first.</summary>
    public static LedgerFold? Begin(ReadOnlyMemory<byte> definition, BlobSource blobs, MerkleTree tree, out Rejection? rejection)
    {
        tree.Append(TreeHash.Leaf(definition.Span));
        return ElectionRecord.Begin(definition, blobs, out rejection) is { } record ? new LedgerFold(record) { Tree = tree } : null;
    }

    /// <summary>Reads an entry of this ledger. Any thread, at any time.</summary>
    public Arrival Read(ReadOnlyMemory<byte> bytes) => Arrival.Read(bytes, Record.Codec);

    /// <summary>
    /// Asks whether those who signed an entry may say what it says, by what is known now. Any thread while nothing is applied; it reads no
    /// signature and no blob, so it is asked before them.
    /// </summary>
    /// <returns>
    /// The signatures to verify; none where it is refused for good, or where something is not known yet, such as a key that an entry before
    /// it enrols: then it is asked again when its turn comes.
    /// </returns>
    public SignatureClaim[] Ask(Arrival arrival)
    {
        if (arrival.Rejection is not null || Record.Times.Now is null || Record.Claims(arrival.Entry!, out var claims) is not null)
        {
            return [];
        }

        if (Record.May(arrival.Entry!, claims) is not { } rejection)
        {
            return claims;
        }

        // A key has one role and one scope for ever, and a note its signers.
        if (
            rejection.Code
            is RejectionCode.RoleNotAllowed
                or RejectionCode.OutOfScope
                or RejectionCode.KindNotAllowed
                or RejectionCode.WrongSigners
        )
        {
            arrival.Refuse(rejection);
        }

        return [];
    }

    /// <summary>Verifies what <see cref="Ask"/> gave. Any thread, also while the record goes on.</summary>
    public void Verify(Arrival arrival, SignatureClaim[] claims)
    {
        if (claims.Length == 0)
        {
            return;
        }

        if (Signatures.Verify(Record, claims) is { } rejection)
        {
            arrival.Refuse(rejection);
        }
        else
        {
            arrival.Verified(claims);
        }
    }

    /// <summary>Applies the next entry, its signatures verified now where they were not by the keys that are its signers' now.</summary>
    /// <returns>Why it is refused; then nothing has changed.</returns>
    public Rejection? Take(Arrival arrival) =>
        Claims(arrival, out var claims)
        ?? (arrival.IsVerifiedBy(claims) ? null : Record.May(arrival.Entry!, claims) ?? Signatures.Verify(Record, claims))
        ?? Record.Apply(arrival.Entry!, claims);

    /// <summary>Applies the next entry; whoever calls answers for the verification of its claims, now, later or before.</summary>
    /// <inheritdoc cref="Take(Arrival)" path="/returns"/>
    public Rejection? Take(Arrival arrival, out SignatureClaim[] claims) =>
        Claims(arrival, out claims) ?? Record.Apply(arrival.Entry!, claims);

    /// <summary>
    /// Tells the time, unless the second is still the same or the clock has gone back: then the last time told holds on.
    /// </summary>
    /// <returns>The entry that has been applied, or null.</returns>
    public Arrival? Tell(Timestamp now, SignerKey log)
    {
        if (Record.Times.Now is { } last && last >= now)
        {
            return null;
        }

        var time = Read(Signing.Entry(Record.Head, new Time(now), log));
        return Take(time) is { } rejection ? throw new InvalidOperationException($"the log's own time is refused: {rejection}") : time;
    }

    /// <summary>Takes back the time that was told last, after which nothing was applied.</summary>
    public void Untell() => Record.Untell();

    private Rejection? Claims(Arrival arrival, out SignatureClaim[] claims)
    {
        claims = [];
        return arrival.Rejection ?? Record.Claims(arrival.Entry!, out claims);
    }
}
