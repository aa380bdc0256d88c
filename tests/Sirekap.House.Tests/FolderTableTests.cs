using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>The table of folders in docs/architecture.md.</summary>
public sealed partial class FolderTableTests
{
    private static readonly string[] Named =
    [
        .. Rows()
            .SelectMany(row => Code().Matches(row).Select(match => "src/Sirekap." + match.Groups["folder"].Value))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_folder_that_the_table_names_is_there()
    {
        Named.Length.ShouldBeGreaterThan(15);
        Named.Where(folder => !Directory.Exists(Repository.At(folder.TrimEnd('*')))).ShouldBeEmpty();
        Named.ShouldBeUnique();
    }

    [Fact]
    public void Every_folder_with_code_is_named_in_the_table()
    {
        // The projects themselves are in the drawing; where one has code beside its folders, the folders' rows speak for it.
        var folders = Repository
            .Tracked.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => file[..file.LastIndexOf('/')])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        folders.Where(folder => folder.Count(c => c == '/') > 1 && !Named.Contains(Siblings(folder))).Except(Named).ShouldBeEmpty();
        folders
            .Where(folder =>
                folder.Count(c => c == '/') == 1
                && !Named.Any(named => named == folder || named.StartsWith(folder + "/", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }

    /// <summary>How a row names all folders beside this one, where they are many of one sort.</summary>
    private static string Siblings(string folder) => folder[..folder.LastIndexOf('/')] + "/*";

    /// <summary>First cells.</summary>
    private static IEnumerable<string> Rows() =>
        Repository
            .Read("docs/architecture.md")
            .Split('\n')
            .SkipWhile(line => !line.StartsWith("| folder |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[1]);

    [GeneratedRegex("`(?<folder>[^`]+)`", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Code();
}
