using System.Globalization;
using System.Text;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// The letters of a font that a document uses, as objects of its PDF (ISO 32000-1, 9.7): a Type 0 font whose codes are numbers of glyphs,
/// with a map back to letters, so that what is printed can also be copied and searched.
/// </summary>
internal sealed class EmbeddedFont(PrintFont font)
{
    /// <summary>Objects that <see cref="Objects"/> gives.</summary>
    public const int Count = 5;

    private readonly SortedDictionary<int, char> _used = [];

    /// <summary>Whether anything is set in it.</summary>
    public bool IsUsed => _used.Count > 0;

    /// <summary>A text as a string of the page's content; its letters are kept for the document.</summary>
    public string Use(string words)
    {
        var codes = new StringBuilder("<");
        foreach (var letter in words)
        {
            var glyph = font.Glyph(letter);
            _used[glyph] = letter;
            codes.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        return codes.Append('>').ToString();
    }

    /// <summary>How wide a text is, in the unit of its size.</summary>
    public double Width(string words, double size) => font.Width(words, size);

    /// <summary>The objects, the first of which is the font, numbered from <paramref name="first"/>.</summary>
    public IEnumerable<byte[]> Objects(int first, Func<byte[], string, byte[]> stream)
    {
        // A subset is named by six letters (9.6.4); the same letters of the same font have the same.
        var hash = _used.Keys.Aggregate(17u, (sum, glyph) => unchecked((sum * 31) + (uint)glyph));
        var tag = string.Concat(Enumerable.Range(0, 6).Select(i => (char)('A' + ((hash >> (5 * i)) % 26))));
        var (name, box) = ($"{tag}+{font.Name}", string.Join(' ', font.Box));
        var widths = string.Join(' ', _used.Keys.Select(glyph => $"{glyph} [{font.Width(glyph)}]"));
        yield return Text(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{first + 1} 0 R] /ToUnicode "
                + $"{first + 4} 0 R >>"
        );
        yield return Text(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                + $"/Supplement 0 >> /FontDescriptor {first + 2} 0 R /CIDToGIDMap /Identity /DW 0 /W [{widths}] >>"
        );
        yield return Text(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [{box}] /ItalicAngle 0 /Ascent {font.Box[3]} /Descent "
                + $"{font.Box[1]} /CapHeight 729 /StemV 80 /FontFile2 {first + 3} 0 R >>"
        );
        var file = font.Subset(_used.Keys);
        yield return stream(file, $"/Length1 {file.Length} ");
        yield return stream(Encoding.ASCII.GetBytes(ToUnicode()), "");
    }

    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Letters def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        );
        foreach (var some in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, letter) in some)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)letter:X4}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
