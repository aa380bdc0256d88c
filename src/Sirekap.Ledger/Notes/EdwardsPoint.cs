namespace Sirekap.Ledger.Notes;

/// <summary>
/// A point of the curve of Ed25519, −x² + y² = 1 + d x² y², in extended coordinates x = X/Z, y = Y/Z, xy = T/Z, with the
/// complete formulas of RFC 8032 section 5.1.4.
/// </summary>
internal readonly struct EdwardsPoint
{
    /// <summary>Bits of the base point's window: its 64 odd multiples are made once for all.</summary>
    private const int BaseWindow = 8;

    /// <summary>
    /// Bits of a key's window: its eight odd multiples are made for each signature, and more would cost more than they save.
    /// </summary>
    private const int KeyWindow = 5;

    private static readonly FieldElement D = FieldElement.Parse(
        "37095705934669439343138083508754565189542113879843219016388785533085940283555"
    );
    private static readonly FieldElement D2 = D + D;
    private static readonly FieldElement RootOfMinusOne = FieldElement.Parse(
        "19681161376707505956807079304988542015446066515923890162744021073123829784752"
    );

    private static readonly EdwardsPoint Base = FromAffine(
        FieldElement.Parse("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
        FieldElement.Parse("46316835694926478169428394003475163141307993866256225615783033603165251855960")
    );

    private static readonly Cached[] BaseMultiples = OddMultiples(Base, BaseWindow);

    private readonly FieldElement _x,
        _y,
        _z,
        _t;

    private EdwardsPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t)
    {
        (_x, _y, _z, _t) = (x, y, z, t);
    }

    private static EdwardsPoint Identity => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>Reads 32 bytes (RFC 8032 section 5.1.3); false where y is not below p, or no point has it, or it is −0.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out EdwardsPoint point)
    {
        point = default;
        var py = FieldElement.Decode(bytes);
        Span<byte> canonical = stackalloc byte[32];
        py.Encode(canonical);
        var odd = bytes[31] >> 7 == 1;
        canonical[31] |= (byte)(bytes[31] & 0x80);
        if (!canonical.SequenceEqual(bytes))
        {
            return false;
        }
        // x² = u / v; the candidate root of it is u v³ (u v⁷)^((p − 5) / 8).
        var yy = py.Square();
        var u = yy - FieldElement.One;
        var v = D * yy + FieldElement.One;
        var v3 = v.Square() * v;
        var px = u * v3 * (u * v3.Square() * v).PowerOfRoot();
        var check = v * px.Square();
        if (!(check - u).IsZero)
        {
            if (!(check + u).IsZero)
            {
                return false;
            }

            px *= RootOfMinusOne;
        }
        if (px.IsZero && odd)
        {
            return false;
        }

        point = FromAffine(px.IsOdd == odd ? px : -px, py);
        return true;
    }

    /// <summary>[a]B + [b]P, for scalars of 32 bytes little-endian below 2^253; in time that depends on them.</summary>
    public static EdwardsPoint DoubleScalarMultiply(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, in EdwardsPoint p)
    {
        Span<sbyte> digitsA = stackalloc sbyte[NonAdjacentForm.Length];
        Span<sbyte> digitsB = stackalloc sbyte[NonAdjacentForm.Length];
        NonAdjacentForm.Write(a, BaseWindow, digitsA);
        NonAdjacentForm.Write(b, KeyWindow, digitsB);
        var multiples = OddMultiples(p, KeyWindow);
        var r = Identity;
        for (var i = NonAdjacentForm.Length - 1; i >= 0; i--)
        {
            r = r.Double();
            r = r.AddDigit(digitsA[i], BaseMultiples);
            r = r.AddDigit(digitsB[i], multiples);
        }
        return r;
    }

    /// <summary>Writes 32 bytes (RFC 8032 section 5.1.2).</summary>
    public void Encode(Span<byte> bytes)
    {
        var inverse = _z.Invert();
        (_y * inverse).Encode(bytes);
        if ((_x * inverse).IsOdd)
        {
            bytes[31] |= 0x80;
        }
    }

    public EdwardsPoint Negate() => new(-_x, _y, _z, -_t);

    private static EdwardsPoint FromAffine(in FieldElement x, in FieldElement y) => new(x, y, FieldElement.One, x * y);

    // P, 3P, 5P, … below 2^(window − 1).
    private static Cached[] OddMultiples(in EdwardsPoint p, int window)
    {
        var multiples = new Cached[1 << (window - 2)];
        multiples[0] = new Cached(p);
        var twice = p.Double();
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = new Cached(twice.Add(multiples[i - 1], subtract: false));
        }

        return multiples;
    }

    private EdwardsPoint AddDigit(sbyte digit, Cached[] multiples) =>
        digit == 0 ? this : Add(multiples[Math.Abs((int)digit) / 2], subtract: digit < 0);

    private EdwardsPoint Double()
    {
        var a = _x.Square();
        var b = _y.Square();
        var zz = _z.Square();
        var h = a + b;
        var e = h - (_x + _y).Square();
        var g = a - b;
        var f = zz + zz + g;
        return new(e * f, g * h, f * g, e * h);
    }

    private EdwardsPoint Add(in Cached q, bool subtract)
    {
        // −(x, y) = (−x, y): the two factors change places and C its sign.
        var a = (_y - _x) * (subtract ? q.Sum : q.Difference);
        var b = (_y + _x) * (subtract ? q.Difference : q.Sum);
        var c = _t * q.T2D;
        var d = _z * q.Z2;
        var e = b - a;
        var f = subtract ? d + c : d - c;
        var g = subtract ? d - c : d + c;
        var h = b + a;
        return new(e * f, g * h, f * g, e * h);
    }

    /// <summary>A point prepared for being added: y + x, y − x, 2z, 2dt.</summary>
    private readonly struct Cached(in EdwardsPoint p)
    {
        public readonly FieldElement Sum = p._y + p._x;
        public readonly FieldElement Difference = p._y - p._x;
        public readonly FieldElement Z2 = p._z + p._z;
        public readonly FieldElement T2D = p._t * D2;
    }
}
