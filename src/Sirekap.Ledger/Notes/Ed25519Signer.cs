using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// Signs note texts with plain Ed25519, type 0x01: the log's key, for checkpoints and manifests. Needs OpenSSL's libcrypto.
/// </summary>
public sealed class Ed25519Signer : SignerKey
{
    private readonly Ed25519KeyPair _pair;

    private Ed25519Signer(string name, Ed25519KeyPair pair)
    {
        _pair = pair;
        Verifier = VerifierKey.Ed25519(name, pair.PublicKey);
    }

    /// <inheritdoc/>
    public override VerifierKey Verifier { get; }

    /// <summary>A fresh key.</summary>
    public static Ed25519Signer Generate(string name) => new(name, Ed25519KeyPair.Generate());

    /// <summary>The key of a 32-byte seed (RFC 8032 section 5.1.5).</summary>
    public static Ed25519Signer ImportSeed(string name, ReadOnlySpan<byte> seed) => new(name, new Ed25519KeyPair(seed));

    /// <summary>Reads <c>PRIVATE+KEY+name+id+key</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Ed25519Signer? signer, [NotNullWhen(false)] out string? error)
    {
        signer = Ed25519KeyPair.TryParseFileText(text, SignatureType.Ed25519, out var name, out var pair, out error)
            ? new(name, pair)
            : null;
        return signer is not null;
    }

    /// <summary>The private key as a line <c>PRIVATE+KEY+name+id+key</c>.</summary>
    public string Export() => _pair.ToFileText(Verifier);

    /// <inheritdoc/>
    protected override byte[] SignText(ReadOnlySpan<byte> text) => _pair.Sign(text);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _pair.Dispose();
}
