using Sirekap.Elections.Statements;

namespace Sirekap.Record.Storage;

/// <summary>
/// What a statement names and the publication must have is to be here before the statement is: without these bytes no publication of this
/// ledger would hold again. Replay needs none of them, so this is a rule of intake and not of the record.
/// </summary>
internal sealed class IntakeWords(BlobFolder blobs)
{
    /// <summary>Why the statement cannot be taken in yet, or null.</summary>
    public Rejection? Missing(ElectionRecord record, Statement statement)
    {
        var named = statement.Blobs;
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Use == BlobUse.Published && Missing(record, named[i]) is { } rejection)
            {
                return rejection;
            }
        }

        return null;
    }

    private Rejection? Missing(ElectionRecord record, NamedBlob blob)
    {
        if (record.Withheld.ContainsKey(blob.Sha256))
        {
            return null;
        }

        var reference = new BlobReference(blob.Sha256, blob.Bytes!.Value);
        if (blobs.Read(reference) is not { } bytes || BlobFolder.Reference(bytes.Span) != reference)
        {
            return new Rejection(RejectionCode.BlobMissing, $"the {blob.What}, blob {blob.Sha256} of {blob.Bytes} bytes, are not here");
        }

        return blob.Flaw?.Invoke(bytes) is { } wrong
            ? new Rejection(RejectionCode.BlobMissing, $"the {blob.What}, blob {blob.Sha256}: {wrong}")
            : null;
    }
}
