using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sirekap.Ledger.Storage;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap read digits DIR</c>: what is in each picture of a folder, each a digit box with its margin; one line a picture, in the order
/// of their names.
/// </summary>
public static class ReadDigitsCommand
{
    private static readonly string[] Kinds = [".jpg", ".jpeg", ".png"];

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "pictures of digit boxes (.jpg, .png), also in folders within" };
        var model = Model();
        var json = CommonOptions.Json();
        var command = new Command("digits", "Read digit boxes: 0–9, X (crossed out) or blank, and how probable that is.")
        {
            folder,
            model,
            json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, Reader(parsed.GetValue(model)), parsed.GetValue(json)));
        return command;
    }

    internal static Option<string?> Model() =>
        new("--model") { Description = "a model file; default the one that is part of this program" };

    /// <summary>The reader with the model of that file.</summary>
    /// <exception cref="CommandFailure">There is no such file, or it is no model.</exception>
    internal static DigitReader Reader(string? path)
    {
        if (path is null)
        {
            return DigitReader.Default;
        }

        if (!File.Exists(path))
        {
            throw new CommandFailure($"{path}: there is no such file");
        }

        return DigitReader.TryLoad(RegularFile.ReadAllBytes(path), out var reader, out var problem)
            ? reader
            : throw new CommandFailure($"{path}: is no model of this program: {problem}");
    }

    private static int Run(string folder, DigitReader reader, bool json)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandFailure($"{folder}: there is no such folder");
        }

        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (files.Length == 0)
        {
            throw new CommandFailure($"{folder}: has no pictures (.jpg, .png)");
        }

        var exit = Exit.Holds;
        using var output = new StreamWriter(Console.OpenStandardOutput());
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file);
            if (PhotoFile.TryRead(file, out var error) is not { } bytes)
            {
                Console.Error.WriteLine(error);
                exit = Exit.DoesNotHold;
            }
            else if (ImageFile.TryReadGray(bytes, ImageLimits.Default, out var image, out var problem))
            {
                output.WriteLine(Line(name, image, reader, json));
                image.Return();
            }
            else
            {
                Console.Error.WriteLine($"{file}: cannot be read: {problem}");
                exit = Exit.DoesNotHold;
            }
        }

        return exit;
    }

    private static string Line(string name, GrayImage image, DigitReader reader, bool json)
    {
        Span<byte> patch = stackalloc byte[DigitReader.Side * DigitReader.Side];
        Span<float> probabilities = stackalloc float[DigitClass.Count];
        CropPatch.Of(image, patch);
        reader.Read(patch, probabilities);
        var best = 0;
        for (var c = 1; c < DigitClass.Count; c++)
        {
            best = probabilities[c] > probabilities[best] ? c : best;
        }

        var probability = probabilities[best].ToString("0.0#####", CultureInfo.InvariantCulture);
        return json
            ? $$"""{"file":{{JsonSerializer.Serialize(name)}},"label":"{{DigitClass.Label(best)}}","probability":{{probability}}}"""
            : $"{name}  {DigitClass.Label(best)}  {probability}";
    }
}
