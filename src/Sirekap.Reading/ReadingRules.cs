using Sirekap.Elections.Forms;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading;

/// <summary>What every reading keeps, beyond its shape.</summary>
internal static class ReadingRules
{
    /// <summary>The first rule that is broken, with its place; null when none is.</summary>
    public static string? Broken(FormReading reading) =>
        !IsProbability(reading.ErrorBound) ? "errorBound: expected 0 … 1"
        : reading.Numbers.GroupBy(number => number.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"numbers: {twice.Key} is given twice"
        : reading.Pages.Select(OfPage).Concat(reading.Numbers.Select(OfNumber)).FirstOrDefault(broken => broken is not null);

    private static string? OfPage(PageReading page) =>
        page.Corners.Count != 4 ? $"page {page.Page}: expected four corners"
        : page.Width <= 0 || page.Height <= 0 ? $"page {page.Page}: expected a width and a height in pixels"
        : null;

    private static string? OfNumber(NumberReading number) =>
        number.Value is < 0 or > Fields.Largest ? $"{number.Name}: expected a value of 0 … {Fields.Largest}"
        : !IsProbability(number.Probability) || number.Alternatives.Any(other => !IsProbability(other.Probability))
            ? $"{number.Name}: expected probabilities of 0 … 1"
        : number.Digits.Any(digit => digit.Quad.Count != 4) ? $"{number.Name}: expected four corners a box"
        : number.Digits.Any(digit =>
            digit.Probabilities.Count != Symbol.Count
            || !digit.Probabilities.All(share => IsProbability(share))
            || !IsProbability(digit.Probability)
        )
            ? $"{number.Name}: expected {Symbol.Count} probabilities of 0 … 1 a box"
        : null;

    private static bool IsProbability(double share) => share is >= 0 and <= 1;
}
