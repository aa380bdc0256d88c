using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sirekap.Ledger.Notes;

/// <summary>An Ed25519 private key (RFC 8032) in libcrypto's hands. May be used by several threads at once.</summary>
internal sealed class Ed25519KeyPair : IDisposable
{
    /// <summary>Bytes of a private key's seed, and as many of the public key (RFC 8032 section 5.1.5).</summary>
    public const int SeedLength = 32;

    /// <summary>Bytes of a signature (RFC 8032 section 5.1.6).</summary>
    private const int SignatureLength = 64;
    private const string FilePrefix = "PRIVATE+KEY+";

    private readonly byte[] _seed;
    private readonly PrivateKeyHandle _key;

    public Ed25519KeyPair(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"an Ed25519 seed has {SeedLength} bytes, not {seed.Length}", nameof(seed));
        }

        _seed = seed.ToArray();
        _key = LibCrypto.EVP_PKEY_new_raw_private_key(LibCrypto.Ed25519, 0, seed, SeedLength);
        if (_key.IsInvalid)
        {
            throw new CryptographicException("libcrypto refuses the Ed25519 seed");
        }

        PublicKey = new byte[SeedLength];
        nuint length = SeedLength;
        if (LibCrypto.EVP_PKEY_get_raw_public_key(_key, PublicKey, ref length) != 1)
        {
            throw new CryptographicException("libcrypto gives no Ed25519 public key");
        }
    }

    public byte[] PublicKey { get; }

    public static Ed25519KeyPair Generate() => new(RandomNumberGenerator.GetBytes(SeedLength));

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_key.IsClosed, this);
        var context = LibCrypto.EVP_MD_CTX_new();
        try
        {
            var signature = new byte[SignatureLength];
            nuint length = SignatureLength;
            if (
                LibCrypto.EVP_DigestSignInit(context, 0, 0, 0, _key) != 1
                || LibCrypto.EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) != 1
            )
            {
                throw new CryptographicException("libcrypto does not sign with Ed25519");
            }

            return signature;
        }
        finally
        {
            LibCrypto.EVP_MD_CTX_free(context);
        }
    }

    /// <summary>
    /// The line that holds a private key in a file, as Go's note package writes it: PRIVATE+KEY+name+id+base64(type || seed).
    /// </summary>
    public string ToFileText(VerifierKey verifier) =>
        $"{FilePrefix}{verifier.Name}+{verifier.KeyId:x8}+{Convert.ToBase64String([(byte)verifier.Type, .. _seed])}\n";

    public static bool TryParseFileText(
        string text,
        SignatureType type,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(true)] out Ed25519KeyPair? pair,
        [NotNullWhen(false)] out string? error
    )
    {
        (name, pair, error) = (null, null, null);
        ArgumentNullException.ThrowIfNull(text);
        var line = text.EndsWith('\n') ? text[..^1] : text;
        var parts = line.StartsWith(FilePrefix, StringComparison.Ordinal) ? line[FilePrefix.Length..].Split('+', 3) : [];
        if (parts.Length != 3 || !KeyNames.IsValid(parts[0]))
        {
            error = "private key is not of the form PRIVATE+KEY+name+id+key";
        }
        else if (Base64Text.Decode(Encoding.UTF8.GetBytes(parts[2])) is not { Length: 1 + SeedLength } material)
        {
            error = "private key is not canonical base64 of a type and 32 bytes";
        }
        else if (material[0] != (byte)type)
        {
            error = $"private key is of type 0x{material[0]:x2}, not 0x{(byte)type:x2}";
        }
        else
        {
            return TryBind(parts, material, type, out name, out pair, out error);
        }

        return false;
    }

    public void Dispose()
    {
        _key.Dispose();
        CryptographicOperations.ZeroMemory(_seed);
    }

    // The identifier is a checksum here: a key with a digit mistyped must not sign under another identity.
    private static bool TryBind(
        string[] parts,
        byte[] material,
        SignatureType type,
        out string? name,
        out Ed25519KeyPair? pair,
        out string? error
    )
    {
        var read = new Ed25519KeyPair(material.AsSpan(1));
        var verifier =
            type == SignatureType.Cosignature
                ? VerifierKey.Cosigner(parts[0], read.PublicKey)
                : VerifierKey.Ed25519(parts[0], read.PublicKey);
        if (!string.Equals(parts[1], verifier.KeyId.ToString("x8", CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            read.Dispose();
            (name, pair, error) = (null, null, $"key id {parts[1]} does not belong to this private key, which makes {verifier.KeyId:x8}");
            return false;
        }
        (name, pair, error) = (parts[0], read, null);
        return true;
    }
}
