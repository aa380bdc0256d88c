using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;
using Sirekap.Simulation.Handwriting;
using Sirekap.Training.Synthesis;

namespace Sirekap.Training.Tests;

public sealed class TrainerTests
{
    private static readonly NetShape Small = new(16, 16, 16, 16, 16);

    [Fact]
    public void The_number_of_threads_changes_no_bit_of_a_model()
    {
        var boxes = Crossed(20);

        var one = Trained(boxes, new TrainingOptions(3) { Epochs = 2, Threads = 1 });
        var four = Trained(boxes, new TrainingOptions(3) { Epochs = 2, Threads = 4 });
        var other = Trained(boxes, new TrainingOptions(4) { Epochs = 2, Threads = 4 });

        four.ShouldBe(one);
        other.ShouldNotBe(one);
    }

    [Fact]
    public void A_small_training_learns_to_tell_crossed_boxes_from_empty_ones()
    {
        var model = Trained(Crossed(30), new TrainingOptions(1) { Epochs = 25, AverageDecay = 0.8f });
        DigitReader.TryLoad(model, out var reader, out _).ShouldBeTrue();
        var unseen = Crossed(60, seed: 99);

        var right = unseen.Count(box => Best(reader, box) == box.Class);

        right.ShouldBeGreaterThan(48);
    }

    [Fact]
    public void Every_box_is_read_once_by_networks_without_its_fold_as_it_is_and_with_each_fault()
    {
        var boxes = Crossed(12);
        var trained = new List<string>();

        var validation = new ReaderTraining(
            boxes,
            null,
            new TrainingOptions(1) { Epochs = 1 },
            (what, _, _) => trained.Add(what)
        ).CrossValidate(2);

        trained.ShouldBe(["fold 1 of 2", "fold 2 of 2"]);
        var folds = Folds.Of([.. boxes.Select(box => box.Original)], 2, 1);
        validation.Readings.OrderBy(reading => int.Parse(reading.File)).Select(reading => reading.Fold).ShouldBe(folds);
        validation.Spoilt.Count.ShouldBeGreaterThan(10);
        validation.Spoilt.ShouldAllBe(fault => fault.Readings.Count == boxes.Count);
        validation.Quality(validation.Spoilt[0].Readings).Count.ShouldBe(boxes.Count);
    }

    private static int Best(DigitReader reader, LabelledBox box)
    {
        Span<byte> patch = stackalloc byte[DigitReader.Side * DigitReader.Side];
        var probabilities = new float[DigitClass.Count];
        CropPatch.Of(box.Picture, patch);
        reader.Read(patch, probabilities);
        return Array.IndexOf(probabilities, probabilities.Max());
    }

    private static byte[] Trained(IEnumerable<LabelledBox> boxes, TrainingOptions options) =>
        new DigitModel([new Trainer(Small, new TrainingSet(boxes, null, options.Seed), options).Run()], Calibration.None).ToBytes();

    /// <summary>Drawn boxes, crossed and empty by turns.</summary>
    private static List<LabelledBox> Crossed(int count, ulong seed = 5)
    {
        var boxes = new List<LabelledBox>();
        for (var i = 0; i < count; i++)
        {
            var dice = new Dice(seed, 0, (ulong)i);
            var plane = BoxDrawing.Empty(ref dice, out var frame);
            if (i % 2 == 0)
            {
                BoxDrawing.Write(plane, ref dice, Glyphs.Of(DigitClass.Crossed)[0], frame, wide: true);
            }

            boxes.Add(new LabelledBox($"{i}", $"{i}", i % 2 == 0 ? DigitClass.Crossed : DigitClass.Blank, plane));
        }

        return boxes;
    }
}
