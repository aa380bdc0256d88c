using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>Verifies what entries claim.</summary>
public static class Signatures
{
    /// <summary>The first signature that does not hold, as a rejection. Any thread, also while the record goes on.</summary>
    /// <param name="record">Whose keys are claimed.</param>
    /// <param name="claims">What <see cref="ElectionRecord.Claims"/> gave.</param>
    public static Rejection? Verify(ElectionRecord record, params ReadOnlySpan<SignatureClaim> claims)
    {
        foreach (var claim in claims)
        {
            if (claim.Key == SignatureClaim.Log)
            {
                if (!record.LogKey.Verify(claim.Text.Span, claim.Signature.Span))
                {
                    return new Rejection(RejectionCode.BadSignature, "the log's signature does not verify");
                }
            }
            else if (!EcdsaP256.Verify(record.Keys.Spki(claim.Key), claim.Text.Span, claim.Signature.Span))
            {
                return new Rejection(RejectionCode.BadSignature, $"the signature of key {record.Keys[claim.Key].Name} does not verify");
            }
        }

        return null;
    }
}
