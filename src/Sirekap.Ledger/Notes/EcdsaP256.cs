using System.Numerics;
using System.Security.Cryptography;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// ECDSA on NIST P-256 with SHA-256 (FIPS 186-5), in one encoding only, so that nobody can make a second valid form of a
/// signed note: keys are 91-byte SPKI with an uncompressed point, signatures minimal DER with 1 ≤ r &lt; n and 1 ≤ s ≤ n/2.
/// </summary>
public static class EcdsaP256
{
    /// <summary>Bytes of a canonical SPKI: header, 0x04, x, y.</summary>
    public const int KeyLength = 91;

    /// <summary>Bytes of a coordinate, and of a number below the group's order.</summary>
    private const int ScalarLength = 32;

    /// <summary>DER's tag of a SEQUENCE (X.690).</summary>
    private const byte Sequence = 0x30;

    /// <summary>DER's tag of an INTEGER (X.690).</summary>
    private const byte Integer = 0x02;

    private static readonly CryptographyBackend Backend = CryptographyChoice.Choose(() => NativeP256.IsAvailable);

    private static readonly BigInteger P = Constant("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger B = Constant("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    private static readonly BigInteger N = Constant("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private static ReadOnlySpan<byte> Order =>
        [
            0xff,
            0xff,
            0xff,
            0xff,
            0,
            0,
            0,
            0,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xbc,
            0xe6,
            0xfa,
            0xad,
            0xa7,
            0x17,
            0x9e,
            0x84,
            0xf3,
            0xb9,
            0xca,
            0xc2,
            0xfc,
            0x63,
            0x25,
            0x51,
        ];

    private static ReadOnlySpan<byte> HalfOrder =>
        [
            0x7f,
            0xff,
            0xff,
            0xff,
            0x80,
            0,
            0,
            0,
            0x7f,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xde,
            0x73,
            0x7d,
            0x56,
            0xd3,
            0x8b,
            0xcf,
            0x42,
            0x79,
            0xdc,
            0xe5,
            0x61,
            0x7e,
            0x31,
            0x92,
            0xa8,
        ];

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { 0x04 … } } (RFC 5480).
    private static ReadOnlySpan<byte> KeyHeader =>
        [
            0x30,
            0x59,
            0x30,
            0x13,
            0x06,
            0x07,
            0x2a,
            0x86,
            0x48,
            0xce,
            0x3d,
            0x02,
            0x01,
            0x06,
            0x08,
            0x2a,
            0x86,
            0x48,
            0xce,
            0x3d,
            0x03,
            0x01,
            0x07,
            0x03,
            0x42,
            0x00,
            0x04,
        ];

    /// <summary>Whether the bytes are the canonical SPKI of a point on the curve.</summary>
    public static bool IsCanonicalKey(ReadOnlySpan<byte> spki)
    {
        if (spki.Length != KeyLength || !spki.StartsWith(KeyHeader))
        {
            return false;
        }

        var x = Unsigned(spki.Slice(KeyHeader.Length, ScalarLength));
        var y = Unsigned(spki[(KeyHeader.Length + ScalarLength)..]);
        // y² = x³ − 3x + b; with x and y below p, and no way to write the point at infinity.
        return x < P && y < P && (y * y - ((x * x - 3) * x + B)) % P == 0;
    }

    /// <summary>Whether the signature, in strict form, is by the key over the text. False for a key or signature of another form.</summary>
    public static bool Verify(ReadOnlySpan<byte> spki, ReadOnlySpan<byte> text, ReadOnlySpan<byte> derSignature)
    {
        if (!IsStrictSignature(derSignature) || !IsCanonicalKey(spki))
        {
            return false;
        }

        return Backend switch
        {
            CryptographyBackend.LibCrypto => NativeP256.Verify(spki[(KeyHeader.Length - 1)..], text, derSignature),
            CryptographyBackend.System => VerifySystem(spki, text, derSignature),
            _ => VerifyManaged(spki, text, derSignature),
        };
    }

    /// <summary>The same check of a strict key and signature in this project's own code.</summary>
    internal static bool VerifyManaged(ReadOnlySpan<byte> spki, ReadOnlySpan<byte> text, ReadOnlySpan<byte> derSignature)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestLength];
        Sha256.Hash(text, digest);
        return ManagedP256.Verify(spki[KeyHeader.Length..], digest, derSignature);
    }

    /// <summary>The same check of a strict key and signature through .NET's own types.</summary>
    internal static bool VerifySystem(ReadOnlySpan<byte> spki, ReadOnlySpan<byte> text, ReadOnlySpan<byte> derSignature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key.VerifyData(text, derSignature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Whether the bytes are a signature in its only form: minimal DER, r and s in range, s in the lower half.</summary>
    public static bool IsStrictSignature(ReadOnlySpan<byte> der)
    {
        if (der.Length < 8 || der[0] != Sequence || der[1] != der.Length - 2 || der[1] > 0x7f)
        {
            return false;
        }

        var rest = der[2..];
        return TryReadScalar(ref rest, out var r)
            && TryReadScalar(ref rest, out var s)
            && rest.IsEmpty
            && InRange(r, Order, inclusive: false)
            && InRange(s, HalfOrder, inclusive: true);
    }

    /// <summary>
    /// The strict DER form of the 64 bytes r‖s that WebCrypto and phone keystores give; s above n/2 becomes n − s, which is
    /// as valid. Null where the bytes are not 64, or r or s is not in 1 … n − 1.
    /// </summary>
    public static byte[]? FromWebCrypto(ReadOnlySpan<byte> rs64)
    {
        if (rs64.Length != 2 * ScalarLength)
        {
            return null;
        }

        var r = Unsigned(rs64[..ScalarLength]);
        var s = Unsigned(rs64[ScalarLength..]);
        if (r.IsZero || s.IsZero || r >= N || s >= N)
        {
            return null;
        }

        if (s > N / 2)
        {
            s = N - s;
        }
        // Big-endian two's complement of a positive number is exactly DER's minimal integer.
        var (rBytes, sBytes) = (r.ToByteArray(isBigEndian: true), s.ToByteArray(isBigEndian: true));
        return
        [
            Sequence,
            (byte)(4 + rBytes.Length + sBytes.Length),
            Integer,
            (byte)rBytes.Length,
            .. rBytes,
            Integer,
            (byte)sBytes.Length,
            .. sBytes,
        ];
    }

    private static bool TryReadScalar(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (rest.Length < 3 || rest[0] != Integer || rest[1] == 0 || rest[1] > ScalarLength + 1 || rest.Length < 2 + rest[1])
        {
            return false;
        }

        value = rest.Slice(2, rest[1]);
        rest = rest[(2 + rest[1])..];
        if ((value[0] & 0x80) != 0)
        {
            return false; // negative
        }

        if (value[0] != 0)
        {
            return true;
        }

        if (value.Length == 1 || (value[1] & 0x80) == 0)
        {
            return false; // zero, or a needless leading zero
        }

        value = value[1..];
        return true;
    }

    /// <summary>Whether 32 bytes are a number in 1 … n − 1, as private keys and nonces are.</summary>
    public static bool IsScalar(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExcept((byte)0) && InRange(bytes, Order, inclusive: false);

    private static bool InRange(ReadOnlySpan<byte> value, ReadOnlySpan<byte> limit, bool inclusive)
    {
        if (value.Length != ScalarLength)
        {
            return value.Length < ScalarLength;
        }

        var order = value.SequenceCompareTo(limit);
        return inclusive ? order <= 0 : order < 0;
    }

    private static BigInteger Unsigned(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Constant(string hex) => Unsigned(Convert.FromHexString(hex));
}
