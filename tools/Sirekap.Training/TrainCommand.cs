using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training;

/// <summary>
/// From labelled boxes to a model: first each fold of the boxes is read by networks that have not seen it, which gives the figures and the
/// calibration; then the model is trained on all. The same seed and boxes give the same model.
/// </summary>
public static class TrainCommand
{
    /// <summary>Bad usage, or boxes that cannot be read at all.</summary>
    public const int Unusable = 2;

    public static RootCommand Create()
    {
        var options = new Options();
        var command = new RootCommand("Train a model from labelled boxes, with figures on boxes that it has not seen.")
        {
            options.Digits,
            options.Mnist,
            options.Seed,
            options.Output,
            options.Folds,
            options.LeaveOut,
            options.Among,
            options.Epochs,
            options.Threads,
            options.Readings,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options asked)
    {
        // All that can be said before, for training takes an hour.
        var options = new TrainingOptions(parsed.GetValue(asked.Seed))
        {
            Epochs = AtLeast(1, parsed, asked.Epochs),
            Threads = AtLeast(1, parsed, asked.Threads),
        };
        var (count, among) = (AtLeast(0, parsed, asked.Folds), AtLeast(2, parsed, asked.Among));
        if (count == 1)
        {
            throw new TrainingFailure("--folds 1: one fold leaves no box to train on; expected 0 (none), or 2 or more");
        }

        if (parsed.GetValue(asked.LeaveOut) is { } left && (left < 0 || left >= among))
        {
            throw new TrainingFailure($"--leave-out {left}: folds are 0 … {among - 1}");
        }

        var path = NewFile(asked.Output.Name, parsed.GetValue(asked.Output)!);
        var list = parsed.GetValue(asked.Readings) is { } given ? NewFile(asked.Readings.Name, given) : null;
        var boxes = Boxes(parsed.GetValue(asked.Digits)!);
        var pictures = boxes.Select(box => box.Original).Distinct(StringComparer.Ordinal).Count();
        var (wanted, option) = parsed.GetValue(asked.LeaveOut) is null ? (count, asked.Folds.Name) : (among, asked.Among.Name);
        if (wanted > pictures)
        {
            throw new TrainingFailure($"{option} {wanted}: there are only {pictures} different pictures");
        }

        var training = new ReaderTraining(boxes, Mnist(parsed.GetValue(asked.Mnist), parsed.GetValue(asked.Digits)!), options, Progress());
        if (parsed.GetValue(asked.LeaveOut) is { } fold)
        {
            LeaveOut(training, boxes, options, fold, among, path);
            return 0;
        }

        var read = count > 0 ? training.CrossValidate(count) : new CrossValidation([], []);
        if (read.Readings.Count > 0)
        {
            TrainingReport.Write(Console.Out, read, list);
        }

        Save(path, training.TrainModel(read.Readings));
        return 0;
    }

    /// <summary>The path of a file that is going to be written, perhaps after hours.</summary>
    private static string NewFile(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new TrainingFailure($"{option} is empty");
        }

        if (Directory.Exists(path))
        {
            throw new TrainingFailure($"{option} {path}: is a folder; expected a file");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder) ? path : throw new TrainingFailure($"{option} {path}: there is no folder {folder}");
    }

    private static int AtLeast(int least, ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is var value && value >= least
            ? value
            : throw new TrainingFailure($"{option.Name} {value}: expected {least} or more");

    private static void LeaveOut(
        ReaderTraining training,
        IReadOnlyList<LabelledBox> boxes,
        TrainingOptions options,
        int fold,
        int folds,
        string path
    )
    {
        Save(path, training.TrainModelWithout(fold, folds));
        var of = Folds.Of([.. boxes.Select(box => box.Original)], folds, options.Seed);
        File.WriteAllLines(path + ".unseen.txt", boxes.Where((_, i) => of[i] == fold).Select(box => box.File));
    }

    private static void Save(string path, byte[] model)
    {
        File.WriteAllBytes(path, model);
        Console.Out.WriteLine($"{path}: {model.Length:N0} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(model))}");
    }

    private static List<LabelledBox> Boxes(string[] paths)
    {
        var all = new List<LabelledBox>();
        foreach (var path in paths)
        {
            all.AddRange(LabelledBoxes.Load(path, LabelCorrections.Known, out var error) ?? throw new TrainingFailure(error!));
        }

        return all;
    }

    private static MnistFile? Mnist(string? given, string[] digits)
    {
        var folder = given ?? Path.GetDirectoryName(Path.GetFullPath(Path.Combine(digits[0], "x")))!;
        folder = given is null && !Directory.Exists(folder) ? Path.GetDirectoryName(folder)! : folder;
        var mnist = MnistFile.Load(folder, out var error);
        if (mnist is null && given is not null)
        {
            throw new TrainingFailure(error!);
        }

        if (mnist is null)
        {
            Console.Error.WriteLine($"without MNIST: {error}");
        }

        return mnist;
    }

    private static Action<string, int, double> Progress()
    {
        var watch = Stopwatch.StartNew();
        return (what, epoch, loss) =>
            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{what}: epoch {epoch}, loss {loss:F4}, {watch.Elapsed.TotalSeconds:F0} s")
            );
    }

    private sealed class Options
    {
        public Option<string[]> Digits { get; } =
            new("--digits")
            {
                Description = "folders or zips of digit boxes with their list (columns berkas, isi)",
                Required = true,
                AllowMultipleArgumentsPerToken = true,
            };

        public Option<string?> Mnist { get; } =
            new("--mnist")
            {
                Description = "folder with MNIST's test set (mnist-t10k-*.gz); default: the folder of the digits, where it is there",
            };

        public Option<ulong> Seed { get; } = new("--seed") { Description = "the same seed gives the same model", Required = true };

        public Option<string> Output { get; } = new("--out") { Description = "the model file", Required = true };

        public Option<int> Folds { get; } =
            new("--folds")
            {
                Description = "how many folds are read by networks that have not seen them; 0: none",
                DefaultValueFactory = _ => 5,
            };

        public Option<int?> LeaveOut { get; } =
            new("--leave-out")
            {
                Description = "train one model without this fold (0 …) and write which files it has not seen to OUT.unseen.txt",
            };

        public Option<int> Among { get; } = new("--of") { Description = "how many folds --leave-out counts", DefaultValueFactory = _ => 5 };

        public Option<int> Epochs { get; } =
            new("--epochs") { DefaultValueFactory = _ => new TrainingOptions(0).Epochs, Description = "times that each box is shown" };

        public Option<int> Threads { get; } =
            new("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "changes only how long it takes" };

        public Option<string?> Readings { get; } =
            new("--readings") { Description = "writes each box as its fold's networks read it to this CSV" };
    }
}
