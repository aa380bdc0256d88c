using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>
/// What a person names, or lays into a folder, may be a pipe, and a command that opens it waits for ever: in the rooms that read such files
/// one class opens them.
/// </summary>
public sealed partial class OpenedFileTests
{
    private static readonly string[] Rooms =
    [
        "src/Sirekap.Cli/",
        "src/Sirekap.OpenData/",
        "src/Sirekap.Verification/",
        "src/Sirekap.Publication/",
        "src/Sirekap.Node/",
    ];

    [Fact]
    public void Files_that_others_name_are_opened_in_one_place()
    {
        var files = SourceFile.All.Where(file => Rooms.Any(room => file.Path.StartsWith(room, StringComparison.Ordinal))).ToArray();
        files.Length.ShouldBeGreaterThan(80);
        files
            .SelectMany(file =>
                file.Lines.Index().Where(line => Opens().IsMatch(line.Item)).Select(line => $"{file.Path}:{line.Index + 1}")
            )
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("var x = File.ReadAllBytes(path);", true)]
    [InlineData("await File.ReadAllTextAsync(path, token)", true)]
    [InlineData("using var x = File.OpenRead(path);", true)]
    [InlineData("ZipFile.OpenRead(path)", true)]
    [InlineData("new StreamReader(path)", true)]
    [InlineData("new FileStream(path, FileMode.Open)", true)]
    [InlineData("File.OpenHandle(path, FileMode.Open)", true)]
    [InlineData("File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write)", false)]
    [InlineData("RegularFile.ReadAllBytes(path)", false)]
    [InlineData("new FileStream(aside, options)", false)]
    [InlineData("new StreamReader(stream, Encoding.UTF8)", false)]
    public void Whatever_else_opens_one_is_found(string line, bool isFound) => Opens().IsMatch(line).ShouldBe(isFound);

    [GeneratedRegex(
        """(?<!\w)(Zip)?File\.(Read\w*|Open(Read|Text)?|OpenHandle)\((?!.*CreateNew)|new FileStream\([^)]*FileMode\.Open"""
            + """|new StreamReader\((path|file|name)\w*[,)]""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Opens();
}
