using System.Text;

namespace Sirekap.Elections.Statements;

/// <summary>
/// Words beside a statement, as their author's program writes them: UTF-8, and as the last line 32 lowercase hexadecimal digits of chance,
/// so that nobody guesses from the hash what was withheld. No rule of the record needs them to be so.
/// </summary>
public static class SaltedWords
{
    /// <summary>Hexadecimal digits of 16 bytes: as many as nobody tries out.</summary>
    public const int SaltLength = 32;

    /// <summary>The bytes of a blob.</summary>
    /// <param name="words">What is said, in any number of lines.</param>
    /// <param name="salt"><see cref="SaltLength"/> lowercase hexadecimal digits.</param>
    public static byte[] Encode(string words, string salt) =>
        IsSalt(salt)
            ? Encoding.UTF8.GetBytes($"{words}\n{salt}")
            : throw new ArgumentException($"a salt is {SaltLength} lowercase hexadecimal digits", nameof(salt));

    /// <summary>The words without their salt; all of them where they have none.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var words = Encoding.UTF8.GetString(bytes);
        var end = words.LastIndexOf('\n');
        return end >= 0 && IsSalt(words.AsSpan(end + 1)) ? words[..end] : words;
    }

    private static bool IsSalt(ReadOnlySpan<char> salt) => salt.Length == SaltLength && !salt.ContainsAnyExcept("0123456789abcdef");
}
