using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sirekap.Elections.Statements;

/// <summary>16 bytes as 32 lowercase hexadecimal digits.</summary>
internal static class Hex128
{
    /// <summary>Four bits a digit.</summary>
    public const int Length = 32;

    public static bool TryParse(ReadOnlySpan<byte> hex, out UInt128 value)
    {
        value = 0;
        if (hex.Length != Length)
        {
            return false;
        }

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

        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> hex, out UInt128 value)
    {
        Span<byte> ascii = stackalloc byte[Length];
        value = 0;
        return hex.Length == Length && Ascii.FromUtf16(hex, ascii, out _) == OperationStatus.Done && TryParse(ascii, out value);
    }

    public static void Format(UInt128 value, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[Length / 2];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        Convert.TryToHexStringLower(bytes, destination, out _);
    }

    public static string ToString(UInt128 value)
    {
        Span<byte> ascii = stackalloc byte[Length];
        Format(value, ascii);
        return Encoding.ASCII.GetString(ascii);
    }
}
