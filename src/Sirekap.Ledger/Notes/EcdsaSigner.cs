using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// Signs as officers' devices do: ECDSA P-256, type 0x02. Without a name of its own a key is named by its
/// <see cref="KeyFingerprint"/>. Its file form is PKCS#8 in PEM.
/// </summary>
public sealed class EcdsaSigner : SignerKey
{
    private readonly ECDsa _key;

    private EcdsaSigner(ECDsa key, string? name)
    {
        _key = key;
        var spki = key.ExportSubjectPublicKeyInfo();
        Verifier = VerifierKey.EcdsaP256(name ?? KeyFingerprint.Of(spki), spki);
    }

    /// <inheritdoc/>
    public override VerifierKey Verifier { get; }

    /// <summary>A fresh key.</summary>
    public static EcdsaSigner Generate(string? name = null) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), name);

    /// <summary>The key of a private scalar, 32 bytes big-endian: for keys that follow from a seed, in simulations and tests.</summary>
    /// <exception cref="CryptographicException">The scalar is not in 1 … n − 1.</exception>
    public static EcdsaSigner FromScalar(ReadOnlySpan<byte> scalar, string? name = null)
    {
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar.ToArray() };
        return new EcdsaSigner(ECDsa.Create(parameters), name);
    }

    /// <summary>Reads PKCS#8 in PEM.</summary>
    public static bool TryImportPem(
        string pem,
        string? name,
        [NotNullWhen(true)] out EcdsaSigner? signer,
        [NotNullWhen(false)] out string? error
    ) => TryImport(key => key.ImportFromPem(pem), name, out signer, out error);

    /// <summary>Reads PKCS#8 in DER.</summary>
    public static bool TryImportPkcs8(
        byte[] pkcs8,
        string? name,
        [NotNullWhen(true)] out EcdsaSigner? signer,
        [NotNullWhen(false)] out string? error
    ) => TryImport(key => key.ImportPkcs8PrivateKey(pkcs8, out _), name, out signer, out error);

    /// <summary>The private key as PKCS#8 in PEM.</summary>
    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <inheritdoc/>
    protected override byte[] SignText(ReadOnlySpan<byte> text) =>
        EcdsaP256.FromWebCrypto(_key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
        ?? throw new CryptographicException("the platform made a signature out of range");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _key.Dispose();

    private static bool TryImport(Action<ECDsa> import, string? name, out EcdsaSigner? signer, out string? error)
    {
        (signer, error) = (null, null);
        if (name is not null && !KeyNames.IsValid(name))
        {
            error = $"\"{name}\" is not a key name";
            return false;
        }
        var imported = ECDsa.Create();
        try
        {
            import(imported);
            // Throws where there is no private part.
            imported.ExportParameters(includePrivateParameters: true);
            if (!EcdsaP256.IsCanonicalKey(imported.ExportSubjectPublicKeyInfo()))
            {
                error = "key is not on the curve P-256";
            }
        }
        // PlatformNotSupported: a curve that this libcrypto does not have.
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            error = "not a private key in PKCS#8 form";
        }
        if (error is null)
        {
            signer = new EcdsaSigner(imported, name);
        }
        else
        {
            imported.Dispose();
        }

        return signer is not null;
    }
}
