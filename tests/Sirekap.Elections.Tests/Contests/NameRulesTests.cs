using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Tests.Contests;

/// <summary>One rule at every door through which a name comes in; those of the importers stand beside them.</summary>
public class NameRulesTests
{
    private const string Definition = """
        { "id": "x", "ledger": "example.org/x", "kind": "simulation", "title": { "id": "NAME", "en": "b" },
          "contests": [
            { "code": "a", "kind": "tickets", "title": "NAME", "choices": ["NAME", "c"] },
            { "code": "d", "kind": "parties", "title": "e", "districts": [
              { "code": "1", "name": "NAME", "regions": ["11"], 
                "choices": [{ "number": 1, "name": "NAME", "candidates": ["NAME"] }] } ] } ],
          "regions": { "11": "NAME" }, "stations": { "1101010001001": "NAME" } }
        """;

    /// <summary>Each of Unicode's Bidi_Control, what is no line of text, and half a character.</summary>
    public static TheoryData<string> Marks =>
        [
            "\u061C",
            "\u200E",
            "\u200F",
            "\u202A",
            "\u202B",
            "\u202C",
            "\u202D",
            "\u202E",
            "\u2066",
            "\u2067",
            "\u2068",
            "\u2069",
            "\n",
            "\0",
            "\u007F",
            "\u2028",
            "\uFEFF",
        ];

    [Theory]
    [MemberData(nameof(Marks))]
    public void No_door_lets_a_mark_in_that_turns_or_breaks_a_line(string mark)
    {
        var escaped = $"A\\u{(int)mark[0]:X4}B";
        var code = $"U+{(int)mark[0]:X4}";
        NameRules.FlawOf($"A{mark}B").ShouldNotBeNull().ShouldStartWith($"{code} at character 2");
        for (var place = 1; place < Definition.Split("NAME").Length; place++)
        {
            var json = With(place, escaped);
            ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error).ShouldBeFalse(json);
            error.ShouldNotBeNull().ShouldContain(code);
        }

        var names = """{"title":{"id":"a","en":"NAME"}}""".Replace("NAME", escaped, StringComparison.Ordinal);
        ElectionNames.TryParse(Encoding.UTF8.GetBytes(names), out _, out var inNames).ShouldBeFalse();
        inNames.ShouldNotBeNull().ShouldStartWith($"$.title.en: {code}");
        new DisclosureAbout("00112233445566778899aabbccddeeff", new Bilingual("a", $"A{mark}B"), [])
            .Flaw(DisclosureCategory.Contract)
            .ShouldNotBeNull()
            .ShouldContain(code);
    }

    [Theory]
    [InlineData("Désa Ćilīwung – No. 1")]
    [InlineData("محمد")]
    [InlineData("ꦗꦮ 選 😀")]
    public void Names_in_any_script_are_names(string name) => NameRules.FlawOf(name).ShouldBeNull();

    [Fact]
    public void The_same_definition_without_marks_is_read() =>
        ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(With(0, "")), out _, out var error).ShouldBeTrue(error);

    [Fact]
    public void A_name_has_an_end_at_every_door()
    {
        const string Flaw = "expected at most 200 characters, not 201";
        NameRules.FlawOf(new string('a', 201)).ShouldBe(Flaw);
        for (var place = 1; place < Definition.Split("NAME").Length; place++)
        {
            Read(With(place, new string('a', 200))).ShouldBeNull();
            Read(With(place, new string('a', 201))).ShouldNotBeNull().ShouldContain(Flaw);
        }

        static string? Read(string json) => ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error) ? null : error;
    }

    /// <summary>Whatever the definition lets in, the document that is made of it is read again: else pages show codes for ever.</summary>
    [Fact]
    public void A_names_document_is_read_by_the_rules_by_which_a_definition_is()
    {
        ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(With(0, "")), out var definition, out var error).ShouldBeTrue(error);
        var names = Encoding.UTF8.GetString(definition!.Names.Encode());
        ElectionNames.TryParse(Encoding.UTF8.GetBytes(names), out _, out error).ShouldBeTrue(error);
        string[] told = [.. names.Split('"').Where(word => word is ['n', .. var number] && int.TryParse(number, out _)).Distinct()];
        told.Length.ShouldBe(Definition.Split("NAME").Length - 1);
        foreach (var name in told)
        {
            foreach (var flawed in (string[])["", " ", "A\\u202EB", "A\\nB", new('a', 201)])
            {
                var json = names.Replace($"\"{name}\"", $"\"{flawed}\"", StringComparison.Ordinal);
                ElectionNames.TryParse(Encoding.UTF8.GetBytes(json), out _, out error).ShouldBeFalse(json);
                error.ShouldNotBeNull().ShouldStartWith("$.");
            }
        }
    }

    /// <summary>The definition with a text in one place, and another name in each of the others.</summary>
    private static string With(int place, string text) =>
        string.Concat(Definition.Split("NAME").Select((part, i) => i == 0 ? part : (i == place ? text : $"n{i}") + part));
}
