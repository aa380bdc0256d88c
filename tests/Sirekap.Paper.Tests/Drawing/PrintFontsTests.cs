using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Sirekap.Paper.Drawing;

namespace Sirekap.Paper.Tests.Drawing;

/// <summary>The font is the machine's, from Debian's package, which setup installs.</summary>
public sealed class PrintFontsTests
{
    private const string Name = "Désa Ćilīwung – “Ṣalāḥ”";

    private static readonly PrintFonts Fonts = PrintFonts.OfThisMachine().ShouldNotBeNull($"apt-get install {PrintFonts.Package}");

    [Theory]
    [InlineData(Name)]
    [InlineData("Jalan Ẹnu Ắp Ğ Ş İ ı ß Œ €")]
    [InlineData("Τρία Три")]
    public void Latin_with_all_its_letters_can_be_printed(string text) => PrintFonts.FlawOf(Fonts, text).ShouldBeNull();

    [Theory]
    [InlineData("محمد", "U+0645")]
    [InlineData("ꦗꦮ", "U+A997")]
    [InlineData("選", "U+9078")]
    [InlineData("e\u0301", "U+0301")]
    [InlineData("a😀", "U+1F600")]
    public void What_cannot_be_printed_as_it_is_is_named(string text, string code) =>
        PrintFonts.FlawOf(Fonts, text).ShouldNotBeNull().ShouldContain(code);

    [Fact]
    public void Without_the_font_ASCII_is_printed_and_anything_else_says_what_is_missing()
    {
        PrintFonts.FlawOf(null, "TPS 001 (a) 'b' \\").ShouldBeNull();
        PrintFonts.FlawOf(null, Name).ShouldNotBeNull().ShouldContain("fonts-dejavu-core");
        Should.Throw<InvalidDataException>(() => PdfFile.Write("x", [Sheet(Name)]));
    }

    [Fact]
    public void A_line_is_printed_as_it_is_and_can_be_read_back()
    {
        var pdf = PdfFile.Write("x", [Sheet("TPS 001"), Sheet(Name)], Fonts);
        Read(pdf).ShouldBe(Name);
        pdf.Length.ShouldBeLessThan(60_000, "the letters used, not the font");
        PdfFile.Write("x", [Sheet("TPS 001"), Sheet(Name)], Fonts).ShouldBe(pdf);
        Encoding.Latin1.GetString(PdfFile.Write("x", [Sheet("TPS 001")], Fonts)).ShouldNotContain("FontFile2");
    }

    [Fact]
    public void A_subset_is_a_whole_font_of_the_letters_used()
    {
        var font = Fonts.Regular;
        var subset = font.Subset(Name.Select(font.Glyph));
        var sum = 0u;
        for (var i = 0; i < subset.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(subset.AsSpan(i)));
        }

        // OpenType, head.checkSumAdjustment.
        sum.ShouldBe(0xB1B0AFBA);
        font.Width("iW", 1000).ShouldBe(font.Width(font.Glyph('i')) + font.Width(font.Glyph('W')));
        font.Width(font.Glyph('W')).ShouldBeGreaterThan(font.Width(font.Glyph('i')));
    }

    [Fact]
    public void What_is_no_font_says_so() =>
        Should.Throw<InvalidDataException>(() => new PrintFont("none", Encoding.ASCII.GetBytes(new string('x', 400))));

    private static PrintedSheet Sheet(string words) =>
        new(100, 100, [new Lettering(words, 10, 10, 5, TextAnchor.Left, false, PrintInk.Black)]);

    /// <summary>What is set in the embedded font, through the document's own map from glyphs to letters.</summary>
    private static string Read(byte[] pdf)
    {
        var streams = Streams(pdf).ToList();
        var map = streams
            .Single(text => text.Contains("beginbfchar", StringComparison.Ordinal))
            .Split('\n')
            .Select(line => line.Split(['<', '>', ' '], StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts is [{ Length: 4 }, { Length: 4 }] && parts[0] != "0000")
            .ToDictionary(parts => parts[0], parts => (char)Convert.ToInt32(parts[1], 16));
        var content = streams.Single(text => text.Contains("/F3 ", StringComparison.Ordinal));
        var codes = content[(content.IndexOf('<', StringComparison.Ordinal) + 1)..content.IndexOf('>', StringComparison.Ordinal)];
        return string.Concat(codes.Chunk(4).Select(code => map[new string(code)]));
    }

    private static IEnumerable<string> Streams(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        for (
            var at = text.IndexOf("stream\n", StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf("stream\n", at + 1, StringComparison.Ordinal)
        )
        {
            if (text[at - 1] == '\n')
            {
                using var zlib = new ZLibStream(new MemoryStream(pdf, at + 7, pdf.Length - at - 7), CompressionMode.Decompress);
                using var unpacked = new MemoryStream();
                zlib.CopyTo(unpacked);
                yield return Encoding.Latin1.GetString(unpacked.ToArray());
            }
        }
    }
}
