using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Ledger.Notes;
using static Sirekap.Ledger.Tests.Notes.ReferenceP256;

namespace Sirekap.Ledger.Tests.Notes;

public class ManagedP256Tests
{
    private static readonly byte[] Text = "a form\n"u8.ToArray();
    private static readonly BigInteger E = Number(SHA256.HashData(Text));

    // RFC 6979 appendix A.2.5, with SHA-256; s as it is printed, low or not.
    [Theory]
    [InlineData(
        "sample",
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
        "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
    )]
    [InlineData(
        "test",
        "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
        "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
    )]
    public void The_vectors_of_RFC_6979_verify(string message, string r, string s)
    {
        var key = Convert.FromHexString(
            "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
        );
        var (rBytes, sBytes) = (Convert.FromHexString(r), Convert.FromHexString(s));
        ManagedP256.Verify(key, SHA256.HashData(Encoding.ASCII.GetBytes(message)), rBytes, sBytes).ShouldBeTrue();
        ManagedP256.Verify(key, SHA256.HashData(Encoding.ASCII.GetBytes(message + "!")), rBytes, sBytes).ShouldBeFalse();
        ManagedP256.Verify(key, SHA256.HashData(Encoding.ASCII.GetBytes(message)), sBytes, rBytes).ShouldBeFalse();
    }

    [Fact]
    public void It_agrees_with_dotnet_on_good_and_bad_signatures_of_many_keys()
    {
        var random = new Random(186);
        for (var i = 0; i < 300; i++)
        {
            using var key = EcdsaSigner.Generate();
            var spki = key.Verifier.PublicKey.ToArray();
            var text = new byte[random.Next(200)];
            random.NextBytes(text);
            var signature = key.Sign(text).Signature.ToArray();
            EcdsaP256.VerifyManaged(spki, text, signature).ShouldBeTrue();
            EcdsaP256.VerifyManaged(spki, [.. text, 0], signature).ShouldBeFalse();

            var changed = signature.ToArray();
            changed[random.Next(5, 36)] ^= (byte)(1 << random.Next(8));
            if (EcdsaP256.IsStrictSignature(changed))
            {
                EcdsaP256.VerifyManaged(spki, text, changed).ShouldBe(EcdsaP256.VerifySystem(spki, text, changed));
            }
        }
    }

    [Fact]
    public void R_and_s_at_the_edges_of_their_range_do_as_dotnet_does()
    {
        var edges = new[] { 0, 1, 2, N / 2, N / 2 + 1, N - 2, N - 1, N, N + 1, P - 1, P, P - N - 1, P - N, (BigInteger.One << 256) - 1 };
        using var key = EcdsaSigner.Generate();
        var xy = key.Verifier.PublicKey.ToArray()[27..];
        foreach (var r in edges)
        {
            foreach (var s in edges)
            {
                Both(xy, r, s).ShouldBeFalse($"r {r:x}, s {s:x}");
            }
        }
    }

    [Fact]
    public void Any_r_and_s_can_be_right_for_some_key()
    {
        // Whatever R and s are, the key (sR − eG) / r makes them a signature: so also the rarest of them.
        foreach (var s in new[] { 1, 2, N / 2, N - 2, N - 1 })
        {
            foreach (var k in new[] { 1, 2, 3, N - 1, N / 2, (BigInteger.One << 255) + 1 })
            {
                var at = Multiply(k, G)!.Value;
                var xy = KeyFor(at, s);
                Both(xy, Mod(at.X, N), s).ShouldBeTrue($"k {k:x}, s {s:x}");
                Both(xy, Mod(at.X + 1, N), s).ShouldBeFalse($"k {k:x}, s {s:x}");
            }
        }
    }

    [Fact]
    public void An_x_beyond_the_order_is_met_by_what_it_leaves()
    {
        var met = 0;
        for (var x = N + 1; met < 5; x++)
        {
            if (WithX(x) is not { } at)
            {
                continue;
            }

            met++;
            var xy = KeyFor(at, 12345);
            Both(xy, x - N, 12345).ShouldBeTrue($"x {x:x}");
            Both(xy, x - N + 1, 12345).ShouldBeFalse($"x {x:x}");
        }

        // And the last x of the field: r + n = p − 1 or so.
        var last = P - 1;
        while (WithX(last) is null)
        {
            last--;
        }

        Both(KeyFor(WithX(last)!.Value, 7), last - N, 7).ShouldBeTrue();
    }

    [Fact]
    public void An_x_that_only_wraps_around_the_field_is_not_met()
    {
        // A point with a small x, and an r for which r + n ≡ x modulo p though r + n is beyond p.
        var x = BigInteger.Zero;
        while (WithX(x) is null)
        {
            x++;
        }

        var r = x + P - N;
        var at = WithX(x)!.Value;
        var inverse = Inverse(r, N);
        var key = Add(Multiply(9 * inverse, at), Multiply(-E * inverse, G))!.Value;
        Both([.. Bytes(key.X), .. Bytes(key.Y)], r, 9).ShouldBeFalse();
    }

    [Fact]
    public void Two_equal_summands_are_doubled()
    {
        // u1 G = u2 Q: with k = 2e/s, d = e/r.
        for (var k = new BigInteger(5); k < 25; k++)
        {
            var r = Mod(Multiply(k, G)!.Value.X, N);
            var s = Mod(2 * E * Inverse(k, N), N);
            var key = Multiply(E * Inverse(r, N), G)!.Value;
            Both([.. Bytes(key.X), .. Bytes(key.Y)], r, s).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_sum_at_infinity_is_no_signature()
    {
        // u1 + u2 d = 0: with r = −e/d, any s.
        foreach (var d in new[] { 1, 2, 77, N - 1, N - 2 })
        {
            var key = Multiply(d, G)!.Value;
            var r = Mod(-E * Inverse(d, N), N);
            foreach (var s in new[] { 1, 2, 1234567, N - 1 })
            {
                Both([.. Bytes(key.X), .. Bytes(key.Y)], r, s).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Keys_that_are_small_multiples_of_the_base_sign_as_any_other()
    {
        // Their table of multiples and the base's hold the same points: additions meet equal and opposite ones.
        foreach (var d in new[] { 1, 2, 3, 5, 7, 15, 127, N - 1, N - 2, N - 3, N - 127 })
        {
            var key = Multiply(d, G)!.Value;
            byte[] xy = [.. Bytes(key.X), .. Bytes(key.Y)];
            for (var k = new BigInteger(1); k < 6; k++)
            {
                var r = Mod(Multiply(k, G)!.Value.X, N);
                Both(xy, r, Mod(Inverse(k, N) * (E + r * d), N)).ShouldBeTrue($"d {d:x}, k {k}");
            }
        }
    }

    // A key for which R and s verify with the text's hash.
    private static byte[] KeyFor((BigInteger X, BigInteger Y) at, BigInteger s)
    {
        var inverse = Inverse(at.X, N);
        var key = Add(Multiply(s * inverse, at), Multiply(-E * inverse, G))!.Value;
        return [.. Bytes(key.X), .. Bytes(key.Y)];
    }

    // What the managed code says, having asked .NET for the same.
    private static bool Both(ReadOnlySpan<byte> xy, BigInteger r, BigInteger s)
    {
        using var key = ECDsa.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = { X = xy[..32].ToArray(), Y = xy[32..].ToArray() } }
        );
        var answer = ManagedP256.Verify(xy, SHA256.HashData(Text), Bytes(r), Bytes(s));
        answer.ShouldBe(
            key.VerifyData(
                Text,
                (byte[])[.. Bytes(r), .. Bytes(s)],
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            )
        );
        return answer;
    }
}
