using System.Numerics;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

public class Ed25519VerificationTests
{
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    // RFC 8032 section 7.1: TEST 1, 2, 3 and SHA(abc): seed, public key, message, signature.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )]
    [InlineData(
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    )]
    public void The_vectors_of_RFC_8032_are_made_and_verified(string seed, string key, string message, string signature)
    {
        var (k, m, s) = (Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));
        using var pair = new Ed25519KeyPair(Convert.FromHexString(seed));
        pair.PublicKey.ShouldBe(k);
        pair.Sign(m).ShouldBe(s);
        Ed25519Verification.Verify(k, m, s).ShouldBeTrue();
        Ed25519Verification.Verify(k, [.. m, 0], s).ShouldBeFalse();
    }

    [Fact]
    public void Signatures_by_libcrypto_verify_and_no_flipped_bit_does()
    {
        var random = new Random(8032);
        for (var round = 0; round < 60; round++)
        {
            var (seed, message) = (new byte[32], new byte[random.Next(200)]);
            random.NextBytes(seed);
            random.NextBytes(message);
            using var pair = new Ed25519KeyPair(seed);
            var signature = pair.Sign(message);
            Ed25519Verification.Verify(pair.PublicKey, message, signature).ShouldBeTrue($"round {round}");
            foreach (var changed in new[] { Flip(random, signature, 0, 256), Flip(random, signature, 256, 256) })
            {
                Ed25519Verification.Verify(pair.PublicKey, message, changed).ShouldBeFalse($"round {round}");
            }

            Ed25519Verification.Verify(Flip(random, pair.PublicKey, 0, 256), message, signature).ShouldBeFalse($"round {round}");
        }
    }

    [Fact]
    public void A_signature_of_S_plus_the_order_is_refused()
    {
        using var pair = new Ed25519KeyPair(new byte[32]);
        var signature = pair.Sign("m"u8);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true) + Order;
        s.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true).ShouldBeTrue();
        Ed25519Verification.Verify(pair.PublicKey, "m"u8, signature).ShouldBeFalse();
    }

    [Fact]
    public void A_point_has_one_encoding_only()
    {
        var p = (BigInteger.One << 255) - 19;
        Decodes(BigInteger.One).ShouldBeTrue(); // the neutral element
        Decodes(p + 1).ShouldBeFalse(); // it, with y not below p
        Decodes(p).ShouldBeFalse();
        Decodes(BigInteger.One + (BigInteger.One << 255)).ShouldBeFalse(); // x = −0
        Decodes(p - 1).ShouldBeTrue(); // (0, −1), of order two
        Decodes(p - 1 + (BigInteger.One << 255)).ShouldBeFalse();
        Decodes(2).ShouldBeFalse(); // no point has this y
        Decodes((BigInteger.One << 256) - 1).ShouldBeFalse();
    }

    [Fact]
    public void Half_of_all_numbers_are_ys_of_points_and_decode_to_themselves()
    {
        var random = new Random(25519);
        var points = 0;
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            bytes[31] &= 0xbf;
            if (!EdwardsPoint.TryDecode(bytes, out var point))
            {
                continue;
            }

            points++;
            var encoded = new byte[32];
            point.Encode(encoded);
            encoded.ShouldBe(bytes);
        }
        points.ShouldBeInRange(60, 140);
    }

    [Fact]
    public void The_field_agrees_with_arithmetic_on_large_integers()
    {
        var p = (BigInteger.One << 255) - 19;
        var random = new Random(19);
        BigInteger[] special = [0, 1, 2, 18, 19, 20, p - 1, p - 2, p - 19, (BigInteger.One << 51) - 1, (BigInteger.One << 254) - 1];
        for (var i = 0; i < 500; i++)
        {
            var (a, b) = (Pick(), Pick());
            var (fa, fb) = (Field(a), Field(b));
            Number(fa + fb).ShouldBe((a + b) % p);
            Number(fa - fb).ShouldBe((a - b + p) % p);
            Number(fa * fb).ShouldBe(a * b % p);
            Number(fa.Square()).ShouldBe(a * a % p);
            Number((fa + fb) * (fb + fb)).ShouldBe((a + b) * 2 * b % p);
            Number((fa + fb).Square()).ShouldBe((a + b) * (a + b) % p);
            if (i < 30)
            {
                Number(fa.Invert()).ShouldBe(BigInteger.ModPow(a, p - 2, p));
            }
        }

        BigInteger Pick()
        {
            if (random.Next(3) == 0)
            {
                return special[random.Next(special.Length)];
            }

            var bytes = new byte[32];
            random.NextBytes(bytes);
            return new BigInteger(bytes, isUnsigned: true) % p;
        }
    }

    [Fact]
    public void Other_lengths_are_refused()
    {
        Ed25519Verification.Verify(new byte[31], default, new byte[64]).ShouldBeFalse();
        Ed25519Verification.Verify(new byte[32], default, new byte[63]).ShouldBeFalse();
        Ed25519Verification.Verify(new byte[32], default, new byte[65]).ShouldBeFalse();
        Ed25519Verification.Verify(default, default, default).ShouldBeFalse();
    }

    private static bool Decodes(BigInteger number)
    {
        var bytes = new byte[32];
        number.TryWriteBytes(bytes, out _, isUnsigned: true).ShouldBeTrue();
        return EdwardsPoint.TryDecode(bytes, out _);
    }

    private static FieldElement Field(BigInteger number) => FieldElement.Parse(number.ToString());

    private static BigInteger Number(FieldElement element)
    {
        var bytes = new byte[32];
        element.Encode(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    private static byte[] Flip(Random random, byte[] bytes, int from, int bits)
    {
        var changed = bytes.ToArray();
        var bit = from + random.Next(bits);
        changed[bit / 8] ^= (byte)(1 << bit % 8);
        return changed;
    }
}
