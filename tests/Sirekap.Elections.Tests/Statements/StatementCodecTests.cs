using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Tests.Statements;

public class StatementCodecTests
{
    private static readonly StatementHead Head = new("example.org/made", "made-2026", RuleSets.First);
    private static readonly StatementCodec Codec = new(Head);

    public static TheoryData<string> Kinds => [.. MadeStatements.ByKind.Keys];

    public static TheoryData<string, int> Groups => new(Fields.Rows.Select(group => (group.Name, group.Length)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_statement_is_read_as_it_was_written(string kind) =>
        Prop.ForAll(
                MadeStatements.ByKind[kind].ToArbitrary(),
                statement =>
                {
                    var line = StatementCodec.Write(Head, statement);
                    var read = Codec.Read(line, out var error);
                    error.ShouldBeNull();
                    Shown(read).ShouldBe(Shown(statement));
                    StatementCodec.Write(Head, read!).ShouldBe(line);
                    StatementCodec.TryReadHead(line, out var head, out _).ShouldBeTrue();
                    head.IsOf(Head).ShouldBeTrue();
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_changed_byte_is_another_statement_or_none(string kind)
    {
        foreach (var statement in MadeStatements.ByKind[kind].Sample(3))
        {
            var line = StatementCodec.Write(Head, statement);
            foreach (var mutation in Made.Mutations(line))
            {
                if (Codec.Read(mutation, out var error) is { } read)
                {
                    StatementCodec.Write(Head, read).ShouldBe(mutation, Encoding.Latin1.GetString(mutation));
                }
                else
                {
                    error.ShouldNotBeNull();
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_statement_cut_short_is_none(string kind)
    {
        var line = StatementCodec.Write(Head, MadeStatements.ByKind[kind].Sample(1).First());
        for (var length = 0; length < line.Length; length++)
        {
            Codec.Read(line.AsSpan(0, length), out var error).ShouldBeNull();
            error.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Every_kind_of_the_rules_is_drawn_at_random() =>
        MadeStatements.ByKind.Keys.ShouldBe(RuleSets.First.Statements.Select(kind => kind.Name), ignoreOrder: true);

    /// <summary>A group without a figure is left out; written with nulls it would be a second encoding of the same statement.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void A_group_of_nulls_is_no_second_encoding(string group, int length)
    {
        foreach (var statement in WithVotesAlone.Where(statement => statement is not Totals || group != "sums"))
        {
            NoSecondEncoding(statement, group, length, $"a group without a figure is left out: {group}");
        }
    }

    [Fact]
    public void Nor_is_a_list_of_parties_of_which_none_has_a_sum()
    {
        foreach (var statement in WithVotesAlone)
        {
            NoSecondEncoding(statement, "parties", 2, "parties without a figure are left out");
        }
    }

    /// <summary>All that has figures: a form, a correction, a reading, and what a plenary certified, which has its sums, too.</summary>
    private static Statement[] WithVotesAlone
    {
        get
        {
            var (station, digest) = (RegionCode.Parse("1101012001001"), default(Digest));
            var bare = new FormFields([10, 0], FormFields.NoCounts());
            return
            [
                new Form("ppwp", station, new Timestamp(0), bare, []),
                new Review("ppwp", station, digest, ReviewAct.Correct, ReviewReason.Misread, [], bare, null),
                new PhotoReading("ppwp", station, [digest], "x", digest, ReadingOutcome.Clear, bare, bare, new BlobReference(digest, 1)),
                new Totals("ppwp", RegionCode.Parse("110101"), 1, TotalFigures.OfVotes([10, 0], valid: 10, invalid: 0)),
            ];
        }
    }

    private static void NoSecondEncoding(Statement statement, string group, int length, string expected)
    {
        const string Votes = "\"votes\":[10,0]";
        var line = Encoding.ASCII.GetString(Codec.Write(statement));
        var nulls = $",\"{group}\":[{string.Join(',', Enumerable.Repeat("null", length))}]";

        // Once behind the figures, once behind the probabilities where there are any.
        foreach (var at in new[] { line.IndexOf(Votes, StringComparison.Ordinal), line.LastIndexOf(Votes, StringComparison.Ordinal) })
        {
            var twice = line.Insert(at + Votes.Length, nulls);
            Codec.Read(Encoding.ASCII.GetBytes(twice), out var error).ShouldBeNull(twice);
            error!.ShouldContain(expected);
        }
    }

    [Fact]
    public void A_statement_of_another_ledger_is_none()
    {
        var line = StatementCodec.Write(Head with { Ledger = "example.org/other" }, new Time(new Timestamp(0)));
        Codec.Read(line, out var error).ShouldBeNull();
        error.ShouldStartWith("byte 0: expected");
    }

    [Fact]
    public void A_line_reads_as_docs_say()
    {
        var line =
            """{"ledger":"example.org/made","election":"made-2026","rules":1"""u8
            + ""","kind":"form","contest":"ppwp","station":"1101012001001","taken":"2024-02-14T11:00:00Z","votes":[10,null,0]"""u8
            + ""","ballots":[306,null,null,null]}"""u8;
        var form = Codec.Read(line, out _).ShouldBeOfType<Form>();
        form.Fields.Votes.ToArray().ShouldBe([10, -1, 0]);
        form.Fields[Field.BallotsReceived].ShouldBe(306);
        form.Fields[Field.Valid].ShouldBeNull();
    }

    [Fact]
    public void A_reading_reads_as_docs_say()
    {
        var (one, two) = (new string('1', 64), new string('2', 64));
        var line = (
            $$"""{"ledger":"example.org/made","election":"made-2026","rules":1"""
            + $$""","kind":"reading","contest":"ppwp","station":"1101012001001","photos":["{{one}}","{{two}}"]"""
            + $$""","layout":"c-hasil-ppwp-2024","model":"{{one}}","outcome":"unclear","votes":[10,null,0],"sums":[10,null,12]"""
            + $$""","probabilities":{"votes":[999999,null,1],"sums":[500000,null,0]}"""
            + $$""","evidence":{"sha256":"{{two}}","bytes":7} }"""
        ).Replace(" }", "}", StringComparison.Ordinal);
        var reading = Codec.Read(Encoding.ASCII.GetBytes(line), out var error).ShouldBeOfType<PhotoReading>(error);
        reading.Photos.Select(photo => photo.ToString()).ShouldBe([one, two]);
        reading.Outcome.ShouldBe(ReadingOutcome.Unclear);
        reading.Probabilities.Votes.ToArray().ShouldBe([999_999, -1, 1]);
        reading.Probabilities[Field.Valid].ShouldBe(500_000);
        reading.Evidence.Bytes.ShouldBe(7);
        Encoding.ASCII.GetString(StatementCodec.Write(Head, reading)).ShouldBe(line);
    }

    [Theory]
    [InlineData("\"probabilities\":{\"votes\":[1,null,1]", "\"probabilities\":{\"votes\":[1,2,1]")]
    [InlineData("\"probabilities\":{\"votes\":[1,null,1]", "\"probabilities\":{\"votes\":[1,null,null]")]
    [InlineData("\"probabilities\":{\"votes\":[1,null,1]", "\"probabilities\":{\"votes\":[1,null]")]
    [InlineData("\"probabilities\":{\"votes\":[1,null,1]", "\"probabilities\":{\"votes\":[1,null,1],\"sums\":[1,1,1]")]
    [InlineData("\"probabilities\":{\"votes\":[1,null,1]", "\"probabilities\":{\"votes\":[1000000,null,1]")]
    [InlineData("\"photos\":[\"1111111111111111111111111111111111111111111111111111111111111111\"],", "")]
    public void A_reading_without_a_photo_or_with_probabilities_of_another_shape_is_none(string right, string wrong)
    {
        var digest = new Digest(Enumerable.Repeat((byte)0x11, 32).ToArray());
        var reading = new PhotoReading(
            "ppwp",
            RegionCode.Parse("1101012001001"),
            [digest],
            "x",
            digest,
            ReadingOutcome.Clear,
            new FormFields([10, FormFields.Missing, 0], FormFields.NoCounts()),
            new FormFields([1, FormFields.Missing, 1], FormFields.NoCounts()),
            new BlobReference(digest, 1)
        );
        var line = Encoding.ASCII.GetString(StatementCodec.Write(Head, reading));
        line.ShouldContain(right);
        Codec.Read(Encoding.ASCII.GetBytes(line.Replace(right, wrong, StringComparison.Ordinal)), out var error).ShouldBeNull();
        error.ShouldNotBeNull();
        Should.Throw<ArgumentException>(() => StatementCodec.Write(Head, reading with { Photos = [] }));
    }

    /// <summary>Everything in a statement, by value.</summary>
    private static string Shown(object? value) =>
        value switch
        {
            null => "null",
            string or ValueType => value.ToString()!,
            FormFields f => $"{Shown(f.Votes.ToArray())}{Shown(f.PartyTotals.ToArray())}{Shown(f.Counts.ToArray())}",
            TotalFigures f => $"{Shown(f.Votes.ToArray())}{Shown(f.PartyTotals.ToArray())}{Shown(f.Counts.ToArray())}",
            System.Collections.IEnumerable items => $"[{string.Join(' ', items.Cast<object>().Select(Shown))}]",
            _ => $"{value.GetType().Name}({string.Join(' ', value.GetType().GetProperties().Select(p => Shown(p.GetValue(value))))})",
        };
}
