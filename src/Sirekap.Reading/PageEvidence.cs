using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Marks;
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

    /// <summary>Pixels of a box as the network takes it.</summary>
    private const int Patch = DigitReader.Side * DigitReader.Side;

    /// <summary>Of a page that is there and can't be read: every box could hold anything.</summary>
    public static IReadOnlyList<SeenNumber> None(PageView view) =>
        [
            .. view.Layout.Numbers.Select(number => new SeenNumber(
                number,
                Nothing(number),
                [.. number.Boxes.Select(box => Quad(view, box))],
                Outside: false
            )),
        ];

    /// <summary>A number that was read and must not be relied on.</summary>
    public static SeenNumber Forgotten(SeenNumber number) => number with { Evidence = Nothing(number.Place) };

    public IReadOnlyList<SeenNumber> Of(PageView view)
    {
        var subtotals = view.Layout.Tallies.SelectMany(tally => tally.Subtotals).SelectMany(row => row);
        var read = new Queue<float[]>(Read(view, [.. view.Layout.Numbers.SelectMany(number => number.Boxes), .. subtotals]));
        var numbers = view.Layout.Numbers.Select(number => (Place: number, Digits: Take(read, number.Boxes))).ToList();
        var tallies = view.Layout.Tallies.ToDictionary(
            tally => tally.Number,
            tally => TallyReader.Read(view, tally, [.. tally.Subtotals.Select(row => Take(read, row))]),
            StringComparer.Ordinal
        );
        var bubbles = BubbleReader.Read(view);
        return
        [
            .. numbers.Select(number =>
                Of(
                    view,
                    number.Place,
                    number.Digits,
                    bubbles.GetValueOrDefault(number.Place.Name) ?? [],
                    tallies.GetValueOrDefault(number.Place.Name)
                )
            ),
        ];
    }

    private static SeenNumber Of(PageView view, NumberPlace number, float[][] read, IReadOnlyList<SeenColumn> bubbles, double[]? tally)
    {
        var quads = number.Boxes.Select(box => Quad(view, box)).ToArray();
        var outside = number.Boxes.Any(box => !view.Shows(box));

        // What is sampled there is not the number; its sums may still tell what it must be.
        return outside || BubbleReader.LiesElsewhere(bubbles)
            ? new SeenNumber(number, Nothing(number), quads, outside)
            : new SeenNumber(
                number,
                new NumberEvidence(
                    number.Name,
                    [.. read.Select((box, i) => view.ShowsFrame(number.Boxes[i]) ? box : Unseen())],
                    [.. bubbles.Select(column => column.Logs)],
                    tally
                ),
                quads,
                Outside: false
            );
    }

    private static float[][] Take(Queue<float[]> read, IReadOnlyList<Area> boxes) => [.. boxes.Select(_ => read.Dequeue())];

    /// <summary>The 12 probabilities of each box.</summary>
    private IEnumerable<float[]> Read(PageView view, IReadOnlyList<Area> boxes)
    {
        var patches = new byte[boxes.Count * Patch];
        for (var i = 0; i < boxes.Count; i++)
        {
            view.Sample(Widened(boxes[i]), DigitReader.Side, DigitReader.Side, patches.AsSpan(i * Patch, Patch));
        }

        var probabilities = new float[boxes.Count * DigitClass.Count];
        digits.Read(patches, probabilities);
        return probabilities.Chunk(DigitClass.Count);
    }

    private static PhotoPoint[] Quad(PageView view, Area box) =>
        Array.ConvertAll(view.ToPhoto(box), point => FormPhotos.Point(view, point));

    private static Area Widened(Area box) =>
        new(box.X - (Margin * box.Width), box.Y - (Margin * box.Height), box.Width * (1 + (2 * Margin)), box.Height * (1 + (2 * Margin)));

    private static NumberEvidence Nothing(NumberPlace number) => new(number.Name, [.. number.Boxes.Select(_ => Unseen())], [], Tally: null);

    private static float[] Unseen()
    {
        var even = new float[DigitClass.Count];
        Array.Fill(even, 1f / DigitClass.Count);
        return even;
    }
}
