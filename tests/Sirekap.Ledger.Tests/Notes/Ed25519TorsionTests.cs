using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

/// <summary>
/// Signatures with points of small order added to key and R: RFC 8032 leaves open what becomes of them, and two verifiers that differ on
/// one can be shown two ledgers. Ours is the rule of OpenSSL, Go and C2SP: no cofactor.
/// </summary>
public class Ed25519TorsionTests
{
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    // A point of order 8.
    private static readonly byte[] Torsion = Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    [Fact]
    public void The_point_has_order_eight()
    {
        byte[] neutral = [1, .. new byte[31]];
        Point(0, 8).ShouldBe(neutral);
        Point(0, 4).ShouldNotBe(neutral);
    }

    [Fact]
    public void Points_of_small_order_are_taken_as_OpenSSL_takes_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the name of the library is Linux's");
        var (accepted, refused) = (0, 0);
        var random = new Random(8);
        foreach (var (a, r) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            for (var i = 0; i < 64; i++)
            {
                var (secret, nonce) = (a ? Scalar(random) : 0, r ? Scalar(random) : 0);
                var key = Point(secret, i / 8);
                var point = Point(nonce, i % 8);
                byte[] message = [(byte)i];
                var k = new BigInteger(SHA512.HashData([.. point, .. key, .. message]), isUnsigned: true) % Order;
                byte[] signature = [.. point, .. Bytes((nonce + k * secret) % Order)];
                var answer = Ed25519Verification.Verify(key, message, signature);
                answer.ShouldBe(OpenSsl(key, message, signature), $"key {secret}·B + {i / 8}·T, R {nonce}·B + {i % 8}·T");
                _ = answer ? accepted++ : refused++;
            }
        }

        accepted.ShouldBeGreaterThan(10);
        refused.ShouldBeGreaterThan(100);
    }

    private static BigInteger Scalar(Random random)
    {
        var bytes = new byte[40];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % Order;
    }

    // [scalar]B + [times]T
    private static byte[] Point(BigInteger scalar, int times)
    {
        EdwardsPoint.TryDecode(Torsion, out var torsion).ShouldBeTrue();
        var bytes = new byte[32];
        EdwardsPoint.DoubleScalarMultiply(Bytes(scalar), Bytes(times), torsion).Encode(bytes);
        return bytes;
    }

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[32];
        number.TryWriteBytes(bytes, out _, isUnsigned: true).ShouldBeTrue();
        return bytes;
    }

    private static bool OpenSsl(byte[] key, byte[] message, byte[] signature)
    {
        var held = EVP_PKEY_new_raw_public_key(LibCrypto.Ed25519, 0, key, (nuint)key.Length);
        if (held == 0)
        {
            return false;
        }

        var context = LibCrypto.EVP_MD_CTX_new();
        try
        {
            return EVP_DigestVerifyInit(context, 0, 0, 0, held) == 1
                && EVP_DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        }
        finally
        {
            LibCrypto.EVP_MD_CTX_free(context);
            LibCrypto.EVP_PKEY_free(held);
            LibCrypto.ERR_clear_error();
        }
    }

    [DllImport("libcrypto.so.3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint EVP_PKEY_new_raw_public_key(int type, nint engine, byte[] key, nuint length);

    [DllImport("libcrypto.so.3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int EVP_DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [DllImport("libcrypto.so.3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int EVP_DigestVerify(nint context, byte[] signature, nuint signatureLength, byte[] message, nuint length);
}
