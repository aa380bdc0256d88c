using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training;

/// <summary>From labelled boxes to a model file.</summary>
public sealed class ReaderTraining
{
    private readonly IReadOnlyList<LabelledBox> _boxes;
    private readonly MnistFile? _mnist;
    private readonly TrainingOptions _options;
    private readonly Action<string, int, double> _progress;

    /// <param name="boxes">Real ones.</param>
    /// <param name="mnist">Digits to draw into boxes, or null.</param>
    /// <param name="options">Seed and length.</param>
    /// <param name="progress">Told what is trained, the epoch and its loss.</param>
    public ReaderTraining(IReadOnlyList<LabelledBox> boxes, MnistFile? mnist, TrainingOptions options, Action<string, int, double> progress)
    {
        _boxes = boxes;
        _mnist = mnist;
        _options = options;
        _progress = progress;
    }

    /// <summary>Each box, as it is and spoilt, read by networks that were trained without its fold.</summary>
    public CrossValidation CrossValidate(int folds)
    {
        var of = Folds.Of([.. _boxes.Select(box => box.Original)], folds, _options.Seed);
        var readings = new List<BoxReading>(_boxes.Count);
        var spoilt = SpoiltBoxes.All.Select(fault => (fault.Name, fault.Spoil, Readings: new List<BoxReading>(_boxes.Count))).ToList();
        for (var fold = 0; fold < folds; fold++)
        {
            var reader = Uncalibrated(Train([.. _boxes.Where((_, i) => of[i] != fold)], $"fold {fold + 1} of {folds}"));
            for (var i = 0; i < _boxes.Count; i++)
            {
                if (of[i] == fold && _boxes[i].Class >= 0)
                {
                    readings.Add(Read(reader, _boxes[i], _boxes[i].Picture, fold));
                    foreach (var fault in spoilt)
                    {
                        fault.Readings.Add(Read(reader, _boxes[i], fault.Spoil(_boxes[i], i), fold));
                    }
                }
            }
        }

        return new CrossValidation(readings, [.. spoilt.Select(fault => (fault.Name, (IReadOnlyList<BoxReading>)fault.Readings))]);
    }

    /// <summary>A model of all boxes.</summary>
    /// <param name="readings">Of <see cref="CrossValidate"/>: what it is calibrated on. Empty: the calibration of the model that is part of
    /// this program.</param>
    public byte[] TrainModel(IReadOnlyList<BoxReading> readings) => Model(_boxes, "all boxes", readings);

    /// <summary>A model that has not seen one fold, for tests with boxes that are new to it.</summary>
    public byte[] TrainModelWithout(int fold, int folds)
    {
        var of = Folds.Of([.. _boxes.Select(box => box.Original)], folds, _options.Seed);
        return Model([.. _boxes.Where((_, i) => of[i] != fold)], $"all but fold {fold} of {folds}", []);
    }

    private static BoxReading Read(DigitReader reader, LabelledBox box, Plane picture, int fold)
    {
        Span<byte> patch = stackalloc byte[DigitReader.Side * DigitReader.Side];
        var scores = new float[DigitClass.Count];
        CropPatch.Of(picture, patch);
        reader.Score(patch, scores);
        return new BoxReading(box.File, box.Class, scores, fold);
    }

    private byte[] Model(IReadOnlyList<LabelledBox> boxes, string what, IReadOnlyList<BoxReading> readings)
    {
        var calibration = readings.Count > 0 ? CalibrationFit.Fit(readings) : DigitReader.Default.Calibration;
        return new DigitModel(Train(boxes, what), calibration).ToBytes();
    }

    private FoldedNet[] Train(IReadOnlyList<LabelledBox> boxes, string what)
    {
        var nets = new FoldedNet[_options.Networks];
        for (var net = 0; net < nets.Length; net++)
        {
            var options = _options with { Seed = unchecked((_options.Seed * 1000) + (ulong)net) };
            var name = nets.Length == 1 ? what : $"{what}, network {net + 1} of {nets.Length}";
            nets[net] = new Trainer(NetShape.Standard, new TrainingSet(boxes, _mnist, options.Seed), options).Run(
                (epoch, loss) => _progress(name, epoch, loss)
            );
        }

        return nets;
    }

    /// <summary>As it will read: through the file, with its weights in half precision.</summary>
    private static DigitReader Uncalibrated(FoldedNet[] nets)
    {
        var file = new DigitModel(nets, Calibration.None).ToBytes();
        return DigitReader.TryLoad(file, out var reader, out var problem)
            ? reader
            : throw new InvalidOperationException($"a model just trained cannot be read: {problem}");
    }
}
