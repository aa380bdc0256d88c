using Sirekap.Reading.Decoding;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Layouts;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading;

/// <summary>A number as it was seen.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Evidence">What was seen.</param>
/// <param name="Quads">For each box the corners of its frame in the photo.</param>
/// <param name="Outside">Whether a box of it lies outside the photo.</param>
internal sealed record SeenNumber(NumberPlace Place, NumberEvidence Evidence, IReadOnlyList<IReadOnlyList<PhotoPoint>> Quads, bool Outside);

/// <summary>Samples a page's boxes, bubbles and tallies and measures what is in them.</summary>
internal sealed class PageEvidence(DigitReader digits)
{
    /// <summary>Around a box's frame, as a share of its sides; what the network was trained with.</summary>
    private const double Margin = 0.08;

    private const int Patch = DigitReader.Side * DigitReader.Side;

    /// <summary>Of a page that is there and can't be read: every box could hold anything.</summary>
    public static IReadOnlyList<SeenNumber> None(PageView view) =>
        [.. view.Layout.Numbers.Select(number => new SeenNumber(
            number,
            new NumberEvidence(number.Name, [.. number.Boxes.Select(_ => Unseen())], [], Tally: null),
            [.. number.Boxes.Select(box => Quad(view, box))],
            Outside: false))];

    public IReadOnlyList<SeenNumber> Of(PageView view)
    {
        var numbers = view.Layout.Numbers;
        var boxes = numbers.Sum(number => number.Boxes.Count);
        var patches = new byte[boxes * Patch];
        var at = 0;
        foreach (var box in numbers.SelectMany(number => number.Boxes))
        {
            view.Sample(Widened(box), DigitReader.Side, DigitReader.Side, patches.AsSpan(at++ * Patch, Patch));
        }

        var probabilities = new float[boxes * DigitClass.Count];
        digits.Read(patches, probabilities);
        at = 0;
        return [.. numbers.Select(number =>
        {
            var outside = number.Boxes.Any(box => !view.Shows(box));
            float[][] read = [.. number.Boxes.Select(_ => probabilities.AsSpan(at++ * DigitClass.Count, DigitClass.Count).ToArray())];
            return Of(view, number, outside ? [.. read.Select(_ => Unseen())] : read, outside);
        })];
    }

    private static SeenNumber Of(PageView view, NumberPlace number, float[][] read, bool outside)
    {
        return new SeenNumber(number, new NumberEvidence(number.Name, read, [], Tally: null), [.. number.Boxes.Select(box => Quad(view, box))], outside);
    }

    private static PhotoPoint[] Quad(PageView view, Place box) => Array.ConvertAll(view.ToPhoto(box), FormPhotos.Point);

    private static Place Widened(Place box) =>
        new(box.X - (Margin * box.Width), box.Y - (Margin * box.Height), box.Width * (1 + (2 * Margin)), box.Height * (1 + (2 * Margin)));

    private static float[] Unseen()
    {
        var even = new float[DigitClass.Count];
        Array.Fill(even, 1f / DigitClass.Count);
        return even;
    }
}
