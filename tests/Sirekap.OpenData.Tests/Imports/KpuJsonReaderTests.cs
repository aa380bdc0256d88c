using System.IO.Compression;
using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class KpuJsonReaderTests
{
    private const string Station = "3171010001001";
    private const string Votes =
        """{"chart":{"null":null,"100025":53,"100026":118,"100027":36},"administrasi":null,"ts":"2024-02-15 00:41:44"}""";

    [Fact]
    public void An_answer_becomes_a_row()
    {
        var feed = Read(
            (
                $"{Station}.json",
                """
                {"mode":"hhcw","chart":{"null":null,"100027":36,"100025":53,"100026":118},"images":["https://x.invalid/a.jpg",null,null],
                 "administrasi":{"suara_sah":207,"suara_total":209,"suara_tidak_sah":2,
                 "pemilih_dpt_j":276,"pemilih_dpt_l":null,"pengguna_non_dpt_p":1},
                 "psu":null,"ts":"2024-02-15 00:41:44","status_suara":true,"status_adm":true}
                """
            )
        );
        feed.Flaws.ShouldBeEmpty();
        feed.Unknown.ShouldBeEmpty();
        feed.Newest.ShouldBe(Made.Time("2024-02-14T17:41:44Z"));
        var row = feed.Rows.ShouldHaveSingleItem();
        (row.Station.ToString(), row.File, row.Line).ShouldBe((Station, $"made.zip/{Station}.json", 1));
        Made.VotesOf(row.Fields).ShouldBe([53, 118, 36]);
        (
            row.Fields[Field.Valid],
            row.Fields[Field.AllVotes],
            row.Fields[Field.Invalid],
            row.Fields[Field.Roll],
            row.Fields[Field.RollMen],
            row.Fields[Field.SameDayWomen]
        ).ShouldBe((207, 209, 2, 276, null, 1));
    }

    [Theory]
    [InlineData("""{"chart":null,"administrasi":null,"ts":null}""")]
    [InlineData("""{"chart":{"null":null}}""")]
    [InlineData("""{"chart":{}, "administrasi":{}}""")]
    [InlineData("""{"chart":{"100025":null,"100026":null,"100027":null},"administrasi":{"suara_sah":null}}""")]
    public void An_answer_without_figures_is_a_row_with_an_empty_form(string json)
    {
        var feed = Read(($"{Station}.json", json));
        feed.Flaws.ShouldBeEmpty();
        feed.Rows.ShouldHaveSingleItem().Fields.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("pemilu/hhcw/ppwp/31/3171/317101/3171010001/3171010001001.json")]
    [InlineData("copy/of/pemilu/hhcw/ppwp/31/3171/317101/3171010001/3171010001001.json")]
    [InlineData("pemilu__hhcw__ppwp__31__3171__317101__3171010001__3171010001001.json")]
    [InlineData("pemilu\\hhcw\\ppwp\\31\\3171\\317101\\3171010001\\3171010001001.json")]
    [InlineData("../../../etc/3171010001001.json")]
    [InlineData("/3171010001001.JSON")]
    public void A_station_is_found_by_its_path(string path) =>
        Read((path, Votes)).Rows.ShouldHaveSingleItem().Station.ToString().ShouldBe(Station);

    [Fact]
    public void Overseas_codes_have_letters() =>
        Read(("pemilu/hhcw/ppwp/99/99AA/99AA01/99AA010001/99AA010001001.json", Votes)).Rows.Count.ShouldBe(1);

    [Theory]
    [InlineData("pemilu/hhcw/ppwp.json")]
    [InlineData("pemilu/hhcw/ppwp/31/3171.json")]
    [InlineData("wilayah/pemilu/ppwp/31/3171/317101/3171010001.json")]
    [InlineData("pemilu/hhcw/pdpd/31/3171/317101/3171010001/3171010001001.json")]
    [InlineData("pemilu__hhcw__pdpr__31__3171__317101__3171010001__3171010001001.json")]
    [InlineData("3171010001001.txt")]
    [InlineData("__MACOSX/._3171010001001.json")]
    [InlineData("LICENSE")]
    public void What_is_no_station_of_this_contest_is_skipped_and_counted(string path)
    {
        var feed = Read((path, "no JSON at all"), ($"{Station}.json", Votes));
        (feed.Rows.Count, feed.Flaws.Count, feed.Skipped).ShouldBe((1, 0, 1));
    }

    [Theory]
    [InlineData("", 1, "byte 1", "no JSON")]
    [InlineData("{\n\"chart\":{\"100025\":5,}}", 2, "byte 21", "no JSON")]
    [InlineData("""{"chart":null} x""", 1, "byte 16", "no JSON")]
    [InlineData("""{"chart":null""", 1, "byte 14", "no JSON")]
    [InlineData("""[1,[2]]""", 1, "", "expected an object")]
    [InlineData("""{"administrasi":null}""", 1, "chart", "missing")]
    [InlineData("""{"chart":5}""", 1, "chart", "expected an object or null")]
    [InlineData("""{"chart":[[]]}""", 1, "chart", "expected an object or null")]
    [InlineData("""{"chart":{"100025":1.5}}""", 1, "chart.100025", "\"1.5\" is no whole number")]
    [InlineData("""{"chart":{"100025":-1}}""", 1, "chart.100025", "negative")]
    [InlineData("""{"chart":{"100025":1000000}}""", 1, "chart.100025", "above 999999")]
    [InlineData("""{"chart":{"100025":"53"}}""", 1, "chart.100025", "\"53\" is text; expected a number or null")]
    [InlineData("""{"chart":{"100025":{"jml_suara_total":1}}}""", 1, "chart.100025", "expected a number or null")]
    [InlineData("""{"chart":{"null":5}}""", 1, "chart.null", "votes for no choice")]
    [InlineData("""{"chart":{"100025":1,"100025":2}}""", 1, "chart", "\"100025\" stands twice")]
    [InlineData("""{"chart":null,"chart":null}""", 1, "", "\"chart\" stands twice")]
    [InlineData("""{"chart":{"100025":1,"100099":2}}""", 1, "chart.100099", "no choice has this id")]
    [InlineData("""{"chart":null,"administrasi":{"suara_sah":true}}""", 1, "administrasi.suara_sah", "expected a number or null")]
    [InlineData("""{"chart":null,"psu":"Nanti"}""", 1, "psu", "no kind of poll")]
    [InlineData("""{"chart":null,"tungsura":{"chart":null}}""", 1, "tungsura.chart", "has a chart already")]
    [InlineData("""{"chart":{"100025":1e-40}}""", 1, "chart.100025", "no whole number")]
    [InlineData("""{"chart":null,"ts":5}""", 1, "ts", "expected a time")]
    [InlineData("""{"chart":null,"x":[[[[[[[[[[1]]]]]]]]]]}""", 1, "byte 26", "no JSON")]
    [InlineData("""{"chart":null,"ts":"\ud800"}""", 1, "byte 20", "not Unicode")]
    public void A_flawed_answer_is_named_and_the_rest_goes_on(string json, int line, string column, string reason)
    {
        var feed = Read(("3171010001002.json", json), ($"{Station}.json", Votes));
        var flaw = feed.Flaws.ShouldHaveSingleItem();
        (flaw.File, flaw.Line, flaw.Column).ShouldBe(("made.zip/3171010001002.json", line, column));
        flaw.Reason.ShouldContain(reason);
        feed.Rows.ShouldHaveSingleItem().Station.ToString().ShouldBe(Station);
    }

    [Theory]
    [InlineData("3171010001099.json", "is no station of this election's places")]
    [InlineData("ABCDEFGHIJKLM.json", "no code of a station")]
    [InlineData("hhcw/ppwp/11/1101/110101/1101012001/3171010001002.json", "does not lie in village 1101012001")]
    public void A_path_that_names_no_station_is_a_flaw(string path, string reason)
    {
        var feed = Read((path, Votes), ($"{Station}.json", Votes));
        feed.Flaws.ShouldHaveSingleItem().Reason.ShouldContain(reason);
        feed.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void A_station_twice_with_other_figures_has_no_row()
    {
        var feed = Read(($"a/{Station}.json", Votes), ($"b/{Station}.json", Votes.Replace("53", "54", StringComparison.Ordinal)));
        feed.Rows.ShouldBeEmpty();
        feed.Flaws.Select(flaw => flaw.File).ShouldBe([$"made.zip/a/{Station}.json", $"made.zip/b/{Station}.json"]);
    }

    [Fact]
    public void Unknown_keys_are_named_once()
    {
        var odd = """{"chart":{"persen":12.5,"100025":1},"administrasi":{"pengguna_lain":3},"kode_dapil":{"a":[1,2]}}""";
        var feed = Read(($"{Station}.json", odd), ("3171010001002.json", odd));
        feed.Unknown.ShouldBe(["administrasi.pengguna_lain", "chart.persen", "kode_dapil"]);
        feed.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void A_chart_that_lacks_a_choice_does_not_shift_the_others() =>
        Made.VotesOf(Read(($"{Station}.json", """{"chart":{"100026":7,"100027":8}}""")).Rows[0].Fields).ShouldBe([null, 7, 8]);

    [Fact]
    public void Other_ids_are_known_by_a_ballot_alone()
    {
        const string answer = """{"mode":"hhcw","tungsura":{"chart":{"1000738":2,"999":1,"1000739":3},"administrasi":{"suara_sah":6}}}""";
        Refused(($"{Station}.json", answer)).Reason.ShouldContain("which choice is which");
        var ballots = KpuChoiceIds.Read(
            Made.File(
                """{"1101":{"1":{"nomor_urut":1}},"3171":{"999":{"nomor_urut":3},"1000738":{"nomor_urut":1},"1000739":{"nomor_urut":2}}}"""
            ),
            out var error
        );
        error.ShouldBeNull();
        var zip = new FeedFile("made.zip", Made.Zip(($"{Station}.json", answer)));
        var row = KpuJsonReader.ReadZip(zip, Made.Scope, ballots!, out error).ShouldNotBeNull(error?.Reason).Rows.ShouldHaveSingleItem();
        Made.VotesOf(row.Fields).ShouldBe([2, 3, 1]);
        row.Fields[Field.Valid].ShouldBe(6);
    }

    [Theory]
    [InlineData("{}", "no ballot in it")]
    [InlineData("[]", "$: expected an object")]
    [InlineData("""{"11":{"1":{"nomor_urut":1},"2":{"nomor_urut":1}}}""", "$.11.2.nomor_urut: expected a number on the ballot")]
    [InlineData("""{"11":""", "no JSON from here on")]
    public void A_file_of_ballots_that_is_none_says_why(string json, string reason)
    {
        KpuChoiceIds.Read(Made.File(json), out var error).ShouldBeNull();
        error.ShouldNotBeNull().Reason.ShouldContain(reason);
    }

    [Fact]
    public void Whole_numbers_are_whole_in_every_way_that_JSON_writes_them() =>
        Made.VotesOf(Read(($"{Station}.json", """{"chart":{"100025":12.0,"100026":1e1,"100027":3}}""")).Rows[0].Fields)
            .ShouldBe([12, 10, 3]);

    [Fact]
    public void A_given_map_decides()
    {
        var file = new FeedFile("made.zip", Made.Zip(($"{Station}.json", """{"chart":{"100026":2,"100025":1}}""")));
        var feed = KpuJsonReader.ReadZip(file, Made.Scope, KpuChoiceIds.Of(["100027", "100026", "100025"]), out _);
        Made.VotesOf(feed!.Rows[0].Fields).ShouldBe([null, 2, 1]);
    }

    [Fact]
    public void Without_a_ballot_the_feed_says_what_it_is()
    {
        var file = new FeedFile("made.zip", Made.Zip(($"{Station}.json", """{"chart":{"7":2,"9":1}}""")));
        KpuJsonReader.ReadZip(file, new FeedScope(Made.Tree), KpuChoiceIds.Of(["9", "7"]), out _)!.Choices.ShouldBe([1, 2]);
    }

    [Fact]
    public void A_file_larger_than_any_answer_is_a_flaw_whatever_it_unpacks_to()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry($"{Station}.json", CompressionLevel.SmallestSize).Open();
            entry.Write(Encoding.ASCII.GetBytes(new string(' ', 50_000_000)));
        }

        var feed = KpuJsonReader.ReadZip(new FeedFile("bomb.zip", stream.ToArray()), Made.Scope, KpuChoiceIds.Known, out _);
        feed!.Flaws.ShouldHaveSingleItem().Reason.ShouldContain("more than 65536 bytes");
    }

    [Fact]
    public void A_zip_with_a_changed_digit_is_caught_by_its_crc()
    {
        var bytes = Made.Zip(($"{Station}.json", Votes));
        var at = bytes.AsSpan().IndexOf("118"u8);
        bytes[at] = (byte)'9';
        var feed = KpuJsonReader.ReadZip(new FeedFile("changed.zip", bytes), Made.Scope, KpuChoiceIds.Known, out _);
        feed!.Rows.ShouldBeEmpty();
        feed.Flaws.ShouldHaveSingleItem().Reason.ShouldContain("CRC");
    }

    [Fact]
    public void A_zip_cut_short_gives_nothing()
    {
        var bytes = Made.Zip(($"{Station}.json", Votes));
        for (var length = 0; length < bytes.Length; length += 7)
        {
            KpuJsonReader
                .ReadZip(new FeedFile("cut.zip", bytes.AsMemory(0, length)), Made.Scope, KpuChoiceIds.Known, out var error)
                .ShouldBeNull();
            error.ShouldNotBeNull().Reason.ShouldContain("no whole zip");
        }
    }

    [Fact]
    public void A_zip_without_any_answer_says_so() =>
        Refused(("ppwp.json", "{}"), ("LICENSE", "x")).Reason.ShouldBe("no station's answer for ppwp in it; 2 other files");

    [Fact]
    public void Nothing_there_says_so()
    {
        KpuJsonReader.Read("/nowhere/at/all", Made.Scope, KpuChoiceIds.Known, out var error).ShouldBeNull();
        error.ShouldNotBeNull().ToString().ShouldBe("/nowhere/at/all: no such file");
    }

    [Fact]
    public void Charts_without_any_vote_need_no_ids()
    {
        var file = new FeedFile("made.zip", Made.Zip(($"{Station}.json", """{"chart":null,"administrasi":{"suara_sah":5}}""")));
        KpuJsonReader.ReadZip(file, new FeedScope(Made.Tree, [1, 2]), KpuChoiceIds.Known, out _)!.Rows[0].Fields.Votes.Length.ShouldBe(2);
    }

    [Fact]
    public void A_folder_reads_as_its_zip_does_and_its_listing_is_its_source()
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-import-");
        try
        {
            (string Path, string Text)[] files =
            [
                ("hhcw/ppwp/31/3171/317101/3171010001/3171010001001.json", Votes),
                ("3171010001002.json", "{}"),
                ("ppwp.json", "x"),
            ];
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(folder.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }

            var fromFolder = KpuJsonReader.Read(folder.FullName, Made.Scope, KpuChoiceIds.Known, out var error).ShouldNotBeNull();
            error.ShouldBeNull();
            var fromZip = Read(files);
            fromFolder.Rows.Select(row => (row.Station, row.Fields)).ShouldBe(fromZip.Rows.Select(row => (row.Station, row.Fields)));
            fromFolder.Flaws.Select(flaw => flaw.Reason).ShouldBe(fromZip.Flaws.Select(flaw => flaw.Reason));
            fromFolder.Skipped.ShouldBe(1);

            var listing = string.Concat(
                new[] { files[1], files[0] }.Select(f =>
                    $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(f.Text)))}  {f.Path}\n"
                )
            );
            Encoding.UTF8.GetString(fromFolder.SourceBytes.Span).ShouldBe(listing);
            fromFolder.Source.ShouldBe(FeedFile.ReferenceOf(Encoding.UTF8.GetBytes(listing)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Feed Read(params (string Path, string Text)[] files)
    {
        var feed = KpuJsonReader.ReadZip(new FeedFile("made.zip", Made.Zip(files)), Made.Scope, KpuChoiceIds.Known, out var error);
        error.ShouldBeNull();
        return feed.ShouldNotBeNull();
    }

    private static InputError Refused(params (string Path, string Text)[] files)
    {
        KpuJsonReader.ReadZip(new FeedFile("made.zip", Made.Zip(files)), Made.Scope, KpuChoiceIds.Known, out var error).ShouldBeNull();
        return error.ShouldNotBeNull();
    }
}
