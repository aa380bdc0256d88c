using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Effects;

namespace Sirekap.House.Tests;

/// <summary>
/// What every kind of statement has, asked of each in the table of each rule set: whoever adds a kind and forgets one of these is told
/// here. That its acts stand in docs/authority.md ask the tests of the record, that it is drawn at random those of the core.
/// </summary>
public sealed class KindTests
{
    public static TheoryData<int, string> Kinds =>
        new(RuleSets.All.SelectMany(rules => rules.Statements.Select(kind => (rules.Version, kind.Name))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_a_folder_with_the_statement_and_its_kind(int rules, string name)
    {
        var kind = Of(rules, name);
        var file = Repository
            .Tracked.Where(path => Path.GetFileName(path) == $"{kind.Type.Name}.cs" && path.Contains("/Statements/"))
            .ToList();
        var folder = Path.GetDirectoryName(file.ShouldHaveSingleItem())!.Replace('\\', '/');
        folder.Count(c => c == '/').ShouldBe(3, folder);
        Repository.Tracked.ShouldContain($"{folder}/{kind.GetType().Name}.cs");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_examples_are_read_as_they_were_written_and_give_every_member(int rules, string name)
    {
        var kind = Of(rules, name);
        var codec = new StatementCodec(new StatementHead("ledger.example", "rumah", RuleSets.Find(rules)!));
        kind.Examples.ShouldNotBeEmpty();
        foreach (var example in kind.Examples)
        {
            var line = codec.Write(example);
            var read = codec.Read(line, out var error).ShouldNotBeNull(error);
            read.GetType().ShouldBe(kind.Type);
            codec.Write(read).ShouldBe(line, Encoding.ASCII.GetString(line));
        }

        foreach (var member in kind.Type.GetProperties().Where(member => member.DeclaringType == kind.Type && member.CanWrite))
        {
            kind.Examples.Select(member.GetValue).ShouldContain(value => IsGiven(value), $"no example has {member.Name}");
        }
    }

    /// <summary>A file that is not among them no follower fetches, no publication has, and nobody can withhold.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_files_that_it_names_are_among_its_blobs(int rules, string name)
    {
        foreach (var example in Of(rules, name).Examples)
        {
            var values = example
                .GetType()
                .GetProperties()
                .Where(member => member.CanWrite)
                .Select(member => member.GetValue(example))
                .ToList();
            example.Blobs.Count(blob => blob.Bytes is not null).ShouldBe(values.Count(value => value is BlobReference));
            example.Blobs.Count(blob => blob.Bytes is null).ShouldBe(values.OfType<IEnumerable<Digest>>().Sum(photos => photos.Count()));
            example.Blobs.Where(blob => blob.Bytes is null).ShouldAllBe(blob => blob.Use == BlobUse.Attached);
            example.Blobs.ShouldAllBe(blob => blob.What.Length > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_does_something_and_says_who_signs(int rules, string name)
    {
        var kind = Of(rules, name);
        var effect = AppliedRules.All.Single(applied => applied.Rules.Version == rules).Effects.Single(effect => effect.Type == kind.Type);
        (effect is ISeveralEffect).ShouldBe(kind.Signers == Signers.Several);
        Enum.IsDefined(kind.Signers).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Both_languages_call_it_something_of_its_own(int rules, string name)
    {
        var title = Of(rules, name).Title;
        foreach (
            var (text, others) in new[]
            {
                (title.Indonesian, RuleSets.Find(rules)!.Statements.Select(kind => kind.Title.Indonesian)),
                (title.English, RuleSets.Find(rules)!.Statements.Select(kind => kind.Title.English)),
            }
        )
        {
            text.Trim().ShouldBe(text);
            char.IsUpper(text[0]).ShouldBeTrue();
            others.Count(other => other == text).ShouldBe(1);
        }

        title.Indonesian.ShouldNotBe(title.English);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_format_has_its_grammar_and_what_it_may_do(int rules, string name)
    {
        var parts = Repository.Read("docs/ledger-format.md").Split("\n## ");
        parts.Single(part => part.StartsWith("3. ", StringComparison.Ordinal)).ShouldContain($"\n| `{name}` | ");
        parts.Single(part => part.StartsWith("4. ", StringComparison.Ordinal)).ShouldContain($"`{name}`");
        rules.ShouldBe(1, "the page has the first rules");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_golden_ledger_has_it_and_the_second_verifier_reads_it(int rules, string name)
    {
        var folder = $"tests/Sirekap.Record.Tests/Golden/Files/rules-{rules}/";
        Repository
            .Tracked.Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .ShouldContain(file => Repository.Read(file).Contains($"\"rules\":{rules},\"kind\":\"{name}\",", StringComparison.Ordinal));
        Repository.Read("tests/second-verifier/verify.py").ShouldMatch($"\"{name}\": r?f'");
    }

    private static StatementKind Of(int rules, string name) => RuleSets.Find(rules)!.Statements.Find(name)!;

    private static bool IsGiven(object? value) =>
        value switch
        {
            null => false,
            string text => text.Length > 0,
            System.Collections.IEnumerable items => items.Cast<object>().Any(),
            _ => true,
        };
}
