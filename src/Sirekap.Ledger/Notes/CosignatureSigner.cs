using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// Signs checkpoints as a log witness, type 0x04 (C2SP tlog-cosignature), with the time at which it does. Whether the
/// checkpoint is consistent is for the caller to have checked. Needs OpenSSL's libcrypto.
/// </summary>
public sealed class CosignatureSigner : SignerKey
{
    private readonly Ed25519KeyPair _pair;
    private readonly TimeProvider _time;

    private CosignatureSigner(string name, Ed25519KeyPair pair, TimeProvider time)
    {
        _pair = pair;
        _time = time;
        Verifier = VerifierKey.Cosigner(name, pair.PublicKey);
    }

    /// <inheritdoc/>
    public override VerifierKey Verifier { get; }

    /// <summary>A fresh key.</summary>
    public static CosignatureSigner Generate(string name, TimeProvider time) => new(name, Ed25519KeyPair.Generate(), time);

    /// <summary>The key of a 32-byte seed (RFC 8032 section 5.1.5).</summary>
    public static CosignatureSigner ImportSeed(string name, ReadOnlySpan<byte> seed, TimeProvider time) =>
        new(name, new Ed25519KeyPair(seed), time);

    /// <summary>Reads <c>PRIVATE+KEY+name+id+key</c>.</summary>
    public static bool TryParse(
        string text,
        TimeProvider time,
        [NotNullWhen(true)] out CosignatureSigner? signer,
        [NotNullWhen(false)] out string? error
    )
    {
        signer = Ed25519KeyPair.TryParseFileText(text, SignatureType.Cosignature, out var name, out var pair, out error)
            ? new(name, pair, time)
            : null;
        return signer is not null;
    }

    /// <summary>The private key as a line <c>PRIVATE+KEY+name+id+key</c>.</summary>
    public string Export() => _pair.ToFileText(Verifier);

    /// <inheritdoc/>
    protected override byte[] SignText(ReadOnlySpan<byte> text)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var stamp = new byte[CosignatureMessage.TimestampLength];
        BinaryPrimitives.WriteInt64BigEndian(stamp, now);
        return [.. stamp, .. _pair.Sign(CosignatureMessage.Encode(now, text))];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _pair.Dispose();
}
