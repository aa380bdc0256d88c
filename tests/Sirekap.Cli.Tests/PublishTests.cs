using System.Globalization;
using System.Text.RegularExpressions;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap publish</c>.</summary>
public sealed partial class PublishTests
{
    private static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_publication_is_tiles_checkpoint_documents_blobs_and_a_manifest()
    {
        using var copy = CopyFolder.Usual();
        var ran = copy.Publish().Succeeds();
        var files = TempFolder.Content(copy.Publication).Keys;
        Number(Figures().Match(ran.Out).Groups["files"].Value).ShouldBe(files.Count);
        foreach (
            var file in new[]
            {
                "checkpoint",
                "manifest",
                "results/ppwp/0.json",
                "results/ppwp/31.json",
                "results/ppwp/31/3171011001.json",
                "results/ppwp/11/1101.json",
            }
        )
        {
            files.ShouldContain(file);
        }

        files.ShouldContain(file => file.StartsWith("tile/entries/", StringComparison.Ordinal));
        files.Count(file => file.StartsWith("blobs/", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        files.ShouldNotContain(file => file.Contains("key", StringComparison.Ordinal) || file.EndsWith(".pem", StringComparison.Ordinal));
        Directory.Exists(copy.Publication + ".new").ShouldBeFalse();
    }

    [Fact]
    public void Publishing_again_writes_nothing()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var before = TempFolder.Content(copy.Publication);
        Written(copy.Publish().Succeeds()).ShouldBe(0);
        TempFolder.Content(copy.Publication).ShouldBe(before);
    }

    [Fact]
    public void Only_what_changed_is_written_again()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        foreach (var file in Directory.GetFiles(copy.Publication, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, LongAgo);
        }

        var before = TempFolder.Content(copy.Publication);
        copy.Import("aceh.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Aceh(2), 1, 2, 3, MadeFeed.Late))).Succeeds();
        var written = Written(copy.Publish().Succeeds());

        var after = TempFolder.Content(copy.Publication);
        var rewritten = after.Keys.Where(file => File.GetLastWriteTimeUtc(Path.Combine(copy.Publication, file)) != LongAgo).ToArray();
        rewritten.ShouldBe(after.Keys.Where(file => !before.TryGetValue(file, out var hash) || hash != after[file]));
        rewritten
            .Where(file => file.StartsWith("results/", StringComparison.Ordinal))
            .ShouldBe([
                "results/ppwp/0.json",
                "results/ppwp/11.json",
                "results/ppwp/11/1101.json",
                "results/ppwp/11/110101.json",
                "results/ppwp/11/1101012001.json",
            ]);

        // The manifest is always new and counts itself out.
        written.ShouldBe(rewritten.Length - 1);
        Command.Here("verify", copy.Publication).Succeeds();
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        using var copy = CopyFolder.Usual();
        copy.Write("publication/precious.txt", "mine");
        copy.Publish().Exits(2).Says(copy.Publication, "nothing was written");
        Directory.GetFiles(copy.Publication).ShouldHaveSingleItem();

        using var another = CopyFolder.Usual();
        another.Publish().Succeeds();
        var before = TempFolder.Content(another.Publication);
        Command.Here("publish", "--data", copy.Data, "--to", another.Publication).Exits(2).Says(another.Publication, "another ledger");
        TempFolder.Content(another.Publication).ShouldBe(before);
    }

    [Fact]
    public void What_is_wrong_with_a_policy_is_named()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish("--policy", copy["none"]).Exits(2).Says(copy["none"]);
        copy.Publish("--policy", copy.Write("policy", "witless\n")).Exits(2).Says(copy["policy"], "line 1");
        var witness = Command.Here("keys", "witness", "--name", "w.example", "--out", copy["witness.key"]).Succeeds().Lines[^1].Split(' ')[
            ^1
        ];
        foreach (var url in new[] { "somewhere", "ftp://w.example/", "/tmp" })
        {
            var policy = Command.Here("keys", "policy", "--data", copy.Data, "--witness", $"w1={witness}@{url}").Succeeds().Out;
            copy.Publish("--policy", copy.Write("policy", policy)).Exits(2).Says(copy["policy"], "w1", url);
        }

        Directory.Exists(copy.Publication).ShouldBeFalse();
    }

    private static long Written(Ran ran) => Number(Figures().Match(ran.Out).Groups["written"].Value);

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^published .*: (?<files>[0-9,]+) files, .* MB, (?<written>[0-9,]+) of them written now",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Figures();
}
