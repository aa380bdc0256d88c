using System.Numerics;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032 section 5.1.7) in managed code, so that a verifier needs no native library.
/// The check is without cofactor, [S]B = R + [k]A, by comparing encodings, as OpenSSL does; S must be below the group's
/// order and the key's y below the field's prime. Everything here is public, so nothing takes constant time.
/// </summary>
public static class Ed25519Verification
{
    /// <summary>Bytes of a public key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    // 2^252 + 27742317777372353535851937790883648493
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    /// <summary>Whether the signature is by the key over the message. False for a key or signature of another form.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeyLength || signature.Length != SignatureLength)
        {
            return false;
        }

        var s = new BigInteger(signature[32..], isUnsigned: true);
        if (s >= Order || !EdwardsPoint.TryDecode(publicKey, out var a))
        {
            return false;
        }

        Span<byte> k = stackalloc byte[32];
        Challenge(signature[..32], publicKey, message, k);
        // R = [S]B − [k]A; an encoding of R that is not canonical never equals one that we make.
        Span<byte> r = stackalloc byte[32];
        EdwardsPoint.DoubleScalarMultiply(signature[32..], k, a.Negate()).Encode(r);
        return r.SequenceEqual(signature[..32]);
    }

    // SHA-512(R || A || M) as a little-endian number, reduced by the group's order.
    private static void Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> scalar)
    {
        Span<byte> digest = stackalloc byte[ManagedSha512.DigestLength];
        ManagedSha512.Hash([.. r, .. publicKey, .. message], digest);
        var k = new BigInteger(digest, isUnsigned: true) % Order;
        scalar.Clear();
        k.TryWriteBytes(scalar, out _, isUnsigned: true);
    }
}
