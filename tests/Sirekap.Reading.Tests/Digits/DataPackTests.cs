using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Synthesis;
using Sirekap.Reading.Digits.Training;

namespace Sirekap.Reading.Tests.Digits;

/// <summary>The real boxes of 2024. The model that ships was trained on them, so these say only that nothing is broken; figures on boxes that a network has not seen come from training.</summary>
public sealed class DataPackTests
{
    private static readonly Lazy<IReadOnlyList<LabelledBox>> Pack = new(() => LabelledBoxes.Load(SharedData.Path("digits"), LabelCorrections.Known, out var error) ?? throw new InvalidDataException(error));

    [Fact]
    public void The_model_that_ships_reads_the_boxes_that_it_was_trained_on()
    {
        var known = Boxes().Where(box => box.Class >= 0).ToList();

        Right(known, box => box.Picture).ShouldBeGreaterThan(0.995);
    }

    [Fact]
    public void And_reads_them_when_they_are_cropped_tighter_or_more_generously_with_few_pixels_and_noise()
    {
        var some = Boxes().Where((box, i) => box.Class >= 0 && i % 8 == 0).ToList();

        Right(some, box => Cropped(box, 0.1f)).ShouldBeGreaterThan(0.98);
        Right(some, box => Cropped(box, -0.15f)).ShouldBeGreaterThan(0.98);
        Right(some, box => Coarse(box.Picture, 14)).ShouldBeGreaterThan(0.97);
        Right(some, box => Noisy(box.Picture, 15)).ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void Few_labels_are_known_to_be_wrong_and_all_are_of_the_pack()
    {
        var boxes = Boxes();

        LabelCorrections.Known.Count.ShouldBeLessThanOrEqualTo(22);
        LabelCorrections.Known.Keys.ShouldBeSubsetOf(boxes.Select(box => box.File));
        LabelCorrections.Known.ShouldAllBe(correction => DigitClass.FromLabel(correction.Value) >= 0);
        boxes.Count.ShouldBe(7543);
        boxes.Count(box => box.Class < 0).ShouldBe(3);
    }

    private static IReadOnlyList<LabelledBox> Boxes()
    {
        SharedData.Path("digits");
        return Pack.Value;
    }

    private static double Right(List<LabelledBox> boxes, Func<LabelledBox, Plane> picture)
    {
        const int size = DigitReader.Side * DigitReader.Side;
        var patches = new byte[boxes.Count * size];
        for (var i = 0; i < boxes.Count; i++)
            CropPatch.Of(picture(boxes[i]), patches.AsSpan(i * size, size));
        var probabilities = new float[boxes.Count * DigitClass.Count];
        DigitReader.Default.Read(patches, probabilities);
        return boxes.Select((box, i) => probabilities.AsSpan(i * DigitClass.Count, DigitClass.Count).ToArray() is var of && Array.IndexOf(of, of.Max()) == box.Class ? 1.0 : 0).Average();
    }

    /// <summary>Cut tighter by a share of the side at each edge, or (below 0) with paper around.</summary>
    private static Plane Cropped(LabelledBox box, float cut)
    {
        var (from, to) = (box.Picture, new Plane(box.Picture.Width, box.Picture.Height));
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                var (u, v) = (cut + ((x + 0.5f) / to.Width * (1 - (2 * cut))), cut + ((y + 0.5f) / to.Height * (1 - (2 * cut))));
                to.Values[(y * to.Width) + x] = u is < 0 or > 1 || v is < 0 or > 1 ? box.Paper : from.At((u * from.Width) - 0.5f, (v * from.Height) - 0.5f);
            }
        }

        return to;
    }

    private static Plane Coarse(Plane from, int side)
    {
        var to = new Plane(side, side);
        for (var i = 0; i < side * side; i++)
        {
            for (var k = 0; k < 16; k++)
                to.Values[i] += from.At((((i % side) + (((k % 4) + 0.5f) / 4)) * from.Width / side) - 0.5f, (((i / side) + (((k / 4) + 0.5f) / 4)) * from.Height / side) - 0.5f) / 16;
        }

        return to;
    }

    private static Plane Noisy(Plane from, float deviation)
    {
        var (to, dice) = (from.Copy(), new Dice(1, 1, 1));
        foreach (ref var value in to.Values.AsSpan())
            value += deviation * dice.Normal();
        return to;
    }
}
