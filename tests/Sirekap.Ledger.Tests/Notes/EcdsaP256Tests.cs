using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

public class EcdsaP256Tests
{
    private static readonly BigInteger N = Number(
        Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
    );

    // RFC 6979 appendix A.2.5, with SHA-256.
    private const string Scalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    private const string X = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    private const string Y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

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
    public void The_vectors_of_RFC_6979_verify_once_s_is_low(string message, string r, string s)
    {
        using var key = EcdsaSigner.FromScalar(Convert.FromHexString(Scalar));
        var spki = key.Verifier.PublicKey.ToArray();
        Convert.ToHexStringLower(spki.AsSpan(27)).ShouldBe(X + Y);
        var der = EcdsaP256.FromWebCrypto(Convert.FromHexString(r + s)).ShouldNotBeNull();
        EcdsaP256.Verify(spki, Encoding.ASCII.GetBytes(message), der).ShouldBeTrue();
        EcdsaP256.Verify(spki, Encoding.ASCII.GetBytes(message + "!"), der).ShouldBeFalse();
    }

    [Fact]
    public void The_fast_check_and_dotnet_agree_on_good_and_bad_signatures()
    {
        var random = new Random(256);
        NativeP256.IsAvailable.ShouldBeTrue();
        for (var i = 0; i < 60; i++)
        {
            using var key = EcdsaSigner.Generate();
            var spki = key.Verifier.PublicKey.ToArray();
            var text = new byte[random.Next(100)];
            random.NextBytes(text);
            var signature = key.Sign(text).Signature.ToArray();
            EcdsaP256.IsStrictSignature(signature).ShouldBeTrue();
            EcdsaP256.Verify(spki, text, signature).ShouldBeTrue();
            EcdsaP256.VerifySystem(spki, text, signature).ShouldBeTrue();
            var changed = signature.ToArray();
            changed[random.Next(5, 30)] ^= (byte)(1 << random.Next(8));
            EcdsaP256.Verify(spki, text, changed).ShouldBeFalse();
            if (EcdsaP256.IsStrictSignature(changed))
            {
                EcdsaP256.VerifySystem(spki, text, changed).ShouldBeFalse();
            }

            EcdsaP256.Verify(spki, [.. text, 1], signature).ShouldBeFalse();
        }
    }

    [Fact]
    public void Many_threads_verify_at_once()
    {
        using var key = EcdsaSigner.Generate();
        var (spki, signature) = (key.Verifier.PublicKey.ToArray(), key.Sign("t\n"u8).Signature.ToArray());
        Parallel.For(0, 400, i => EcdsaP256.Verify(spki, i % 3 == 0 ? "u\n"u8 : "t\n"u8, signature).ShouldBe(i % 3 != 0));
    }

    [Fact]
    public void Another_key_does_not_verify()
    {
        using var key = EcdsaSigner.Generate();
        using var other = EcdsaSigner.Generate();
        EcdsaP256.Verify(other.Verifier.PublicKey.Span, "t\n"u8, key.Sign("t\n"u8).Signature.Span).ShouldBeFalse();
    }

    [Fact]
    public void The_other_half_of_s_is_refused_though_it_would_verify()
    {
        using var key = EcdsaSigner.Generate();
        var (r, s) = ReadDer(key.Sign("t\n"u8).Signature.Span);
        var high = Der(Minimal(r), Minimal(N - s));
        EcdsaP256.VerifySystem(key.Verifier.PublicKey.Span, "t\n"u8, high).ShouldBeTrue();
        EcdsaP256.Verify(key.Verifier.PublicKey.Span, "t\n"u8, high).ShouldBeFalse();
    }

    [Fact]
    public void Only_the_range_of_r_and_the_lower_half_of_s_are_strict()
    {
        Strict(1, 1).ShouldBeTrue();
        Strict(N - 1, N / 2).ShouldBeTrue();
        Strict(N, 1).ShouldBeFalse();
        Strict(1, N / 2 + 1).ShouldBeFalse();
        Strict(0, 1).ShouldBeFalse();
        Strict(1, 0).ShouldBeFalse();
        Strict(-1, 1).ShouldBeFalse();
        Strict(1, -1).ShouldBeFalse();
        Strict(N << 8, 1).ShouldBeFalse();
        Strict(0x80, 0x7f).ShouldBeTrue();

        static bool Strict(BigInteger r, BigInteger s) => EcdsaP256.IsStrictSignature(Der(Minimal(r), Minimal(s)));
    }

    [Theory]
    [InlineData("3006020101020101", true)]
    [InlineData("300702020001020101", false)] // needless zero
    [InlineData("300702010102020001", false)]
    [InlineData("30810602010102010100", false)]
    [InlineData("308106020101020101", false)] // long form of the length
    [InlineData("3007020101020101", false)] // too long
    [InlineData("3005020101020101", false)] // too short
    [InlineData("300602010102010100", false)] // trailing byte
    [InlineData("3106020101020101", false)] // a set
    [InlineData("3006030101020101", false)]
    [InlineData("3006020101030101", false)]
    [InlineData("3009020101020101020101", false)] // three numbers
    [InlineData("3003020101", false)]
    [InlineData("30050201010200", false)]
    [InlineData("300602030101020101", false)]
    [InlineData("", false)]
    [InlineData("30", false)]
    public void A_signature_has_one_DER_form_only(string der, bool strict) =>
        EcdsaP256.IsStrictSignature(Convert.FromHexString(der)).ShouldBe(strict);

    [Fact]
    public void WebCrypto_signatures_become_strict()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        var lowered = 0;
        for (var i = 0; i < 40; i++)
        {
            var raw = key.SignData([(byte)i], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            lowered += Number(raw[32..]) > N / 2 ? 1 : 0;
            EcdsaP256.Verify(spki, [(byte)i], EcdsaP256.FromWebCrypto(raw)).ShouldBeTrue();
        }
        lowered.ShouldBeInRange(1, 39);
        EcdsaP256.FromWebCrypto(new byte[63]).ShouldBeNull();
        EcdsaP256.FromWebCrypto(new byte[64]).ShouldBeNull();
        EcdsaP256.FromWebCrypto([.. Enumerable.Repeat((byte)0xff, 64)]).ShouldBeNull();
    }

    [Fact]
    public void A_key_has_one_form_only_and_lies_on_the_curve()
    {
        using var key = EcdsaSigner.Generate();
        var spki = key.Verifier.PublicKey.ToArray();
        EcdsaP256.IsCanonicalKey(spki).ShouldBeTrue();
        for (var i = 0; i < spki.Length; i++)
        {
            var changed = spki.ToArray();
            changed[i] ^= 1;
            EcdsaP256.IsCanonicalKey(changed).ShouldBeFalse($"byte {i}");
        }
        EcdsaP256.IsCanonicalKey(spki.AsSpan(0, 90)).ShouldBeFalse();
        EcdsaP256.IsCanonicalKey([.. spki, 0]).ShouldBeFalse();
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        EcdsaP256.IsCanonicalKey(p384.ExportSubjectPublicKeyInfo()).ShouldBeFalse();
    }

    private static (BigInteger R, BigInteger S) ReadDer(ReadOnlySpan<byte> der)
    {
        var r = Number(der.Slice(4, der[3]));
        return (r, Number(der[(6 + der[3])..]));
    }

    private static byte[] Minimal(BigInteger number) => number.ToByteArray(isBigEndian: true);

    private static byte[] Der(byte[] r, byte[] s) =>
        [0x30, (byte)(4 + r.Length + s.Length), 2, (byte)r.Length, .. r, 2, (byte)s.Length, .. s];

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
