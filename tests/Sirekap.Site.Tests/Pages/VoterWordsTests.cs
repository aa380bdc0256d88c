using System.Text.RegularExpressions;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Site.Tests.Pages;

/// <summary>Pages speak as voters do: nothing frightens, nothing needs a glossary, places are called as they are called there.</summary>
public sealed partial class VoterWordsTests
{
    /// <summary>These say once what the technical words stand for, or are for whoever computes with a raw table.</summary>
    private static readonly string[] Explaining = ["verify", "warning.NotSigned", "warning.Forked", "warning.NotCosigned", "column."];

    private static readonly Language[] Languages = [Language.Indonesian, Language.English];

    [Fact]
    public void No_text_says_that_votes_are_not_counted()
    {
        foreach (var language in Languages)
        {
            Own(language)
                .Where(text => Frightening().IsMatch(text.Value))
                .Select(text => $"{language.Code} {text.Key}: {text.Value}")
                .ShouldBeEmpty();
        }

        Frightening().IsMatch("Angka TPS ini tidak ikut terhitung: sebagian isian kosong.").ShouldBeTrue();
        Frightening().IsMatch("This station’s figures are not in the total.").ShouldBeTrue();
    }

    [Theory]
    [InlineData("standing.Unchecked")]
    [InlineData("standing.Contradiction")]
    [InlineData("standing.Conflict")]
    [InlineData("standing.Held")]
    [InlineData("standing.choice")]
    public void What_is_not_added_up_yet_says_that_no_vote_is_lost(string key)
    {
        foreach (var kind in Enum.GetValues<ElectionKind>())
        {
            foreach (var unit in Enum.GetValues<CountingUnit>())
            {
                Texts.Of(Language.Indonesian, kind, unit)[key].ShouldContain("Suara tidak hilang");
                Texts.Of(Language.English, kind, unit)[key].ShouldContain("No vote is lost");
            }
        }
    }

    [Fact]
    public void The_technical_words_stand_only_where_they_are_explained()
    {
        foreach (var language in Languages)
        {
            Own(language)
                .Where(text => !Explaining.Any(part => text.Key.StartsWith(part, StringComparison.Ordinal)))
                .Where(text => Technical().IsMatch(text.Value))
                .Select(text => $"{language.Code} {text.Key}: {text.Value}")
                .ShouldBeEmpty();
            string[] words = ["entry", "ledger", "root", "key", "checkpoint", "policy"];
            foreach (var word in words)
            {
                language.Texts[$"verify.word.{word}.says"].Length.ShouldBeGreaterThan(20);
            }
        }

        Technical().IsMatch("{0} entri, akar {1}").ShouldBeTrue();
        Technical().IsMatch("Nomor kunci").ShouldBeTrue();
    }

    [Fact]
    public void KIP_is_never_said_alone()
    {
        foreach (var text in Languages.SelectMany(language => language.Texts.All))
        {
            KipAlone().IsMatch(text.Value).ShouldBeFalse($"{text.Key}: {text.Value}");
        }
    }

    [Theory]
    [InlineData("32", "level.District", "Kecamatan")]
    [InlineData("91", "level.District", "Distrik")]
    [InlineData("9471", "level.District", "Distrik")]
    [InlineData("34", "level.District", "Kapanewon")]
    [InlineData("3404", "level.District", "Kapanewon")]
    [InlineData("3471", "level.District", "Kemantren")]
    [InlineData("11", "level.Village", "Gampong")]
    [InlineData("13", "level.Village", "Nagari/kelurahan")]
    [InlineData("96", "level.Village", "Kampung/kelurahan")]
    [InlineData("32", "role.District", "PPK")]
    [InlineData("95", "role.District", "PPD")]
    [InlineData("31", "role.Province", "KPU provinsi")]
    [InlineData("11", "role.Province", "KIP Aceh")]
    [InlineData("1101", "role.Regency", "KIP Aceh di kabupaten/kota")]
    [InlineData("0", "level.District", "Kecamatan")]
    [InlineData("99", "level.District", "Kecamatan")]
    public void Levels_and_committees_are_called_as_they_are_called_there(string region, string key, string word) =>
        Texts.Of(Language.Indonesian, ElectionKind.Real, CountingUnit.Station, Locales.Of(RegionCode.Parse(region)))[key].ShouldBe(word);

    [Fact]
    public void Figures_of_electoral_districts_are_called_so_wherever_they_are() =>
        Texts
            .Of(Language.Indonesian, ElectionKind.Copy, CountingUnit.District, Locale.Papua)["level.District"]
            .ShouldBe("Daerah pemilihan (dapil)");

    [Theory]
    [InlineData("0", "0 votes added up")]
    [InlineData("1", "1 vote added up")]
    [InlineData("21", "21 votes added up")]
    public void One_is_said_as_one(string votes, string said) => Language.English.Texts["votes.accepted", votes].ShouldBe(said);

    private static IEnumerable<KeyValuePair<string, string>> Own(Language language) =>
        language.Texts.All.Where(text => !text.Key.StartsWith("curang.", StringComparison.Ordinal));

    [GeneratedRegex(
        "(belum|tidak) (ikut )?(di|ter)hitung|angka tidak|not (in the total|counted|added to)|uncounted",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Frightening();

    [GeneratedRegex(
        @"\b(akar|entri|kunci|checkpoint|buku besar|berkas kebijakan|root|entry|entries|key|ledger|policy file)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Technical();

    [GeneratedRegex(@"\bKIP\b(?! Aceh)", RegexOptions.None, 60_000)]
    private static partial Regex KipAlone();
}
