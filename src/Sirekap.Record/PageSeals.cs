using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>
/// Signs and verifies the seals of printed forms; by a root key, so that whoever has the election's definition can verify.
/// </summary>
public static class PageSeals
{
    /// <summary>The seal with its signature.</summary>
    public static PageSeal Sign(PageSeal seal, SignerKey root) =>
        seal with
        {
            Signature = ToFixed(root.Sign(seal.SignedText).Signature.Span),
        };

    /// <summary>Whether a root of this election signed it.</summary>
    /// <param name="seal">As read from a page.</param>
    /// <param name="election">The election's id.</param>
    /// <param name="roots">The election's root keys, SPKI.</param>
    public static bool Signed(PageSeal seal, string election, IReadOnlyList<byte[]> roots) =>
        seal.Election == election
        && EcdsaP256.FromWebCrypto(seal.Signature.Span) is { } signature
        && roots.Any(root => EcdsaP256.Verify(root, seal.SignedText, signature));

    /// <summary>r‖s out of strict DER: it has two lengths fewer, and a QR code is short of room.</summary>
    private static byte[] ToFixed(ReadOnlySpan<byte> der)
    {
        const int Half = PageSeal.SignatureLength / 2;
        var joined = new byte[PageSeal.SignatureLength];
        var at = 2;
        for (var end = Half; end <= joined.Length; end += Half)
        {
            var number = der.Slice(at + 2, der[at + 1]);
            at += 2 + number.Length;

            // A leading zero keeps DER's numbers positive.
            number = number[0] == 0 ? number[1..] : number;
            number.CopyTo(joined.AsSpan(end - number.Length));
        }

        return joined;
    }
}
