using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sirekap.Elections;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Images;
using Sirekap.Reading.Reports;

namespace Sirekap.Reading.Tests.Reports;

public sealed class ReportPageTests
{
    private static readonly byte[] Photo = Png.Encode(Ramp(120, 90));
    private static readonly Digest PhotoHash = new(SHA256.HashData(Photo));
    private static readonly FormReading Reading = new(
        "c-hasil-ppwp-2024",
        "ppwp",
        PhotoHash,
        FormOutcome.Contradictory,
        0.123456,
        [
            new PageReading(
                2,
                PhotoHash,
                120,
                90,
                102,
                [new(1, 1), new(118, 1), new(118, 88), new(1, 88)],
                "9101011001001",
                SealState.Invalid
            ),
        ],
        [
            Number("IV.1", NumberState.Read, 123, 0.99999),
            Number("IV.2", NumberState.Uncertain, 274, 0.7),
            Number("IV.3", NumberState.Contradictory, null, 0.5),
        ],
        [
            new SumReading("VALID_SUM", "V.A", ["IV.1", "IV.2", "IV.3"], false, 427, 429),
            new SumReading("PARTY_SUM", "P1.S", ["P1"], false, 1, 2),
            new SumReading("VOTES_SUM", "V.C", ["V.A", "V.B"], null, null, null),
        ],
        [new ReadingProblem(ReadingProblems.PageMissing, 1), new ReadingProblem("<b>later</b>", Photo: PhotoHash)]
    );

    [Fact]
    public void Every_number_stands_there_with_its_state_as_a_word_and_a_sign_and_its_boxes()
    {
        var page = Parsed(ReportPage.Write(Reading, [Photo]));
        foreach (
            var (name, state, sign, value) in new[]
            {
                ("IV.1", "read", "✓", "123"),
                ("IV.2", "uncertain", "?", "274"),
                ("IV.3", "contradictory", "≠", "–"),
            }
        )
        {
            var row = page.Descendants("tr").Single(element => (string?)element.Attribute("id") == name);
            row.Value.ShouldContain(value);
            row.Value.ShouldContain(sign);
            row.Value.ShouldContain(state);
            row.Descendants("img").Count().ShouldBe(2);
            var over = page.Descendants("a").Single(element => (string?)element.Attribute("href") == $"#{name}");
            ((string?)over.Attribute("class")).ShouldBe(state);
            over.Descendants("polygon").Count().ShouldBe(2);
            over.Element("text")!.Value.ShouldBe(sign);
        }

        page.Value.ShouldContain("bulatan bubble 4 ≠");
        page.Value.ShouldContain("turus", Case.Insensitive);
        page.Value.ShouldContain("128 · 0,50 %");
    }

    [Fact]
    public void A_sum_that_does_not_hold_comes_with_both_sides_and_what_the_law_calls_it()
    {
        var text = Parsed(ReportPage.Write(Reading, [Photo])).Value;
        text.ShouldContain("V.A = IV.1 + IV.2 + IV.3427 · 429≠ tidak cocok does not hold");
        text.ShouldContain("Jumlah suara sah tidak sama");
        text.ShouldContain("1 jumlah yang angkanya tidak ada di foto");
    }

    [Fact]
    public void Problems_are_said_in_words_and_what_a_reading_says_is_never_markup()
    {
        var html = ReportPage.Write(Reading, [Photo]);
        html.ShouldNotContain("<b>later");
        var text = Parsed(html).Value;
        text.ShouldContain("Halaman ini belum difoto.");
        text.ShouldContain("<b>later</b>");
        text.ShouldContain("segel tidak sah");
    }

    [Fact]
    public void The_page_has_no_script_and_asks_nobody_for_anything()
    {
        var html = ReportPage.Write(Reading, [Photo]);
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("http:");
        html.ShouldNotContain("https:");
        html.ShouldContain("default-src 'none'");
        var sources = Parsed(html)
            .Descendants()
            .Attributes()
            .Where(attribute => attribute.Name.LocalName is "src" or "href")
            .Select(attribute => attribute.Value)
            .ToList();
        sources.ShouldNotBeEmpty();
        sources.ShouldAllBe(source => source.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal) || source.StartsWith('#'));
    }

    [Fact]
    public void Without_its_photo_a_reading_still_has_its_page()
    {
        foreach (var photos in new ReadOnlyMemory<byte>[][] { [], ["not a picture"u8.ToArray()] })
        {
            var page = Parsed(ReportPage.Write(Reading, photos));
            page.Descendants("img").ShouldBeEmpty();
            page.Descendants("tr").ShouldContain(element => (string?)element.Attribute("id") == "IV.1");
        }
    }

    [Fact]
    public void A_reading_of_nothing_says_why()
    {
        var empty = new FormReading(
            null,
            null,
            default,
            FormOutcome.Unclear,
            1,
            [],
            [],
            [],
            [new ReadingProblem(ReadingProblems.NoPage, Photo: PhotoHash)]
        );
        Parsed(ReportPage.Write(empty, [Photo])).Value.ShouldContain("tidak ditemukan halaman formulir");
    }

    [Fact]
    public void Every_problem_that_the_reader_names_has_words_in_both_languages()
    {
        foreach (var code in ReadingProblems.All)
        {
            var words = ReadingWords.Of(new ReadingProblem(code));
            words.Indonesian.ShouldNotBe(code);
            words.English.ShouldNotBe(code);
        }
    }

    [Theory]
    [InlineData(1, false, "100,00 %")]
    [InlineData(0.999999, false, "99,99 %")]
    [InlineData(0.5, false, "50,00 %")]
    [InlineData(0.000001, true, "0,01 %")]
    [InlineData(0, true, "0,00 %")]
    public void What_is_nearly_certain_is_not_shown_as_certain(double share, bool up, string shown) =>
        ReportPage.Percent(share, up).ShouldBe(shown);

    private static NumberReading Number(string name, NumberState state, int? value, double probability) =>
        new(
            name,
            2,
            state,
            value,
            probability,
            [new Alternative(128, 0.005)],
            [Digit(10, null, 20), Digit(3, 4, 40)],
            name == "IV.1" ? 121 : null
        );

    private static DigitReading Digit(int label, int? bubble, double x)
    {
        var probabilities = new float[Symbol.Count];
        (probabilities[label], probabilities[8]) = (0.9f, 0.1f);
        return new DigitReading(label, 0.9, probabilities, [new(x, 20), new(x + 15, 21), new(x + 14, 35), new(x - 1, 34)], bubble);
    }

    private static GrayImage Ramp(int width, int height)
    {
        var image = new GrayImage(width, height);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(i % 251);
        }

        return image;
    }

    /// <summary>The page is well-formed XML but for tags that HTML does not close.</summary>
    private static XElement Parsed(string html) =>
        XElement.Parse(
            Regex.Replace(
                html["<!doctype html>".Length..],
                "<(?<tag>(meta|img|br)[^>]*)>",
                "<${tag}/>",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5)
            ),
            LoadOptions.PreserveWhitespace
        );
}
