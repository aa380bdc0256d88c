using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Storage;

/// <summary>A blob that a statement names and that is not here, or is not what it has to be.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Rejection">What is said of it.</param>
internal sealed record MissingBlob(Digest Blob, Rejection Rejection);

/// <summary>
/// What a statement names and the publication must have is to be here before the statement is: without these bytes no publication of this
/// ledger would hold again. Replay needs none of them, so this is a rule of intake and not of the record.
/// </summary>
internal sealed class IntakeBlobs(BlobFolder blobs)
{
    /// <summary>
    /// What keeps the statement from being taken in yet, unless it is withheld. It may read files: nobody should wait for it.
    /// </summary>
    public IReadOnlyList<MissingBlob> Missing(Statement statement)
    {
        var missing = default(List<MissingBlob>);
        var named = statement.Blobs;
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Use == BlobUse.Published && Flaw(named[i]) is var (code, flaw))
            {
                var rejection = new Rejection(code, $"the {named[i].What}, blob {named[i].Sha256}{flaw}");
                (missing ??= []).Add(new MissingBlob(named[i].Sha256, rejection));
            }
        }

        return missing ?? (IReadOnlyList<MissingBlob>)[];
    }

    private (RejectionCode Code, string Flaw)? Flaw(NamedBlob blob)
    {
        var reference = new BlobReference(blob.Sha256, blob.Bytes!.Value);
        return !blobs.Holds(reference) ? (RejectionCode.BlobMissing, $" of {blob.Bytes} bytes, are not here")
            : blob.Flaw?.Invoke(blobs.Read(reference) ?? ReadOnlyMemory<byte>.Empty) is { } wrong ? (RejectionCode.BadBlob, $": {wrong}")
            : null;
    }
}
