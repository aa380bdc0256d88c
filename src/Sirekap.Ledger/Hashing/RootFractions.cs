using System.Numerics;

namespace Sirekap.Ledger.Hashing;

/// <summary>
/// The constants of SHA-2, computed as FIPS 180-4 sections 4.2.2, 4.2.3, 5.3.3 and 5.3.5 define them: the first 64 bits of the
/// fractional parts of the roots of the first primes. SHA-256 has the upper 32 of the same.
/// </summary>
internal static class RootFractions
{
    /// <summary>Of the square roots of the first eight primes: where the hash begins.</summary>
    public static readonly ulong[] Square = Of(degree: 2, count: 8);

    /// <summary>Of the cube roots of the first eighty primes: one a round.</summary>
    public static readonly ulong[] Cube = Of(degree: 3, count: 80);

    private static ulong[] Of(int degree, int count) =>
        [.. Primes().Take(count).Select(prime => (ulong)(Root(new BigInteger(prime) << (64 * degree), degree) & ulong.MaxValue))];

    private static IEnumerable<int> Primes() =>
        Enumerable.Range(2, int.MaxValue - 2).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0));

    // The largest x with x^degree ≤ number, by Newton's method from above.
    private static BigInteger Root(BigInteger number, int degree)
    {
        var x = BigInteger.One << (int)(number.GetBitLength() / degree + 1);
        while (true)
        {
            var next = ((degree - 1) * x + number / BigInteger.Pow(x, degree - 1)) / degree;
            if (next >= x)
            {
                return x;
            }

            x = next;
        }
    }
}
