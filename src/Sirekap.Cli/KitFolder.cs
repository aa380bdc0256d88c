using System.Text.RegularExpressions;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Storage;
using Sirekap.Officers.Kits;

namespace Sirekap.Cli;

/// <summary>
/// The folder of a region's letters. A district's kits lie in a file of their own (<c>317101.kits</c>) from before they are enrolled until
/// their letters are whole, so that a call that was cut off is gone on with and no station gets two.
/// </summary>
internal sealed partial class KitFolder
{
    private const string Pending = ".kits";

    private readonly string _path;

    /// <exception cref="CommandFailure">It holds something that is none of ours.</exception>
    public KitFolder(string path)
    {
        _path = path;
        if (File.Exists(path))
        {
            throw new CommandFailure($"--to {path}: is a file; expected a folder");
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault(entry => !IsOurs(entry)) is { } foreign)
        {
            throw new CommandFailure($"--to {path}: {Path.GetFileName(foreign)} is no letter of kits; expected a folder of their own");
        }
    }

    /// <summary>Kits that were made and whose letters are not whole, by the name of their file.</summary>
    /// <exception cref="CommandFailure">A file is damaged.</exception>
    public IReadOnlyList<(string Name, IReadOnlyList<StationKit> Kits)> Begun() =>
        Directory.Exists(_path)
            ?
            [
                .. Directory
                    .EnumerateFiles(_path, $"*{Pending}")
                    .Order(StringComparer.Ordinal)
                    .Select(file => (Path.GetFileNameWithoutExtension(file), Read(file))),
            ]
            : [];

    /// <summary>A name that no letters of the district have yet: <c>317101</c>, <c>317101-2</c> …</summary>
    public string NewName(RegionCode district)
    {
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? $"{district}" : $"{district}-{i}";
            if (!File.Exists(Letters(name)) && !File.Exists(At(name + Pending)))
            {
                return name;
            }
        }
    }

    /// <summary>Where the letters of a name are.</summary>
    public string Letters(string name) => At($"{name}.html");

    /// <summary>Keeps kits before anything is signed about them.</summary>
    public void Begin(string name, IReadOnlyList<StationKit> kits) =>
        KeyFiles.Write(At(name + Pending), string.Join('\n', kits.Select(kit => kit.Line())));

    /// <summary>Puts letters and posters there, whole, and forgets the kits.</summary>
    public void Finish(string name, string letters, string posters)
    {
        // An earlier end that was killed may have left them: they are of the same kits.
        KeyFiles.Put(Letters(name), letters);
        KeyFiles.Put(At($"{name}-poster.html"), posters);
        File.Delete(At(name + Pending));
    }

    private static bool IsOurs(string entry) => File.Exists(entry) && Name().IsMatch(Path.GetFileName(entry));

    private static IReadOnlyList<StationKit> Read(string file) =>
        [
            .. RegularFile
                .ReadAllText(file)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(
                    (line, i) => StationKit.Read(line) ?? throw new CommandFailure($"{file}: line {i + 1} is no kit; expected STATION KEY")
                ),
        ];

    private string At(string name) => Path.Combine(_path, name);

    [GeneratedRegex(@"^[0-9A-Z]{6}(-[0-9]+)?(\.kits|(-poster)?\.html)(\.new)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
