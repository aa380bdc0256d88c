using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Elections.Statements;

/// <summary>
/// The name of a P-256 key: the first 16 bytes of the SHA-256 of its SPKI, in 32 lowercase hexadecimal digits. It is the key's name in a
/// note's signature lines (whose own key id, 4 bytes, is too short to tell a million keys apart).
/// </summary>
public readonly struct KeyName : IEquatable<KeyName>
{
    public const int Length = 32;
    private readonly UInt128 _value;

    public KeyName(UInt128 value) => _value = value;

    /// <summary>The key's id in a signature line: its first four bytes.</summary>
    public uint KeyId => (uint)(_value >> 96);

    public static bool operator ==(KeyName left, KeyName right) => left._value == right._value;

    public static bool operator !=(KeyName left, KeyName right) => left._value != right._value;

    /// <summary>Reads 32 lowercase hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out KeyName name)
    {
        name = default;
        if (hex.Length != Length)
        {
            return false;
        }

        UInt128 value = 0;
        foreach (var c in hex)
        {
            var digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)digit;
        }

        name = new KeyName(value);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out KeyName)"/>
    public static bool TryParse(ReadOnlySpan<char> hex, out KeyName name)
    {
        Span<byte> ascii = stackalloc byte[Length];
        name = default;
        return hex.Length == Length
            && System.Text.Ascii.FromUtf16(hex, ascii, out _) == System.Buffers.OperationStatus.Done
            && TryParse(ascii, out name);
    }

    public bool Equals(KeyName other) => _value == other._value;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is KeyName other && Equals(other);

    public override int GetHashCode() => unchecked((int)(uint)_value);

    /// <summary>Writes the 32 digits in ASCII.</summary>
    public void Format(Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[Length / 2];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        Convert.TryToHexStringLower(bytes, destination, out _);
    }

    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[Length];
        Format(ascii);
        return System.Text.Encoding.ASCII.GetString(ascii);
    }
}
