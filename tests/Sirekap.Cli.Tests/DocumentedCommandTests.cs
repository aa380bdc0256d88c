using System.Text.RegularExpressions;

namespace Sirekap.Cli.Tests;

/// <summary>The commands that documents show, run as they stand there: every block tagged <c>sh</c>, in a copy of the repository.</summary>
public sealed partial class DocumentedCommandTests
{
    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("docs/operate.md", 1)]
    public void The_commands_that_a_document_shows_work(string document, int atLeast)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands at the root are for bash");
        var blocks = Block().Matches(File.ReadAllText(Repository.At(document))).Select(match => match.Groups["commands"].Value).ToArray();
        blocks.Length.ShouldBeGreaterThanOrEqualTo(atLeast);

        using var copy = new TempFolder();
        CopyRepository(copy);
        foreach (var commands in blocks)
        {
            var ran = Command.RunIn(copy.Path, "bash", "-euo", "pipefail", "-c", string.Join('\n', commands.Split('\n').Select(line => Runnable(copy, line))));
            ran.Exits(0);
            ran.Error.ShouldBeEmpty(commands);
        }
    }

    [Fact]
    public void The_main_command_tells_each_step_and_ends_with_the_national_totals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands at the root are for bash");
        using var copy = new TempFolder();
        CopyRepository(copy);
        var ran = Command.RunIn(copy.Path, "bash", "./run", "250", "3").Succeeds();
        foreach (var step in Enumerable.Range(1, 5))
        {
            ran.Lines.ShouldContain(line => line.StartsWith($"{step}. ", StringComparison.Ordinal));
        }

        ran.Out.ShouldContain("holds; log key pinned");
        ran.Out.ShouldContain("250 stations");
        ran.Lines[^1].ShouldStartWith("  reported");

        // Again from the beginning: a second run must not stumble over the first.
        Command.RunIn(copy.Path, "bash", "./run", "250", "3").Succeeds().Lines.Length.ShouldBe(ran.Lines.Length);
    }

    /// <summary>A line as it stands; the two commands that take minutes are shortened, and must exist as they are.</summary>
    private static string Runnable(TempFolder copy, string line)
    {
        if ((line is "./run" or "./test") && !OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(copy[line]).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue(line);
        }

        return line switch
        {
            "./run" => "./run 250 1",
            "./test" => "bash -n ./test",
            _ => line,
        };
    }

    /// <summary>What git keeps, and the program as it was built for these tests, newer than its sources.</summary>
    private static void CopyRepository(TempFolder copy)
    {
        foreach (var file in Command.RunIn(Repository.Root, "git", "-c", "core.quotePath=false", "ls-files").Succeeds().Lines.Where(file => File.Exists(Repository.At(file))))
        {
            var to = copy[file];
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Repository.At(file), to);
        }

        var built = copy["src/Sirekap.Cli/bin/Release/net10.0"];
        Directory.CreateDirectory(built);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(built, Path.GetFileName(file)));
        }

        File.SetLastWriteTimeUtc(Path.Combine(built, "sirekap.dll"), DateTime.UtcNow);
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
