using System.Text;
using Sirekap.OpenData.Exports;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>Workbooks as spreadsheet programs write them, taken for the table in their first sheet.</summary>
public sealed class WorkbookTextTests
{
    private static readonly string Heading =
        $"""<row r="1">{string.Concat("ABCDE".Select((column, i) => $"<c r=\"{column}1\" t=\"s\"><v>{i}</v></c>"))}</row>""";

    [Fact]
    public void Codes_kept_as_numbers_whole_fractions_and_times_that_are_shown_as_such_are_read()
    {
        // 45342.583333333336 is 20 February 2024, 14:00, in a style that shows times.
        var rows = Read(
            """<row r="2"><c r="A2"><v>3171010001001</v></c><c r="B2"><v>1E2</v></c><c r="C2"><v>50.0</v></c><c r="D2"><v>30</v></c>"""
                + """<c r="E2" s="1"><v>45342.583333333336</v></c></row>"""
                + """<row r="4"><c r="A4" t="inlineStr"><is><r><t>31710100</t></r><r><t>01002</t></r></is></c>"""
                + """<c r="B4" t="str"><v>7</v></c><c r="D4"><v>9</v></c></row>"""
        );
        rows.Flaws.ShouldBeEmpty();
        Made.VotesOf(rows.Rows[0].Fields).ShouldBe([100, 50, 30]);
        rows.Rows[0].Source.Dated.ShouldBe(Made.Time("2024-02-20T07:00:00Z"), "as of Jakarta");
        (rows.Rows[1].Line, rows.Rows[1].Station.ToString()).ShouldBe((4, "3171010001002"));
        Made.VotesOf(rows.Rows[1].Fields).ShouldBe([7, null, 9]);
    }

    [Theory]
    [InlineData("""<c r="B2"><v>1.5</v></c>""", "1.5")]
    [InlineData("""<c r="B2"><f>SUM(Z1:Z9)</f></c>""", "=SUM(Z1:Z9)")]
    [InlineData("""<c r="B2" s="1"><v>45342</v></c>""", "2024-02-20 00:00:00")]
    [InlineData("""<c r="B2" t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c r="B2" t="b"><v>0</v></c>""", "FALSE")]
    [InlineData("""<c r="B2" t="e"><v>#REF!</v></c>""", "#REF!")]
    public void What_is_no_count_is_refused_by_its_cell(string cell, string shown)
    {
        var rows = Read($"""<row r="2"><c r="A2"><v>3171010001001</v></c>{cell}<c r="C2"><v>1</v></c><c r="D2"><v>1</v></c></row>""");
        rows.Rows.ShouldBeEmpty();
        var flaw = rows.Flaws.ShouldHaveSingleItem();
        (flaw.Line, flaw.Column).ShouldBe((2, "paslon_1"));
        flaw.Reason.ShouldContain(shown);
    }

    [Theory]
    [InlineData("""<row r="3"/><row r="2"/>""", "row 2 of its sheet stands after row 3")]
    [InlineData("""<row r="2"><c r="C2"><v>1</v></c><c r="B2"><v>1</v></c></row>""", "row 2: a cell at B2, out of its order")]
    [InlineData("""<row r="2"><c r="A2" t="s"><v>99</v></c></row>""", "cell A2 names text 99")]
    [InlineData("""<row r="2"><c r="A2"><v>1</v>""", "cannot be read")]
    [InlineData("""<row r="0"/>""", "row 0 of its sheet stands after row 1")]
    [InlineData("""<row r="2000000000"><c><v>1</v></c></row>""", "row 2000000000 of its sheet, which has at most 1048576")]
    public void A_sheet_that_contradicts_itself_gives_nothing(string rows, string reason) =>
        Made.Unreadable(new FeedFile("made.xlsx", Book(rows))).Reason.ShouldContain(reason);

    [Fact]
    public void A_workbook_damaged_anywhere_gives_the_same_rows_or_a_reason()
    {
        var whole = Book(
            """<row r="2"><c r="A2"><v>3171010001001</v></c><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c><c r="D2"><v>3</v></c></row>"""
        );
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(4, damaged.Length)] ^= (byte)(1 << random.Next(8));
            var feed = KpuCsvReader.Read(new FeedFile("made.xlsx", damaged), Made.Scope, out var error);
            (feed is null).ShouldBe(error is not null);
            foreach (var row in feed?.Rows ?? [])
            {
                Made.VotesOf(row.Fields).ShouldBe([1, 2, 3], $"case {i}");
            }
        }
    }

    [Fact]
    public void A_raw_table_of_our_own_comes_back_as_a_workbook_too()
    {
        var table = new Table(
            "tps",
            "ppwp",
            [
                new("station", CellKind.Code),
                new("votes 1", CellKind.Number),
                new("votes 2", CellKind.Number),
                new("votes 3", CellKind.Number),
                new("time", CellKind.Time),
                new("dated", CellKind.Time),
            ],
            [
                [
                    Cell.Code("3171010001001"),
                    Cell.Number(1),
                    Cell.Number(22),
                    Cell.Empty,
                    Cell.Time(Made.Time("2024-02-25T07:00:00Z")),
                    Cell.Time(Made.Time("2024-02-20T07:00:00Z")),
                ],
            ],
            new TableSource("e", "copy", 9, "root", Made.Time("2024-03-01T00:00:00Z"))
        )
        {
            IsRaw = true,
        };
        using var csv = new MemoryStream();
        CsvFile.Write(table, csv);
        foreach (var file in new[] { new FeedFile("tps.xlsx", XlsxFile.Encode(table)), new FeedFile("tps.csv", csv.ToArray()) })
        {
            var feed = KpuCsvReader.Read(file, Made.Scope, out _).ShouldNotBeNull();
            var row = feed.Rows.ShouldHaveSingleItem();
            Made.VotesOf(row.Fields).ShouldBe([1, 22, null]);
            (row.Source.Dated, row.Source.Unread).ShouldBe((Made.Time("2024-02-20T07:00:00Z"), null), file.Name);
            feed.Stated.ShouldBe(Made.Time("2024-03-01T00:00:00Z"), file.Name);
            feed.Unknown.ShouldBeEmpty(file.Name);
        }
    }

    /// <summary>A time that is a number says no zone; the heading does, in whatever table it stands.</summary>
    [Theory]
    [InlineData("dated (UTC)", "2024-02-20T14:00:00Z")]
    [InlineData("Waktu (utc)", "2024-02-20T14:00:00Z")]
    [InlineData("timestamp_(UTC)", "2024-02-20T14:00:00Z")]
    [InlineData("dated", "2024-02-20T07:00:00Z")]
    public void A_column_may_say_that_its_times_are_utc(string name, string time)
    {
        var text = $"kode,paslon_1,paslon_2,paslon_3,{name}\n3171010001001,1,2,3,2024-02-20 14:00:00\n";
        var feed = KpuCsvReader.Read(new FeedFile("a.csv", System.Text.Encoding.UTF8.GetBytes(text)), Made.Scope, out _).ShouldNotBeNull();
        feed.Rows.ShouldHaveSingleItem().Source.Dated.ShouldBe(Made.Time(time));
        feed.Unknown.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<sst>", "<si/>", 9_000_000, "its shared texts have more than")]
    [InlineData("<sst><si><t>", "a", 70_000, "a text of more than 65536 characters")]
    [InlineData("<sst><si>", "<r><t>a</t></r>", 70_000, "a text of more than 65536 characters")]
    public void Shared_texts_of_a_small_file_fill_no_memory(string begin, string again, int times, string reason)
    {
        var rest = string.Concat(begin.Split('<').Reverse().SkipLast(1).Select(name => $"</{name}"));
        var texts = begin + string.Concat(Enumerable.Repeat(again, times)) + rest;
        Made.Unreadable(new FeedFile("made.xlsx", Book("", texts))).Reason.ShouldContain(reason);
    }

    [Fact]
    public void A_row_of_a_small_file_fills_no_memory()
    {
        var many = string.Concat(Enumerable.Repeat("<c/>", 2_000_000));
        Made.Unreadable(new FeedFile("made.xlsx", Book($"""<row r="2">{many}</row>"""))).Reason.ShouldContain("row 2: a cell at");
        var text = new string('a', 60_000);
        var wide = string.Concat(Enumerable.Repeat("""<c t="s"><v>0</v></c>""", 1_000));
        Made.Unreadable(
                new FeedFile(
                    "made.xlsx",
                    Book($"""<row r="2">{wide}</row>""", $"<sst>{string.Concat(Enumerable.Repeat($"<si><t>{text}</t></si>", 5))}</sst>")
                )
            )
            .Reason.ShouldContain("more than 1048576 characters");
    }

    [Fact]
    public void A_hidden_sheet_is_passed_over_and_two_tables_in_one_workbook_are_none()
    {
        const string Row =
            """<row r="2"><c r="A2"><v>3171010001001</v></c><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c><c r="D2"><v>3</v></c></row>""";
        var draft = Row.Replace("<v>1</v>", "<v>9</v>", StringComparison.Ordinal);
        var book = Book(Row, other: (draft, "hidden"));
        var feed = KpuCsvReader.Read(new FeedFile("made.xlsx", book), Made.Scope, out _).ShouldNotBeNull();
        Made.VotesOf(feed.Rows.ShouldHaveSingleItem().Fields).ShouldBe([1, 2, 3]);
        Made.Unreadable(new FeedFile("made.xlsx", Book(Row, other: (draft, "visible"))))
            .Reason.ShouldBe("its sheets \"Sheet0\" and \"Sheet1\" have the same heading: save each as a file of its own");
    }

    private static Feed Read(string rows) => KpuCsvReader.Read(new FeedFile("made.xlsx", Book(rows)), Made.Scope, out _).ShouldNotBeNull();

    /// <summary>A workbook with the parts that Excel writes, its heading in shared texts, and style 1 a time.</summary>
    /// <param name="rows">After the heading.</param>
    /// <param name="shared">The shared texts, where they are not those of the heading.</param>
    /// <param name="other">Rows under the same heading in a sheet before this one, and whether that is shown.</param>
    private static byte[] Book(string rows, string? shared = null, (string Rows, string State)? other = null)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        string[] texts = ["kode", "paslon_1", "paslon_2", "paslon_3", "ts"];
        string Part(string name, string type) => $"""<Override PartName="/xl/{name}.xml" ContentType="{Sheet}.{type}+xml"/>""";
        string Link(int id, string type, string target) => $"""<Relationship Id="rId{id}" Type="{Office}/{type}" Target="{target}"/>""";
        string Links(params string[] links) => $"""<Relationships xmlns="{Package}/relationships">{string.Concat(links)}</Relationships>""";
        return Made.Zip(
            (
                "[Content_Types].xml",
                $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" """
                    + """ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
                    + Part("workbook", "sheet.main")
                    + Part("worksheets/sheet0", "worksheet")
                    + Part("worksheets/sheet1", "worksheet")
                    + Part("styles", "styles")
                    + Part("sharedStrings", "sharedStrings")
                    + "</Types>"
            ),
            ("_rels/.rels", Links(Link(1, "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>"""
                    + (other is null ? "" : $"""<sheet name="Sheet0" sheetId="2" state="{other.Value.State}" r:id="rId0"/>""")
                    + """<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Links(
                    Link(0, "worksheet", "worksheets/sheet0.xml"),
                    Link(1, "worksheet", "worksheets/sheet1.xml"),
                    Link(2, "styles", "styles.xml"),
                    Link(3, "sharedStrings", "sharedStrings.xml")
                )
            ),
            ("xl/worksheets/sheet0.xml", $"""<worksheet xmlns="{Main}"><sheetData>{Heading}{other?.Rows}</sheetData></worksheet>"""),
            ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{Heading}{rows}</sheetData></worksheet>"""),
            (
                "xl/styles.xml",
                $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"""
            ),
            (
                "xl/sharedStrings.xml",
                shared ?? $"""<sst xmlns="{Main}">{string.Concat(texts.Select(text => $"<si><t>{text}</t></si>"))}</sst>"""
            )
        );
    }
}
