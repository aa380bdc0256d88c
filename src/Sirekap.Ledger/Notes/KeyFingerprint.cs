using Sirekap.Ledger.Hashing;

namespace Sirekap.Ledger.Notes;

/// <summary>The name of a device's key: the first 16 bytes of SHA-256 over its SPKI, in lowercase hexadecimal (32 characters).</summary>
public static class KeyFingerprint
{
    /// <summary>128 bits: nobody finds a second key of the same name, and a person can still compare 32 letters.</summary>
    private const int Bytes = 16;

    /// <summary>The fingerprint of a public key in DER SPKI form.</summary>
    public static string Of(ReadOnlySpan<byte> spki)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestLength];
        Sha256.Hash(spki, digest);
        return Convert.ToHexStringLower(digest[..Bytes]);
    }
}
