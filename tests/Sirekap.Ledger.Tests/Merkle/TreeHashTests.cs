using System.Security.Cryptography;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Tests.Merkle;

public class TreeHashTests
{
    [Fact]
    public void Leaves_and_nodes_are_hashed_apart()
    {
        TreeHash.Leaf([]).ToHex().ShouldBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        TreeHash.Empty.ToHex().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        var (a, b) = (TreeHash.Leaf([1]), TreeHash.Leaf([2]));
        TreeHash.Node(a, b).ToArray().ShouldBe(SHA256.HashData([1, .. a.ToArray(), .. b.ToArray()]));
        TreeHash.Node(a, b).ShouldNotBe(TreeHash.Node(b, a));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2046)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(65_535)]
    public void Entries_of_every_length_are_hashed_alike(int length)
    {
        var entry = new byte[length];
        new Random(length).NextBytes(entry);
        TreeHash.Leaf(entry).ToArray().ShouldBe(SHA256.HashData([0, .. entry]));
    }

    [Fact]
    public void Hashing_through_libcrypto_through_dotnet_and_by_ourselves_agree()
    {
        var random = new Random(256);
        for (var i = 0; i < 300; i++)
        {
            var (first, second) = (new byte[random.Next(140)], new byte[random.Next(300)]);
            random.NextBytes(first);
            random.NextBytes(second);
            var expected = SHA256.HashData([.. first, .. second]);
            foreach (var backend in Enum.GetValues<CryptographyBackend>())
            {
                var digest = new byte[32];
                Sha256.Hash(backend, first, second, digest);
                digest.ShouldBe(expected, backend.ToString());
            }
        }
        Should.Throw<ArgumentException>(() => Sha256.Hash([1], [2], new byte[31]));
    }

    [Fact]
    public void A_hash_survives_its_text_and_its_bytes()
    {
        var hash = TreeHash.Leaf([7]);
        TreeHash.TryParse(hash.ToString(), out var parsed).ShouldBeTrue();
        parsed.ShouldBe(hash);
        (parsed == hash).ShouldBeTrue();
        new TreeHash(hash.ToArray()).ShouldBe(hash);
        hash.ToString().ShouldBe(Convert.ToBase64String(hash.ToArray()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I")]
    [InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=")]
    [InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==")]
    [InlineData("CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("CsUYapGGPo4dkMgIAUqom Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("CsUYapGGPo4dkMgIAUqoé/Xajj7h2fB2MPA3j2jxq2I=")]
    public void A_text_that_is_not_exactly_a_hash_is_refused(string? text) => TreeHash.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Another_length_is_a_bug_of_the_caller() =>
        Should.Throw<ArgumentException>(() => new TreeHash(new byte[31])).Message.ShouldContain("32 bytes, not 31");

    [Fact]
    public void Equal_hashes_are_equal_as_objects_and_in_a_set()
    {
        var hash = TreeHash.Leaf([1]);
        object same = new TreeHash(hash.ToArray());
        same.Equals(hash).ShouldBeTrue();
        same.Equals(TreeHash.Leaf([2])).ShouldBeFalse();
        same.Equals(hash.ToString()).ShouldBeFalse();
        same.GetHashCode().ShouldBe(hash.GetHashCode());
        Enumerable.Range(0, 100).Select(i => TreeHash.Leaf([(byte)i]).GetHashCode()).Distinct().Count().ShouldBeGreaterThan(90);
    }

    [Fact]
    public void Any_differing_byte_makes_hashes_differ()
    {
        var bytes = TreeHash.Leaf([1]).ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x80;
            (new TreeHash(changed) != new TreeHash(bytes)).ShouldBeTrue();
        }
    }
}
