using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Site.Views;

namespace Sirekap.Site.Tests.Views;

/// <summary>What people type, and what they mean.</summary>
public sealed class SearchTests
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["32"] = "JAWA BARAT",
        ["3273"] = "KOTA BANDUNG",
        ["327301"] = "CIBEUNYING KALER",
        ["3273011001"] = "SUKAMAJU",
        ["327302"] = "COBLONG",
        ["3273021001"] = "SUKAMAJU",
        ["3273021002"] = "SUKA-MULYA'E ELOK",
        ["3204"] = "BANDUNG",
        ["320401"] = "SUKAMAJU",
        ["3204012001"] = "CIBIRU",
    };

    private static readonly string[] Stations =
    [
        "3273011001001",
        "3273011001012",
        "3273021001012",
        "3273021002001",
        "3204012001001",
        "3204012001012",
    ];

    private static readonly Search Search = new(
        RegionTree.FromStations(Stations.Select(RegionCode.Parse)),
        ElectionNames.None("x") with
        {
            Regions = Names.ToDictionary(name => RegionCode.Parse(name.Key), name => name.Value),
        }
    );

    [Fact]
    public void A_station_of_a_district_and_a_village_of_the_same_name_is_found_once()
    {
        var search = new Search(
            RegionTree.FromStations([RegionCode.Parse("3204012001012")]),
            ElectionNames.None("x") with
            {
                Regions = new Dictionary<RegionCode, string>
                {
                    [RegionCode.Parse("320401")] = "MENTENG",
                    [RegionCode.Parse("3204012001")] = "MENTENG",
                },
            }
        );
        search.Find("tps 12 menteng").ShouldHaveSingleItem().Place.Code.ToString().ShouldBe("3204012001012");
    }

    [Theory]
    [InlineData("TPS 12 Sukamaju Cibeunying", "3273011001012")]
    [InlineData("sukamaju cibeunying tps 012", "3273011001012")]
    [InlineData("tps12 sukamaju, kec. cibeunying kaler", "3273011001012")]
    [InlineData("Cibiru 12", "3204012001012")]
    [InlineData("3273011001012", "3273011001012")]
    [InlineData("32.73.01.1001", "3273011001")]
    [InlineData("kel sukamaju kec cobl", "3273021001")]
    [InlineData("suka mulyae elok", "3273021002")]
    public void The_first_answer_is_what_was_meant(string query, string code)
    {
        Search.Find(query)[0].Place.Code.ToString().ShouldBe(code);
    }

    [Fact]
    public void A_name_that_several_places_bear_gives_them_all_with_those_around_them()
    {
        var found = Search.Find("sukamaju");
        found.Select(one => one.Place.Code.ToString()).ShouldBe(["320401", "3273011001", "3273021001"]);
        found[1].Above.Select(place => place.Name).ShouldBe(["JAWA BARAT", "KOTA BANDUNG", "CIBEUNYING KALER"]);
    }

    [Fact]
    public void A_number_keeps_only_places_that_have_such_a_station()
    {
        Search
            .Find("TPS 12 sukamaju")
            .Select(one => one.Place.Code.ToString())
            .ShouldBe(["3204012001012", "3273011001012", "3273021001012"]);
        Search.Find("TPS 12 sukamaju")[0].Place.Name.ShouldBe("TPS 012");
        Search.Find("TPS 13 sukamaju").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("soekamadjoe", "320401", "3273011001", "3273021001")]
    [InlineData("sukmaaju", "320401", "3273011001", "3273021001")]
    [InlineData("sukamau cibeunying", "3273011001")]
    [InlineData("kelurahan sukamaju, kecamatan tjoblong", "3273021001")]
    [InlineData("kota bdg", "3273")]
    [InlineData("bandung", "3204", "3273")]
    [InlineData("jabar", "32")]
    [InlineData("distrik coblong", "327302")]
    [InlineData("tps 12 tjibiroe", "3204012001012")]
    public void Slips_short_names_and_old_spellings_find_what_was_meant_and_nothing_else(string query, params string[] codes) =>
        Search.Find(query).Select(one => one.Place.Code.ToString()).ShouldBe(codes);

    [Fact]
    public void A_place_that_is_called_exactly_so_comes_alone()
    {
        var search = new Search(
            RegionTree.FromStations([.. new[] { "3204011001001", "3204011002001", "3204012001001" }.Select(RegionCode.Parse)]),
            ElectionNames.None("x") with
            {
                Regions = new Dictionary<RegionCode, string>
                {
                    [RegionCode.Parse("3204011001")] = "SUKAMAJU",
                    [RegionCode.Parse("3204011002")] = "SUKAMAJU BARU",
                    [RegionCode.Parse("3204012001")] = "SUKAMAJULAH",
                },
            }
        );
        search.Find("sukamaju").ShouldHaveSingleItem().Place.Name.ShouldBe("SUKAMAJU");
        search.Find("sukama").Count.ShouldBe(3);
        search.Find("sukamaju bar").ShouldHaveSingleItem().Place.Name.ShouldBe("SUKAMAJU BARU");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("tps")]
    [InlineData("tps 12")]
    [InlineData("zzz")]
    [InlineData("sukamaju zzz")]
    [InlineData("9999999999999")]
    [InlineData("\ud800\u0000<script>")]
    public void What_means_no_place_finds_none(string query)
    {
        Search.Find(query).ShouldBeEmpty();
    }

    [Fact]
    public void A_query_of_any_length_is_answered()
    {
        Search.Find(string.Concat(Enumerable.Repeat("sukamaju ", 10_000))).Count.ShouldBe(3);
    }
}
