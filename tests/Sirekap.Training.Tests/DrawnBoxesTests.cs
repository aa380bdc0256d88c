using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Handwriting;
using Sirekap.Training.Synthesis;

namespace Sirekap.Training.Tests;

public sealed class DrawnBoxesTests
{
    [Fact]
    public void Every_class_is_drawn_and_things_that_mean_nothing()
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < 400; i++)
        {
            var dice = new Dice(1, 2, (ulong)i);
            seen.Add(DrawnBoxes.Draw(ref dice, null, out _));
        }

        seen.Order().ShouldBe(Enumerable.Range(DrawnBoxes.Meaningless, DigitClass.Count + 1));
    }

    [Fact]
    public void Samples_follow_from_seed_epoch_and_place()
    {
        var box = new LabelledBox("a", "a", 3, Drawn());
        var set = new TrainingSet(Enumerable.Repeat(box, 4), null, 7);

        Sample(set, 1, 2).ShouldBe(Sample(new TrainingSet(Enumerable.Repeat(box, 4), null, 7), 1, 2));
        Sample(set, 2, 2).ShouldNotBe(Sample(set, 1, 2));
        Sample(set, 1, 3).ShouldNotBe(Sample(set, 1, 2));
        set.Order(0).Order().ShouldBe(Enumerable.Range(0, set.Count));
        set.Order(0).ShouldNotBe(set.Order(1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 400)]
    [InlineData(32, 32)]
    [InlineData(500, 120)]
    public void A_crop_of_any_size_becomes_a_patch_of_the_same_grey(int width, int height)
    {
        var crop = new GrayImage(width, height);
        Array.Fill(crop.Pixels, (byte)77);
        var patch = new byte[DigitReader.Side * DigitReader.Side];

        CropPatch.Of(crop, patch);

        patch.ShouldAllBe(value => value == 77);
    }

    [Fact]
    public void A_patch_shows_its_crop_the_right_way_round()
    {
        var crop = new GrayImage(90, 60);
        for (var y = 0; y < 30; y++)
        {
            crop.Row(y)[..45].Fill(200);
        }

        var patch = new byte[DigitReader.Side * DigitReader.Side];

        CropPatch.Of(crop, patch);

        (patch[(4 * 32) + 4], patch[(4 * 32) + 28], patch[(28 * 32) + 4], patch[(28 * 32) + 28]).ShouldBe(
            ((byte)200, (byte)0, (byte)0, (byte)0)
        );
    }

    private static byte[] Sample(TrainingSet set, int epoch, int index)
    {
        var patch = new byte[DigitReader.Side * DigitReader.Side];
        var targets = new float[DigitClass.Count];
        set.Sample(epoch, index, patch, targets);
        targets.Sum().ShouldBe(1, 1e-4f);
        return patch;
    }

    private static Plane Drawn()
    {
        var dice = new Dice(3, 3, 3);
        var plane = BoxDrawing.Empty(ref dice, out var frame);
        BoxDrawing.Write(plane, ref dice, Glyphs.Of(3)[0], frame, wide: false);
        return plane;
    }
}
