using System.Security.Cryptography;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

public class SignerTests
{
    [Fact]
    public void An_officers_key_without_a_name_is_named_by_its_fingerprint()
    {
        using var key = EcdsaSigner.Generate();
        var expected = Convert.ToHexStringLower(SHA256.HashData(key.Verifier.PublicKey.Span))[..32];
        key.Verifier.Name.ShouldBe(expected);
        KeyFingerprint.Of(key.Verifier.PublicKey.Span).ShouldBe(expected);
        key.Verifier.KeyId.ToString("x8").ShouldBe(expected[..8]);
        using var named = EcdsaSigner.Generate("import");
        named.Verifier.Name.ShouldBe("import");
    }

    [Fact]
    public void An_officers_key_survives_its_file()
    {
        using var key = EcdsaSigner.Generate("officer");
        EcdsaSigner.TryImportPem(key.ExportPem(), "officer", out var read, out var error).ShouldBeTrue(error);
        using (read)
        {
            read!.Verifier.ShouldBe(key.Verifier);
            key.Verifier.Verify("t\n"u8, read.Sign("t\n"u8).Signature.Span).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_is_no_P256_private_key_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        EcdsaSigner.TryImportPem("", null, out _, out var error).ShouldBeFalse();
        error.ShouldBe("not a private key in PKCS#8 form");
        EcdsaSigner.TryImportPem(p384.ExportPkcs8PrivateKeyPem(), null, out _, out error).ShouldBeFalse();
        error.ShouldBe("key is not on the curve P-256");
        EcdsaSigner.TryImportPem(p256.ExportSubjectPublicKeyInfoPem(), null, out _, out error).ShouldBeFalse();
        EcdsaSigner.TryImportPkcs8([1, 2, 3], null, out _, out error).ShouldBeFalse();
        EcdsaSigner.TryImportPkcs8(p256.ExportPkcs8PrivateKey(), "a b", out _, out error).ShouldBeFalse();
        error.ShouldBe("\"a b\" is not a key name");
        EcdsaSigner.TryImportPkcs8(p256.ExportPkcs8PrivateKey(), null, out var signer, out error).ShouldBeTrue();
        signer!.Dispose();
    }

    [Fact]
    public void The_logs_key_and_a_witnesss_key_survive_their_files()
    {
        using var log = Ed25519Signer.Generate("log");
        Ed25519Signer.TryParse(log.Export(), out var readLog, out _).ShouldBeTrue();
        readLog!.Verifier.ShouldBe(log.Verifier);
        readLog.Dispose();
        using var witness = CosignatureSigner.Generate("witness", TimeProvider.System);
        CosignatureSigner.TryParse(witness.Export(), TimeProvider.System, out var readWitness, out _).ShouldBeTrue();
        readWitness!.Verifier.ShouldBe(witness.Verifier);
        readWitness.Dispose();
        Ed25519Signer.TryParse(witness.Export(), out _, out var error).ShouldBeFalse();
        error.ShouldBe("private key is of type 0x04, not 0x01");
    }

    [Theory]
    [InlineData("", "not of the form")]
    [InlineData("PRIVATE+KEY+a+1234", "not of the form")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "which makes c74f20a3")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDEz", "does not belong")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKA==", "type and 32 bytes")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n\n", "type and 32 bytes")]
    public void A_damaged_private_key_is_refused(string text, string reason)
    {
        Ed25519Signer.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void A_disposed_key_signs_no_more()
    {
        var key = Ed25519Signer.Generate("log");
        key.Dispose();
        Should.Throw<ObjectDisposedException>(() => key.Sign("t\n"u8));
    }
}
