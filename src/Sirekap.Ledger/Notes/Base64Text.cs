using System.Buffers;
using System.Buffers.Text;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// Standard base64 with padding (RFC 4648 section 4), canonical only: one text for each sequence of bytes. The framework's
/// decoder skips white space, and older ones let stray padding bits pass; here both are refused, so that no byte of a note
/// can change without its meaning changing.
/// </summary>
internal static class Base64Text
{
    public static int EncodedLength(int bytes) => (bytes + 2) / 3 * 4;

    /// <summary>Decodes into a destination large enough for the whole; false where the text is not canonical.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (!TryDecodedLength(text, out var length) || destination.Length < length)
        {
            return false;
        }

        return Base64.DecodeFromUtf8(text, destination, out var consumed, out written) == OperationStatus.Done
            && consumed == text.Length
            && written == length;
    }

    /// <summary>Decodes into a new array; null where the text is not canonical.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        if (!TryDecodedLength(text, out var length))
        {
            return null;
        }

        var bytes = new byte[length];
        return TryDecode(text, bytes, out _) ? bytes : null;
    }

    private static bool TryDecodedLength(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (text.Length % 4 != 0)
        {
            return false;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        var padding =
            text[^1] != '=' ? 0
            : text[^2] != '=' ? 1
            : 2;
        length = text.Length / 4 * 3 - padding;
        // Bits beyond the last byte must be zero: the last character then is one of every fourth, or sixteenth, of the alphabet.
        return padding switch
        {
            0 => true,
            1 => "AEIMQUYcgkosw048"u8.Contains(text[^2]),
            _ => "AQgw"u8.Contains(text[^3]),
        };
    }
}
