using Sirekap.Reading.Digits.Network;

namespace Sirekap.Reading.Digits.Training;

/// <summary>From labelled boxes to a model file: <c>sirekap reader train</c>.</summary>
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

    /// <summary>Each box read by networks that were trained without its fold.</summary>
    public IReadOnlyList<BoxReading> CrossValidate(int folds)
    {
        var of = Folds.Of([.. _boxes.Select(box => box.Original)], folds, _options.Seed);
        var readings = new BoxReading?[_boxes.Count];
        for (var fold = 0; fold < folds; fold++)
        {
            var reader = Uncalibrated(Train([.. _boxes.Where((_, i) => of[i] != fold)], $"fold {fold + 1} of {folds}"));
            var patch = new byte[DigitReader.Side * DigitReader.Side];
            for (var i = 0; i < _boxes.Count; i++)
            {
                if (of[i] == fold && _boxes[i].Class >= 0)
                {
                    var scores = new float[DigitClass.Count];
                    CropPatch.Of(_boxes[i].Picture, patch);
                    reader.Score(patch, scores);
                    readings[i] = new BoxReading(_boxes[i].File, _boxes[i].Class, scores, fold);
                }
            }
        }

        return [.. readings.OfType<BoxReading>()];
    }

    /// <summary>A model of all boxes.</summary>
    /// <param name="readings">From <see cref="CrossValidate"/>: what it is calibrated on. Empty: the calibration of the model that is part of this program.</param>
    public byte[] TrainModel(IReadOnlyList<BoxReading> readings) => Model(_boxes, "all boxes", readings);

    /// <summary>A model that has not seen one fold, for tests with boxes that are new to it.</summary>
    public byte[] TrainModelWithout(int fold, int folds)
    {
        var of = Folds.Of([.. _boxes.Select(box => box.Original)], folds, _options.Seed);
        return Model([.. _boxes.Where((_, i) => of[i] != fold)], $"all but fold {fold} of {folds}", []);
    }

    /// <summary>Quality of readings under the calibration fitted to the other folds' readings, so that no reading calibrates itself.</summary>
    public static ReadingQuality Quality(IReadOnlyList<BoxReading> readings)
    {
        var calibrations = readings.Select(reading => reading.Fold).Distinct().ToDictionary(fold => fold, fold => CalibrationFit.Fit([.. readings.Where(reading => reading.Fold != fold)]));
        return new ReadingQuality(readings, reading =>
        {
            var probabilities = new float[DigitClass.Count];
            calibrations[reading.Fold].Apply(reading.Scores, probabilities);
            return probabilities;
        });
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
            nets[net] = new Trainer(NetShape.Standard, new TrainingSet(boxes, _mnist, options.Seed), options).Run((epoch, loss) => _progress(name, epoch, loss));
        }

        return nets;
    }

    /// <summary>As it will read: through the file, with its weights in half precision.</summary>
    private static DigitReader Uncalibrated(FoldedNet[] nets)
    {
        var file = new DigitModel(nets, Calibration.None).ToBytes();
        return DigitReader.TryLoad(file, out var reader, out var problem) ? reader : throw new InvalidOperationException($"a model just trained cannot be read: {problem}");
    }
}
