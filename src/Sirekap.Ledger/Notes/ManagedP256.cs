using Field = Sirekap.Ledger.Notes.Residue<Sirekap.Ledger.Notes.P256Prime>;
using Scalar = Sirekap.Ledger.Notes.Residue<Sirekap.Ledger.Notes.P256Order>;

namespace Sirekap.Ledger.Notes;

/// <summary>The order n of P-256's group (SP 800-186 section 3.2.1.3).</summary>
internal readonly struct P256Order : IModulus
{
    public static ulong M0 => 0xf3b9cac2fc632551;

    public static ulong M1 => 0xbce6faada7179e84;

    public static ulong M2 => 0xffffffffffffffff;

    public static ulong M3 => 0xffffffff00000000;

    public static ulong NegatedInverse => 0xccd1c8aaee00bc4f;
}

/// <summary>
/// P-256 verification (FIPS 186-5 section 6.4.2) in managed code, for a Linux that has no OpenSSL. Key, text and signature
/// are public, so nothing takes constant time; it must never be made to sign.
/// </summary>
internal static class ManagedP256
{
    /// <summary>Bytes of a number below the group's order.</summary>
    private const int ScalarLength = 32;

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

    // p − n: below it, r + n is an x of the field too.
    private static ReadOnlySpan<byte> PrimeMinusOrder =>
        [
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0x43,
            0x19,
            0x05,
            0x53,
            0x58,
            0xe8,
            0x61,
            0x7b,
            0x0c,
            0x46,
            0x35,
            0x3d,
            0x03,
            0x9c,
            0xda,
            0xae,
        ];

    /// <summary>Verifies with a point that is on the curve, and a signature in minimal DER.</summary>
    /// <param name="xy">The point's coordinates, 64 bytes.</param>
    /// <param name="digest">SHA-256 of what was signed.</param>
    /// <param name="derSignature">Both numbers of at most 33 bytes and not negative.</param>
    public static bool Verify(ReadOnlySpan<byte> xy, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> derSignature)
    {
        Span<byte> r = stackalloc byte[ScalarLength];
        Span<byte> s = stackalloc byte[ScalarLength];
        int rLength = derSignature[3];
        Pad(derSignature.Slice(4, rLength), r);
        Pad(derSignature[(6 + rLength)..], s);
        return Verify(xy, digest, r, s);
    }

    /// <summary>The same with r and s as 32 bytes each, big-endian, of any value.</summary>
    public static bool Verify(ReadOnlySpan<byte> xy, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> r, ReadOnlySpan<byte> s)
    {
        if (!IsInRange(r) || !IsInRange(s))
        {
            return false;
        }

        var inverse = Scalar.Decode(s).Invert();
        Span<byte> u1 = stackalloc byte[ScalarLength];
        Span<byte> u2 = stackalloc byte[ScalarLength];
        (Scalar.Decode(digest) * inverse).EncodeLittleEndian(u1);
        (Scalar.Decode(r) * inverse).EncodeLittleEndian(u2);
        var point = P256Point.DoubleScalarMultiply(u1, u2, P256Point.FromAffine(xy));

        // x mod n = r, without dividing by Z²: x is r, or r + n where that is below p.
        var x = Field.Decode(r);
        return point.HasX(x) || (r.SequenceCompareTo(PrimeMinusOrder) < 0 && point.HasX(x + Field.Decode(Order)));
    }

    private static bool IsInRange(ReadOnlySpan<byte> scalar) => scalar.ContainsAnyExcept((byte)0) && scalar.SequenceCompareTo(Order) < 0;

    private static void Pad(ReadOnlySpan<byte> number, Span<byte> scalar)
    {
        number = number.TrimStart((byte)0);
        scalar.Clear();
        number.CopyTo(scalar[(ScalarLength - number.Length)..]);
    }
}
