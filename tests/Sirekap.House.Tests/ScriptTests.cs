using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>What shell scripts, and the commands that documents show, never do.</summary>
public sealed partial class ScriptTests
{
    [Fact]
    public void Nothing_is_piped_into_a_reader_that_may_leave_before_its_writer_has_ended()
    {
        var scripts = Scripts().ToArray();
        scripts.Select(script => script.Name).ShouldContain(".ci/setup");
        scripts.Select(script => script.Name).ShouldContain("bench/run");
        var found =
            from script in scripts
            from line in script.Text.Split('\n').Index()
            where LeavesEarly(line.Item)
            select $"{script.Name}:{line.Index + 1}: {line.Item.Trim()}";
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ldconfig -p 2>/dev/null | grep -q 'libcrypto'", true)]
    [InlineData("a |grep -F -iq b", true)]
    [InlineData("a | LC_ALL=C egrep --quiet b", true)]
    [InlineData("a | grep -m 1 b", true)]
    [InlineData("a | head -n 1", true)]
    [InlineData("a | sed 3q", true)]
    [InlineData("a || grep -q b file", false)]
    [InlineData("grep -q b file", false)]
    [InlineData("a | grep -F quick", false)]
    [InlineData("a | tail -n 1", false)]
    public void Such_a_pipe_would_be_found(string line, bool leaves) => LeavesEarly(line).ShouldBe(leaves);

    /// <summary>TLS alone needs libssl, which comes in one package with libcrypto.</summary>
    [Fact]
    public void Setup_installs_exactly_the_libraries_that_the_program_loads()
    {
        var loaded =
            from file in Repository.Tracked
            where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            from Match name in Library().Matches(Repository.Read(file))
            where !name.Value.StartsWith("\"libssl", StringComparison.Ordinal)
            select name.Value.Trim('"');
        var installed = InSetup().Matches(Repository.Read(".ci/setup")).Select(line => line.Groups["library"].Value);
        installed.Order(StringComparer.Ordinal).ShouldBe(loaded.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Under <c>pipefail</c> the whole pipe fails when a reader leaves early, now and then: its writer is ended by a signal if it still
    /// had something to write.
    /// </summary>
    private static bool LeavesEarly(string line) => EarlyReader().IsMatch(line);

    /// <summary>Files for the shell, and documents, whose commands are copied into scripts.</summary>
    private static IEnumerable<(string Name, string Text)> Scripts() =>
        from file in Repository.Tracked
        where Path.GetExtension(file) is "" or ".sh" or ".md" or ".yml" or ".yaml"
        let text = Repository.Read(file)
        where
            Path.GetExtension(file) is not ""
            || text.StartsWith("#!", StringComparison.Ordinal)
            || file.StartsWith(".ci/", StringComparison.Ordinal)
        select (file, text);

    [GeneratedRegex(
        @"(?<!\|)\|(?!\|)\s*(\w+=\S*\s+)*([ef]?grep\s+(-\S+\s+)*(-[A-Za-z]*[qm]|--quiet|--silent|--max-count)|head\b|sed\s.*\d+q)",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex EarlyReader();

    [GeneratedRegex(@"""lib[\w+-]+\.so\.\d+""", RegexOptions.None, 60_000)]
    private static partial Regex Library();

    [GeneratedRegex(@"^    (?<library>lib\S+) \S+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex InSetup();
}
