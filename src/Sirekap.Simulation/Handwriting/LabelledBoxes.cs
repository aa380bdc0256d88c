using System.IO.Compression;
using Sirekap.Ledger.Storage;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Handwriting;

/// <summary>
/// Boxes cut from photographs, with a list (CSV) of what is in each: columns <c>berkas</c> (file), <c>isi</c> (0–9, X, blank or something
/// else) and
/// <c>duplikat_dari</c> (the file that it is a copy of).
/// </summary>
public static class LabelledBoxes
{
    /// <summary>Three times the patch: finer than that, a distortion draws nothing that the network sees.</summary>
    private const int Longest = 96;

    /// <param name="path">A folder or a zip of pictures; a folder may hold the zip. The list lies inside or beside.</param>
    /// <param name="corrections">File name → what is really in it, where the list is known to be wrong; may be empty.</param>
    /// <param name="error">What is missing or wrong, naming file and line.</param>
    /// <returns>In the order of the list.</returns>
    public static IReadOnlyList<LabelledBox>? Load(string path, IReadOnlyDictionary<string, string> corrections, out string? error)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var zip = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.zip").Order(StringComparer.Ordinal).FirstOrDefault() : path;
        if (zip is not null && !File.Exists(zip))
        {
            error = $"{path}: there is no such folder or zip";
            return null;
        }

        using var archive = zip is null ? null : new ZipArchive(RegularFile.OpenStream(zip), ZipArchiveMode.Read);
        var list = List(folder, archive);
        if (list is null)
        {
            error = $"{path}: no list of what is in the boxes: a CSV with the columns berkas and isi belongs inside or beside";
            return null;
        }

        return Read(list.Value.Name, list.Value.Lines, name => Bytes(folder, archive, name), corrections, out error);
    }

    private static List<LabelledBox>? Read(
        string list,
        string[] lines,
        Func<string, byte[]?> bytes,
        IReadOnlyDictionary<string, string> corrections,
        out string? error
    )
    {
        var header = lines[0].Split(',');
        var (file, content, copy) = (Array.IndexOf(header, "berkas"), Array.IndexOf(header, "isi"), Array.IndexOf(header, "duplikat_dari"));
        var boxes = new List<LabelledBox>(lines.Length);
        error = null;
        for (var line = 1; line < lines.Length; line++)
        {
            var fields = lines[line].Split(',');
            if (fields.Length != header.Length)
            {
                error = $"{list}, line {line + 1}: {fields.Length} fields where the header has {header.Length}";
                return null;
            }

            var name = fields[file];
            if (bytes(name) is not { } picture)
            {
                error = $"{list}, line {line + 1}: the picture {name} is missing";
                return null;
            }

            if (!ImageFile.TryReadGray(picture, ImageLimits.Default, out var image, out var problem))
            {
                error = $"{list}, line {line + 1}: the picture {name} cannot be read: {problem}";
                return null;
            }

            var original = copy >= 0 && fields[copy].Length > 0 ? fields[copy] : name;
            boxes.Add(
                new LabelledBox(
                    name,
                    original,
                    DigitClass.FromLabel(corrections.GetValueOrDefault(name, fields[content])),
                    Plane.Of(image.Pixels, image.Width, image.Height, Longest)
                )
            );
            image.Return();
        }

        return boxes;
    }

    private static (string Name, string[] Lines)? List(string folder, ZipArchive? archive)
    {
        foreach (var entry in archive?.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal)) ?? [])
        {
            using var reader = new StreamReader(entry.Open());
            if (IsList(reader.ReadToEnd()) is { } lines)
            {
                return (entry.FullName, lines);
            }
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            if (IsList(RegularFile.ReadAllText(path)) is { } lines)
            {
                return (path, lines);
            }
        }

        return null;
    }

    private static string[]? IsList(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 && lines[0].Split(',') is var header && header.Contains("berkas") && header.Contains("isi") ? lines : null;
    }

    private static byte[]? Bytes(string folder, ZipArchive? archive, string name)
    {
        if (archive?.GetEntry(name) is { } entry)
        {
            using var stream = entry.Open();
            using var all = new MemoryStream();
            stream.CopyTo(all);
            return all.ToArray();
        }

        // A list is no way to name files elsewhere.
        var path = Path.Combine(folder, Path.GetFileName(name));
        return File.Exists(path) ? RegularFile.ReadAllBytes(path) : null;
    }
}
