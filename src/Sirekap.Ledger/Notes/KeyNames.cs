using System.Text;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// The rule for key names of notes: non-empty, no plus, no Unicode space, no control character (C2SP signed-note, Format).
/// </summary>
public static class KeyNames
{
    /// <summary>Whether a string may name a key.</summary>
    public static bool IsValid(string? name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name ?? "");
        // A lone surrogate has no UTF-8 of its own and would come back as another name.
        return IsValid(utf8) && Encoding.UTF8.GetString(utf8) == name;
    }

    /// <summary>Whether UTF-8 bytes may name a key; the caller knows that they are valid UTF-8.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return false;
        }
        // All that is allowed in ASCII lies in 0x21–0x7E; only names beyond ASCII need a closer look.
        var odd = utf8.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7e);
        if (odd < 0)
        {
            return !utf8.Contains((byte)'+');
        }

        return !utf8.Contains((byte)'+') && !HasSpaceOrControl(utf8);
    }

    private static bool HasSpaceOrControl(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                return true;
            }

            utf8 = utf8[consumed..];
        }
        return false;
    }
}
