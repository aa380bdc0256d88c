using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// A public key that verifies note signatures, with its name and short identifier. Its text form, the vkey, is
/// <c>name+id in 8 hex digits+base64(type || key)</c> (C2SP signed-note).
/// </summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    /// <summary>Bytes (RFC 8032 section 5.1.5).</summary>
    private const int Ed25519KeyLength = 32;
    private readonly byte[] _nameUtf8;
    private readonly byte[] _publicKey;

    private VerifierKey(string name, SignatureType type, byte[] publicKey)
    {
        Name = name;
        _nameUtf8 = Encoding.UTF8.GetBytes(name);
        Type = type;
        _publicKey = publicKey;
        KeyId = ComputeKeyId(_nameUtf8, type, publicKey);
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The key's short identifier.</summary>
    public uint KeyId { get; }

    /// <summary>What kind of signatures it makes.</summary>
    public SignatureType Type { get; }

    /// <summary>The 32 bytes of an Ed25519 key, or the 91 bytes of DER SPKI of a P-256 key.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>A key for plain Ed25519 signatures.</summary>
    /// <exception cref="ArgumentException">The name or the key is not valid.</exception>
    public static VerifierKey Ed25519(string name, ReadOnlySpan<byte> publicKey) => Create(name, SignatureType.Ed25519, publicKey);

    /// <summary>A key for ECDSA P-256 signatures, in canonical DER SPKI form.</summary>
    /// <exception cref="ArgumentException">The name or the key is not valid.</exception>
    public static VerifierKey EcdsaP256(string name, ReadOnlySpan<byte> spki) => Create(name, SignatureType.EcdsaP256, spki);

    /// <summary>A log witness's Ed25519 key for cosignatures.</summary>
    /// <exception cref="ArgumentException">The name or the key is not valid.</exception>
    public static VerifierKey Cosigner(string name, ReadOnlySpan<byte> publicKey) => Create(name, SignatureType.Cosignature, publicKey);

    /// <summary>Reads a vkey, strictly: its identifier must be the one that follows from name and key.</summary>
    public static bool TryParse(string? vkey, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        // Base64 may contain a plus, names and identifiers may not.
        var parts = (vkey ?? "").Split('+', 3);
        if (parts.Length != 3)
        {
            return Fail("vkey is not of the form name+id+key", out error);
        }

        if (!KeyNames.IsValid(parts[0]))
        {
            return Fail($"\"{parts[0]}\" is not a key name", out error);
        }

        if (parts[1].Length != 8 || parts[1].Any(c => !char.IsAsciiHexDigitLower(c)))
        {
            return Fail($"key id \"{parts[1]}\" is not 8 lowercase hexadecimal digits", out error);
        }

        if (Base64Text.Decode(Encoding.UTF8.GetBytes(parts[2])) is not { Length: > 1 } material)
        {
            return Fail("key is not canonical base64 of a type and a key", out error);
        }

        if (!Enum.IsDefined((SignatureType)material[0]))
        {
            return Fail($"signature type 0x{material[0]:x2} is not supported", out error);
        }

        error = Check(parts[0], (SignatureType)material[0], material.AsSpan(1));
        if (error is not null)
        {
            return false;
        }

        var parsed = new VerifierKey(parts[0], (SignatureType)material[0], material[1..]);
        if (parsed.KeyId != uint.Parse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
        {
            return Fail($"key id {parts[1]} does not belong to this name and key, which make {parsed.KeyId:x8}", out error);
        }

        key = parsed;
        return true;
    }

    /// <summary>
    /// Whether this is a whole vkey (its identifier follows from name and key) of a kind of signature that is not known here.
    /// </summary>
    internal static bool IsOfUnknownKind(string vkey)
    {
        var parts = vkey.Split('+', 3);
        return parts.Length == 3
            && KeyNames.IsValid(parts[0])
            && Base64Text.Decode(Encoding.UTF8.GetBytes(parts[2])) is { Length: > 1 } material
            && !Enum.IsDefined((SignatureType)material[0])
            && parts[1]
                == ComputeKeyId(Encoding.UTF8.GetBytes(parts[0]), (SignatureType)material[0], material[1..])
                    .ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the signature claims to be by this key: name and identifier are the same. This proves nothing.</summary>
    public bool Matches(NoteSignature signature) => signature.KeyId == KeyId && signature.KeyNameUtf8.Span.SequenceEqual(_nameUtf8);

    /// <summary>Whether this key made the signature over the text (of a cosignature: over its timestamp and the text).</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        Type switch
        {
            SignatureType.Ed25519 => Ed25519Verification.Verify(_publicKey, text, signature),
            SignatureType.EcdsaP256 => Notes.EcdsaP256.Verify(_publicKey, text, signature),
            SignatureType.Cosignature => CosignatureMessage.TryRead(signature, text, out var message)
                && Ed25519Verification.Verify(_publicKey, message, signature[CosignatureMessage.TimestampLength..]),
            _ => false,
        };

    /// <summary>The vkey.</summary>
    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String([(byte)Type, .. _publicKey])}";

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) =>
        other is not null
        && Type == other.Type
        && KeyId == other.KeyId
        && Name == other.Name
        && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => KeyId.GetHashCode();

    private static VerifierKey Create(string name, SignatureType type, ReadOnlySpan<byte> publicKey) =>
        Check(name, type, publicKey) is { } error
            ? throw new ArgumentException(error, nameof(publicKey))
            : new VerifierKey(name, type, publicKey.ToArray());

    private static string? Check(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        if (!KeyNames.IsValid(name))
        {
            return $"\"{name}\" is not a key name";
        }

        if (type == SignatureType.EcdsaP256)
        {
            return Notes.EcdsaP256.IsCanonicalKey(publicKey) ? null : "key is not the 91-byte SPKI of a point on P-256";
        }

        return publicKey.Length == Ed25519KeyLength ? null : $"an Ed25519 key has {Ed25519KeyLength} bytes, not {publicKey.Length}";
    }

    // signed-note, Signatures: name, newline, type, key; but type 0x02 hashes the SPKI alone.
    private static uint ComputeKeyId(byte[] name, SignatureType type, byte[] publicKey)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestLength];
        if (type == SignatureType.EcdsaP256)
        {
            Sha256.Hash(publicKey, digest);
        }
        else
        {
            Sha256.Hash([.. name, (byte)'\n', (byte)type, .. publicKey], digest);
        }

        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
