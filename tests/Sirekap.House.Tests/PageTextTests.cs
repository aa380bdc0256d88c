using System.Text.Json;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Site.Pages;
using Sirekap.Site.Views;

namespace Sirekap.House.Tests;

/// <summary>
/// Every word of the public pages is in <c>Texts/id.json</c> and <c>Texts/en.json</c>, both are complete, and nothing in them is left over.
/// </summary>
public sealed partial class PageTextTests
{
    private const string Folder = "src/Sirekap.Site/";

    /// <summary>Keys made of a set's name and a value of an enumeration.</summary>
    private static readonly Dictionary<string, Type> Sets = new(StringComparer.Ordinal)
    {
        ["kind.name"] = typeof(ElectionKind),
        ["kind.says"] = typeof(ElectionKind),
        ["kind.stamp"] = typeof(ElectionKind),
        ["level"] = typeof(Level),
        ["class"] = typeof(StationClass),
        ["corrections.part"] = typeof(CorrectionPart),
        ["class.says"] = typeof(StationClass),
        ["standing"] = typeof(Standing),
        ["standing.more"] = typeof(Standing),
        ["severity"] = typeof(Severity),
        ["event"] = typeof(EventKind),
        ["role"] = typeof(Role),
        ["source"] = typeof(PaperSource),
        ["difference"] = typeof(DifferenceReason),
        ["reason"] = typeof(ReviewReason),
        ["attest"] = typeof(AttestStance),
        ["ink"] = typeof(Ink),
        ["handed"] = typeof(Handed),
        ["objected"] = typeof(ObjectionGround),
        ["objection"] = typeof(ObjectionState),
        ["answered"] = typeof(AnswerOutcome),
        ["because"] = typeof(AnswerReason),
        ["task"] = typeof(TaskReason),
        ["blind"] = typeof(BlindState),
        ["warning"] = typeof(NodeWarningCode),
        ["problem"] = typeof(PageProblem),
        ["problem.says"] = typeof(PageProblem),
        ["open.category"] = typeof(DisclosureCategory),
        ["ground"] = typeof(ExemptionGround),
        ["poll"] = typeof(PollKind),
        ["photo.bytes"] = typeof(PhotoBytes),
        ["added.ground"] = typeof(AdditionGround),
        ["method"] = typeof(VotingMethod),
        ["candidate.status"] = typeof(CandidateStatus),
        ["candidate.ground"] = typeof(CandidateGround),
        ["reading.outcome"] = typeof(ReadingOutcome),
    };

    /// <summary>Sets that are asked only for some values.</summary>
    private static readonly string[] Parts =
    [
        "below",
        "verify.not.kind",
        "table.regions",
        "table.queue",
        "paper",
        "paper.column",
        "month",
        "open.fact",
        "form.section",
        "column",
    ];

    /// <summary>Other words for the same key, in an election of another kind or with levels of its own.</summary>
    private static readonly string[] Endings =
    [
        ".copy",
        ".simulation",
        ".own",
        ".district",
        ".aceh",
        ".sumbar",
        ".diy",
        ".jogja",
        ".papua",
    ];

    private static readonly Dictionary<string, string> Indonesian = Load("id");
    private static readonly Dictionary<string, string> English = Load("en");

    private static readonly string Sources = string.Concat(
        Directory
            .GetFiles(Repository.At(Folder + "Pages"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(File.ReadAllText)
    );

    [Fact]
    public void Both_languages_have_the_same_keys_with_the_same_places()
    {
        Indonesian.Count.ShouldBeGreaterThan(300);
        English.Keys.Order(StringComparer.Ordinal).ShouldBe(Indonesian.Keys.Order(StringComparer.Ordinal));
        Indonesian.Where(text => !Places(text.Value).SetEquals(Places(English[text.Key]))).Select(text => text.Key).ShouldBeEmpty();
        Indonesian
            .Concat(English)
            .Where(text => text.Value.Trim() != text.Value || text.Value.Length == 0)
            .Select(text => text.Key)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Sentences_are_not_the_same_in_both_languages()
    {
        Indonesian
            .Where(text => text.Value.Count(c => c == ' ') > 3 && English[text.Key] == text.Value)
            .Select(text => text.Key)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_a_page_names_is_there()
    {
        var named = Named()
            .Matches(Sources)
            .SelectMany(match => match.Groups["key"].Captures.Select(capture => capture.Value))
            .ToHashSet(StringComparer.Ordinal);
        named.Count.ShouldBeGreaterThan(150);
        named.Where(key => !key.EndsWith('.')).Except(Indonesian.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_value_of_a_set_has_its_word()
    {
        var asked = Asked().Matches(Sources).Select(match => match.Groups["set"].Value).ToHashSet(StringComparer.Ordinal);
        asked.Except(Sets.Keys).Except(Parts).ShouldBeEmpty();
        Sets.SelectMany(set => Enum.GetNames(set.Value).Select(value => $"{set.Key}.{value}")).Except(Indonesian.Keys).ShouldBeEmpty();
        Elections
            .Disclosures.DisclosureFacts.KeysOf(DisclosureCategory.Contract)
            .Concat(Enum.GetValues<DisclosureCategory>().SelectMany(Elections.Disclosures.DisclosureFacts.KeysOf))
            .Select(key => "open.fact." + key)
            .Except(Indonesian.Keys)
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_key_is_left_over()
    {
        var literals = Literal().Matches(Sources).Select(match => match.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        Indonesian
            .Keys.Where(key =>
                !Endings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal) && Indonesian.ContainsKey(key[..^ending.Length]))
                && !literals.Contains(key)
                && !Sets.Keys.Concat(Parts).Any(set => key.StartsWith(set + ".", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_component_has_words_of_its_own()
    {
        var found = Components()
            .SelectMany(Literals)
            .Where(literal => HasWords(literal.Text))
            .Select(literal => $"{literal.Where}: {literal.Text}");
        found.ShouldBeEmpty();
        Components().SelectMany(Literals).Count().ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Words_in_a_component_would_be_found()
    {
        HasWords("<p class=\"lead\">Halo</p>").ShouldBeTrue();
        HasWords("<p title=\"Halo\"></p>").ShouldBeTrue();
        HasWords("<p class=\"lead\" id=\"isi\">· →</p>").ShouldBeFalse();
        HasWords("&nbsp;&#x2014;").ShouldBeFalse();
    }

    private static Dictionary<string, string> Load(string code) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Repository.Read($"{Folder}Texts/{code}.json"))!;

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups["place"].Value)];

    private static IEnumerable<TypeDefinition> Components() =>
        new[] { "Sirekap.Site", "Sirekap.Demo" }
            .SelectMany(room => Projects.Assembly(room).MainModule.GetTypes())
            .Where(type =>
                type.Methods.Any(method => method.Name == "BuildRenderTree")
                || (type.DeclaringType?.Methods.Any(method => method.Name == "BuildRenderTree") ?? false)
            );

    /// <summary>What the compiled component writes as it stands, markup and attributes that are shown or spoken.</summary>
    private static IEnumerable<(string Where, string Text)> Literals(TypeDefinition type)
    {
        foreach (var method in type.Methods.Where(method => method.HasBody))
        {
            for (var instruction = method.Body.Instructions[0]; instruction?.Next is not null; instruction = instruction.Next)
            {
                if (
                    instruction.OpCode == OpCodes.Ldstr
                    && instruction.Next.Operand is MethodReference { DeclaringType.Name: "RenderTreeBuilder" } call
                )
                {
                    var text = (string)instruction.Operand;
                    if (call.Name is "AddMarkupContent" or "AddContent")
                    {
                        yield return ($"{type.Name}.{method.Name}", text);
                    }
                    else if (
                        call.Name == "AddAttribute"
                        && instruction.Previous?.Operand is "title" or "aria-label" or "alt" or "placeholder" or "content" or "label"
                    )
                    {
                        yield return (
                            $"{type.Name}.{method.Name} {instruction.Previous.Operand}",
                            text == "width=device-width, initial-scale=1" || text == "light dark" ? "" : text
                        );
                    }
                }
            }
        }
    }

    private static bool HasWords(string markup) =>
        Spoken()
            .Matches(markup)
            .Any(match =>
                match.Groups["value"].Value is not ("width=device-width, initial-scale=1" or "light dark")
                && match.Groups["value"].Value.Any(char.IsLetter)
            ) || Entity().Replace(Tag().Replace(markup, ""), "").Any(char.IsLetter);

    /// <summary>Where something is put in, or the word that fits its number.</summary>
    [GeneratedRegex(@"\{(?<place>\d)(\|[^|{}]+\|[^|{}]+)?\}", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Place();

    [GeneratedRegex(
        @"(?:\bT\(|[tT]exts\[)\s*(?:[^""()\[\]]*\?\s*""(?<key>[a-z][\w.-]*)""\s*:\s*)?""(?<key>[a-z][\w.-]*)""",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"\bWord\(""(?<set>[\w.]+)""", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"""(?<key>[a-z][\w.-]*)""", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\s(?:title|aria-label|alt|placeholder|content)=""(?<value>[^""]*)""", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Spoken();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 60_000)]
    private static partial Regex Tag();

    [GeneratedRegex("&[#A-Za-z0-9]+;", RegexOptions.None, 60_000)]
    private static partial Regex Entity();
}
