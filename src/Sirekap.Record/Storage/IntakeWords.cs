using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Storage;

/// <summary>
/// What a statement names and the publication must have is to be here before the statement is: without these bytes no publication of this
/// ledger would hold again. Replay needs none of them, so this is a rule of intake and not of the record.
/// </summary>
internal sealed class IntakeWords(BlobFolder blobs)
{
    /// <summary>Why the statement cannot be taken in yet, or null.</summary>
    public Rejection? Missing(ElectionRecord record, Statement statement) =>
        statement switch
        {
            Review { Text: { } text } => Missing(record, text, "words of the review"),
            Disclose disclose => Missing(record, disclose.About, "words of the disclosure", bytes => Flaw(bytes, disclose.Category))
                ?? (disclose.Document is { } document ? Missing(record, document, "document of the disclosure") : null),
            PhotoReading reading => Missing(record, reading.Evidence, "evidence of the reading"),
            _ => null,
        };

    private Rejection? Missing(ElectionRecord record, BlobReference blob, string what, Func<ReadOnlyMemory<byte>, string?>? flaw = null)
    {
        if (record.Withheld.ContainsKey(blob.Sha256))
        {
            return null;
        }

        if (blobs.Read(blob) is not { } bytes || BlobFolder.Reference(bytes.Span) != blob)
        {
            return new Rejection(RejectionCode.BlobMissing, $"the {what}, blob {blob.Sha256} of {blob.Bytes} bytes, are not here");
        }

        return flaw?.Invoke(bytes) is { } wrong
            ? new Rejection(RejectionCode.BlobMissing, $"the {what}, blob {blob.Sha256}: {wrong}")
            : null;
    }

    private static string? Flaw(ReadOnlyMemory<byte> about, DisclosureCategory category) =>
        DisclosureAbout.TryParse(about, category, out _, out var error) ? null : error;
}
