using System.Buffers.Binary;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// A scalar as a sum of odd signed digits times powers of two, of which any <c>window</c> neighbours hold at most one:
/// fewer additions in a scalar multiplication.
/// </summary>
internal static class NonAdjacentForm
{
    /// <summary>Digits of a scalar below 2^256, with room for the last carry.</summary>
    public const int Length = 257;

    /// <summary>Writes the digits, lowest first, odd and between −2^(window−1) and 2^(window−1), or zero.</summary>
    public static void Write(ReadOnlySpan<byte> scalar, int window, Span<sbyte> digits)
    {
        Span<ulong> words = stackalloc ulong[5];
        for (var i = 0; i < 4; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(scalar[(8 * i)..]);
        }

        words[4] = 0;
        digits.Clear();
        var size = 1 << window;
        var carry = 0;
        for (var position = 0; position < Length; )
        {
            var value = carry + Bits(words, position, window);
            if ((value & 1) == 0)
            {
                position++;
                continue;
            }
            carry = value >= size / 2 ? 1 : 0;
            digits[position] = (sbyte)(value - carry * size);
            position += window;
        }
    }

    private static int Bits(ReadOnlySpan<ulong> words, int position, int count)
    {
        var (word, bit) = (position / 64, position % 64);
        var bits = words[word] >> bit;
        if (bit + count > 64 && word + 1 < words.Length)
        {
            bits |= words[word + 1] << (64 - bit);
        }

        return (int)(bits & ((1UL << count) - 1));
    }
}
