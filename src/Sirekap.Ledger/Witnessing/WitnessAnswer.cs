using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Witnessing;

/// <summary>What came of asking a log witness for its cosignature.</summary>
public abstract record WitnessAnswer
{
    private WitnessAnswer() { }

    /// <summary>A cosignature of the witness, verified, for <c>SignedCheckpoint.WithSignatures</c>.</summary>
    public sealed record Cosigned(IReadOnlyList<NoteSignature> Signatures) : WitnessAnswer;

    /// <summary>
    /// The witness has cosigned more entries than were submitted: this store may be an old copy. Tell the <c>CheckpointGuard</c>.
    /// </summary>
    public sealed record WitnessAhead(long Size) : WitnessAnswer;

    /// <summary>
    /// The witness holds another root for its size, no more entries than ours: the ledger was forked, or the witness is broken.
    /// </summary>
    public sealed record WitnessContradicts(long Size) : WitnessAnswer;

    /// <summary>Somebody else submits to this witness at the same time; try again later.</summary>
    public sealed record Contended(long Size) : WitnessAnswer;

    /// <summary>Any other refusal: 400, 403 (it does not know this key), 404 (nor this origin) …</summary>
    public sealed record Refused(int Status, string Reason) : WitnessAnswer;

    /// <summary>The answer keeps to no protocol, or the cosignature does not verify.</summary>
    public sealed record Unusable(string Reason) : WitnessAnswer;

    /// <summary>No answer, or none in time.</summary>
    public sealed record Unreachable(string Reason) : WitnessAnswer;
}
