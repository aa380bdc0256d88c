using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>A sheet to print.</summary>
/// <param name="Width">In millimetres.</param>
/// <param name="Height">In millimetres.</param>
/// <param name="Operations">What stands on it.</param>
public sealed record PrintedSheet(double Width, double Height, IReadOnlyList<DrawingOperation> Operations);

/// <summary>
/// Writes sheets as PDF 1.4 (ISO 32000 describes it still) at true size: vectors, and text in the standard fonts Helvetica and
/// Helvetica-Bold; lines that these have not the letters for in embedded ones (<see cref="PrintFonts"/>).
/// </summary>
public static class PdfFile
{
    /// <summary>A point is 1/72 inch in PDF, an inch 25.4 mm.</summary>
    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>
    /// How far Bézier handles of a quarter circle lie from its ends, in radii: 4/3 × (√2 − 1), which is off by less than 1/3000.
    /// </summary>
    private const double Handle = 0.5522847498;

    /// <param name="title">The document's title, as viewers show it.</param>
    /// <param name="sheets">One a page.</param>
    /// <param name="fonts">For lines that are not ASCII; null where there are none.</param>
    /// <exception cref="InvalidDataException">A text cannot be printed as it is.</exception>
    public static byte[] Write(string title, IReadOnlyList<PrintedSheet> sheets, PrintFonts? fonts = null)
    {
        // Objects: catalogue, pages, two fonts, information, then page and content of each sheet, then the embedded fonts.
        EmbeddedFont[] embedded = fonts is null ? [] : [new EmbeddedFont(fonts.Regular), new EmbeddedFont(fonts.Bold)];
        var contents = sheets.Select(sheet => Content(sheet, fonts, embedded)).ToList();
        var used = embedded.Where(font => font.IsUsed).ToList();
        var resources = string.Concat(
            used.Select((font, i) => $" /F{3 + Array.IndexOf(embedded, font)} {6 + (2 * sheets.Count) + (i * EmbeddedFont.Count)} 0 R")
        );
        var kids = string.Join(' ', Enumerable.Range(0, sheets.Count).Select(i => $"{6 + (2 * i)} 0 R"));
        List<byte[]> objects =
        [
            Bytes("<< /Type /Catalog /Pages 2 0 R >>"),
            Bytes($"<< /Type /Pages /Kids [{kids}] /Count {sheets.Count} >>"),
            Font("Helvetica"),
            Font("Helvetica-Bold"),
            Bytes($"<< /Title ({Escaped(title)}) /Producer (Sirekap) >>"),
        ];
        foreach (var (sheet, content) in sheets.Zip(contents))
        {
            objects.Add(
                Bytes(
                    $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Points(sheet.Width)} {Points(sheet.Height)}] /Contents "
                        + $"{objects.Count + 2} 0 R "
                        + $"/Resources << /Font << /F1 3 0 R /F2 4 0 R{resources} >> /ProcSet [/PDF /Text] >> >>"
                )
            );
            objects.Add(Stream(Bytes(content), ""));
        }

        foreach (var font in used)
        {
            objects.AddRange(font.Objects(objects.Count + 1, Stream).ToList());
        }

        return Assemble(objects);
    }

    private static byte[] Assemble(List<byte[]> objects)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var offsets = new List<long>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Position);
            file.Write(Bytes($"{i + 1} 0 obj\n"));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }

        var table = file.Position;
        file.Write(Bytes($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
        {
            file.Write(Bytes($"{offset:D10} 00000 n \n"));
        }

        file.Write(Bytes($"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    private static byte[] Font(string name) => Bytes($"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");

    private static byte[] Stream(byte[] content, string further)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return
        [
            .. Bytes($"<< {further}/Length {packed.Length} /Filter /FlateDecode >>\nstream\n"),
            .. packed.ToArray(),
            .. "\nendstream"u8,
        ];
    }

    /// <summary>
    /// The page in millimetres, its top left corner the origin; only text turns y up again, else it would stand on its head.
    /// </summary>
    private static string Content(PrintedSheet sheet, PrintFonts? fonts, EmbeddedFont[] embedded)
    {
        var to = new StringBuilder();
        to.Append($"{Number(PointsPerMillimetre)} 0 0 {Number(-PointsPerMillimetre)} 0 {Points(sheet.Height)} cm\n");
        foreach (var operation in sheet.Operations)
        {
            var grey = Number(operation.Ink / 255.0);
            switch (operation)
            {
                case FillArea fill:
                    to.Append($"{grey} g {Rectangle(fill.Area)} f\n");
                    break;
                case StrokeArea stroke:
                    to.Append($"{grey} G {Number(stroke.LineWidth)} w {Rectangle(stroke.Area)} S\n");
                    break;
                case StrokeLine line:
                    to.Append(
                        $"{grey} G {Number(line.LineWidth)} w {Number(line.FromX)} {Number(line.FromY)} m {Number(line.ToX)} "
                            + $"{Number(line.ToY)} l S\n"
                    );
                    break;
                case DottedLine dots:
                    Dotted(to, dots, grey);
                    break;
                case StrokeCircle circle:
                    to.Append($"{grey} G {Number(circle.LineWidth)} w {Circle(circle.CentreX, circle.CentreY, circle.Diameter / 2)} S\n");
                    break;
                case FillCircle circle:
                    to.Append($"{grey} g {Circle(circle.CentreX, circle.CentreY, circle.Diameter / 2)} f\n");
                    break;
                case Lettering text when PrintFonts.FlawOf(fonts, text.Words) is { } flaw:
                    throw new InvalidDataException(flaw);
                case Lettering text when !PrintFonts.IsPlain(text.Words):
                    Embedded(to, text, grey, embedded[text.Bold ? 1 : 0]);
                    break;
                case Lettering text:
                    to.Append(
                        $"BT {grey} g /{(text.Bold ? "F2" : "F1")} {Number(text.Size)} Tf 1 0 0 -1 {Number(text.Left())} "
                            + $"{Number(text.Baseline)} Tm ({Escaped(text.Words)}) Tj ET\n"
                    );
                    break;
                default:
                    throw new NotSupportedException(operation.GetType().Name);
            }
        }

        return to.ToString();
    }

    /// <summary>
    /// A line in an embedded font, as wide as its place was laid out for: set a little narrower, since its letters are wider than
    /// Helvetica's.
    /// </summary>
    private static void Embedded(StringBuilder to, Lettering text, string grey, EmbeddedFont font)
    {
        var (place, needed) = (TextMetrics.Width(text.Words, text.Size), font.Width(text.Words, text.Size));
        to.Append(
            $"BT {grey} g /F{(text.Bold ? 4 : 3)} {Number(text.Size)} Tf {Number(needed > place ? 100 * place / needed : 100)} Tz 1 0 0 -1 "
                + $"{Number(text.Left())} {Number(text.Baseline)} Tm {font.Use(text.Words)} Tj 100 Tz ET\n"
        );
    }

    /// <summary>Dashes of no length with round ends are dots.</summary>
    private static void Dotted(StringBuilder to, DottedLine dots, string grey)
    {
        var (lastX, lastY) = dots.Centres().Last();

        // A little beyond the last dot, which rounding could lose; no further dot lies that near.
        var (dx, dy) = (Math.Sign(dots.ToX - dots.FromX) * 0.01, Math.Sign(dots.ToY - dots.FromY) * 0.01);
        to.Append(
            $"q {grey} G {Number(dots.DotWidth)} w 1 J [0 {Number(dots.Pitch)}] 0 d {Number(dots.FromX)} {Number(dots.FromY)} m "
                + $"{Number(lastX + dx)} {Number(lastY + dy)} l S Q\n"
        );
    }

    private static string Rectangle(Area area) => $"{Number(area.X)} {Number(area.Y)} {Number(area.Width)} {Number(area.Height)} re";

    private static string Circle(double x, double y, double radius)
    {
        var handle = Handle * radius;
        return $"{Number(x + radius)} {Number(y)} m "
            + Curve(x + radius, y + handle, x + handle, y + radius, x, y + radius)
            + Curve(x - handle, y + radius, x - radius, y + handle, x - radius, y)
            + Curve(x - radius, y - handle, x - handle, y - radius, x, y - radius)
            + Curve(x + handle, y - radius, x + radius, y - handle, x + radius, y)
            + "h";
    }

    private static string Curve(params ReadOnlySpan<double> points)
    {
        var curve = new StringBuilder();
        foreach (var point in points)
        {
            curve.Append(Number(point)).Append(' ');
        }

        return curve.Append("c ").ToString();
    }

    private static string Escaped(string words) =>
        TextMetrics
            .Plain(words)
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("(", @"\(", StringComparison.Ordinal)
            .Replace(")", @"\)", StringComparison.Ordinal);

    private static string Points(double millimetres) => Number(millimetres * PointsPerMillimetre);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
