using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Sirekap.OpenData.Exports;
using Cell = Sirekap.OpenData.Exports.Cell;
using Table = Sirekap.OpenData.Exports.Table;
using TableColumn = Sirekap.OpenData.Exports.TableColumn;

namespace Sirekap.OpenData.Tests.Exports;

public class XlsxFileTests
{
    [Fact]
    public void The_workbook_opens_again_with_every_cell_of_its_kind()
    {
        using var book = Open(MadeTable.Usual);
        var rows = Rows(book, "Tabel");
        rows[0].ShouldBe(["A1 1 SIMULASI — bukan hasil resmi"]);
        rows[1].ShouldBe(["A2 0 TPS di Gambir"]);
        rows[2].ShouldHaveSingleItem().ShouldStartWith("A3 0 pemilu/election malam-2026, N 1234, root ");
        rows[3].ShouldBe(["A4 2 kode", "B4 2 nama", "C4 2 suara", "D4 2 waktu (UTC)", "E4 2 cakupan"]);
        rows[4].ShouldBe(["A5 3 3171010001001", "B5 3 TPS 001, Gambir", "C5 4 #284", "D5 5 #45336.36111111111", "E5 6 #0.333333"]);
        rows[5].ShouldBe(["A6 3 99AA010001001", "C6 4 #0"]);
        rows[6].ShouldBe(["A7 3 0042", "B7 3 —", "C7 4 #-17", "D7 5 #25569", "E7 6 #1"]);

        // A double would have rounded it.
        rows[7].ShouldBe(["C8 3 9223372036854775807", "E8 6 #0.801864"]);
        rows.Count.ShouldBe(8);
    }

    [Fact]
    public void The_second_sheet_says_where_the_numbers_are_found_again()
    {
        using var book = Open(MadeTable.Usual);
        Rows(book, "Sumber")
            .Select(row => string.Join(" | ", row.Select(cell => cell.Split(' ', 3)[2])))
            .ShouldBe([
                "jenis/kind | SIMULASI — bukan hasil resmi",
                "pemilu/election | malam-2026",
                "N | 1234",
                "root | jcpO/EXiGTYHhKhvODjvWlSRTp+R+TPbQDztDPRjTNM=",
                "waktu/time | 2024-02-14T08:40:00Z",
                "alamat/address | https://sirekap.example/pada/1234/ppwp/0",
                "tabel/table | stations: TPS di Gambir",
            ]);
    }

    [Fact]
    public void The_heading_is_bold_and_stays_in_sight_and_texts_stay_text_when_edited()
    {
        using var book = Open(MadeTable.Usual);
        var styles = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        var formats = styles.CellFormats!.Elements<CellFormat>().ToArray();
        styles.Fonts!.Elements<Font>().ElementAt((int)formats[2].FontId!.Value).Bold.ShouldNotBeNull();
        formats[3].NumberFormatId!.Value.ShouldBe(49u, "the built-in format of texts");
        formats[4].NumberFormatId!.Value.ShouldBe(3u);
        var pane = Sheet(book, "Tabel").Worksheet!.Descendants<Pane>().ShouldHaveSingleItem();
        (pane.VerticalSplit!.Value, pane.TopLeftCell!.Value, pane.State!.Value).ShouldBe((4, "A5", PaneStateValues.Frozen));
        Sheet(book, "Tabel").Worksheet!.Descendants<AutoFilter>().ShouldHaveSingleItem().Reference!.Value.ShouldBe("A4:E8");
    }

    [Fact]
    public void Hostile_texts_are_words_and_the_file_is_whole()
    {
        using var book = Open(MadeTable.OfTexts(MadeTable.Hostile));
        var cells = Sheet(book, "Tabel").Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToArray();
        cells.ShouldAllBe(cell => cell.DataType!.Value == CellValues.InlineString && cell.CellFormula == null);
        var read = cells.Skip(4).Select(cell => cell.InlineString!.Text!.Text).ToArray();
        read.Length.ShouldBe(MadeTable.Hostile.Length);
        string Of(string text) => read[Array.IndexOf(MadeTable.Hostile, text)];
        foreach (var text in (string[])["=1+1", "@SUM(A1)", "a;=1+1", "<script>alert(1)</script>", " space ", "𝟘 Ñ —", "", "]]>"])
        {
            Of(text).ShouldBe(text);
        }

        // What Excel would decode is escaped: it shows _x0041_ and not A.
        Of("_x0041_").ShouldBe("_x005F_x0041_");
        Of("_x0041_x0042_").ShouldBe("_x005F_x0041_x005F_x0042_");
        Of("a\0b\u0001\uFFFF").ShouldBe("a\uFFFDb\uFFFD\uFFFD");
        Of("\ud800").ShouldBe("\uFFFD");
        Of(MadeTable.Hostile[^2]).Length.ShouldBe(XlsxText.Longest);
    }

    [Fact]
    public void A_text_that_is_cut_is_not_cut_within_a_character()
    {
        var cut = XlsxText.Of(string.Concat(Enumerable.Repeat("𝟘", 20_000)));
        cut.Length.ShouldBeLessThanOrEqualTo(XlsxText.Longest);
        cut.ShouldEndWith("𝟘…");
        XlsxText.Of("x" + string.Concat(Enumerable.Repeat("𝟘", 20_000))).ShouldEndWith("𝟘…");
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes() => XlsxFile.Encode(MadeTable.Usual).ShouldBe(XlsxFile.Encode(MadeTable.Usual));

    [Fact]
    public void A_table_without_rows_or_time_is_one_too()
    {
        using var book = Open(MadeTable.Of([]) with { Source = MadeTable.Source with { Time = null, Address = null } });
        Rows(book, "Tabel").Count.ShouldBe(4);
        Rows(book, "Sumber").Count.ShouldBe(5);
    }

    [Fact]
    public void Five_thousand_rows_of_thirty_columns_are_written_and_found_again()
    {
        var columns = Enumerable.Range(0, 30).Select(i => new TableColumn($"k{i}", CellKind.Number)).ToArray();
        var rows = Enumerable
            .Range(0, 5000)
            .Select(row => (IReadOnlyList<Cell>)[.. columns.Select((_, column) => Cell.Number((row * 30) + column))]);
        var file = XlsxFile.Encode(MadeTable.Of(rows) with { Columns = columns });
        file.Length.ShouldBeLessThan(3_000_000);
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var last = Rows(book, "Tabel")[^1];
        last[^1].ShouldBe("AD5004 4 #149999");
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void Columns_have_letters(int column, string letters) => XlsxSheet.Letters(column).ShouldBe(letters);

    private static SpreadsheetDocument Open(Table table)
    {
        var book = SpreadsheetDocument.Open(new MemoryStream(XlsxFile.Encode(table)), isEditable: false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013)
            .Validate(book)
            .Select(flaw => $"{flaw.Path?.XPath}: {flaw.Description}")
            .ShouldBeEmpty();
        return book;
    }

    private static WorksheetPart Sheet(SpreadsheetDocument book, string name) =>
        (WorksheetPart)
            book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook!.Descendants<Sheet>().Single(sheet => sheet.Name == name).Id!);

    /// <summary>Each cell as its place, its style, and its text, or # and its number.</summary>
    private static List<string[]> Rows(SpreadsheetDocument book, string name) =>
        [
            .. Sheet(book, name)
                .Worksheet!.Descendants<Row>()
                .Select(row =>
                    row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>()
                        .Select(cell =>
                            $"{cell.CellReference} {cell.StyleIndex} "
                            + $"{(cell.InlineString is { } words ? words.Text!.Text : "#" + cell.CellValue!.Text)}"
                        )
                        .ToArray()
                ),
        ];
}
