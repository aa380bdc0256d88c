using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>Documents lead where they say.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. Repository.Tracked.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_of_a_document_leads_to_a_file_or_folder(string document)
    {
        var folder = Path.GetDirectoryName(Repository.At(document))!;
        var broken = LinksOf(Repository.Read(document))
            .Where(link => !File.Exists(Path.Combine(folder, link)) && !Directory.Exists(Path.Combine(folder, link)));
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_README_leads_to_the_documents()
    {
        LinksOf(Repository.Read("README.md")).ShouldContain("docs/architecture.md");
        LinksOf("see [a](b.md#part), [c](https://example.org/) and [d](#here) `[e](f.md)`\n").ShouldBe(["b.md"]);
    }

    /// <summary>Targets of links within the repository, without fragments; code is not searched.</summary>
    private static IEnumerable<string> LinksOf(string markdown) =>
        Link()
            .Matches(Fence().Replace(markdown, ""))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(link =>
                link.Length > 0 && !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
            );

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline, 60_000)]
    private static partial Regex Fence();
}
