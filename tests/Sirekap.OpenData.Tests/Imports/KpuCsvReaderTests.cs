using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class KpuCsvReaderTests
{
    [Fact]
    public void Each_column_goes_to_its_place_on_the_paper()
    {
        // Every figure is another, so that no two columns can be mistaken for each other.
        var row = Made.Csv(
                $"{Made.Header}\n3171010001001,tps,101,102,103,6,4,5,9,7,8,12,10,11,15,13,14,18,16,17,19,20,21,2024-02-20 14:00:00,3\n"
            )
            .Rows.ShouldHaveSingleItem();

        row.Station.ToString().ShouldBe("3171010001001");
        (row.File, row.Line).ShouldBe(("made.csv", 2));
        var nation = new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)]);
        var ballot = new Contest("ppwp", ContestKind.Tickets, [nation]).BallotOf(nation);
        Differences
            .Between(null, row.Fields, ballot)
            .Select(d => $"{d.Place}={d.After}")
            .ShouldBe([
                "I.A.L=4",
                "I.A.P=5",
                "I.A.J=6",
                "I.B.1.L=7",
                "I.B.1.P=8",
                "I.B.1.J=9",
                "I.B.2.L=10",
                "I.B.2.P=11",
                "I.B.2.J=12",
                "I.B.3.L=13",
                "I.B.3.P=14",
                "I.B.3.J=15",
                "I.B.4.L=16",
                "I.B.4.P=17",
                "I.B.4.J=18",
                "IV.1=101",
                "IV.2=102",
                "IV.3=103",
                "V.A=19",
                "V.B=20",
                "V.C=21",
            ]);
    }

    [Fact]
    public void An_empty_cell_is_no_figure_and_zero_is_one()
    {
        var row = Made.Csv("kode,paslon_1,paslon_2,paslon_3,suara_sah\n3171010001001,0,,7,\n").Rows.ShouldHaveSingleItem();
        Made.VotesOf(row.Fields).ShouldBe([0, null, 7]);
        row.Fields[Field.Valid].ShouldBeNull();
    }

    [Fact]
    public void A_row_without_any_figure_is_a_row_with_an_empty_form() =>
        Made.Csv("kode,paslon_1,paslon_2,paslon_3\n3171010001001,,,\n").Rows.ShouldHaveSingleItem().Fields.IsEmpty.ShouldBeTrue();

    [Theory]
    [InlineData("\uFEFFkode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3\r\n3171010001001,1,2,3\r\n")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3")]
    [InlineData("\"kode\",\"paslon_1\",\"paslon_2\",\"paslon_3\"\r\n\"3171010001001\",\"1\",\"2\",\"3\"\r\n")]
    [InlineData("\n\nkode,paslon_1,paslon_2,paslon_3\n\r\n\n3171010001001,1,2,3\n\n")]
    [InlineData("paslon_3,jenis,kode,paslon_2,paslon_1\n3,tps,3171010001001,2,1\n")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,catatan\n3171010001001,1,2,3,\"two\nlines, a \"\"quote\"\" and a comma\"\n")]
    [InlineData("kode;paslon_1;paslon_2;paslon_3\n3171010001001;1;2;3\n")]
    [InlineData("sep=;\r\nkode;paslon_1;paslon_2;paslon_3\r\n3171010001001;1;2;3\r\n")]
    [InlineData("sep=,\nkode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n")]
    [InlineData("kode\tsuara_paslon_1\tsuara_paslon_2\tsuara_paslon_3\n3171010001001\t1\t2\t3\n")]
    [InlineData("kode|paslon_1|paslon_2|paslon_3\r3171010001001|1|2|3\r")]
    [InlineData("KODE , Paslon 1,PASLON-2,\u00A0paslon_03\n 3171010001001 ,1\u00A0, 2,3\n")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3\n3171010001001.0,1.0,2.00,3.0\n")]
    [InlineData("kode;paslon_1;paslon_2;paslon_3\n'3171010001001;'1;2,0;3\n")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3\n\"=\"\"3171010001001\"\"\",\"=\"\"1\"\"\",2,3\n")]
    [InlineData("kode,chart.100025,chart.100026,chart.100027\n3171010001001,1,2,3\n")]
    [InlineData("station,votes 1,votes 2,votes 3\n3171010001001,1,2,3\n")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,,\n3171010001001,1,2,3,,\n,,,,,\n")]
    public void The_same_rows_however_they_are_written(string text)
    {
        var feed = Made.Csv(text);
        feed.Flaws.ShouldBeEmpty();
        var row = feed.Rows.ShouldHaveSingleItem();
        row.Station.ToString().ShouldBe("3171010001001");
        Made.VotesOf(row.Fields).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Lines_are_counted_through_blank_lines_and_quotes()
    {
        var feed = Made.Csv("kode,paslon_1,paslon_2,paslon_3,x\n3171010001001,1,2,3,\"a\nb\"\n\n3171010001002,1,2,3,\nbad\n");
        feed.Rows.Select(row => row.Line).ShouldBe([2, 5]);
        feed.Flaws.ShouldHaveSingleItem().Line.ShouldBe(6);
    }

    [Fact]
    public void Compression_is_told_by_content_and_not_by_name()
    {
        var bytes = Encoding.UTF8.GetBytes("kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n");
        foreach (var file in new[] { new FeedFile("plain.csv.gz", bytes), new FeedFile("packed.csv", Made.Gzip(bytes)) })
        {
            KpuCsvReader.Read(file, Made.Scope, out var error).ShouldNotBeNull().Rows.Count.ShouldBe(1);
            error.ShouldBeNull();
        }
    }

    [Fact]
    public void The_source_is_the_file_as_given()
    {
        var packed = Made.Gzip("kode,paslon_1,paslon_2,paslon_3\n"u8.ToArray());
        var source = KpuCsvReader.Read(new FeedFile("x", packed), Made.Scope, out _)!.Source;
        source.Bytes.ShouldBe(packed.Length);
        source.Sha256.ToString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(packed)));
    }

    [Fact]
    public void Unknown_columns_are_ignored_and_named_once()
    {
        var feed = Made.Csv("kode,paslon_1,paslon_2,paslon_3,cuaca,cuaca,sura_sah\n3171010001001,1,2,3,x,x,x\n");
        feed.Unknown.ShouldBe(["cuaca", "sura_sah (did you mean suara_sah?)"]);
        feed.Rows.Count.ShouldBe(1);
        feed.Flaws.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n\r\n", "empty")]
    [InlineData("kode,paslon_1,paslon_3\n", "missing columns: paslon_2")]
    [InlineData("paslon_1,paslon_2\n", "missing columns: kode, paslon_3")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,paslon_4\n", "column paslon_4: the ballot here has 1, 2, 3 and no 4")]
    [InlineData("kode,pasln_1,paslon_2,paslon_3\n", "did you mean paslon_1 by pasln_1?")]
    [InlineData(
        "kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\nkode,paslon_1,paslon_2,paslon_3\n",
        "line 3 is the header line again"
    )]
    [InlineData("kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2\0,3\n", "line 2, byte 18: a NUL byte")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,paslon_2\n", "paslon_2 stands twice")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,kode\n", "kode stands twice")]
    [InlineData("\"kode,paslon_1\n", "quote that is not closed")]
    [InlineData("PK\u0003\u0004rest", "zip")]
    [InlineData("3171010001001,1,2,3\n3171010001002,1,2,3\n", "no header line: line 1 is already the row of 3171010001001")]
    [InlineData("Hasil\n\nkode;paslon_1;paslon_2;paslon_3\n3171010001001;1;2;3\n", "its header stands in line 3: delete the")]
    [InlineData("\uFEFF <!DOCTYPE html>\n<table><tr><td>kode</td></tr></table>", "it is a web page")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,jenis/kind\n3171010001001,1,2,3,simulation\n", "column jenis/kind: \"simulation\"")]
    [InlineData("kode,paslon_1,paslon_2,paslon_3,contest\n3171010001001,1,2,3,gubernur\n", "line 2, column contest: \"gubernur\"")]
    public void A_file_that_cannot_be_read_says_why(string text, string reason)
    {
        var error = Made.Unreadable(Made.File(text, "broken.csv"));
        error.File.ShouldBe("broken.csv");
        error.Reason.ShouldContain(reason);
    }

    [Fact]
    public void Unicode_is_read_however_it_is_coded()
    {
        const string text = "kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n";
        Encoding[] encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true)];
        foreach (var encoding in encodings)
        {
            foreach (var mark in new[] { encoding.GetPreamble(), [] })
            {
                var file = new FeedFile("u.csv", (byte[])[.. mark, .. encoding.GetBytes(text)]);
                KpuCsvReader.Read(file, Made.Scope, out var error).ShouldNotBeNull(error?.Reason).Rows.Count.ShouldBe(1);
            }
        }
    }

    [Fact]
    public void A_code_page_that_cannot_be_told_is_refused_with_its_place() =>
        Made.Unreadable(
                new FeedFile("u.csv", Encoding.Latin1.GetBytes("kode,paslon_1,paslon_2,paslon_3,nama\n3171010001001,1,2,3,D\u00E9sa\n"))
            )
            .Reason.ShouldStartWith("line 2, byte 22: 0xE9 is not UTF-8");

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        FeedFile.Load("/nowhere/at/all.csv", out var error).ShouldBeNull();
        error.ShouldNotBeNull().ToString().ShouldBe("/nowhere/at/all.csv: no such file");
    }

    [Theory]
    [InlineData("3171010001002,1,2,1000000", "paslon_3", "\"1000000\" is above 999999")]
    [InlineData("3171010001002,1,99999999999999999999999999,3", "paslon_2", "above 999999")]
    [InlineData("3171010001002,-5,2,3", "paslon_1", "\"-5\" is negative")]
    [InlineData("3171010001002,1.5,2,3", "paslon_1", "\"1.5\" is no whole number; expected digits alone")]
    [InlineData("3171010001002,1.234,2,3", "paslon_1", "\"1.234\" is a fraction to one program and thousands to another")]
    [InlineData("3171010001002,1.000,2,3", "paslon_1", "thousands to another")]
    [InlineData("3171010001002,\"1,234\",2,3", "paslon_1", "thousands to another")]
    [InlineData("3171010001002,1 234,2,3", "paslon_1", "has marks between its thousands")]
    [InlineData("3.17101E+12,1,2,3", "kode", "shortened")]
    [InlineData("3171010001002,1e3,2,3", "paslon_1", "no whole number")]
    [InlineData("3171010001002,-,2,3", "paslon_1", "no whole number")]
    [InlineData("3171010001002,\u0661,2,3", "paslon_1", "no whole number")]
    [InlineData("3171010001002,1,2", "", "3 columns where the header has 4")]
    [InlineData("3171010001002,1,2,3,4", "", "5 columns where the header has 4")]
    [InlineData("3171010001002,\"1\"x,2,3", "", "a quote that is not at the beginning and end of its cell")]
    [InlineData("317101000100,1,2,3", "kode", "no code of a station")]
    [InlineData("3171010001,1,2,3", "kode", "no code of a station")]
    [InlineData("31710100010A2,1,2,3", "kode", "no code of a station")]
    [InlineData(",1,2,3", "kode", "no code of a station")]
    [InlineData("3171010001099,1,2,3", "kode", "3171010001099 is no station of this election's places")]
    [InlineData("3171010001001,1,2,3", "kode", "3171010001001 has a row already, at made.csv:2")]
    public void A_flawed_row_is_named_and_the_rest_goes_on(string row, string column, string reason)
    {
        var feed = Made.Csv($"kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n{row}\n3171010001003,4,5,6\n");
        var flaw = feed.Flaws.ShouldHaveSingleItem();
        (flaw.File, flaw.Line, flaw.Column).ShouldBe(("made.csv", 3, column));
        flaw.Reason.ShouldContain(reason);
        feed.Rows.Select(r => r.Station.StationNumber).ShouldBe([1, 3]);
    }

    [Fact]
    public void Every_flaw_of_a_row_is_named()
    {
        var feed = Made.Csv("kode,paslon_1,paslon_2,paslon_3,ts\n3171010001001,x,2,-3,yesterday\n");
        feed.Flaws.Select(flaw => flaw.Column).ShouldBe(["paslon_1", "paslon_3"]);
        feed.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Two_rows_of_a_station_that_differ_leave_it_without_one()
    {
        var feed = Made.Csv(
            "kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n3171010001002,1,1,1\n3171010001001,1,2,4\n3171010001001,1,2,3\n"
        );
        feed.Rows.Select(row => row.Station.StationNumber).ShouldBe([2]);
        feed.Flaws.Select(flaw => flaw.Line).ShouldBe([2, 4, 5]);
    }

    [Fact]
    public void A_stray_quote_is_named_and_what_it_swallows_is_no_row()
    {
        var feed = Made.Csv(
            "kode,paslon_1,paslon_2,paslon_3,x\n3171010001001,1,2,3,\"oops\n3171010001002,1,2,3,a\n3171010001003,1,2,3,\"fine\"\n"
                + "3171010001004,1,2,3,b\n"
        );
        feed.Rows.Select(row => row.Station.StationNumber).ShouldBe([4]);
        feed.Flaws.ShouldHaveSingleItem().Line.ShouldBe(2);
        Made.Csv("kode,paslon_1,paslon_2,paslon_3,x\n3171010001001,1,2,3,\"oops\n3171010001002,1,2,3,a\n")
            .Flaws.ShouldHaveSingleItem()
            .Reason.ShouldContain("quote");
    }

    [Fact]
    public void Foreign_text_in_a_message_is_short_and_obeys_no_terminal()
    {
        var reason = Made.Csv($"kode,paslon_1,paslon_2,paslon_3\n3171010001001,\u001B[2J{new string('9', 5000)},2,3\n")
            .Flaws.ShouldHaveSingleItem()
            .Reason;
        reason.ShouldNotContain("\u001B");
        reason.Length.ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData("2024-02-20 14:00:00", "2024-02-20T07:00:00Z")]
    [InlineData("2024-03-01 06:59:59", "2024-02-29T23:59:59Z")]
    [InlineData("2024-02-20T14:00:00", "2024-02-20T07:00:00Z")]
    [InlineData("2024-02-20 14:00", "2024-02-20T07:00:00Z")]
    [InlineData("2024-02-20 14:00:00.250", "2024-02-20T07:00:00Z")]
    [InlineData("2024-02-20T14:00:00Z", "2024-02-20T14:00:00Z")]
    [InlineData("2024-02-20 14:00:00+07:00", "2024-02-20T07:00:00Z")]
    [InlineData("2024-02-20T14:00:00-0330", "2024-02-20T17:30:00Z")]
    public void Kpu_says_time_in_jakarta(string kpu, string utc) => Made.Votes(kpu, "3171010001001,1,2,3").Newest.ShouldBe(Made.Time(utc));

    [Theory]
    [InlineData("2024-02-30 14:00:00")]
    [InlineData("2024-02-20")]
    [InlineData("01/03/2024 14:00")]
    [InlineData("16/02/2024 10.00")]
    [InlineData("45338.4167")]
    [InlineData("2024-02-20T14:00:00+25:00")]
    [InlineData("2024-02-20 24:00:00")]
    [InlineData("1970-01-01 03:00:00")]
    [InlineData("2200-01-01 03:00:00")]
    [InlineData("14:00")]
    public void A_time_that_is_none_is_named_where_it_is_needed_and_the_figures_count_where_it_is_not(string time)
    {
        var feed = Made.Votes(time, "3171010001001,1,2,3");
        feed.Flaws.ShouldBeEmpty();
        var without = feed.At(null, Made.Now, out var error).ShouldNotBeNull();
        error.ShouldBeNull();
        without.Feed.Rows.ShouldBeEmpty();
        without.Feed.Flaws.ShouldHaveSingleItem().ToString().ShouldStartWith("made.csv:2: ts: \"");
        feed.At(Made.Time("2024-02-20T00:00:00Z"), Made.Now, out _).ShouldNotBeNull().Feed.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void The_snapshot_has_the_time_given_else_the_newest_else_none()
    {
        var feed = Made.Csv(
            "kode,paslon_1,paslon_2,paslon_3,ts\n3171010001001,1,2,3,2024-02-20 14:00:00\n"
                + "3171010001002,1,2,3,2024-02-21 14:00:00\n3171010001003,1,2,3,\n"
        );
        feed.At(null, Made.Now, out var error)!.Taken.ShouldBe(Made.Time("2024-02-21T07:00:00Z"));
        feed.At(Made.Time("2024-03-01T00:00:00Z"), Made.Now, out error)!.Taken.ShouldBe(Made.Time("2024-03-01T00:00:00Z"));
        error.ShouldBeNull();

        Made.Csv("kode,paslon_1,paslon_2,paslon_3\n3171010001001,1,2,3\n").At(null, Made.Now, out error).ShouldBeNull();
        error.ShouldNotBeNull().Reason.ShouldContain("TIME needed");
    }

    [Fact]
    public void A_name_that_is_typed_wrong_is_asked_for_whatever_choices_there_are()
    {
        var file = Made.File("kode,palson_1,paslon_2,paslon_3\n3171010001001,1,2,3\n", "typed.csv");
        KpuCsvReader.Read(file, Made.Scope with { Choices = null }, out var error).ShouldBeNull();
        error.ShouldNotBeNull().Reason.ShouldBe("missing columns: paslon_1; did you mean paslon_1 by palson_1?");
    }

    [Fact]
    public void A_table_with_a_header_and_no_rows_says_that()
    {
        Made.Csv("kode,paslon_1,paslon_2,paslon_3,ts\n").At(null, Made.Now, out var error).ShouldBeNull();
        error.ShouldNotBeNull().Reason.ShouldBe("no rows in it, only a header");
    }

    [Fact]
    public void A_table_of_our_own_comes_back_with_its_figures_its_rows_times_and_its_own()
    {
        var feed = Made.Csv(
            "\uFEFFstation,name,province,regency,district,village,electoral_district,class,votes 1,votes 2,votes 3,RollMen,BallotsUsed,"
                + "Valid,AllVotes,entry,time,failing,changes,dated,poll,photos,contest,jenis/kind,N,waktu/time,waktu sumber/source time\r\n"
                + "3171010001001,TPS 001,DKI JAKARTA,JAKARTA PUSAT,GAMBIR,GAMBIR,0,accepted,1,2,3,140,9,6,6,17,2026-11-30T10:00:00Z,,0,"
                + "2024-02-20T07:00:00Z,revote,,ppwp,copy,20,2026-11-30T10:30:00Z,2024-02-21T07:00:00Z\r\n"
        );
        (feed.Flaws.Count, feed.Unknown.Count, feed.Stated).ShouldBe((0, 0, Made.Time("2024-02-21T07:00:00Z")));
        var row = feed.Rows.ShouldHaveSingleItem();
        Made.VotesOf(row.Fields).ShouldBe([1, 2, 3]);
        (row.Fields[Field.RollMen], row.Fields[Field.BallotsUsed], row.Fields[Field.Valid], row.Fields[Field.AllVotes]).ShouldBe(
            (140, 9, 6, 6)
        );
        row.Source.ShouldBe(new SourceRow(Made.Time("2024-02-20T07:00:00Z"), null, Elections.Statements.PollKind.Revote));
    }

    [Fact]
    public void A_gzip_cut_short_anywhere_gives_nothing()
    {
        var whole = Made.Gzip(Encoding.UTF8.GetBytes(LongText()));
        for (var length = 2; length < whole.Length; length++)
        {
            Made.Unreadable(new FeedFile("cut.csv.gz", whole.AsMemory(0, length))).Reason.ShouldContain("gzip");
        }
    }

    [Fact]
    public void A_gzip_with_a_flipped_bit_gives_nothing_or_the_same()
    {
        var whole = Made.Gzip(Encoding.UTF8.GetBytes(LongText()));
        var rows = KpuCsvReader.Read(new FeedFile("whole", whole), Made.Scope, out _)!.Rows.Select(row => row.Fields).ToList();
        rows.Count.ShouldBe(9);
        var refused = 0;
        for (var bit = 16; bit < 8 * whole.Length; bit++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var feed = KpuCsvReader.Read(new FeedFile("flipped", flipped), Made.Scope, out var error);
            refused += error is null ? 0 : 1;
            feed?.Rows.Select(row => row.Fields).ShouldBe(rows);
        }

        // Bits of the header's time, system and flags say nothing about the text.
        refused.ShouldBeGreaterThan(8 * (whole.Length - 10));
    }

    [Fact]
    public void What_follows_a_gzip_is_not_passed_over()
    {
        var whole = Made.Gzip(Encoding.UTF8.GetBytes(LongText()));
        Made.Unreadable(new FeedFile("x", (byte[])[.. whole, 1, 2, 3])).Reason.ShouldContain("gzip");
        Made.Unreadable(new FeedFile("x", (byte[])[.. whole, .. Made.Gzip("kode\n"u8.ToArray())])).Reason.ShouldContain("gzip");
    }

    [Fact]
    public void A_file_with_too_many_flaws_is_not_read_at_all() =>
        Made.Unreadable(Made.File("kode,paslon_1,paslon_2,paslon_3\n" + string.Concat(Enumerable.Repeat("x\n", Feed.MostFlawedRows + 1))))
            .Reason.ShouldContain("cannot be understood");

    [Fact]
    public void Without_a_ballot_the_file_says_what_it_is()
    {
        Made.Csv("paslon_2,kode,paslon_1\n", new FeedScope(Made.Tree)).Choices.ShouldBe([1, 2]);
        KpuCsvReader.Read(Made.File("kode,suara_sah\n"), new FeedScope(Made.Tree), out var error).ShouldBeNull();
        error!.Reason.ShouldContain("paslon_1");
    }

    private static string LongText() =>
        "kode,paslon_1,paslon_2,paslon_3\n"
        + string.Concat(Enumerable.Range(1, 9).Select(number => $"317101000100{number},{7 * number},{11 * number},{number}\n"));
}
