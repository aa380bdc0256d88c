using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// A number modulo p = 2^255 − 19 in five limbs of 51 bits. Results of all operations but <c>+</c> have limbs below
/// 2^51 + 2^14; a sum of two or three such results may enter any operation, its limbs being below 2^53.
/// </summary>
internal readonly struct FieldElement
{
    /// <summary>The bits of a limb.</summary>
    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _l0,
        _l1,
        _l2,
        _l3,
        _l4;

    private FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        (_l0, _l1, _l2, _l3, _l4) = (l0, l1, l2, l3, l4);
    }

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    public bool IsZero
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            Encode(bytes);
            return !bytes.ContainsAnyExcept((byte)0);
        }
    }

    /// <summary>Whether the canonical form is odd: the "sign" of RFC 8032.</summary>
    public bool IsOdd
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            Encode(bytes);
            return (bytes[0] & 1) == 1;
        }
    }

    public static FieldElement Parse(string digits)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        BigInteger.Parse(digits).TryWriteBytes(bytes, out _, isUnsigned: true);
        return Decode(bytes);
    }

    /// <summary>Reads 255 bits, little-endian; the highest bit of the last byte is not looked at.</summary>
    public static FieldElement Decode(ReadOnlySpan<byte> bytes)
    {
        var w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new(w0 & Mask, (w0 >> 51 | w1 << 13) & Mask, (w1 >> 38 | w2 << 26) & Mask, (w2 >> 25 | w3 << 39) & Mask, (w3 >> 12) & Mask);
    }

    /// <summary>Writes the canonical form, 32 bytes little-endian.</summary>
    public void Encode(Span<byte> bytes)
    {
        unchecked
        {
            var f = Carry(_l0, _l1, _l2, _l3, _l4);
            // The quotient by p, zero or one: what carries out of 2^255 when 19 is added.
            var q = (f._l0 + 19) >> 51;
            q = (f._l1 + q) >> 51;
            q = (f._l2 + q) >> 51;
            q = (f._l3 + q) >> 51;
            q = (f._l4 + q) >> 51;
            var h0 = f._l0 + 19 * q;
            var h1 = f._l1 + (h0 >> 51);
            var h2 = f._l2 + (h1 >> 51);
            var h3 = f._l3 + (h2 >> 51);
            var h4 = f._l4 + (h3 >> 51);
            (h0, h1, h2, h3, h4) = (h0 & Mask, h1 & Mask, h2 & Mask, h3 & Mask, h4 & Mask);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, h0 | h1 << 51);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], h1 >> 13 | h2 << 38);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], h2 >> 26 | h3 << 25);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], h3 >> 39 | h4 << 12);
        }
    }

    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        unchecked(new(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4));

    public static FieldElement operator -(in FieldElement a, in FieldElement b)
    {
        // Eight times p keeps every limb above zero.
        const ulong Low = (Mask - 18) * 8,
            High = Mask * 8;
        return unchecked(
            Carry(a._l0 + Low - b._l0, a._l1 + High - b._l1, a._l2 + High - b._l2, a._l3 + High - b._l3, a._l4 + High - b._l4)
        );
    }

    public static FieldElement operator -(in FieldElement a) => Zero - a;

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        unchecked
        {
            // 2^255 = 19 modulo p, so that products beyond limb 4 come back nineteenfold.
            ulong b1 = b._l1 * 19,
                b2 = b._l2 * 19,
                b3 = b._l3 * 19,
                b4 = b._l4 * 19;
            var r0 = Wide(a._l0, b._l0) + Wide(a._l1, b4) + Wide(a._l2, b3) + Wide(a._l3, b2) + Wide(a._l4, b1);
            var r1 = Wide(a._l0, b._l1) + Wide(a._l1, b._l0) + Wide(a._l2, b4) + Wide(a._l3, b3) + Wide(a._l4, b2);
            var r2 = Wide(a._l0, b._l2) + Wide(a._l1, b._l1) + Wide(a._l2, b._l0) + Wide(a._l3, b4) + Wide(a._l4, b3);
            var r3 = Wide(a._l0, b._l3) + Wide(a._l1, b._l2) + Wide(a._l2, b._l1) + Wide(a._l3, b._l0) + Wide(a._l4, b4);
            var r4 = Wide(a._l0, b._l4) + Wide(a._l1, b._l3) + Wide(a._l2, b._l2) + Wide(a._l3, b._l1) + Wide(a._l4, b._l0);
            return Reduce(r0, r1, r2, r3, r4);
        }
    }

    public FieldElement Square()
    {
        unchecked
        {
            ulong d0 = _l0 * 2,
                d1 = _l1 * 2,
                d2 = _l2 * 2,
                n3 = _l3 * 19,
                n4 = _l4 * 19;
            var r0 = Wide(_l0, _l0) + Wide(d1, n4) + Wide(d2, n3);
            var r1 = Wide(d0, _l1) + Wide(d2, n4) + Wide(_l3, n3);
            var r2 = Wide(d0, _l2) + Wide(_l1, _l1) + Wide(_l3 * 2, n4);
            var r3 = Wide(d0, _l3) + Wide(d1, _l2) + Wide(_l4, n4);
            var r4 = Wide(d0, _l4) + Wide(d1, _l3) + Wide(_l2, _l2);
            return Reduce(r0, r1, r2, r3, r4);
        }
    }

    /// <summary>The inverse, a^(p − 2).</summary>
    public FieldElement Invert()
    {
        var z250 = PowerOf2To250Minus1(out var z11);
        return z250.SquareTimes(5) * z11;
    }

    /// <summary>a^((p − 5) / 8), the heart of a square root (RFC 8032 section 5.1.3).</summary>
    public FieldElement PowerOfRoot() => PowerOf2To250Minus1(out _).SquareTimes(2) * this;

    // a^(2^250 − 1), and a^11 on the way.
    private FieldElement PowerOf2To250Minus1(out FieldElement z11)
    {
        var z2 = Square();
        var z9 = z2.SquareTimes(2) * this;
        z11 = z9 * z2;
        var z5 = z11.Square() * z9;
        var z10 = z5.SquareTimes(5) * z5;
        var z20 = z10.SquareTimes(10) * z10;
        var z40 = z20.SquareTimes(20) * z20;
        var z50 = z40.SquareTimes(10) * z10;
        var z100 = z50.SquareTimes(50) * z50;
        var z200 = z100.SquareTimes(100) * z100;
        return z200.SquareTimes(50) * z50;
    }

    private FieldElement SquareTimes(int times)
    {
        var r = this;
        for (var i = 0; i < times; i++)
        {
            r = r.Square();
        }

        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 Wide(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new UInt128(high, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Reduce(UInt128 r0, UInt128 r1, UInt128 r2, UInt128 r3, UInt128 r4)
    {
        unchecked
        {
            r1 += (ulong)(r0 >> 51);
            r2 += (ulong)(r1 >> 51);
            r3 += (ulong)(r2 >> 51);
            r4 += (ulong)(r3 >> 51);
            // The carry out of r4 is below 2^60, times 19 still fits.
            var h0 = ((ulong)r0 & Mask) + 19 * (ulong)(r4 >> 51);
            var h1 = ((ulong)r1 & Mask) + (h0 >> 51);
            return new(h0 & Mask, h1, (ulong)r2 & Mask, (ulong)r3 & Mask, (ulong)r4 & Mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Carry(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) =>
        unchecked(
            new(
                (l0 & Mask) + 19 * (l4 >> 51),
                (l1 & Mask) + (l0 >> 51),
                (l2 & Mask) + (l1 >> 51),
                (l3 & Mask) + (l2 >> 51),
                (l4 & Mask) + (l3 >> 51)
            )
        );
}
