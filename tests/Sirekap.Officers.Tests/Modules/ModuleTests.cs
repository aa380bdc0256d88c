using System.Text;
using System.Text.RegularExpressions;
using Acornima;
using Acornima.Ast;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>The app's modules as programs: they run on phones of 2020, import what there is, and ask nobody else for anything.</summary>
public sealed partial class ModuleTests
{
    private static readonly IReadOnlyDictionary<string, string> Sources = CaptureFiles
        .Compiled.All.Where(file => file.Key.EndsWith(".js", StringComparison.Ordinal))
        .ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value.Body.Span), StringComparer.Ordinal);

    /// <summary>Properties that Chrome 80 or Safari 15 have not: methods and statics that came later.</summary>
    private static readonly string[] NewProperties =
    [
        "at",
        "findLast",
        "findLastIndex",
        "replaceAll",
        "replaceChildren",
        "toSorted",
        "toReversed",
        "toSpliced",
        "hasOwn",
        "randomUUID",
        "groupBy",
        "withResolvers",
        "any",
        "showModal",
        "showPicker",
        "locks",
        "timeout",
        "isWellFormed",
        "fromAsync",
        "toHex",
    ];

    /// <summary>And globals.</summary>
    private static readonly string[] NewGlobals =
    [
        "structuredClone",
        "AggregateError",
        "WeakRef",
        "OffscreenCanvas",
        "ImageCapture",
        "scheduler",
        "navigation",
        "BarcodeDetector",
    ];

    public static TheoryData<string> All => [.. Sources.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_module_is_read_by_phones_of_2020(string name) => NewerThan2020(Sources[name]).ShouldBeEmpty();

    [Theory]
    [InlineData("a ??= 1;", "??=")]
    [InlineData("const b = [1].at(-1);", "at")]
    [InlineData("class A { #b = 1; }", "#b")]
    [InlineData("class A { static { } }", "static block")]
    [InlineData("await 1;", "await at the top")]
    [InlineData("structuredClone(a);", "structuredClone")]
    [InlineData("const { hasOwn } = Object;", "hasOwn")]
    [InlineData("const at = 'at'; (async () => { await 1; })(); a?.b ?? 1n;", null)]
    public void What_is_too_new_would_be_found(string source, string? found) =>
        NewerThan2020(source).ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void Every_import_is_a_module_that_is_there()
    {
        var imports =
            from module in Sources
            from node in new Parser().ParseModule(module.Value).Body.OfType<ImportDeclaration>()
            select (From: module.Key, To: new Uri(new Uri($"http://phone.example/{module.Key}"), node.Source.Value).AbsolutePath[1..]);
        var all = imports.ToArray();
        all.Length.ShouldBeGreaterThan(25);
        all.Where(import => !Sources.ContainsKey(import.To)).ShouldBeEmpty();
    }

    /// <summary>Whoever writes into a page writes text: no HTML, no code made of strings, no address of another.</summary>
    [Fact]
    public void No_module_makes_code_or_markup_of_text_or_names_another_server()
    {
        Sources.SelectMany(module => Dangerous().Matches(module.Value).Select(match => $"{module.Key}: {match}")).ShouldBeEmpty();
        Dangerous().Matches("a.innerHTML = b; eval(c); fetch('https://a.example')").Count.ShouldBe(3);
    }

    [Fact]
    public void Lines_and_files_can_be_read()
    {
        foreach (var (name, text) in Sources.Where(module => module.Key != "worker.js"))
        {
            var lines = text.Split('\n');
            lines.Length.ShouldBeLessThan(400, name);
            lines.ShouldAllBe(line => line.Length <= 140, name);
            lines[0].ShouldStartWith("// ", Case.Sensitive, $"{name} does not say what it is about");
        }
    }

    private static IReadOnlyList<string> NewerThan2020(string source)
    {
        var found = new List<string>();
        var options = new ParserOptions { EcmaVersion = EcmaVersion.Latest, OnNode = (node, in context) => found.AddRange(In(node)) };
        var module = new Parser(options).ParseModule(source);
        if (AwaitsAtTop(module))
        {
            found.Add("await at the top");
        }

        return found;
    }

    private static IEnumerable<string> In(Acornima.Ast.Node node) =>
        node switch
        {
            AssignmentExpression { Operator: Operator.NullishCoalescingAssignment } => ["??="],
            AssignmentExpression { Operator: Operator.LogicalOrAssignment } => ["||="],
            AssignmentExpression { Operator: Operator.LogicalAndAssignment } => ["&&="],
            PrivateIdentifier hidden => [$"#{hidden.Name}"],
            StaticBlock => ["static block"],
            MemberExpression { Computed: false, Property: Identifier name } when NewProperties.Contains(name.Name) => [name.Name],
            ObjectPattern pattern =>
            [
                .. pattern
                    .Properties.OfType<Property>()
                    .Select(property => property.Key)
                    .OfType<Identifier>()
                    .Select(name => name.Name)
                    .Where(NewProperties.Contains),
            ],
            Identifier name when NewGlobals.Contains(name.Name) => [name.Name],
            _ => [],
        };

    private static bool AwaitsAtTop(Acornima.Ast.Node node) =>
        node is AwaitExpression || node.ChildNodes.Any(child => child is not IFunction and not null && AwaitsAtTop(child));

    [GeneratedRegex(
        @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org)",
        RegexOptions.None,
        60_000
    )]
    private static partial Regex Dangerous();
}
