namespace Sirekap.Paper.Drawing;

/// <summary>What a page says beside its boxes. Everything may be left out: a blank without words reads the same.</summary>
/// <param name="Title">The page's heading.</param>
/// <param name="Lines">Small lines below it, such as where the station is.</param>
/// <param name="Labels">What stands at a number, by its name; the first line is its number on the paper.</param>
/// <param name="Seal">The text in the QR code; null leaves it out.</param>
/// <param name="Unused">Numbers that nobody is to fill: their boxes are crossed out in print.</param>
public sealed record PageWords(
    string Title,
    IReadOnlyList<string> Lines,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Labels,
    string? Seal,
    IReadOnlySet<string> Unused
)
{
    public static PageWords None { get; } =
        new(
            "",
            [],
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
            null,
            new HashSet<string>(StringComparer.Ordinal)
        );
}
