namespace Sirekap.House.Tests;

/// <summary>
/// What fits on a screen can be read: lines, methods and files have a longest, and a type's parts have names of their own.
/// </summary>
public sealed class SourceShapeTests
{
    /// <summary>CSharpier's width (.editorconfig); it does not break strings and comments, so these are measured here.</summary>
    private const int LongestLine = 140;

    /// <summary>A screen, as the layout spreads a method.</summary>
    private const int LongestMethod = 60;

    /// <summary>Most files have fewer than 150 lines; beyond 400 a file is about more than one thing.</summary>
    private const int LongestFile = 400;

    /// <summary>One for what is written by hand, one for what a generator or another kind of file (Razor) needs.</summary>
    private const int MostParts = 2;

    [Fact]
    public void No_line_is_longer_than_140_characters() =>
        SourceFile
            .All.Concat(SourceFile.Components)
            .Where(file => !SourceDebts.Lines.Contains(NameOf(file)))
            .SelectMany(file => TooWide(file).Select(line => $"{file.Path}:{line}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_method_is_longer_than_60_lines() =>
        SourceFile
            .All.Where(file => !SourceDebts.Methods.Contains(NameOf(file)))
            .SelectMany(file => TooLong(file).Select(method => $"{file.Path}:{method}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        SourceFile.All.Count.ShouldBeGreaterThan(500);
        SourceFile.Components.Count.ShouldBeGreaterThan(40);
        SourceFile
            .All.Concat(SourceFile.Components)
            .Where(file => file.Lines.Length > LongestFile && !SourceDebts.Files.Contains(NameOf(file)))
            .Select(file => $"{file.Path}: {file.Lines.Length}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_type_is_split_over_more_than_two_files() =>
        Split(SourceFile.All).Where(type => !SourceDebts.Types.Contains(type.Split('.')[^1])).ShouldBeEmpty();

    /// <summary>Of what ships; a test's numbers are chosen for the test.</summary>
    [Fact]
    public void A_number_that_is_kept_says_why_it_has_its_value()
    {
        var source = SourceFile.All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).ToArray();
        source.Length.ShouldBeGreaterThan(300);
        source
            .Where(file => !SourceDebts.Numbers.Contains(NameOf(file)))
            .SelectMany(file => file.NumbersWithoutReason().Select(number => $"{file.Path}:{number.Line} {number.Name}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_public_struct_says_what_default_is()
    {
        SourceFile
            .All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => file.StructsWithoutDefault())
            .Except(SourceDebts.Structs)
            .ShouldBeEmpty();
        var file = new SourceFile(
            "A.cs",
            "public struct A; /// <remarks><c>default</c> is none.</remarks>\npublic struct B; internal struct C; public record struct D;"
        );
        file.StructsWithoutDefault().ShouldBe(["A", "D"]);
    }

    [Fact]
    public void A_number_without_a_reason_would_be_found()
    {
        var file = new SourceFile(
            "A.cs",
            """
            class A
            {
                // Because.
                const int B = 1;
                static readonly double C = 2;

                private const byte D = 3;
                public const long E = 4; // so
                const string F = "5";
                static int g = 6;

                /// <summary>Since.</summary>
                static readonly TimeSpan H = default;
                void I() { }
                const int J = 7;
            }
            """
        );
        file.NumbersWithoutReason().ShouldBe([("D", 7), ("J", 15)]);
    }

    [Fact]
    public void What_does_not_fit_would_be_found()
    {
        var wide = new SourceFile("Wide.cs", $"// {new string('é', 137)}\n// {new string('é', 138)}\n");
        TooWide(wide).ShouldBe([2]);

        SourceFile Method(int lines) =>
            new("Long.cs", $"class A\n{{\n    [Obsolete]\n    void B()\n    {{\n{new string('\n', lines - 3)}    }}\n}}\n");
        TooLong(Method(60)).ShouldBeEmpty();
        TooLong(Method(61)).ShouldBe(["4 B"]);

        SourceFile Part(string name) => new(name, "namespace N;\npartial class A<T>\n{\n    private partial struct B;\n}\n");
        Split([Part("A.cs"), Part("B.cs")]).ShouldBeEmpty();
        Split([Part("A.cs"), Part("B.cs"), Part("C.cs")]).ShouldBe(["N.A<T>", "N.A<T>.B"]);
    }

    private static string NameOf(SourceFile file) => Path.GetFileName(file.Path);

    private static IEnumerable<int> TooWide(SourceFile file) =>
        file.Lines.Index().Where(line => line.Item.Length > LongestLine).Select(line => line.Index + 1);

    private static IEnumerable<string> TooLong(SourceFile file) =>
        file.Methods().Where(method => method.Length > LongestMethod).Select(method => $"{method.Line} {method.Name}");

    private static IEnumerable<string> Split(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.PartsOfTypes()).CountBy(type => type).Where(type => type.Value > MostParts).Select(type => type.Key);
}
