using System.Text;
using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>What the repository may hold.</summary>
public sealed partial class TrackedFileTests
{
    private const long LargestFile = 2 << 20;

    /// <summary>Joined here so that this file does not hold them itself.</summary>
    private static readonly string[] Forbidden =
    [
        // Folders of one person's machine.
        "/ho" + "me/",
        "/ro" + "ot/",
        "/Us" + "ers/",
        @":\Us" + @"ers\",
        // Notes to oneself.
        "TO" + "DO",
        "FIX" + "ME",
        "XX" + "X:",
    ];

    /// <summary>
    /// Hosts that text may name: where the formats, the licence, the SDK and the names of formats are, this machine, and names reserved for
    /// examples.
    /// </summary>
    private static readonly string[] Hosts =
    [
        "c2sp.org",
        "www.apache.org",
        "dotnet.microsoft.com",
        "127.0.0.1",
        "0.0.0.0",
        "localhost",
        "example.org",
        "www.rfc-editor.org",
        "www.w3.org",
        "schemas.openxmlformats.org",
        "xunit.net",
        "www.sitemaps.org",
        "schema.org",
    ];

    [Fact]
    public void No_file_is_larger_than_two_megabytes()
    {
        Repository.Tracked.Count.ShouldBeGreaterThan(100);
        Repository.Tracked.Where(file => new FileInfo(Repository.At(file)).Length > LargestFile).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_holds_a_path_of_one_machine_or_a_note_to_oneself()
    {
        var found =
            from file in Texts()
            from line in file.Lines.Index()
            from word in Forbidden
            where IsIn(word, line.Item)
            select $"{file.Name}:{line.Index + 1}: {word}";
        found.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_names_a_server_that_is_none_of_its_business()
    {
        var found =
            from file in Texts()
            from line in file.Lines.Index()
            from Match url in Url().Matches(line.Item)
            let host = url.Groups["host"].Value
            where
                !Hosts.Contains(host)
                && !host.EndsWith(".example", StringComparison.Ordinal)
                && !host.EndsWith(".invalid", StringComparison.Ordinal)
                && !host.EndsWith(".kpu.go.id", StringComparison.Ordinal)
            select $"{file.Name}:{line.Index + 1}: {host}";
        found.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_built_or_generated_is_not_kept()
    {
        Repository
            .Tracked.Where(file => file.Split('/').Any(part => part is "bin" or "obj" or "TestResults" or "node_modules"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Where_packages_come_from_is_told_by_a_key_and_never_by_an_address()
    {
        Repository
            .Tracked.Where(file => Path.GetFileName(file).Equals("NuGet.config", StringComparison.OrdinalIgnoreCase))
            .ShouldBe(["NuGet.config"]);
        var text = Repository.Read("NuGet.config");
        text.ShouldContain("<packageSourceMapping>");
        text.ShouldNotContain("packageSources");
        text.ShouldNotContain("://");
    }

    [Fact]
    public void No_private_key_is_kept()
    {
        Texts()
            .Where(file =>
                file.Lines.Any(line =>
                    line.StartsWith("-----BEGIN", StringComparison.Ordinal) && line.Contains("PRIVATE KEY", StringComparison.Ordinal)
                )
            )
            .Select(file => file.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_three_commands_at_the_root_can_be_executed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var command in new[] { "run", "test", "sirekap", ".ci/run" })
        {
            File.GetUnixFileMode(Repository.At(command)).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue(command);
        }
    }

    [Fact]
    public void Words_that_do_not_belong_would_be_found()
    {
        IsIn("TO" + "DO", "to be done: TO" + "DO").ShouldBeTrue();
        IsIn("TO" + "DO", "mas" + "TO" + "DOn").ShouldBeFalse();
        IsIn("/ho" + "me/", "cd /ho" + "me/x").ShouldBeTrue();
        Url().Match("see https://a.example:80/b").Groups["host"].Value.ShouldBe("a.example");
    }

    /// <summary>A word stands by itself, in any case; a path anywhere.</summary>
    private static bool IsIn(string forbidden, string line)
    {
        for (
            var at = line.IndexOf(forbidden, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = line.IndexOf(forbidden, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + forbidden.Length;
            if (!char.IsAsciiLetterLower(forbidden[0]) && !char.IsAsciiLetterUpper(forbidden[0]))
            {
                return true;
            }

            if ((at == 0 || !char.IsAsciiLetterOrDigit(line[at - 1])) && (end == line.Length || !char.IsAsciiLetterOrDigit(line[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every tracked file that is text.</summary>
    private static IEnumerable<(string Name, string[] Lines)> Texts() =>
        from file in Repository.Tracked
        let bytes = File.ReadAllBytes(Repository.At(file))
        where !bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0)
        select (file, Encoding.UTF8.GetString(bytes).Split('\n'));

    [GeneratedRegex("https?://(?<host>[A-Za-z0-9.-]*[A-Za-z0-9])", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Url();
}
