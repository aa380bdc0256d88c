using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>What documents call by its name is there under that name.</summary>
public sealed partial class NameTests
{
    private static readonly HashSet<string> Folders = [.. Repository.Tracked.SelectMany(Above)];

    private static readonly HashSet<string> Known =
    [
        .. Folders.Select(folder => folder.Split('/')[^1]),
        .. SourceFile.All.Select(file => file.Namespace).OfType<string>(),
        .. SourceFile.All.Select(file => $"{file.Namespace}.{Path.GetFileNameWithoutExtension(file.Path)}"),
    ];

    public static TheoryData<string> Documents => [.. Repository.Tracked.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_in_a_document_leads_to_a_file_or_folder_of_the_repository(string document) =>
        PathsIn(Repository.Read(document)).Where(path => !Exists(path)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_name_that_begins_with_Sirekap_is_a_project_a_namespace_a_type_or_a_switch(string document) =>
        NamesIn(Repository.Read(document)).Where(name => !Known.Contains(name) && !IsSwitch(name)).ShouldBeEmpty();

    [Fact]
    public void Names_that_lead_nowhere_would_be_found()
    {
        PathsIn("see src/Sirekap.Nothing/A.cs, docs/decisions/0002, `tests/Sirekap.House.Tests/` and https://example.org/src/x.")
            .ShouldBe(["src/Sirekap.Nothing/A.cs", "docs/decisions/0002", "tests/Sirekap.House.Tests"]);
        Exists("src/Sirekap.Nothing/A.cs").ShouldBeFalse();
        Exists("docs/decisions/0002").ShouldBeTrue();
        Exists("tests/Sirekap.House.Tests").ShouldBeTrue();
        NamesIn("`Sirekap.House.Tests`, Sirekap.House.Tests.Nowhere; Sirekap.slnx.")
            .ShouldBe(["Sirekap.House.Tests", "Sirekap.House.Tests.Nowhere"]);
        Known.Contains("Sirekap.House.Tests.NameTests").ShouldBeTrue();
        Known.Contains("Sirekap.House.Tests.Nowhere").ShouldBeFalse();
    }

    /// <summary>A decision may be named by its number, and NAME stands for any name.</summary>
    private static bool Exists(string path) =>
        path.Contains("NAME", StringComparison.Ordinal)
        || Folders.Contains(path)
        || Repository.Tracked.Any(file => file == path || file.StartsWith(path + "-", StringComparison.Ordinal));

    /// <summary>A runtime switch is a name in quotes in the code that asks for it.</summary>
    private static bool IsSwitch(string name) =>
        SourceFile.All.Any(file => file.Lines.Any(line => line.Contains($"\"{name}\"", StringComparison.Ordinal)));

    private static IEnumerable<string> PathsIn(string text) => PathInText().Matches(text).Select(match => match.Value.TrimEnd('/', '.'));

    private static IEnumerable<string> NamesIn(string text) =>
        NameInText().Matches(text).Select(match => match.Value).Where(name => !NameOfFile().IsMatch(name));

    private static IEnumerable<string> Above(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
        {
            yield return file[..end];
        }
    }

    [GeneratedRegex(@"(?<![\w/.-])(?:src|tests|bench|docs|examples|tools)/[\w./-]*\w/?", RegexOptions.None, 60_000)]
    private static partial Regex PathInText();

    [GeneratedRegex(@"(?<![\w/-])Sirekap(?:\.\w+)+", RegexOptions.None, 60_000)]
    private static partial Regex NameInText();

    [GeneratedRegex(@"\.(?:cs|csproj|slnx|dll|exe)$", RegexOptions.None, 60_000)]
    private static partial Regex NameOfFile();
}
