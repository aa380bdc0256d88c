using System.Text;

namespace Sirekap.Ledger.Notes;

/// <summary>One signature line of a note: <c>— name base64(key id || signature)</c> (C2SP signed-note).</summary>
/// <remarks>
/// Immutable; any number of threads may read it. <c>default</c> has neither name nor signature, and is refused where a note is encoded.
/// </remarks>
public readonly struct NoteSignature : IEquatable<NoteSignature>
{
    private readonly ReadOnlyMemory<byte> _name;

    /// <summary>A signature to be written into a note. The name must be one that <see cref="KeyNames.IsValid(string)"/> accepts.</summary>
    public NoteSignature(string keyName, uint keyId, ReadOnlyMemory<byte> signature)
        : this(Encoding.UTF8.GetBytes(keyName), keyId, signature) { }

    internal NoteSignature(ReadOnlyMemory<byte> keyNameUtf8, uint keyId, ReadOnlyMemory<byte> signature)
    {
        _name = keyNameUtf8;
        KeyId = keyId;
        Signature = signature;
    }

    /// <summary>The key's name; decoded on each call, since most readers compare <see cref="KeyNameUtf8"/>.</summary>
    public string KeyName => Encoding.UTF8.GetString(_name.Span);

    /// <summary>The key's name in UTF-8, as it stands in the note.</summary>
    public ReadOnlyMemory<byte> KeyNameUtf8 => _name;

    /// <summary>The key's short identifier; with the name it says which key, and proves nothing.</summary>
    public uint KeyId { get; }

    /// <summary>The signature, without the key identifier.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <inheritdoc/>
    public bool Equals(NoteSignature other) =>
        KeyId == other.KeyId && _name.Span.SequenceEqual(other._name.Span) && Signature.Span.SequenceEqual(other.Signature.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NoteSignature other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => KeyId.GetHashCode();

    public static bool operator ==(NoteSignature left, NoteSignature right) => left.Equals(right);

    public static bool operator !=(NoteSignature left, NoteSignature right) => !left.Equals(right);
}
