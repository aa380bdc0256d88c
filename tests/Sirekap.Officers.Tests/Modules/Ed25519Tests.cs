using System.Security.Cryptography;
using System.Text.Json;
using Sirekap.Ledger.Notes;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>The app's own verification of Ed25519.</summary>
public sealed class Ed25519Tests
{
    private readonly Script _phone = new(("verifies", "ledger/ed25519.js"));

    // RFC 8032 section 7.1: TEST 1, 2, 3 and SHA(abc): public key, message, signature.
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )]
    [InlineData(
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    )]
    public void The_vectors_of_RFC_8032_hold_and_nothing_beside_them_does(string key, string message, string signature)
    {
        Verifies(key, message, signature).ShouldBeTrue();
        Verifies(key, message + "00", signature).ShouldBeFalse();
        foreach (var at in (int[])[0, 31, 32, 63])
        {
            var bytes = Convert.FromHexString(signature);
            bytes[at] ^= 1;
            Verifies(key, message, Convert.ToHexStringLower(bytes)).ShouldBeFalse($"byte {at}");
        }
    }

    [Fact]
    public void It_says_of_made_signatures_and_points_of_small_order_what_the_verifier_says()
    {
        var random = new Random(8032);

        // A point of order 8, the neutral element, y = p + 1, and x = −0.
        string[] points =
        [
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0100000000000000000000000000000000000000000000000000000000000080",
        ];
        var held = 0;
        for (var i = 0; i < 24; i++)
        {
            var (seed, message) = (new byte[32], new byte[i]);
            random.NextBytes(seed);
            random.NextBytes(message);
            using var signer = Ed25519Signer.ImportSeed("phone.example", seed);
            var key = signer.Verifier.PublicKey.ToArray();
            byte[] signature = signer.Sign(message).Signature.ToArray();
            if (i % 3 == 1)
            {
                points.Length.ShouldBe(4);
                Convert.FromHexString(points[i % 4]).CopyTo(i % 2 == 0 ? key : signature, 0);
            }

            if (i % 3 == 1 && i % 4 == 1)
            {
                Array.Clear(signature, 32, 32);
            }

            var holds = Ed25519Verification.Verify(key, message, signature);
            Verifies(Convert.ToHexStringLower(key), Convert.ToHexStringLower(message), Convert.ToHexStringLower(signature)).ShouldBe(holds);
            held += holds ? 1 : 0;
        }

        held.ShouldBeGreaterThan(10);
    }

    /// <summary>
    /// Vectors of others, which are not kept here: <c>WYCHEPROOF</c> is a folder with the project's <c>ed25519_test.json</c>.
    /// </summary>
    [Fact]
    public void Wycheproofs_vectors_hold()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("WYCHEPROOF") ?? "", "ed25519_test.json");
        Assert.SkipUnless(File.Exists(file), "WYCHEPROOF names no folder with ed25519_test.json");
        using var vectors = JsonDocument.Parse(File.ReadAllText(file));
        var count = 0;
        foreach (var group in vectors.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = group.GetProperty("publicKey").GetProperty("pk").GetString()!;
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                string Of(string name) => test.GetProperty(name).GetString()!;
                Verifies(key, Of("msg"), Of("sig")).ShouldBe(Of("result") == "valid", $"{test}");
                count++;
            }
        }

        count.ShouldBeGreaterThan(50);
    }

    private bool Verifies(string key, string message, string signature) =>
        _phone.Json("verifies(bytes(key), bytes(message), bytes(signature))", ("key", key), ("message", message), ("signature", signature))
        == "true";
}
