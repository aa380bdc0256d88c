using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Tests.Disclosures;

public class DisclosureAboutTests
{
    private const string Salt = "00112233445566778899aabbccddeeff";

    private static readonly Gen<string> Text =
        from parts in Gen.Elements("a", "\"", "\\", " ", "é", "—", "<script>", "𝟘", "ß", "\u200d", "/", "&").NonEmptyListOf()
        select "x" + string.Concat(parts.Take(200));

    private static readonly Gen<Bilingual> Both = from id in Text from en in Text select new Bilingual(id, en);

    private static readonly Gen<(DisclosureCategory, DisclosureAbout)> About =
        from category in Gen.Elements(Enum.GetValues<DisclosureCategory>())
        from title in Both
        from keys in Gen.SubListOf(DisclosureFacts.KeysOf(category).ToArray())
        from texts in Both.ArrayOf(keys.Count)
        select (
            category,
            new DisclosureAbout(Salt, title, [.. keys.Zip(texts).Select(pair => new DisclosureFact(pair.First, pair.Second))])
        );

    [Fact]
    public void It_is_read_as_it_was_written() =>
        Prop.ForAll(
                About.ToArbitrary(),
                made =>
                {
                    var (category, about) = made;
                    var json = about.Encode(category);
                    DisclosureAbout.TryParse(json, category, out var read, out var error).ShouldBeTrue(error);
                    (read!.Salt, read.Title).ShouldBe((about.Salt, about.Title));
                    read.Facts.ShouldBe(about.Facts, ignoreOrder: true);
                    read.Encode(category).ShouldBe(json);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_byte_is_another_document_or_none()
    {
        var json = new DisclosureAbout(
            Salt,
            new Bilingual("Kontrak \"A\"", "Contract"),
            [new("party", new("PT Rekaan", "PT Rekaan")), new("exists", new("ada", "yes"))]
        ).Encode(DisclosureCategory.Contract);
        foreach (var mutation in Made.Mutations(json))
        {
            if (DisclosureAbout.TryParse(mutation, DisclosureCategory.Contract, out var read, out var error))
            {
                read.Encode(DisclosureCategory.Contract).ShouldBe(mutation);
            }
            else
            {
                error.ShouldMatch("^(line [12]: |\\$)", Encoding.Latin1.GetString(mutation));
            }
        }
    }

    [Fact]
    public void It_reads_as_the_docs_say() =>
        Encoding
            .UTF8.GetString(
                new DisclosureAbout(
                    Salt,
                    new Bilingual("Tempat \\ data", "Where \"data\" is"),
                    [new("operator", new("KPU", "KPU")), new("place", new("Jakarta — satu", "Jakarta"))]
                ).Encode(DisclosureCategory.Hosting)
            )
            .ShouldBe(
                """{"salt":"00112233445566778899aabbccddeeff","title":{"id":"Tempat \\ data","en":"Where \"data\" is"}"""
                    + ""","facts":{"place":{"id":"Jakarta — satu","en":"Jakarta"},"operator":{"id":"KPU","en":"KPU"}}}"""
            );

    [Theory]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":"b"},"facts":{}}""", "the one encoding")]
    [InlineData(
        """{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":"b"},"facts":{"operator":{"id":"a","en":"b"}"""
            + ""","place":{"id":"a","en":"b"}}}""",
        "the one encoding"
    )]
    [InlineData(
        """{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":"b"},"facts":{"value":{"id":"a","en":"b"}}}""",
        "$.facts.value"
    )]
    [InlineData(
        """{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":"b"},"facts":{"place":{"id":"a","en":"b"}"""
            + ""","place":{"id":"a","en":"b"}}}""",
        "$.facts.place: is given twice"
    )]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","id":"a","en":"b"}}""", "$.title.id: is given twice")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a"}}""", "$.title.en")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":" "}}""", "$.title.en")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":7}}""", "$.title.en")]
    [InlineData("""{"salt":"00112233445566778899AABBCCDDEEFF","title":{"id":"a","en":"b"}}""", "$.salt")]
    [InlineData("""{"title":{"id":"a","en":"b"}}""", "$.salt")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"\u0061","en":"b"}}""", "the one encoding")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a\n","en":"b"}}""", "U+000A")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a\u202eb","en":"b"}}""", "U+202E")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"\ud800","en":"b"}}""", "not Unicode")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":"b"}} """, "the one encoding")]
    [InlineData("""{"salt":"00112233445566778899aabbccddeeff","title":{"id":"a","en":"b"},"x":1}""", "$.x")]
    [InlineData("[]", "$: expected an object")]
    [InlineData("", "line 1")]
    public void Anything_else_is_refused_with_its_place(string json, string error)
    {
        DisclosureAbout.TryParse(Encoding.UTF8.GetBytes(json), DisclosureCategory.Hosting, out var about, out var said).ShouldBeFalse();
        about.ShouldBeNull();
        said.ShouldContain(error, Case.Sensitive);
    }

    [Fact]
    public void A_text_has_three_hundred_characters_whatever_their_bytes_and_the_largest_document_fits()
    {
        var longest = string.Concat(Enumerable.Repeat("𝟘", 300));
        var both = new Bilingual(longest, longest);
        foreach (var category in Enum.GetValues<DisclosureCategory>())
        {
            var about = new DisclosureAbout(Salt, both, [.. DisclosureFacts.KeysOf(category).Select(key => new DisclosureFact(key, both))]);
            DisclosureAbout.TryParse(about.Encode(category), category, out _, out var error).ShouldBeTrue(error);
            (about with { Title = new Bilingual(longest + "!", "x") })
                .Flaw(category)
                .ShouldBe("$.title.id: a text has at most 300 characters, not 301");
            Should.Throw<ArgumentException>(() => (about with { Salt = "" }).Encode(category));
        }

        DisclosureAbout
            .TryParse(new byte[DisclosureAbout.LargestBytes + 1], DisclosureCategory.Other, out _, out var tooLarge)
            .ShouldBeFalse();
        tooLarge.ShouldContain("32768");
    }
}
