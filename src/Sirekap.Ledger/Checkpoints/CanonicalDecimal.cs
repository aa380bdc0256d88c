using System.Buffers.Text;

namespace Sirekap.Ledger.Checkpoints;

/// <summary>Numbers as the C2SP formats write them: ASCII digits, no sign, no leading zero but in 0 itself, at most 2^63 − 1.</summary>
internal static class CanonicalDecimal
{
    public static bool TryParse(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        if (digits.IsEmpty || (digits[0] == '0' && digits.Length > 1) || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        return Utf8Parser.TryParse(digits, out value, out var consumed) && consumed == digits.Length;
    }
}
