namespace Sirekap.Elections.Statements;

/// <summary>
/// The name of a P-256 key: the first 16 bytes of the SHA-256 of its SPKI, in 32 lowercase hexadecimal digits. It is the key's name in a
/// note's signature lines (whose own key id, 4 bytes, is too short to tell a million keys apart).
/// </summary>
/// <param name="Value">The 16 bytes, the first the highest.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is the name of no key that anybody has.</remarks>
public readonly record struct KeyName(UInt128 Value)
{
    /// <summary>Hexadecimal digits, as signature lines have them.</summary>
    public const int Length = Hex128.Length;

    /// <summary>The key's id in a signature line: its first four bytes.</summary>
    public uint KeyId => (uint)(Value >> 96);

    /// <summary>Reads 32 lowercase hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out KeyName name)
    {
        var read = Hex128.TryParse(hex, out var value);
        name = new KeyName(value);
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out KeyName)"/>
    public static bool TryParse(ReadOnlySpan<char> hex, out KeyName name)
    {
        var read = Hex128.TryParse(hex, out var value);
        name = new KeyName(value);
        return read;
    }

    public override int GetHashCode() => unchecked((int)(uint)Value);

    /// <summary>Writes the 32 digits in ASCII.</summary>
    public void Format(Span<byte> destination) => Hex128.Format(Value, destination);

    public override string ToString() => Hex128.ToString(Value);
}
