using Sirekap.Reading.Digits;
using Sirekap.Reading.Tests;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training.Tests;

/// <summary>
/// The real boxes of 2024. The model that ships was trained on them, so these say only that nothing is broken; figures on boxes that a
/// network has not seen come from training.
/// </summary>
public sealed class DataPackTests
{
    private static readonly Lazy<IReadOnlyList<LabelledBox>> Pack = new(() =>
        LabelledBoxes.Load(SharedData.Path("digits"), LabelCorrections.Known, out var error) ?? throw new InvalidDataException(error)
    );

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

        Right(some, box => SpoiltBoxes.Cropped(box, 0.1f)).ShouldBeGreaterThan(0.98);
        Right(some, box => SpoiltBoxes.Cropped(box, -0.15f)).ShouldBeGreaterThan(0.98);
        Right(some, box => SpoiltBoxes.Coarse(box.Picture, 14)).ShouldBeGreaterThan(0.97);
        Right(some, box => SpoiltBoxes.Noisy(box.Picture, 15, 1)).ShouldBeGreaterThan(0.97);
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
        {
            CropPatch.Of(picture(boxes[i]), patches.AsSpan(i * size, size));
        }

        var probabilities = new float[boxes.Count * DigitClass.Count];
        DigitReader.Default.Read(patches, probabilities);
        return boxes
            .Select(
                (box, i) =>
                    probabilities.AsSpan(i * DigitClass.Count, DigitClass.Count).ToArray() is var of
                    && Array.IndexOf(of, of.Max()) == box.Class
                        ? 1.0
                        : 0
            )
            .Average();
    }
}
