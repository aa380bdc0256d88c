using System.Security.Cryptography;
using System.Text;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Ledger.Tests.Hashing;

public class ManagedShaTests
{
    private const string TwoBlocks256 = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    private const string TwoBlocks512 =
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

    // FIPS 180-4, its examples (NIST, "SHA256.pdf") and the million a's of FIPS 180-2 appendix B.3.
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(TwoBlocks256, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData("a million a", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")]
    public void The_standards_examples_of_SHA_256_come_out(string text, string digest)
    {
        var hash = new byte[ManagedSha256.DigestLength];
        ManagedSha256.Hash(Bytes(text), hash);
        Convert.ToHexStringLower(hash).ShouldBe(digest);
        Convert.ToHexStringLower(Sha256.Hash(Bytes(text))).ShouldBe(digest);
    }

    // FIPS 180-4, its examples (NIST, "SHA512.pdf") and the million a's of FIPS 180-2 appendix C.3.
    [Theory]
    [InlineData(
        "",
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
    )]
    [InlineData(
        "abc",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    )]
    [InlineData(
        TwoBlocks512,
        "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
    )]
    [InlineData(
        "a million a",
        "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"
    )]
    public void The_standards_examples_of_SHA_512_come_out(string text, string digest)
    {
        var hash = new byte[ManagedSha512.DigestLength];
        ManagedSha512.Hash(Bytes(text), hash);
        Convert.ToHexStringLower(hash).ShouldBe(digest);
    }

    [Fact]
    public void Every_length_over_four_blocks_hashes_as_dotnet_hashes_it()
    {
        var random = new Random(180);
        var one = new byte[ManagedSha256.DigestLength];
        var two = new byte[ManagedSha512.DigestLength];
        for (var length = 0; length <= 520; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            ManagedSha256.Hash(bytes, one);
            ManagedSha512.Hash(bytes, two);
            one.ShouldBe(SHA256.HashData(bytes), $"SHA-256 of {length}");
            two.ShouldBe(SHA512.HashData(bytes), $"SHA-512 of {length}");
        }
    }

    [Fact]
    public void The_constants_are_those_that_the_standard_prints()
    {
        // Sections 4.2.3 and 5.3.5: the first and the last.
        RootFractions.Cube[0].ShouldBe(0x428a2f98d728ae22UL);
        RootFractions.Cube[79].ShouldBe(0x6c44198c4a475817UL);
        RootFractions.Square[0].ShouldBe(0x6a09e667f3bcc908UL);
        RootFractions.Square[7].ShouldBe(0x5be0cd19137e2179UL);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text == "a million a" ? new string('a', 1_000_000) : text);
}
