using System.Text.RegularExpressions;

namespace Sirekap.Cli.Tests;

/// <summary>
/// The commands that documents show, run as they stand there: every block tagged <c>sh</c>, in a copy of the repository. A block
/// without a tag straight after one is what its commands print, or a part of it.
/// </summary>
public sealed partial class DocumentedCommandTests
{
    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("docs/operate.md", 1)]
    public void The_commands_that_a_document_shows_work(string document, int atLeast)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands at the root are for bash");
        var blocks = Block().Matches(File.ReadAllText(Repository.At(document))).ToArray();
        blocks.Length.ShouldBeGreaterThanOrEqualTo(atLeast);

        using var copy = new TempFolder();
        CopyRepository(copy);
        foreach (var block in blocks)
        {
            var commands = block.Groups["commands"].Value;
            var ran = Command.RunIn(
                copy.Path,
                "bash",
                "-euo",
                "pipefail",
                "-c",
                string.Join('\n', commands.Split('\n').Select(line => Runnable(copy, line)))
            );
            ran.Exits(0);
            ran.Error.ShouldBeEmpty(commands);
            ran.Out.ShouldContain(block.Groups["result"].Value, Case.Sensitive, commands);
        }
    }

    [Fact]
    public async Task The_main_command_tells_a_night_that_anyone_can_verify_over_the_network_and_goes_on_where_it_was_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands at the root are for bash");
        using var copy = new TempFolder();
        CopyRepository(copy);
        var first = await RunUntilTold(
            copy,
            async address =>
            {
                using var http = new HttpClient();
                (await http.GetStringAsync(address)).ShouldContain("SIMULASI");
                await Eventually(() =>
                    Command.Run("verify", address.ToString(), "--policy", copy["data/demo-250-3/policy"]) is { Exit: 0 } verified
                    && verified.Out.Contains("250 stations", StringComparison.Ordinal)
                );
            }
        );
        var second = await RunUntilTold(copy, _ => Task.CompletedTask);
        second.ShouldBe(first);
    }

    /// <summary>Runs the main command, does something when the night is told, and ends it as a system that shuts down does.</summary>
    /// <returns>The line that says what was told.</returns>
    private static async Task<string> RunUntilTold(TempFolder copy, Func<Uri, Task> then)
    {
        using var run = Command.Start(
            copy.Path,
            "bash",
            "./run",
            "--stations",
            "250",
            "--seed",
            "3",
            "--minutes",
            "0",
            "--urls",
            "http://127.0.0.1:0"
        );
        try
        {
            var address = default(Uri);
            while (await run.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2)) is { } line)
            {
                if (line.StartsWith("Open ", StringComparison.Ordinal))
                {
                    address = new Uri(line["Open ".Length..]);
                }
                else if (line.StartsWith("The night is told:", StringComparison.Ordinal))
                {
                    await then(address.ShouldNotBeNull());
                    Command.RunIn(copy.Path, "bash", "-c", $"kill -TERM {run.Id}").Succeeds();
                    run.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
                    return line;
                }
            }

            throw new InvalidOperationException(await run.StandardError.ReadToEndAsync());
        }
        finally
        {
            if (!run.HasExited)
            {
                run.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The whole publication follows the last entry by some seconds.</summary>
    private static async Task Eventually(Func<bool> holds)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            if (holds())
            {
                return;
            }

            await Task.Delay(500);
        }

        holds().ShouldBeTrue();
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
            "./run" => "bash -n ./run",
            "./test" => "bash -n ./test",
            _ => line,
        };
    }

    /// <summary>What git keeps, and the program as it was built for these tests, newer than its sources.</summary>
    private static void CopyRepository(TempFolder copy)
    {
        foreach (
            var file in Command
                .RunIn(Repository.Root, "git", "-c", "core.quotePath=false", "ls-files")
                .Succeeds()
                .Lines.Where(file => File.Exists(Repository.At(file)))
        )
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

    [GeneratedRegex(
        "^```sh\n(?<commands>.*?)^```\n(\n```\n(?<result>.*?)^```)?",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Block();
}
