using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// A form made of what the contest's form is: its rows of counts and its ballot, line by line, on as many A4 sheets as it takes. It is for
/// any contest that no layout is made for, and is filled and read by people; the reader of photos does not know it.
/// </summary>
/// <param name="names">Of the election.</param>
/// <param name="contest">The contest.</param>
/// <param name="station">The station, which has a part in it.</param>
/// <param name="digits">Boxes of each figure: as many digits as the largest has that a station may have.</param>
public sealed class PlainForm(ElectionNames names, Contest contest, RegionCode station, int digits)
{
    /// <summary>Millimetres of an A4 sheet, which any printer has (ISO 216).</summary>
    public const double Width = 210;

    /// <inheritdoc cref="Width"/>
    public const double Height = 297;

    /// <summary>Millimetres: printers leave less than half of it white.</summary>
    private const double Margin = 15;

    /// <summary>Millimetres: three lines of text stand beside the QR code, which a phone reads at arm's length.</summary>
    private const double QrSide = 36;

    /// <summary>Millimetres: a box that a digit written by hand fits into.</summary>
    private const double Box = 7;

    /// <summary>Millimetres: the box, and as much white as keeps it apart from the next.</summary>
    private const double Line = 9.5;

    /// <summary>Millimetres: below the heading and the line that says how to fill the boxes.</summary>
    private const double Top = Margin + QrSide + 14;

    /// <summary>Millimetres: a heading, and room to sign below it.</summary>
    private const double Signatures = 42;

    private static readonly string[] Sexes = ["L", "P", "J"];

    private readonly ElectoralDistrict _district = contest.DistrictOf(station);

    /// <summary>Every text that would be printed.</summary>
    public IEnumerable<string> Texts =>
        Sheets(_ => "").SelectMany(sheet => sheet.Operations).OfType<Lettering>().Select(lettering => lettering.Words).Distinct();

    /// <summary>The sheets, in their order.</summary>
    /// <param name="seal">The text of the QR code for a page's number; empty for none.</param>
    public IReadOnlyList<PrintedSheet> Sheets(Func<int, string> seal)
    {
        var rows = Rows().ToList();
        var perSheet = (int)((Height - Margin - Signatures - Top) / Line);
        var pages = rows.Chunk(perSheet).ToList();
        return
        [
            .. pages.Select(
                (page, i) =>
                    new PrintedSheet(
                        Width,
                        Height,
                        [
                            .. Heading(i + 1, pages.Count, seal(i + 1)),
                            .. page.SelectMany((row, line) => Draw(row, Top + (line * Line))),
                            .. i + 1 < pages.Count ? [] : Sign(),
                        ]
                    )
            ),
        ];
    }

    /// <summary>The lines in the order of the paper: I to III, the ballot, V.</summary>
    private IEnumerable<Row> Rows()
    {
        var ballot = contest.BallotOf(station);
        return Counts(row => row.First < Field.Valid)
            .Concat(ballot.Columns.Select(choice => new Row(PaperPlace.Of(choice).ToString(), $"{choice}. {NameOf(choice)}", 1)))
            .Concat(
                ballot
                    .Lines.Take(ballot.Parties)
                    .Select(party => new Row(
                        PaperPlace.OfTotal(party.Number).ToString(),
                        $"{party.Number}. {NameOf(new Choice(party.Number))}: partai dan semua calon",
                        1
                    ))
            )
            .Concat(Counts(row => row.First >= Field.Valid));
    }

    private IEnumerable<Row> Counts(Func<FieldRow, bool> chosen)
    {
        foreach (var row in contest.Form.Rows.Where(chosen))
        {
            if (row.HasSexes)
            {
                yield return new Row(row.Paper, row.Words[0].Indonesian, 3);
                continue;
            }

            for (var i = 0; i < row.Length; i++)
            {
                yield return new Row(row.Papers[i], row.Words[i].Indonesian, 1);
            }
        }
    }

    private IEnumerable<DrawingOperation> Heading(int page, int pages, string seal)
    {
        if (seal.Length > 0)
        {
            foreach (var module in QrModules.Of(seal, new Area(Margin, Margin, QrSide, QrSide)))
            {
                yield return module;
            }
        }

        var (left, y) = (Margin + QrSide + 6, Margin + 5);
        var room = Width - Margin - left;
        yield return Text(names.ContestTitle(contest.Code).Indonesian, left, y, 6, room, bold: true);
        foreach (var line in Place())
        {
            y += 5.6;
            yield return Text(line, left, y, 4, room);
        }

        yield return Text(
            $"{contest.Code} {page}/{pages}. Satu angka satu kotak, rata kanan; kotak yang tidak dipakai disilang (X)."
                + (contest.Form.Rows.Any(row => row.HasSexes) ? " L laki-laki, P perempuan, J jumlah." : ""),
            Margin,
            Margin + QrSide + 8,
            3.4,
            Width - (2 * Margin)
        );
    }

    private IEnumerable<string> Place()
    {
        yield return names.Title.Indonesian;
        if (contest.Districts.Count > 1)
        {
            yield return $"Daerah pemilihan {names.DistrictName(contest.Code, _district.Code)}";
        }

        yield return $"{Named(Level.Province)}, {Named(Level.Regency)}";
        yield return $"{Named(Level.District)}, {Named(Level.Village)}";
        yield return $"{names.StationName(station)}  [{station}]";
    }

    private string Named(Level level) =>
        (names.Levels.TryGetValue(level, out var word) ? $"{word.Indonesian}: " : "") + names.RegionName(station.At(level));

    private string NameOf(Choice choice) => names.ChoiceName(contest.Code, _district.Code, choice);

    private IEnumerable<DrawingOperation> Draw(Row row, double top)
    {
        var group = digits * Box;
        var left = Width - Margin - (row.Figures * group) - ((row.Figures - 1) * 6);
        var baseline = top + Box - 2;
        yield return Text(row.Place, Margin, baseline, 3.6, 20);
        yield return Text(row.Words, Margin + 22, baseline, 4, left - Margin - 26);
        for (var figure = 0; figure < row.Figures; figure++)
        {
            var x = left + (figure * (group + 6));
            if (row.Figures > 1)
            {
                yield return Text(Sexes[figure], x - 5, baseline, 3, 4.5);
            }

            for (var i = 0; i < digits; i++)
            {
                yield return new StrokeArea(new Area(x + (i * Box), top, Box, Box), 0.4, PrintInk.Black);
            }
        }
    }

    private static IEnumerable<DrawingOperation> Sign()
    {
        foreach (var (words, i) in new[] { "Petugas", "Petugas", "Saksi", "Saksi" }.Select((words, i) => (words, i)))
        {
            const double Wide = (Width - (2 * Margin)) / 4;
            var x = Margin + (i * Wide);
            yield return Text(words, x, Height - Margin - 26, 4, Wide, bold: true);
            yield return new DottedLine(x, Height - Margin, x + Wide - 6, Height - Margin, 0.35, 1.4, PrintInk.Black);
        }
    }

    private static Lettering Text(string words, double x, double baseline, double size, double room, bool bold = false) =>
        new(words, x, baseline, TextMetrics.SizeThatFits(words, size, room / (bold ? 1.1 : 1)), TextAnchor.Left, bold, PrintInk.Black);

    /// <param name="Place">Where it stands on the paper.</param>
    /// <param name="Words">What it is.</param>
    /// <param name="Figures">One, or those of men, women and both.</param>
    private sealed record Row(string Place, string Words, int Figures);
}
