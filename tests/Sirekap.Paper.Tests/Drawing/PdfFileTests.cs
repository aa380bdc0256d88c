using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Xunit;

namespace Sirekap.Paper.Tests.Drawing;

public sealed partial class PdfFileTests
{
    private static readonly byte[] File = PdfFile.Write(
        "Blangko (uji)",
        [new PrintedSheet(297, 420, Drawn), new PrintedSheet(600, 900, [])]
    );

    private static IReadOnlyList<DrawingOperation> Drawn =>
        [
            new FillArea(new Area(10, 20, 30, 40), 0),
            new StrokeArea(new Area(10, 20, 30, 40), 0.5, 51),
            new StrokeLine(1, 2, 3, 4, 0.25, 0),
            new DottedLine(0, 5, 10, 5, 0.3, 2.5, 0),
            new StrokeCircle(50, 60, 8, 0.2, 0),
            new FillCircle(50, 60, 8, 0),
            new Lettering(@"A (b) \ e", 100, 50, 4, TextAnchor.Right, true, 0),
        ];

    [Fact]
    public void Pages_have_their_true_size_in_points()
    {
        var boxes = MediaBox().Matches(Encoding.Latin1.GetString(File)).Select(match => match.Groups["size"].Value).ToArray();
        boxes.ShouldBe(["841.8898 1190.5512", "1700.7874 2551.1811"]);
        double.Parse(boxes[0].Split(' ')[0], CultureInfo.InvariantCulture).ShouldBe(297 * 72 / 25.4, 1e-4);
    }

    [Fact]
    public void The_table_points_at_every_object()
    {
        var text = Encoding.Latin1.GetString(File);
        text.ShouldStartWith("%PDF-1.4\n");
        text.ShouldEndWith("%%EOF\n");
        var table = int.Parse(text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..^7], CultureInfo.InvariantCulture);
        text[table..].ShouldStartWith("xref\n0 10\n");
        var entries = text[table..].Split('\n').Skip(2).Take(10).ToArray();
        entries.ShouldAllBe(entry => entry.Length == 19);
        for (var i = 1; i < entries.Length; i++)
        {
            text[int.Parse(entries[i][..10], CultureInfo.InvariantCulture)..].ShouldStartWith($"{i} 0 obj\n");
        }

        text.ShouldContain(@"/Title (Blangko \(uji\))");
    }

    [Fact]
    public void Every_operation_is_written_in_millimetres_from_the_top()
    {
        var content = Content(File);
        content.ShouldStartWith("2.8346 0 0 -2.8346 0 1190.5512 cm\n");
        content.ShouldContain("0 g 10 20 30 40 re f\n");
        content.ShouldContain("0.2 G 0.5 w 10 20 30 40 re S\n");
        content.ShouldContain("0.25 w 1 2 m 3 4 l S\n");
        content.ShouldContain("1 J [0 2.5] 0 d 0 5 m 10.01 5 l S Q\n");
        content.ShouldContain("54 60 m ");
        var left = 100 - TextMetrics.Width(@"A (b) \ e", 4);
        content.ShouldContain($@"/F2 4 Tf 1 0 0 -1 {left.ToString("0.####", CultureInfo.InvariantCulture)} 50 Tm (A \(b\) \\ e) Tj ET");
    }

    [Fact]
    public void The_same_sheets_give_the_same_bytes() =>
        PdfFile.Write("Blangko (uji)", [new PrintedSheet(297, 420, Drawn), new PrintedSheet(600, 900, [])]).ShouldBe(File);

    private static string Content(byte[] file)
    {
        var begin = file.AsSpan().IndexOf("stream\n"u8) + "stream\n".Length;
        using var packed = new MemoryStream(file[begin..]);
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(zlib, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"/MediaBox \[0 0 (?<size>[^\]]+)\]", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex MediaBox();
}
