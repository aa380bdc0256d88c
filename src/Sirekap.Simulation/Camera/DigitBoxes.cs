using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Simulation.Camera;

/// <summary>One of several folds of boxes, as training leaves it out.</summary>
/// <param name="Number">0 … Of − 1.</param>
/// <param name="Of">How many folds there are.</param>
/// <param name="Seed">Of the folds: see <see cref="Folds"/>.</param>
public sealed record BoxFold(int Number, int Of, ulong Seed);

/// <summary>Ink taken from photographed digit boxes, by what is written.</summary>
public sealed class DigitBoxes
{
    /// <summary>
    /// With fewer, the same pictures would stand all over a form, and its boxes would not be read independently of each other.
    /// </summary>
    private const int LeastOfAKind = 8;
    private readonly Dictionary<char, IReadOnlyList<Ranked>> _bySymbol;

    private DigitBoxes(Dictionary<char, IReadOnlyList<Ranked>> bySymbol) => _bySymbol = bySymbol;

    /// <summary>Every file whose ink may be used.</summary>
    public IEnumerable<string> Files => _bySymbol.Values.SelectMany(ink => ink).Select(r => r.Picture.Source);

    /// <summary>Reads boxes and takes their ink.</summary>
    /// <param name="path">A folder or ZIP as <see cref="LabelledBoxes"/> reads it.</param>
    /// <param name="only">The fold to take boxes from; null for all.</param>
    /// <param name="error">What is missing or wrong.</param>
    public static DigitBoxes? Load(string path, BoxFold? only, out string? error)
    {
        if (LabelledBoxes.Load(path, LabelCorrections.Known, out error) is not { } boxes)
        {
            return null;
        }

        var folds = only is null ? null : Folds.Of([.. boxes.Select(b => b.Original)], only.Of, only.Seed);
        var found = Of(boxes.Where((_, i) => only is null || folds![i] == only.Number));
        foreach (var symbol in "0123456789X")
        {
            if (found._bySymbol.GetValueOrDefault(symbol) is not { Count: >= LeastOfAKind })
            {
                error = $"{path}: fewer than {LeastOfAKind} usable boxes with {symbol}";
                return null;
            }
        }

        return found;
    }

    internal IReadOnlyList<Ranked> Of(char symbol) => _bySymbol[symbol];

    private static DigitBoxes Of(IEnumerable<LabelledBox> boxes)
    {
        var found = new Dictionary<char, List<InkPicture>>();
        foreach (var box in boxes.Where(b => b.Class is >= 0 and <= DigitClass.Crossed))
        {
            var symbol = DigitClass.Label(box.Class)[0];
            var picture = new GrayImage(box.Picture.Width, box.Picture.Height, [.. box.Picture.Values.Select(v => (byte)v)]);
            if (InkExtraction.Of(box.File, picture, cut: box.Class == DigitClass.Crossed) is { } ink)
            {
                (found.TryGetValue(symbol, out var list) ? list : found[symbol] = []).Add(ink);
            }
        }

        return new DigitBoxes(found.ToDictionary(f => f.Key, f => Rank(f.Value)));
    }

    private static IReadOnlyList<Ranked> Rank(List<InkPicture> ink)
    {
        var order = ink.OrderBy(i => i.Squareness).ThenBy(i => i.Source, StringComparer.Ordinal).ToArray();
        return [.. order.Select((picture, i) => new Ranked(picture, i / (double)order.Length))];
    }

    /// <param name="Picture">The ink.</param>
    /// <param name="SquareRank">Its place among those with the same digit, 0 the roundest … 1 most along the guide.</param>
    internal sealed record Ranked(InkPicture Picture, double SquareRank);
}
