using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;
using Sirekap.OpenData.Imports;

namespace Sirekap.Cli;

/// <summary>
/// A folder of officers' keys, <c>SCOPE.pem</c> and, for more of one place, <c>SCOPE-2.pem</c>. Which row's key a file is stands beside
/// them in <c>rows</c>, a line a file: its name, the role, the scope, SHA-256 of the words for the holder. So a table that is given again
/// finds each row's own file, whatever rows have come before it since.
/// </summary>
internal sealed class KeyFolder
{
    private const string List = "rows";

    private readonly string _path;
    private readonly List<(string File, string Row)> _kept;
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <exception cref="CommandFailure">A line of the list is none.</exception>
    public KeyFolder(string path)
    {
        _path = path;
        var list = Path.Combine(path, List);
        var lines = File.Exists(list) ? RegularFile.ReadAllText(list).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        _kept = [.. lines.Select((line, i) => Read(line) ?? throw new CommandFailure($"{list}:{i + 1}: expected FILE ROLE SCOPE HASH"))];
    }

    /// <summary>The file of a row's private key; every row has another.</summary>
    public string FileOf(WrittenOfficer officer)
    {
        var row = RowOf(officer);
        var file = _kept.FirstOrDefault(kept => kept.Row == row && !_given.Contains(kept.File)).File ?? NewFile(officer.Scope);
        _given.Add(file);
        if (_kept.TrueForAll(kept => kept.File != file))
        {
            _kept.Add((file, row));
        }

        return Path.Combine(_path, file);
    }

    /// <summary>Writes down whose the files are, before the first is written.</summary>
    public void Write() => KeyFiles.Put(Path.Combine(_path, List), string.Concat(_kept.Select(kept => $"{kept.File} {kept.Row}\n")));

    private string NewFile(RegionCode scope)
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? $"{scope}.pem" : $"{scope}-{number}.pem";
            if (!_given.Contains(name) && _kept.TrueForAll(kept => kept.File != name))
            {
                return name;
            }
        }
    }

    private static string RowOf(WrittenOfficer officer)
    {
        var holder = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(officer.Holder)));
        return $"{Words.Roles.Of(officer.Role)} {officer.Scope} {holder}";
    }

    private static (string File, string Row)? Read(string line) =>
        line.Split(' ') is [var file, _, _, _] && file == Path.GetFileName(file) ? (file, line[(file.Length + 1)..]) : null;
}
