using Field = Sirekap.Ledger.Notes.Residue<Sirekap.Ledger.Notes.P256Prime>;

namespace Sirekap.Ledger.Notes;

/// <summary>The prime of P-256's field, 2^256 − 2^224 + 2^192 + 2^96 − 1 (SP 800-186 section 3.2.1.3).</summary>
internal readonly struct P256Prime : IModulus
{
    public static ulong M0 => 0xffffffffffffffff;

    public static ulong M1 => 0x00000000ffffffff;

    public static ulong M2 => 0;

    public static ulong M3 => 0xffffffff00000001;

    public static ulong NegatedInverse => 1;
}

/// <summary>
/// A point of P-256, y² = x³ − 3x + b, in Jacobian coordinates x = X/Z², y = Y/Z³; Z is zero at infinity. In time that
/// depends on the points: for public ones only.
/// </summary>
internal readonly struct P256Point
{
    /// <summary>Bits of the base point's window: its 64 odd multiples are made once for all.</summary>
    private const int BaseWindow = 8;

    /// <summary>
    /// Bits of a key's window: its eight odd multiples are made for each signature, and more would cost more than they save.
    /// </summary>
    private const int KeyWindow = 5;

    private static readonly P256Point Base = FromAffine(
        Convert.FromHexString(
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
        )
    );

    private static readonly Cached[] BaseMultiples = OddMultiples(Base, BaseWindow);

    private readonly Field _x,
        _y,
        _z;

    private P256Point(in Field x, in Field y, in Field z) => (_x, _y, _z) = (x, y, z);

    public static P256Point Infinity => new(Field.One, Field.One, default);

    public bool IsInfinity => _z.IsZero;

    /// <summary>The point whose coordinates are these 64 bytes, big-endian; whoever asks knows that it is on the curve.</summary>
    public static P256Point FromAffine(ReadOnlySpan<byte> xy) => new(Field.Decode(xy), Field.Decode(xy[32..]), Field.One);

    /// <summary>[a]G + [b]P for scalars of 32 bytes, little-endian, with one run of doublings for both (Straus).</summary>
    public static P256Point DoubleScalarMultiply(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, in P256Point p)
    {
        Span<sbyte> digitsA = stackalloc sbyte[NonAdjacentForm.Length];
        Span<sbyte> digitsB = stackalloc sbyte[NonAdjacentForm.Length];
        NonAdjacentForm.Write(a, BaseWindow, digitsA);
        NonAdjacentForm.Write(b, KeyWindow, digitsB);
        var multiples = OddMultiples(p, KeyWindow);
        var r = Infinity;
        for (var i = NonAdjacentForm.Length - 1; i >= 0; i--)
        {
            r = r.Double();
            r = r.AddDigit(digitsA[i], BaseMultiples);
            r = r.AddDigit(digitsB[i], multiples);
        }
        return r;
    }

    /// <summary>Whether the point is not at infinity and has this x, a number below the prime.</summary>
    public bool HasX(in Field affine) => !IsInfinity && (affine * _z.Square()).Equals(_x);

    public P256Point Add(in P256Point other) => Add(new Cached(other), subtract: false);

    public P256Point Negate() => new(_x, default(Field) - _y, _z);

    // For a = −3; infinity gives infinity, and the curve has no point of order two.
    public P256Point Double()
    {
        var zz = _z.Square();
        var yy = _y.Square();
        var xyy = _x * yy;
        var slope = (_x - zz) * (_x + zz);
        slope += slope.Twice();
        var xyy4 = xyy.Twice().Twice();
        var x3 = slope.Square() - xyy4.Twice();
        var y3 = slope * (xyy4 - x3) - yy.Square().Twice().Twice().Twice();
        return new(x3, y3, (_y * _z).Twice());
    }

    // P, 3P, 5P, … below 2^(window − 1).
    private static Cached[] OddMultiples(in P256Point p, int window)
    {
        var multiples = new Cached[1 << (window - 2)];
        multiples[0] = new Cached(p);
        var twice = new Cached(p.Double());
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = new Cached(multiples[i - 1].Point.Add(twice, subtract: false));
        }

        return multiples;
    }

    private P256Point AddDigit(sbyte digit, Cached[] multiples) =>
        digit == 0 ? this : Add(multiples[Math.Abs((int)digit) / 2], subtract: digit < 0);

    private P256Point Add(in Cached q, bool subtract)
    {
        if (q.Point.IsInfinity)
        {
            return this;
        }

        if (IsInfinity)
        {
            return subtract ? q.Point.Negate() : q.Point;
        }

        var zz = _z.Square();
        var u1 = _x * q.ZZ;
        var s1 = _y * q.ZZZ;
        var s2 = q.Point._y * (_z * zz);
        var h = q.Point._x * zz - u1;
        var r = (subtract ? default(Field) - s2 : s2) - s1;
        if (h.IsZero)
        {
            return r.IsZero ? Double() : Infinity;
        }

        var hh = h.Square();
        var hhh = h * hh;
        var v = u1 * hh;
        var x3 = r.Square() - hhh - v.Twice();
        return new(x3, r * (v - x3) - s1 * hhh, _z * q.Point._z * h);
    }

    /// <summary>A point prepared for being added: with Z² and Z³.</summary>
    private readonly struct Cached
    {
        public readonly P256Point Point;
        public readonly Field ZZ;
        public readonly Field ZZZ;

        public Cached(in P256Point point)
        {
            Point = point;
            ZZ = point._z.Square();
            ZZZ = ZZ * point._z;
        }
    }
}
