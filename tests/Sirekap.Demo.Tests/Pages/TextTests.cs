using System.Text.RegularExpressions;
using Sirekap.Demo.Pages;
using Sirekap.Demo.Tricks;
using Sirekap.Site.Pages;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>Every word of the story is there, in both languages.</summary>
public sealed class TextTests
{
    public TextTests() => SiteEdition.Add(typeof(CheatRoutes).Assembly);

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        var (indonesian, english) = (Of(Language.Indonesian), Of(Language.English));
        english.Keys.ShouldBe(indonesian.Keys, ignoreOrder: true);
        indonesian.Count.ShouldBeGreaterThan(100);
        foreach (var (key, text) in indonesian)
        {
            Places(english[key]).ShouldBe(Places(text), key);
            text.Trim().ShouldNotBeEmpty(key);
            english[key].Trim().ShouldNotBeEmpty(key);
            if (key != "curang.did.notice")
            {
                english[key].ShouldNotBe(text, key);
            }
        }
    }

    [Fact]
    public void Whatever_can_happen_has_its_words()
    {
        string[] keys =
        [
            .. Enum.GetNames<CheatKind>()
                .SelectMany(kind => new[] { $"curang.kind.{kind}", $"curang.kind.says.{kind}", $"curang.did.{kind}" }),
            .. Enum.GetNames<TrickRefusal>().Select(refusal => $"curang.refused.{refusal}"),
            .. Enum.GetNames<CheatFailure>().Select(failure => $"curang.failed.{failure}"),
            .. Enum.GetNames<Observer>().SelectMany(who => new[] { $"curang.who.{who}", $"curang.who.says.{who}" }),
            .. Enum.GetNames<ChangeKind>().Select(kind => $"curang.change.{kind}"),
            .. Enum.GetValues<Silence>()
                .Where(silence => silence != Silence.Agrees)
                .Select(silence => $"curang.silent.LogWitness.{silence}"),
            .. CheatPlanning.Earlier.Select(seconds => $"curang.earlier.{seconds}"),
            "curang.silent.Officer.Agrees",
            "curang.silent.Officer.LedgerUnchanged",
            "curang.silent.Agrees",
            "curang.silent.PolicyHolder",
            "curang.find.Policy",
            "curang.find.NoConsistency",
        ];
        keys.Except(Of(Language.Indonesian).Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Of(Language language) =>
        language.Texts.All.Where(text => text.Key.StartsWith("curang.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private static string[] Places(string text) =>
        [
            .. Regex
                .Matches(text, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(match => match.Value)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
