using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public class CandidateTableTests
{
    private const string Header = "dapil_kode,dapil,partai,caleg_id,nomor_urut,nama,suara";

    [Fact]
    public void A_header_says_whether_figures_are_of_stations_or_of_districts()
    {
        Read($"{Header}\n1101,ACEH I,1,,,,20067\n").IsByDistrict.ShouldBeTrue();
        Read("tps,partai,nomor_urut,suara\n1671041005001,1,1,3\n").IsByDistrict.ShouldBeFalse();
        Unreadable("partai,nomor_urut,suara\n1,1,3\n").ShouldContain("tps");
        Unreadable("tps,dapil_kode,partai,nomor_urut,suara\n").ShouldContain("is a figure that of a station");
        Unreadable("tps,partai,nomor_urut\n").ShouldContain("missing columns: suara");
        Unreadable("tps,partai,nomor_urut,suara,suara\n").ShouldContain("suara stands twice");
        Unreadable("").ShouldContain("empty");
    }

    [Fact]
    public void Rows_are_parties_and_candidates_and_what_is_none_is_named_by_line_and_column()
    {
        var table = Read(
            $"{Header}\n1101,ACEH I,1,,,,20067\n1101,ACEH I,1,7,2,\"B, C\",\n"
                + "1101,ACEH I,0,,,,1\n1101,ACEH I,1,7,x,,1\n1101,ACEH I,1,7,3,,1000000\n"
        );

        table.Rows.ShouldBe([
            new CandidateRow("1101", "ACEH I", new Choice(1), "", 20067, 2),
            new CandidateRow("1101", "ACEH I", new Choice(1, 2), "B, C", null, 3),
        ]);
        table.Flaws.Select(flaw => (flaw.Line, flaw.Column)).ShouldBe([(4, "partai"), (5, "nomor_urut"), (6, "suara")]);
        table.Unknown.ShouldBe(["caleg_id"]);
    }

    [Theory]
    [InlineData("1101", "1181", "1181010001001")]
    [InlineData("3211", "3291", "3291010001001")]
    [InlineData("110102", "110182", "1101820001001")]
    public void A_district_is_one_unit_under_a_code_that_no_place_has(string district, string region, string unit)
    {
        DistrictUnit.TryFind(district, out var found).ShouldBeTrue();

        found.ShouldBe(RegionCode.Parse(region));
        DistrictUnit.Of(found).ShouldBe(RegionCode.Parse(unit));
        DistrictUnit.Of(found).IsWithin(RegionCode.Parse(district)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("11")]
    [InlineData("1100")]
    [InlineData("1120")]
    [InlineData("11x1")]
    [InlineData("ACEH")]
    public void What_is_no_district_code_has_no_unit(string district) => DistrictUnit.TryFind(district, out _).ShouldBeFalse();

    [Fact]
    public void No_place_of_2024_has_a_code_under_which_units_stand() =>
        SharedData
            .Regions.Names.Keys.Where(region => region.Level is Level.Regency or Level.District && !region.IsOverseas)
            .ShouldAllBe(region => string.CompareOrdinal(region.ToString().Substring(region.ToString().Length - 2), "80") < 0);

    [Fact]
    public void A_figure_that_stands_twice_or_is_none_is_not_given()
    {
        var file = Made.File($"{Header}\n1101,A,1,,,,5\n1101,A,1,,1,,6\n1101,A,1,,1,,7\n1101,A,2,,,,x\n1101,A,2,,1,,9\n");
        var feed = Begin(file, out _, out _);

        Made.VotesOf(feed.Rows.ShouldHaveSingleItem().Fields).ShouldBe([5, null, null, 9]);
        feed.Flaws.Select(flaw => flaw.Line).Order().ShouldBe([4, 5]);
    }

    [Fact]
    public void Figures_of_districts_are_never_accepted_and_break_no_limit_of_stations()
    {
        var file = Made.File($"{Header}\n1101,A,1,,,,900000\n1101,A,1,,1,,999999\n1201,B,1,,,,7\n1201,B,2,,,,8\n");
        var feed = Begin(file, out var defined, out var tree);
        using var ledger = new CopyLedger(defined, tree);
        ledger.Import(feed, "2024-03-20T15:19:00Z");

        ledger.Record.Structure.Unit.ShouldBe(CountingUnit.District);
        var totals = ledger.Contest.Tally.Totals(0);
        (totals.Accepted.Stations, totals.Unchecked.Stations, totals.UnderReview.Stations).ShouldBe((0, 2, 0));
        totals.Unchecked.Votes.Sum().ShouldBe(900_000 + 999_999 + 7 + 8);
    }

    [Fact]
    public void A_structure_of_districts_is_read_as_it_was_written()
    {
        Begin(Made.File($"{Header}\n1101,A,1,,,,9\n1101,A,1,,1,,9\n"), out var defined, out _);

        var bytes = defined.Structure.Encode();
        ElectionStructure.TryParse(bytes, out var read, out var error).ShouldBeTrue(error);
        (read!.Unit, read.Limits).ShouldBe((CountingUnit.District, Limits.None));
        read.Encode().ShouldBe(bytes);
    }

    [Fact]
    public void A_table_of_stations_needs_a_person_to_say_its_district()
    {
        var table = Read("tps,partai,nomor_urut,suara\n1671041005001,1,1,3\n");

        CandidateElection.Define(table, Terms(district: null), out _, out var flaw).ShouldBeNull();

        flaw.ShouldNotBeNull().ShouldContain("--district");
    }

    internal static CandidateTerms Terms(string? district) =>
        new(
            "salinan-dpr",
            "pdpr",
            new Bilingual("Salinan", "Copy"),
            district,
            null,
            new Dictionary<int, string> { [1] = "Satu" },
            new Dictionary<RegionCode, string>()
        );

    internal static Feed Begin(FeedFile file, out ElectionDefinition defined, out RegionTree tree, string? district = null)
    {
        var table = CandidateTable.Read(file, out var error);
        error.ShouldBeNull();
        defined = CandidateElection.Define(table!, Terms(district), out tree, out var flaw).ShouldNotBeNull(flaw);
        var feed = CandidateFeed.Read(file, new FeedScope(tree, null, "pdpr", defined.Structure.Contests[0]), out error);
        error.ShouldBeNull();
        return feed.ShouldNotBeNull();
    }

    private static CandidateTable Read(string text)
    {
        var table = CandidateTable.Read(Made.File(text), out var error);
        error.ShouldBeNull();
        return table.ShouldNotBeNull();
    }

    private static string Unreadable(string text)
    {
        CandidateTable.Read(Made.File(text), out var error).ShouldBeNull();
        return error.ShouldNotBeNull().Reason;
    }
}
