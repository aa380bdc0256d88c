using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class RegionsFileTests
{
    private const string Table =
        "kode,tingkat,nama,kode_induk,tps,nama_kpu\n31,1,DKI JAKARTA,,,\n3171,2,JAKARTA SELATAN,31,,\n317101,3,TEBET,3171,,\n";

    [Fact]
    public void A_table_gives_stations_and_names()
    {
        var regions = Read(
            Table + "3171010001,4,\"MANGGARAI, \"\"I\"\"\",317101,1-3;7;901-902,MANGGARAI I\n3171010002,4,,317101,,BUKIT DURI\n"
        );
        regions.Flaws.ShouldBeEmpty();
        Stations(regions).ShouldBe(["3171010001001", "3171010001002", "3171010001003", "3171010001007", "3171010001901", "3171010001902"]);
        regions.Names[RegionCode.Parse("31")].ShouldBe("DKI JAKARTA");
        regions.Names[RegionCode.Parse("3171010001")].ShouldBe("MANGGARAI, \"I\"");
        regions.Names[RegionCode.Parse("3171010002")].ShouldBe("BUKIT DURI");
    }

    [Fact]
    public void Columns_stand_in_any_order_and_unknown_ones_are_named()
    {
        var regions = Read("tps,luas,nama,kode\n1-2,5,X,3171010001\n");
        regions.Unknown.ShouldBe(["luas"]);
        regions.Tree.StationCount.ShouldBe(2);
        regions.Flaws.ShouldBeEmpty();
    }

    [Fact]
    public void A_range_can_say_how_it_votes()
    {
        var regions = Read("kode,nama,tps\n9501012001,KAMPUNG,1-2:noken;3;4: Noken\n9901010001,LUAR NEGERI,1:TPS;2:KSK;3:Pos\n");
        regions.Flaws.ShouldBeEmpty();
        System.Text.Encoding.ASCII.GetString(regions.Tree.Encode()).ShouldBe("9501012001 1-2:noken,3,4:noken\n9901010001 1,2:ksk,3:pos\n");

        // Two files that differ over one station are not understood; two that agree are.
        FeedFile[] files = [Made.File("9501012001 1:noken\n", "a.txt"), Made.File("9501012001 1\n", "b.txt")];
        RegionsFile
            .Read(files, out _)!
            .Flaws.ShouldHaveSingleItem()
            .ToString()
            .ShouldContain("9501012001001 is given with two ways of voting, noken and coblos");
        RegionsFile.Read([files[0], files[0]], out _)!.Flaws.ShouldBeEmpty();
    }

    [Fact]
    public void Several_files_add_up_in_any_order()
    {
        const string names = "kode,nama\n3171010001002,POS 002\n";
        const string more = "3171010001 5\n9901010001 1-2\n";
        FeedFile[] files =
        [
            Made.File(names, "names.csv"),
            Made.File(Table + "3171010001,4,X,317101,1-3,\n", "wilayah.csv"),
            Made.File(more, "more.txt"),
        ];
        foreach (var order in new[] { files, [.. files.Reverse()] })
        {
            var regions = RegionsFile.Read(order, out var error).ShouldNotBeNull();
            error.ShouldBeNull();
            regions.Flaws.ShouldBeEmpty();
            Stations(regions)
                .ShouldBe(["3171010001001", "3171010001002", "3171010001003", "3171010001005", "9901010001001", "9901010001002"]);
            regions.StationNames.ShouldHaveSingleItem().ShouldBe(new(RegionCode.Parse("3171010001002"), "POS 002"));
        }
    }

    [Fact]
    public void Our_own_text_is_read_back()
    {
        var regions = RegionsFile.Read([new FeedFile("regions.txt", Made.Tree.Encode())], out _).ShouldNotBeNull();
        regions.Tree.Encode().ShouldBe(Made.Tree.Encode());
    }

    [Theory]
    [InlineData("317102,4,X,3171,,", "tingkat", "317102 is of level 3")]
    [InlineData("317102,3,X,31,,", "kode_induk", "317102 lies in 3171")]
    [InlineData("317201,3,X,3172,,", "kode_induk", "3172, in which 317201 lies, has no row")]
    [InlineData("317102,3,,3171,,", "nama", "317102 has no name")]
    [InlineData("317102,3,X,3171,1-5,", "tps", "only a village")]
    [InlineData("3171,2,X,31,,", "kode", "3171 has a row already, at made.csv:3")]
    [InlineData("0,0,X,,,", "kode", "no code of a region")]
    [InlineData("317,2,X,31,,", "kode", "no code of a region")]
    [InlineData("3171010001,4,X,317101,0-5,", "tps", "\"0-5\" is no range")]
    [InlineData("3171010001,4,X,317101,5-1,", "tps", "\"5-1\" is no range")]
    [InlineData("3171010001,4,X,317101,1-1000,", "tps", "no range")]
    [InlineData("3171010001,4,X,317101,1;;3,", "tps", "no range")]
    [InlineData("3171010001,4,X,317101,1-5;3,", "tps", "station 3 stands twice")]
    [InlineData("3171010001,4,X,317101,1-5:ksk,", "tps", "\"ksk\" is no way of voting here; expected one of coblos, noken")]
    [InlineData("3171010001,4,X,317101,1-5:,", "tps", "is no way of voting here; expected one of coblos, noken")]
    [InlineData("3171010001,4,X,317101", "", "4 columns where the header has 6")]
    [InlineData("3171010001001,5,POS 001,,,", "kode", "no station of any village")]
    public void A_flawed_row_is_named(string row, string column, string reason)
    {
        var flaw = Read($"{Table}{row}\n").Flaws.ShouldHaveSingleItem();
        (flaw.File, flaw.Line, flaw.Column).ShouldBe(("made.csv", 5, column));
        flaw.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("kota,warna\n", "missing columns: kode, nama")]
    [InlineData("31,1,DKI JAKARTA,,\n3171,2,JAKARTA PUSAT,31,\n", "it has no header line: line 1 is already the row of 31;")]
    [InlineData(
        "\n\"KEMANG\",\"3171010001\"\n",
        "line 2 is already the row of 3171010001; a line such as kode,tingkat,nama,kode_induk,tps"
    )]
    [InlineData("\uFEFF90;1;SMA CONTOH;;\n9001;2;KAMPUS UTAMA;90;\n", "line 1 is already the row of 90;")]
    [InlineData("99AA\tKUALA LUMPUR\n", "line 1 is already the row of 99AA;")]
    [InlineData("kode,nama,kode\n", "kode stands twice")]
    [InlineData("3171010001 1-2,2\n", "line 1")]
    public void A_file_that_cannot_be_read_says_why(string text, string reason)
    {
        RegionsFile.Read([Made.File(text)], out var error).ShouldBeNull();
        error.ShouldNotBeNull().Reason.ShouldContain(reason);
    }

    /// <summary>However its columns stand: not one row is ever taken for the names of columns.</summary>
    [Fact]
    public void Without_its_header_no_table_is_read()
    {
        var rows = new (string Column, string[] Cells)[]
        {
            ("kode", ["31", "3171", "317101", "3171010001"]),
            ("tingkat", ["1", "2", "3", "4"]),
            ("nama", ["DKI JAKARTA", "JAKARTA SELATAN", "TEBET", "MANGGARAI"]),
            ("kode_induk", ["", "31", "3171", "317101"]),
            ("tps", ["", "", "", "1-3"]),
        };
        Prop.ForAll(
                (
                    from columns in Gen.Shuffle(rows)
                    from count in Gen.Choose(2, rows.Length)
                    from first in Gen.Choose(0, 3)
                    select (Columns: columns.Take(count).ToArray(), First: first)
                ).ToArbitrary(),
                made =>
                {
                    var lines = Enumerable
                        .Range(made.First, 4 - made.First)
                        .Select(row => string.Join(',', made.Columns.Select(c => c.Cells[row])));
                    RegionsFile.Read([Made.File(string.Join('\n', lines) + "\n")], out var error).ShouldBeNull();
                    error.ShouldNotBeNull();
                    if (made.Columns.Any(column => column.Column == "kode"))
                    {
                        error.Reason.ShouldContain("no header line");
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static RegionsFile Read(string text)
    {
        var regions = RegionsFile.Read([Made.File(text)], out var error);
        error.ShouldBeNull();
        return regions.ShouldNotBeNull();
    }

    private static List<string> Stations(RegionsFile regions) =>
        [.. Enumerable.Range(0, regions.Tree.StationCount).Select(i => regions.Tree.Station(i).ToString())];
}
