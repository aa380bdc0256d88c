using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sirekap.Ledger.Notes;

/// <summary>An odd modulus above 2^255, in four limbs of 64 bits, the lowest first.</summary>
internal interface IModulus
{
    static abstract ulong M0 { get; }

    static abstract ulong M1 { get; }

    static abstract ulong M2 { get; }

    static abstract ulong M3 { get; }

    /// <summary>−1 / M modulo 2^64.</summary>
    static abstract ulong NegatedInverse { get; }
}

/// <summary>
/// A number modulo M, held in Montgomery's form a · 2^256 mod M, always below M. In time that depends on it: for public
/// numbers only.
/// </summary>
internal readonly struct Residue<TModulus> : IEquatable<Residue<TModulus>>
    where TModulus : struct, IModulus
{
    private readonly ulong _l0,
        _l1,
        _l2,
        _l3;

    private Residue(ulong l0, ulong l1, ulong l2, ulong l3) => (_l0, _l1, _l2, _l3) = (l0, l1, l2, l3);

    // 2^512 mod M, which takes a number into Montgomery's form.
    private static readonly Residue<TModulus> SquaredRadix = Reduced(BigInteger.One << 512);

    public static readonly Residue<TModulus> One = Reduced(BigInteger.One << 256);

    public bool IsZero => (_l0 | _l1 | _l2 | _l3) == 0;

    /// <summary>The residue of 32 bytes, big-endian, of any value.</summary>
    public static Residue<TModulus> Decode(ReadOnlySpan<byte> bytes) => Limbs(bytes) * SquaredRadix;

    /// <summary>Writes the number below M into 32 bytes, little-endian.</summary>
    public void EncodeLittleEndian(Span<byte> bytes)
    {
        var plain = this * new Residue<TModulus>(1, 0, 0, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, plain._l0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], plain._l1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], plain._l2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], plain._l3);
    }

    public static Residue<TModulus> operator +(in Residue<TModulus> a, in Residue<TModulus> b)
    {
        ulong carry = 0;
        var r0 = Add(a._l0, b._l0, ref carry);
        var r1 = Add(a._l1, b._l1, ref carry);
        var r2 = Add(a._l2, b._l2, ref carry);
        var r3 = Add(a._l3, b._l3, ref carry);
        return BelowModulus(r0, r1, r2, r3, carry);
    }

    public static Residue<TModulus> operator -(in Residue<TModulus> a, in Residue<TModulus> b)
    {
        ulong borrow = 0;
        var r0 = Subtract(a._l0, b._l0, ref borrow);
        var r1 = Subtract(a._l1, b._l1, ref borrow);
        var r2 = Subtract(a._l2, b._l2, ref borrow);
        var r3 = Subtract(a._l3, b._l3, ref borrow);
        var mask = unchecked(0 - borrow);
        ulong carry = 0;
        r0 = Add(r0, TModulus.M0 & mask, ref carry);
        r1 = Add(r1, TModulus.M1 & mask, ref carry);
        r2 = Add(r2, TModulus.M2 & mask, ref carry);
        return new(r0, r1, r2, Add(r3, TModulus.M3 & mask, ref carry));
    }

    public static Residue<TModulus> operator *(in Residue<TModulus> a, in Residue<TModulus> b)
    {
        // Koç, Acar, Kaliski 1996, "CIOS": after each row the sum is below 2M. Locals, not a struct, so that they stay in registers.
        ulong t0 = 0,
            t1 = 0,
            t2 = 0,
            t3 = 0,
            t4 = 0;
        AddRow(a, b._l0, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddRow(a, b._l1, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddRow(a, b._l2, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddRow(a, b._l3, ref t0, ref t1, ref t2, ref t3, ref t4);
        return BelowModulus(t0, t1, t2, t3, t4);
    }

    public Residue<TModulus> Square() => this * this;

    public Residue<TModulus> Twice() => this + this;

    /// <summary>The inverse a^(M − 2) (Fermat), for a prime M; zero of zero.</summary>
    public Residue<TModulus> Invert()
    {
        ReadOnlySpan<ulong> exponent = [TModulus.M0 - 2, TModulus.M1, TModulus.M2, TModulus.M3];
        var powers = new Residue<TModulus>[16];
        powers[0] = One;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * this;
        }

        var r = One;
        for (var position = 252; position >= 0; position -= 4)
        {
            r = r.Square().Square().Square().Square();
            r *= powers[(int)((exponent[position / 64] >> (position % 64)) & 15)];
        }
        return r;
    }

    public bool Equals(Residue<TModulus> other) => _l0 == other._l0 && _l1 == other._l1 && _l2 == other._l2 && _l3 == other._l3;

    public override bool Equals(object? obj) => obj is Residue<TModulus> other && Equals(other);

    public override int GetHashCode() => _l0.GetHashCode();

    private static Residue<TModulus> Limbs(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes)
        );

    private static Residue<TModulus> Reduced(BigInteger number)
    {
        var modulus = (((((new BigInteger(TModulus.M3) << 64) + TModulus.M2) << 64) + TModulus.M1) << 64) + TModulus.M0;
        var rest = number % modulus;
        return new(Limb(0), Limb(1), Limb(2), Limb(3));

        ulong Limb(int i) => (ulong)((rest >> (64 * i)) & ulong.MaxValue);
    }

    // A number below 2M, with a fifth limb of zero or one, minus M where it is not below it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Residue<TModulus> BelowModulus(ulong r0, ulong r1, ulong r2, ulong r3, ulong r4)
    {
        ulong borrow = 0;
        var s0 = Subtract(r0, TModulus.M0, ref borrow);
        var s1 = Subtract(r1, TModulus.M1, ref borrow);
        var s2 = Subtract(r2, TModulus.M2, ref borrow);
        var s3 = Subtract(r3, TModulus.M3, ref borrow);
        return r4 >= borrow ? new(s0, s1, s2, s3) : new(r0, r1, r2, r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        unchecked
        {
            var sum = a + b;
            var over = sum < a ? 1UL : 0;
            var total = sum + carry;
            carry = over + (total < sum ? 1UL : 0);
            return total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        unchecked
        {
            var difference = a - b;
            var under = a < b ? 1UL : 0;
            var rest = difference - borrow;
            borrow = under + (difference < borrow ? 1UL : 0);
            return rest;
        }
    }

    // The low half of a · b + c + carry; the high half is the next carry.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong c, ref ulong carry)
    {
        unchecked
        {
            var high = Math.BigMul(a, b, out var low);
            low += c;
            high += low < c ? 1UL : 0;
            low += carry;
            high += low < carry ? 1UL : 0;
            carry = high;
            return low;
        }
    }

    // (t + a · b + m · M) / 2^64, with the m that makes the lowest limb zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(in Residue<TModulus> a, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        unchecked
        {
            ulong carry = 0;
            t0 = MultiplyAdd(a._l0, b, t0, ref carry);
            t1 = MultiplyAdd(a._l1, b, t1, ref carry);
            t2 = MultiplyAdd(a._l2, b, t2, ref carry);
            t3 = MultiplyAdd(a._l3, b, t3, ref carry);
            ulong over = 0;
            t4 = Add(t4, carry, ref over);

            var m = t0 * TModulus.NegatedInverse;
            carry = 0;
            _ = MultiplyAdd(m, TModulus.M0, t0, ref carry);
            t0 = MultiplyAdd(m, TModulus.M1, t1, ref carry);
            t1 = MultiplyAdd(m, TModulus.M2, t2, ref carry);
            t2 = MultiplyAdd(m, TModulus.M3, t3, ref carry);
            ulong last = 0;
            t3 = Add(t4, carry, ref last);
            t4 = over + last;
        }
    }
}
