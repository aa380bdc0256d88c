using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Site.Pages;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Tests.Pages;

/// <summary>Numbers, times and names as readers of each language have them.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(999, "999", "999")]
    [InlineData(1000, "1.000", "1,000")]
    [InlineData(1234567, "1.234.567", "1,234,567")]
    [InlineData(-12345, "−12.345", "−12,345")]
    public void Counts_are_grouped_as_each_language_groups_them(long value, string indonesian, string english)
    {
        Language.Indonesian.Number(value).ShouldBe(indonesian);
        Language.English.Number(value).ShouldBe(english);
    }

    [Theory]
    [InlineData("3171", "JAKARTA PUSAT", true, true)]
    [InlineData("3101", "KEPULAUAN SERIBU", true, false)]
    [InlineData("3273", "KOTA BANDUNG", false, true)]
    [InlineData("3204", "BANDUNG", true, false)]
    [InlineData("3204", "KAB. BANDUNG", false, false)]
    public void A_city_is_one_by_its_code_whatever_its_name_says(string code, string name, bool isBare, bool isCity)
    {
        var place = new NamedRegion(RegionCode.Parse(code), name);
        (PlaceNames.IsBareRegency(place), PlaceNames.IsCity(place.Code)).ShouldBe((isBare, isCity));
    }

    [Fact]
    public void An_election_with_levels_of_its_own_speaks_of_them_and_not_of_the_nations()
    {
        var levels = new Dictionary<Level, Bilingual>
        {
            [Level.Province] = new("Sekolah", "School"),
            [Level.Station] = new("Kotak", "Ballot box"),
        };
        var indonesian = Texts.Of(Language.Indonesian, ElectionKind.Real).With(Language.Indonesian, levels);
        var english = Texts.Of(Language.English, ElectionKind.Real).With(Language.English, levels);
        indonesian["nation"].ShouldBe("Seluruh pemilihan");
        english["below.Province"].ShouldBe("By school");
        indonesian["role.Province"].ShouldBe("Petugas, sekolah");
        indonesian["region.stations"].ShouldBe("Kotak yang sudah masuk");
        english["stations.of", "1", "100%"].ShouldContain("ballot box");
        english["outstanding.law", "300"].ShouldBe("The rules of this election allow at most 300 voters a ballot box.");
        indonesian.All.Where(text => HasWord(text.Value, "TPS")).ShouldBeEmpty();
        english.All.Where(text => HasWord(text.Value.ToLowerInvariant(), "station", "stations")).ShouldBeEmpty();

        // Made once for an election, not for each page.
        Texts.Of(Language.English, ElectionKind.Real).With(Language.English, levels).ShouldBeSameAs(english);
        Texts
            .Of(Language.English, ElectionKind.Real)
            .With(Language.English, new Dictionary<Level, Bilingual>())["nation"]
            .ShouldBe("Indonesia");
    }

    [Fact]
    public void A_grouped_count_without_its_signs_is_the_count() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<long>(),
                value =>
                {
                    foreach (var language in Language.All)
                    {
                        var digits = language
                            .Number(value)
                            .Replace(language.Thousands.ToString(), "", StringComparison.Ordinal)
                            .Replace("\u2212", "-", StringComparison.Ordinal);
                        digits.ShouldBe(value.ToString(CultureInfo.InvariantCulture));
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1234, 10000, "12,34\u00A0%", "12.34%")]
    [InlineData(1, 3, "33,33\u00A0%", "33.33%")]
    [InlineData(12345, 1000000, "1,23\u00A0%", "1.23%")]
    [InlineData(12350, 1000000, "1,24\u00A0%", "1.24%")]
    [InlineData(2, 3, "66,67\u00A0%", "66.67%")]
    [InlineData(5, 5, "100,00\u00A0%", "100.00%")]
    [InlineData(0, 0, "–", "–")]
    [InlineData(long.MaxValue, long.MaxValue, "100,00\u00A0%", "100.00%")]
    public void A_share_is_rounded_half_away_from_zero_as_in_the_files(long part, long whole, string indonesian, string english)
    {
        Language.Indonesian.Share(part, whole).ShouldBe(indonesian);
        Language.English.Share(part, whole).ShouldBe(english);
    }

    [Fact]
    public void A_copy_and_a_simulation_do_not_say_what_is_only_true_of_an_election()
    {
        Texts.Of(Language.Indonesian, ElectionKind.Copy)["standing.NoForm"].ShouldStartWith("Data TPS ini tidak ada di salinan ini.");
        Texts.Of(Language.Indonesian, ElectionKind.Copy)["class.None"].ShouldBe("Tidak ada di salinan");
        Texts.Of(Language.English, ElectionKind.Copy)["standing.Counted"].ShouldContain("not in an official result");
        Texts
            .Of(Language.English, ElectionKind.Copy)["region.leads", "1", "A", "50%"]
            .ShouldBe("Number 1, A, has 50% of the votes added up in this copy.");
        Texts
            .Of(Language.Indonesian, ElectionKind.Simulation)["standing.Counted"]
            .ShouldBe("Angka TPS ini ikut terhitung dalam total nasional.");
        Texts.Of(Language.Indonesian, ElectionKind.Simulation)["verify.key.root"].ShouldBe("Kunci akar simulasi (bukan kunci KPU)");
        Texts.Of(Language.Indonesian, ElectionKind.Real)["verify.key.root"].ShouldBe("Kunci akar KPU");
    }

    [Theory]
    [InlineData("3171", "14 Feb 2024 pukul 21.07 WIB", "14 Feb 2024, 21:07 WIB", "2024-02-14T21:07:00+07:00")]
    [InlineData("5171", "14 Feb 2024 pukul 22.07 WITA", "14 Feb 2024, 22:07 WITA", "2024-02-14T22:07:00+08:00")]
    [InlineData("9171", "14 Feb 2024 pukul 23.07 WIT", "14 Feb 2024, 23:07 WIT", "2024-02-14T23:07:00+09:00")]
    public void A_time_is_told_by_the_clocks_of_its_place(string region, string indonesian, string english, string machine)
    {
        var time = Timestamp.From(new DateTimeOffset(2024, 2, 14, 14, 7, 0, TimeSpan.Zero));
        var zone = RegionZone.Of(RegionCode.Parse(region));
        Language.Indonesian.Moment(time, zone).ShouldBe(indonesian);
        Language.English.Moment(time, zone).ShouldBe(english);
        Instants.Machine(time, zone).ShouldBe(machine);
    }

    [Theory]
    [InlineData("JAWA BARAT", "Jawa Barat")]
    [InlineData("DKI JAKARTA", "DKI Jakarta")]
    [InlineData("TPS 012", "TPS 012")]
    [InlineData("KOTO VIII HILIR", "Koto VIII Hilir")]
    [InlineData("SUKA-MULYA'E (BARU)", "Suka-Mulya'e (Baru)")]
    [InlineData("Kota Bandung", "Kota Bandung")]
    [InlineData("3171", "3171")]
    [InlineData("", "")]
    public void Names_in_capitals_are_shown_as_names(string name, string shown) => PlaceNames.Shown(name).ShouldBe(shown);

    [Fact]
    public void Every_province_of_2024_has_a_square_of_its_own_on_the_map()
    {
        string[] codes =
        [
            "11",
            "12",
            "13",
            "14",
            "15",
            "16",
            "17",
            "18",
            "19",
            "21",
            "31",
            "32",
            "33",
            "34",
            "35",
            "36",
            "51",
            "52",
            "53",
            "61",
            "62",
            "63",
            "64",
            "65",
            "71",
            "72",
            "73",
            "74",
            "75",
            "76",
            "81",
            "82",
            "91",
            "92",
            "93",
            "94",
            "95",
            "96",
            "99",
        ];
        var tiles = codes.Select(code => Provinces.At(RegionCode.Parse(code)).ShouldNotBeNull(code)).ToArray();
        tiles.Select(tile => (tile.Column, tile.Row)).ShouldBeUnique();
        tiles.ShouldAllBe(tile => tile.Column < Provinces.Columns && tile.Row < Provinces.Rows);
        Provinces.At(RegionCode.Parse("98")).ShouldBeNull();
    }

    [Fact]
    public void An_election_has_its_own_words_for_its_levels()
    {
        var levels = new Dictionary<Level, Bilingual> { [Level.District] = new("Angkatan", "Year") };
        var texts = Texts.Of(Language.English, ElectionKind.Real).With(Language.English, levels);
        texts["level.District"].ShouldBe("Year");
        texts["table.regions.District", "SMA", "Ketua"].ShouldBe("Year, SMA. Ketua.");
        texts["level.Regency"].ShouldBe("Regency or city");
        Texts.Of(Language.Indonesian, ElectionKind.Real).With(Language.Indonesian, levels)["level.District"].ShouldBe("Angkatan");
    }

    [Fact]
    public void What_differs_between_two_forms_is_found_in_the_order_of_the_paper()
    {
        var counts = FormFields.NoCounts();
        counts[(int)Field.Valid] = 100;
        var before = new FormFields([617, 20, FormFields.Missing], counts);
        var after = new FormFields(
            [117, 20, 3],
            [
                .. counts.Select(
                    (count, i) =>
                        i == (int)Field.Roll ? 240
                        : i == (int)Field.Valid ? 140
                        : count
                ),
            ]
        );
        var nation = new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)]);
        var ballot = new Contest("ppwp", ContestKind.Tickets, [nation]).BallotOf(RegionCode.Parse("3171010001001"));
        Differences
            .Between(before, after, ballot)
            .Select(difference => difference.ToString())
            .ShouldBe(["I.A.J – → 240", "IV.1 617 → 117", "IV.3 – → 3", "V.A 100 → 140"]);
        Differences.Between(before, before, ballot).ShouldBeEmpty();
        Differences.Between(before, null, ballot).Count.ShouldBe(3);
    }

    private static bool HasWord(string text, params string[] words) =>
        text.Split([.. text.Where(c => !char.IsLetterOrDigit(c)).Distinct()]).Intersect(words).Any();
}
