using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sirekap.House.Tests;

/// <summary>A source file as the compiler's parser sees it: its length, and what is declared in it.</summary>
internal sealed class SourceFile
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Files = new(() => Tracked(".cs"));
    private static readonly Lazy<IReadOnlyList<SourceFile>> Razor = new(() => Tracked(".razor"));

    private static readonly HashSet<SyntaxKind> Comments =
    [
        SyntaxKind.SingleLineCommentTrivia,
        SyntaxKind.SingleLineDocumentationCommentTrivia,
    ];

    private static readonly HashSet<string> Numbers =
    [
        "byte",
        "short",
        "ushort",
        "int",
        "uint",
        "long",
        "ulong",
        "nint",
        "float",
        "double",
        "decimal",
        "TimeSpan",
    ];

    private readonly SyntaxTree _tree;

    public SourceFile(string path, string text)
    {
        (Path, Lines) = (path, text.TrimEnd('\n').Split('\n'));
        _tree = CSharpSyntaxTree.ParseText(text);
    }

    /// <summary>Every source file that git keeps.</summary>
    public static IReadOnlyList<SourceFile> All => Files.Value;

    /// <summary>Every component; only its lines are looked at.</summary>
    public static IReadOnlyList<SourceFile> Components => Razor.Value;

    /// <summary>From the repository's root, with slashes.</summary>
    public string Path { get; }

    public string[] Lines { get; }

    public string? Namespace =>
        _tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();

    /// <summary>
    /// Whatever has a body and a name, and how many lines it takes from its name (attributes and comments do not count) to its last word.
    /// What a property is initialised with is data, laid out as long as it is.
    /// </summary>
    public IEnumerable<(string Name, int Line, int Length)> Methods() =>
        from node in _tree.GetRoot().DescendantNodes()
        let name = node switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            LocalFunctionStatementSyntax method => method.Identifier,
            ConstructorDeclarationSyntax method => method.Identifier,
            OperatorDeclarationSyntax method => method.OperatorToken,
            PropertyDeclarationSyntax { Initializer: null } property => property.Identifier,
            IndexerDeclarationSyntax property => property.ThisKeyword,
            _ => default,
        }
        where !name.IsKind(SyntaxKind.None)
        let first = _tree.GetLineSpan(name.Span).StartLinePosition.Line + 1
        select (name.Text, first, _tree.GetLineSpan(node.Span).EndLinePosition.Line + 2 - first);

    /// <summary>
    /// Numbers that are kept under a name and give no reason: neither a comment of their own nor one above the unbroken group that they
    /// stand in.
    /// </summary>
    public IEnumerable<(string Name, int Line)> NumbersWithoutReason()
    {
        foreach (var type in _tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            var reason = false;
            foreach (var member in type.Members)
            {
                var before = member.GetLeadingTrivia();
                var comments = before.Concat(member.GetTrailingTrivia()).Any(trivia => Comments.Contains(trivia.Kind()));
                reason = member is FieldDeclarationSyntax && (comments || (reason && !before.Any(SyntaxKind.EndOfLineTrivia)));
                if (member is FieldDeclarationSyntax field && IsKeptNumber(field) && !reason)
                {
                    yield return (field.Declaration.Variables[0].Identifier.Text, _tree.GetLineSpan(field.Span).StartLinePosition.Line + 1);
                }
            }
        }
    }

    /// <summary>Public structs whose comment does not say what <c>default</c> is.</summary>
    public IEnumerable<string> StructsWithoutDefault() =>
        from node in _tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        where node is StructDeclarationSyntax || node.IsKind(SyntaxKind.RecordStructDeclaration)
        where node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
        where !node.GetLeadingTrivia().ToFullString().Contains("<c>default</c>", StringComparison.Ordinal)
        select node.Identifier.Text;

    private static IReadOnlyList<SourceFile> Tracked(string ending) =>
        [
            .. Repository
                .Tracked.Where(file => file.EndsWith(ending, StringComparison.Ordinal))
                .AsParallel()
                .AsOrdered()
                .Select(file => new SourceFile(file, Repository.Read(file))),
        ];

    private static bool IsKeptNumber(FieldDeclarationSyntax field) =>
        Numbers.Contains(field.Declaration.Type.ToString())
        && (
            field.Modifiers.Any(SyntaxKind.ConstKeyword)
            || (field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
        );

    /// <summary>Full names of the types of which this file declares a part.</summary>
    public IEnumerable<string> PartsOfTypes() =>
        _tree
            .GetRoot()
            .DescendantNodes()
            .OfType<TypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Select(FullName)
            .Distinct();

    private static string FullName(TypeDeclarationSyntax type) =>
        string.Join(
            '.',
            type.AncestorsAndSelf()
                .Select(node =>
                    node switch
                    {
                        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
                        TypeDeclarationSyntax named => named.Identifier.Text + named.TypeParameterList,
                        _ => null,
                    }
                )
                .OfType<string>()
                .Reverse()
        );
}
