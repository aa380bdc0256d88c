using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Ledger.Notes;
using static Sirekap.Ledger.Tests.Notes.ReferenceP256;
using Field = Sirekap.Ledger.Notes.Residue<Sirekap.Ledger.Notes.P256Prime>;
using Scalar = Sirekap.Ledger.Notes.Residue<Sirekap.Ledger.Notes.P256Order>;

namespace Sirekap.Ledger.Tests.Notes;

public class P256PointTests
{
    [Fact]
    public void Arithmetic_modulo_the_prime_and_the_order_is_arithmetic()
    {
        // Limbs of all ones and zeros are where carries go wrong.
        var limb = Gen.OneOf(
            Gen.Elements(0UL, 1UL, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, 0xffffffffUL, 0xffffffff00000000UL),
            ArbMap.Default.GeneratorFor<ulong>()
        );
        var number = limb.ArrayOf(4).Select(limbs => limbs.Aggregate(BigInteger.Zero, (sum, l) => (sum << 64) + l));
        Prop.ForAll(
                Gen.Zip(number, number).ToArbitrary(),
                pair =>
                {
                    Check<P256Prime>(pair.Item1, pair.Item2, P);
                    Check<P256Order>(pair.Item1, pair.Item2, N);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        static void Check<TModulus>(BigInteger a, BigInteger b, BigInteger modulus)
            where TModulus : struct, IModulus
        {
            var (x, y) = (Residue<TModulus>.Decode(Bytes(a)), Residue<TModulus>.Decode(Bytes(b)));
            Value(x).ShouldBe(a % modulus);
            Value(x * y).ShouldBe(a * b % modulus);
            Value(x + y).ShouldBe((a + b) % modulus);
            Value(x - y).ShouldBe(Mod(a - b, modulus));
            x.IsZero.ShouldBe(a % modulus == 0);
            Value(x * x.Invert()).ShouldBe(x.IsZero ? 0 : 1);
        }

        static BigInteger Value<TModulus>(Residue<TModulus> residue)
            where TModulus : struct, IModulus
        {
            var bytes = new byte[32];
            residue.EncodeLittleEndian(bytes);
            return new BigInteger(bytes, isUnsigned: true);
        }
    }

    [Fact]
    public void The_constants_of_both_moduli_are_the_curves()
    {
        Modulus<P256Prime>().ShouldBe(P);
        Modulus<P256Order>().ShouldBe(N);

        static BigInteger Modulus<TModulus>()
            where TModulus : struct, IModulus
        {
            unchecked(TModulus.M0 * TModulus.NegatedInverse).ShouldBe(ulong.MaxValue);
            return (((((new BigInteger(TModulus.M3) << 64) + TModulus.M2) << 64) + TModulus.M1) << 64) + TModulus.M0;
        }
    }

    [Fact]
    public void Sums_with_itself_its_opposite_and_infinity_are_what_they_must_be()
    {
        var point = Of(Multiply(31337, G));
        Is(point.Add(point), Multiply(2 * 31337, G));
        Is(point.Double(), Multiply(2 * 31337, G));
        point.Add(point.Negate()).IsInfinity.ShouldBeTrue();
        Is(point.Add(P256Point.Infinity), Multiply(31337, G));
        Is(P256Point.Infinity.Add(point), Multiply(31337, G));
        P256Point.Infinity.Double().IsInfinity.ShouldBeTrue();
        P256Point.Infinity.Add(P256Point.Infinity).IsInfinity.ShouldBeTrue();
        P256Point.Infinity.HasX(Field.Decode(Bytes(0))).ShouldBeFalse();
    }

    [Fact]
    public void Two_scalars_at_once_give_the_schoolbooks_sum()
    {
        var random = new Random(3);
        BigInteger[] scalars =
        [
            0,
            1,
            2,
            3,
            15,
            16,
            17,
            127,
            128,
            129,
            255,
            N - 1,
            N - 2,
            N / 2,
            (BigInteger.One << 255) - 1,
            BigInteger.One << 255,
            .. Enumerable.Range(0, 20).Select(_ => Random(random)),
        ];
        foreach (var a in scalars)
        {
            var b = scalars[random.Next(scalars.Length)];
            var d = random.Next(1, 10);
            Is(
                P256Point.DoubleScalarMultiply(LittleEndian(a), LittleEndian(b), Of(Multiply(d, G))),
                Multiply(a + b * d, G),
                $"{a:x} G + {b:x} · {d} G"
            );
        }
    }

    private static BigInteger Random(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return Number(bytes) % N;
    }

    private static byte[] LittleEndian(BigInteger number)
    {
        var bytes = new byte[32];
        Scalar.Decode(Bytes(number)).EncodeLittleEndian(bytes);
        return bytes;
    }

    private static P256Point Of((BigInteger X, BigInteger Y)? point) =>
        P256Point.FromAffine([.. Bytes(point!.Value.X), .. Bytes(point.Value.Y)]);

    // The same point: x by itself, and y through adding the opposite.
    private static void Is(P256Point point, (BigInteger X, BigInteger Y)? expected, string? what = null)
    {
        if (expected is not { } e)
        {
            point.IsInfinity.ShouldBeTrue(what);
            return;
        }

        point.HasX(Field.Decode(Bytes(e.X))).ShouldBeTrue(what);
        point.Add(Of(expected).Negate()).IsInfinity.ShouldBeTrue(what);
    }
}
