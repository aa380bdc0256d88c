using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>Verifies what entries claim.</summary>
public static class Signatures
{
    /// <summary>The first signature that does not hold, as a rejection.</summary>
    public static Rejection? Verify(ReadOnlySpan<SignatureClaim> claims)
    {
        foreach (var claim in claims)
        {
            if (!Holds(claim))
            {
                return new Rejection(RejectionCode.BadSignature, claim.Key == SignatureClaim.Log ? "the log's signature does not verify" : $"the signature of key {Keys.NameOf(claim.Spki.Span)} does not verify");
            }
        }

        return null;
    }

    /// <summary>Whether a signature holds; pure, any thread.</summary>
    public static bool Holds(SignatureClaim claim) => claim.Key == SignatureClaim.Log
        ? Ed25519Verification.Verify(claim.Spki.Span, claim.Text.Span, claim.Signature.Span)
        : EcdsaP256.Verify(claim.Spki.Span, claim.Text.Span, claim.Signature.Span);
}
