using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>Every word of the app and its letters is there in both languages, and nothing is left over.</summary>
public sealed partial class WordTests
{
    /// <summary>Keys that are made of a set's name and a value.</summary>
    private static readonly string[] Sets =
    [
        "check.",
        "advice.",
        "refused.",
        "ready.good",
        "ready.bad",
        "ready.advice",
        "receipt.",
        "kit.",
        "own.",
        "over.",
        "why.",
        "ground.",
        "awaited.",
    ];

    private static readonly string Sources = string.Concat(
        CaptureFiles
            .Compiled.All.Where(file => file.Key.EndsWith(".js", StringComparison.Ordinal))
            .Select(file => Encoding.UTF8.GetString(file.Value.Body.Span))
    );

    [Theory]
    [InlineData("id.json", "en.json")]
    [InlineData("letter.id.json", "letter.en.json")]
    [InlineData("desk.id.json", "desk.en.json")]
    public void Both_languages_have_the_same_keys_with_the_same_places(string first, string second)
    {
        var (indonesian, english) = (Read(first), Read(second));
        english.Keys.Order(StringComparer.Ordinal).ShouldBe(indonesian.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in indonesian)
        {
            Places(english[key]).ShouldBe(Places(text), key);
            text.Trim().ShouldBe(text, key);
            if (text.Count(c => c == ' ') > 3)
            {
                english[key].ShouldNotBe(text, key);
            }
        }
    }

    [Fact]
    public void Every_key_that_a_screen_names_is_there_and_no_other()
    {
        string[] texts = [.. Read("id.json").Keys, .. Read("desk.id.json").Keys];
        var named = Named().Matches(Sources).Select(match => match.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        named.Count.ShouldBeGreaterThan(60);
        named.Where(key => !Sets.Contains(key) && !texts.Contains(key) && !key.EndsWith('.')).ShouldBeEmpty();
        texts
            .Where(key =>
                !Sources.Contains($"\"{key}\"", StringComparison.Ordinal) && !Sets.Any(set => key.StartsWith(set, StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_contradiction_and_refusal_that_the_app_knows_has_words()
    {
        var texts = Read("id.json").Keys;
        var codes = Code().Matches(Sources).Select(match => $"check.{match.Groups["code"].Value}").Distinct().ToArray();
        codes.Length.ShouldBe(16);
        codes.Except(texts).ShouldBeEmpty();
        texts.Where(key => key.StartsWith("check.", StringComparison.Ordinal)).Except(codes).ShouldBeEmpty();
        var known = texts.Where(key => key.StartsWith("refused.", StringComparison.Ordinal)).Select(key => key["refused.".Length..]);
        var rejections = Enum.GetValues<Record.RejectionCode>().Select(Record.Rejection.NameOf);
        known.Except(rejections).ShouldBe(["other"]);
        Read("desk.id.json")
            .Keys.Where(key => key.StartsWith("over.", StringComparison.Ordinal))
            .Select(key => key["over.".Length..])
            .Except(rejections)
            .ShouldBeEmpty();
    }

    private static Dictionary<string, string> Read(string name)
    {
        using var stream = typeof(CaptureRoom).Assembly.GetManifestResourceStream($"Texts/{name}")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    private static string Places(string text) => string.Concat(Place().Matches(text).Select(match => match.Value).Order());

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 60_000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:t|good|bad)\(\s*""(?<key>[a-zA-Z][\w.-]*)""", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Named();

    [GeneratedRegex(@"""(?<code>[A-Z]+_[A-Z_]+)""", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Code();
}
