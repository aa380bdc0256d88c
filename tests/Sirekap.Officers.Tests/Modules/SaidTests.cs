using Jint;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>What a code brings is anybody's: nothing of it is shown or signed that is not in its shape.</summary>
public sealed class SaidTests
{
    private const string Form = """
        {"ledger":"capture.example/capture-1","election":"capture-1","rules":1,"kind":"form","contest":"ppwp","station":"3171010001001",
        "taken":"2026-12-01T13:00:00Z","votes":[101,44,null],"sums":[165,3,168],"gallery":[0],"paper":{"signed":[0],"refused":[]}}
        """;

    private const string Attest = """
        {"ledger":"l","election":"e","rules":1,"kind":"attest","by":"00112233445566778899aabbccddeeff","contest":"ppwp",
        "station":"3171010001001","on":"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","stance":"signed"}
        """;

    private readonly Script _phone = new(("saidIn", "ledger/said.js"), ("attestText", "ledger/statements.js"));

    [Fact]
    public void What_is_in_its_shape_is_read()
    {
        Reads(Form, "form", "{}").ShouldBeTrue();
        Reads(Attest, "attest", "{}").ShouldBeTrue();
        Reads(Attest, "attest", """{"stance":"refused","ground":"procedure"}""").ShouldBeTrue();
        Reads(Form, "attest", "{}").ShouldBeFalse("another kind");
        Reads(Attest, "objection", """{"kind":"objection"}""").ShouldBeFalse("an objection has a ground");
    }

    [Theory]
    [InlineData("""{"rules":"1,\"kind\":\"enrol\""}""")]
    [InlineData("""{"rules":1.5}""")]
    [InlineData("""{"rules":[1]}""")]
    [InlineData("""{"rules":null}""")]
    [InlineData("""{"ledger":"a\"b"}""")]
    [InlineData("""{"ledger":""}""")]
    [InlineData("""{"election":"E"}""")]
    [InlineData("""{"contest":"../x"}""")]
    [InlineData("""{"station":"31"}""")]
    [InlineData("""{"station":["3171010001001"]}""")]
    [InlineData("""{"taken":"yesterday"}""")]
    [InlineData("""{"votes":{"length":3}}""")]
    [InlineData("""{"votes":["1",2,3]}""")]
    [InlineData("""{"votes":[-1]}""")]
    [InlineData("""{"votes":[1000000]}""")]
    [InlineData("""{"sums":[1,2]}""")]
    [InlineData("""{"sums":[1,2,{}]}""")]
    [InlineData("""{"voters":"abc"}""")]
    [InlineData("""{"photos":["x"]}""")]
    [InlineData("""{"gallery":[0.5]}""")]
    [InlineData("""{"paper":null}""")]
    [InlineData("""{"paper":{"signed":[0]}}""")]
    public void What_is_not_is_nothing(string hostile) => Reads(Form, "form", hostile).ShouldBeFalse();

    [Theory]
    [InlineData("""{"by":"somebody"}""")]
    [InlineData("""{"on":"f"}""")]
    [InlineData("""{"stance":"both"}""")]
    [InlineData("""{"ground":"x"}""")]
    public void Neither_is_a_word_that_is_not(string hostile) => Reads(Attest, "attest", hostile).ShouldBeFalse();

    /// <summary>Wherever it came from: nothing but a number is signed where a number stands.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData(1.5)]
    [InlineData(-1)]
    [InlineData("1,\"kind\":\"enrol\"")]
    public void No_statement_is_written_with_anything_else_for_a_number(object rules) =>
        Should.Throw<Exception>(() =>
            _phone.Of(
                "attestText({ ledger: 'l', election: 'e', rules: bad }, 'b', { contest: 'c', station: 's', on: 'o' }, null)",
                ("bad", rules)
            )
        );

    private bool Reads(string text, string kind, string change) =>
        _phone
            .Of(
                "saidIn(JSON.stringify(Object.assign(JSON.parse(text), JSON.parse(change))), kind) !== null",
                ("text", text),
                ("kind", kind),
                ("change", change)
            )
            .AsBoolean();
}
