using System.Numerics;

namespace Sirekap.Ledger.Tests.Notes;

/// <summary>P-256 as the schoolbook has it, in affine coordinates, to make keys and signatures that no signer makes.</summary>
internal static class ReferenceP256
{
    public static readonly BigInteger P = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    public static readonly BigInteger N = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    public static readonly (BigInteger X, BigInteger Y)? G = (
        Hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
        Hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
    );

    /// <summary>The sum; null is infinity.</summary>
    public static (BigInteger X, BigInteger Y)? Add((BigInteger X, BigInteger Y)? a, (BigInteger X, BigInteger Y)? b)
    {
        if (a is not { } p)
        {
            return b;
        }

        if (b is not { } q)
        {
            return a;
        }

        if (p.X == q.X && (p.Y + q.Y) % P == 0)
        {
            return null;
        }

        var slope = p == q ? 3 * (p.X * p.X - 1) * Inverse(2 * p.Y, P) : (q.Y - p.Y) * Inverse(q.X - p.X, P);
        var x = Mod(slope * slope - p.X - q.X, P);
        return (x, Mod(slope * (p.X - x) - p.Y, P));
    }

    public static (BigInteger X, BigInteger Y)? Multiply(BigInteger scalar, (BigInteger X, BigInteger Y)? point)
    {
        (BigInteger X, BigInteger Y)? sum = null;
        for (scalar = Mod(scalar, N); scalar > 0; scalar >>= 1, point = Add(point, point))
        {
            if (!scalar.IsEven)
            {
                sum = Add(sum, point);
            }
        }
        return sum;
    }

    /// <summary>A point with this x, or null where there is none.</summary>
    public static (BigInteger X, BigInteger Y)? WithX(BigInteger x)
    {
        var square = Mod(x * x * x - 3 * x + B, P);
        var y = BigInteger.ModPow(square, (P + 1) / 4, P);
        return y * y % P == square ? (x, y) : null;
    }

    public static BigInteger Mod(BigInteger number, BigInteger modulus) => (number % modulus + modulus) % modulus;

    public static BigInteger Inverse(BigInteger number, BigInteger prime) => BigInteger.ModPow(Mod(number, prime), prime - 2, prime);

    /// <summary>32 bytes, big-endian.</summary>
    public static byte[] Bytes(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string digits) => Number(Convert.FromHexString(digits));
}
