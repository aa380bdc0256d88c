using System.Security.Cryptography;
using System.Text;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

/// <summary>Signatures whose nonces follow from key and text.</summary>
public class DeterministicSignerTests
{
    // RFC 6979 appendix A.2.5, with SHA-256.
    private const string Scalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";

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
    public void It_signs_the_vectors_of_RFC_6979_with_s_low(string message, string r, string s)
    {
        using var key = new DeterministicSigner(Convert.FromHexString(Scalar));
        var signature = key.Sign(Encoding.ASCII.GetBytes(message)).Signature.ToArray();
        signature.ShouldBe(EcdsaP256.FromWebCrypto(Convert.FromHexString(r + s)));
    }

    [Fact]
    public void Every_signature_is_strict_verifies_and_is_the_same_again()
    {
        var random = new Random(6979);
        for (var i = 0; i < 50; i++)
        {
            var scalar = new byte[32];
            random.NextBytes(scalar);
            scalar[0] &= 0x7F;
            using var key = new DeterministicSigner(scalar);
            using var same = EcdsaSigner.FromScalar(scalar);
            key.Verifier.ShouldBe(same.Verifier);
            var text = new byte[random.Next(200)];
            random.NextBytes(text);
            var signature = key.Sign(text).Signature.ToArray();
            EcdsaP256.IsStrictSignature(signature).ShouldBeTrue();
            EcdsaP256.Verify(key.Verifier.PublicKey.Span, text, signature).ShouldBeTrue();
            key.Sign(text).Signature.ToArray().ShouldBe(signature);
            key.Sign([.. text, 1]).Signature.ToArray().ShouldNotBe(signature);
        }
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")]
    public void What_is_no_private_key_is_refused(string scalar) =>
        Should.Throw<CryptographicException>(() => new DeterministicSigner(Convert.FromHexString(scalar)));
}
