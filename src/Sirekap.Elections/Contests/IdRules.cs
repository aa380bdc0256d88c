using System.Buffers;

namespace Sirekap.Elections.Contests;

/// <summary>What an id may be made of, so that it is safe in a file name, a URL and a line of a note.</summary>
public static class IdRules
{
    /// <summary>
    /// Characters: an id stands in file names, whose parts have at most 255 bytes, and in addresses that people read out.
    /// </summary>
    public const int Longest = 64;

    public const string Rule = "1 to 64 of a-z, 0-9 and -";

    public const string DistrictRule = "1 to 64 of A-Z, a-z, 0-9, . and -";

    public const string OriginRule = "a URL without its scheme, 1 to 255 of A-Z, a-z, 0-9, . _ ~ : / and -, with neither space nor +";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> DistrictCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"
    );
    private static readonly SearchValues<char> OriginCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/"
    );

    /// <summary>Whether this can name an election or a contest.</summary>
    public static bool IsId(string text) => IsMadeOf(text, IdCharacters, Longest);

    /// <summary>Whether this can name an electoral district.</summary>
    public static bool IsDistrictCode(string text) => IsMadeOf(text, DistrictCharacters, Longest);

    /// <summary>Whether this can be a ledger's origin.</summary>
    public static bool IsOrigin(string text) => IsMadeOf(text, OriginCharacters, 255) && !text.Contains("://", StringComparison.Ordinal);

    private static bool IsMadeOf(string text, SearchValues<char> characters, int longest) =>
        text.Length is > 0 && text.Length <= longest && !text.AsSpan().ContainsAnyExcept(characters);
}
