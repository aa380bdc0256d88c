using System.CommandLine;
using System.Globalization;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>Options that many commands take, spelled once.</summary>
public static class CommonOptions
{
    public static Option<string> Data() => new("--data") { Description = "the data directory", Required = true };

    public static Option<string?> Election() => new("--election") { Description = "the election's id; default the only one" };

    public static Option<string?> Contest() => new("--contest") { Description = "the contest's code; default the only one, else ppwp" };

    public static Option<bool> Json() => new("--json") { Description = "answer in JSON" };

    public static Option<string[]> Regions(bool required) =>
        new("--regions")
        {
            Description =
                "places: a table kode,tingkat,nama,kode_induk,tps (.csv or .csv.gz), or the regions text of a publication;"
                + " may be given again",
            Required = required,
        };

    /// <summary>The path that an option was given.</summary>
    /// <exception cref="CommandFailure">It is empty, as a script's unset variable is.</exception>
    public static string Path(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } path && !string.IsNullOrWhiteSpace(path)
            ? path
            : throw new CommandFailure($"{option.Name} is empty");

    /// <summary>The path of a file that is going to be written, perhaps after hours.</summary>
    /// <exception cref="CommandFailure">There is no such folder, or it is one itself.</exception>
    public static string NewFile(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new CommandFailure($"{option} is empty");
        }

        if (Directory.Exists(path))
        {
            throw new CommandFailure($"{option} {path}: is a folder; expected a file");
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        return Directory.Exists(folder) ? path : throw new CommandFailure($"{option} {path}: there is no folder {folder}");
    }

    /// <summary>The contest named, or the only one, or the president's.</summary>
    /// <exception cref="CommandFailure">There is none such.</exception>
    public static ContestRecord InContest(ElectionRecord record, string? code)
    {
        code ??= record.Contests.Count == 1 ? record.Contests.First().Contest.Code : "ppwp";
        return record.Contest(code)
            ?? throw new CommandFailure(
                $"there is no contest {code}; there are {string.Join(", ", record.Contests.Select(c => c.Contest.Code))}"
            );
    }

    /// <summary>The ordinal of a region.</summary>
    /// <exception cref="CommandFailure">There is none such.</exception>
    public static int InRegion(ElectionRecord record, string code) =>
        RegionCode.TryParse(code, out var at) && record.Tree.FindRegion(at) is >= 0 and var region
            ? region
            : throw new CommandFailure(
                $"{code} is no region of this election{(code.Length == 13 ? "; for a station see 'sirekap station'" : "")}"
            );

    /// <summary>The folder of an election that may not exist yet.</summary>
    /// <exception cref="CommandFailure">That is no id.</exception>
    public static ElectionFolder NewFolder(string data, string id) =>
        IdRules.IsId(id) ? ElectionFolder.At(data, id) : throw new CommandFailure($"--election {id}: expected {IdRules.Rule}");

    /// <summary>The folder of the election named, or of the only one.</summary>
    /// <exception cref="CommandFailure">There is none such.</exception>
    public static ElectionFolder Folder(string data, string? election) =>
        ElectionFolder.Find(data, election, out var error) ?? throw new CommandFailure(error!);

    /// <summary>The identity of an entry that is given by its number or by its identity.</summary>
    /// <param name="record">Whose entry it is.</param>
    /// <param name="text">What was given.</param>
    /// <param name="option">By which option, to name it in what is said.</param>
    /// <exception cref="CommandFailure">It is neither.</exception>
    public static Digest Entry(ElectionRecord record, string text, string option)
    {
        if (Digest.TryParse(Encoding.UTF8.GetBytes(text), out var identity))
        {
            return identity;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < record.Count
            ? record.Ids[index]
            : throw new CommandFailure(
                $"{option} {text} is neither an entry's number below {record.Count} nor an identity of 64 hexadecimal digits"
            );
    }
}
