using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;

namespace Sirekap.Cli;

/// <summary>Words that go with a statement, in a file of their author's.</summary>
internal static class WordsFile
{
    /// <summary>Pages show words of 4,000 bytes, salt and all; whoever has more to say writes a document.</summary>
    private const int Longest = 3_900;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The blob of them, salted by chance; null where no file is given.</summary>
    /// <exception cref="CommandFailure">They cannot be read, are no text, or too long.</exception>
    public static byte[]? Read(string? path, string option)
    {
        if (path is null)
        {
            return null;
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new CommandFailure($"{option} {path}: there is no such file");
        }

        if (file.Length > Longest)
        {
            throw new CommandFailure($"{option} {path}: {file.Length:N0} bytes; expected words of {Longest:N0} bytes at most");
        }

        string words;
        try
        {
            words = Strict.GetString(RegularFile.ReadAllBytes(path)).TrimStart('\uFEFF').TrimEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new CommandFailure($"{option} {path}: is no text in UTF-8");
        }

        return words.Length > 0
            ? SaltedWords.Encode(words, RandomNumberGenerator.GetHexString(SaltedWords.SaltLength, lowercase: true))
            : throw new CommandFailure($"{option} {path}: is empty; expected the words that go with the statement");
    }
}
