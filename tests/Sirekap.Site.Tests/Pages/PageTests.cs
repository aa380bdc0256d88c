using System.Net;
using System.Text.RegularExpressions;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What single pages say.</summary>
public sealed partial class PageTests(SimulationSite site) : IClassFixture<SimulationSite>
{
    private ApiServer Server => site.Server;

    [Theory]
    [InlineData("3171010001001", "✓ Angka TPS ini ikut terhitung dalam total nasional.")]
    [InlineData(
        "3171010001002",
        "? Belum dijumlahkan di sini: sebagian isian kosong. Suara tidak hilang: kertasnya dibacakan di rapat pleno."
    )]
    [InlineData("3171010001003", "✓ Angka TPS ini ikut terhitung dalam total nasional.")]
    [InlineData("3171010001004", "! Belum dijumlahkan di sini: isian formulirnya saling bertentangan. Suara tidak hilang")]
    [InlineData("3171010001005", "! Belum dijumlahkan di sini: ada dua formulir yang berbeda. Suara tidak hilang")]
    [InlineData("3171010001006", "! Belum dijumlahkan di sini: petugas masih memeriksanya. Suara tidak hilang")]
    [InlineData("3171010001007", "○ Formulir TPS ini belum masuk")]
    public async Task A_station_says_first_whether_it_counts(string station, string says)
    {
        var page = await Html.GetAsync(Server, $"/ppwp/{station}");
        page.Elements("main").Single().ShouldContain($"{says}");
        page.Source.IndexOf("data-summary", StringComparison.Ordinal)
            .ShouldBeLessThan(page.Source.IndexOf("<h2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_station_shows_its_contradiction_and_every_field_of_the_paper()
    {
        var page = await Html.GetAsync(Server, "/en/ppwp/3171010001004");
        page.Text.ShouldContain("The number of voters who voted is not the number of all votes");
        page.Text.ShouldContain("All who voted: Both (J) I.B.4.J 66");
        page.Text.ShouldContain("All votes, valid and invalid V.C 65");
        var form = ' ' + string.Join(' ', page.Elements("table").TakeLast(5));
        string[] places =
        [
            "I.A",
            "I.B.1",
            "I.B.2",
            "I.B.3",
            "I.B.4",
            "II.1",
            "II.2",
            "II.3",
            "II.4",
            "III",
            "IV.1",
            "IV.2",
            "IV.3",
            "V.A",
            "V.B",
            "V.C",
        ];
        places
            .Select(place => form.IndexOf($" {place} ", StringComparison.Ordinal))
            .ShouldBe(places.Select(place => form.IndexOf($" {place} ", StringComparison.Ordinal)).Order());
        places.ShouldAllBe(place => form.Contains($" {place} ", StringComparison.Ordinal));
        form.ShouldContain("65 (contradicts)");
    }

    [Fact]
    public async Task A_correction_is_shown_with_before_and_after_and_its_words()
    {
        var station = await Html.GetAsync(Server, "/ppwp/3171010001003");
        station.Text.ShouldContain("Dikoreksi");
        station.Text.ShouldContain("IV.3 30 → 31");
        station.Text.ShouldContain("salah baca " + ApiElection.Script);
        var corrections = await Html.GetAsync(Server, "/en/koreksi");
        corrections.Text.ShouldContain("IV.3 30 → 31");
        corrections.Text.ShouldContain("district committee (PPK)");
        (await Html.GetAsync(Server, "/koreksi?check=ROLL_SUM")).Text.ShouldContain("Tidak ada koreksi yang cocok.");
        (await Html.GetAsync(Server, "/koreksi?check=TURNOUT_VOTES&region=31")).Text.ShouldContain("IV.3 30 → 31");
        (await Html.GetAsync(Server, "/koreksi?region=32")).Text.ShouldContain("Tidak ada koreksi yang cocok.");
    }

    [Fact]
    public async Task Corrections_that_only_fill_in_stand_apart_and_those_that_moved_most_votes_can_stand_first()
    {
        var changed = await Html.GetAsync(Server, "/koreksi");
        var filled = await Html.GetAsync(Server, "/koreksi?isi=kosong");
        var all = await Html.GetAsync(Server, "/koreksi?isi=semua");
        changed.Text.ShouldContain("IV.3 30 → 31");
        filled.Text.ShouldNotContain("IV.3 30 → 31");
        filled.Elements("h1").Single().ShouldBe("Semua koreksi");
        all.Text.ShouldContain("IV.3 30 → 31");
        var byVotes = await Html.GetAsync(Server, "/koreksi?urut=suara");
        byVotes.Text.ShouldContain("IV.3 30 → 31");
        byVotes.Links.ShouldContain("/unduh/ppwp/0/koreksi.csv");
    }

    [Fact]
    public async Task A_place_can_be_chosen_from_the_province_down_to_the_station()
    {
        var at = "/cari";
        foreach (var next in new[] { "31", "3171", "317101", "3171010001" })
        {
            var page = await Html.GetAsync(Server, at);
            page.Source.ShouldContain($"<option value=\"{next}\"");
            at = $"/cari?region={next}";
        }

        var village = await Html.GetAsync(Server, at);
        village.Source.ShouldContain("<option value=\"3171010001003\"");
        village.Links.ShouldContain("/cari?region=317101#pilih");
        using var station = await Server.Client.GetAsync("/cari?region=3171010001003", TestContext.Current.CancellationToken);
        station.Headers.Location!.ToString().ShouldBe("/ppwp/3171010001003");
        using var nowhere = await Server.Client.GetAsync("/cari?region=77", TestContext.Current.CancellationToken);
        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_example_of_the_search_is_a_station_that_exists()
    {
        var page = await Html.GetAsync(Server, "/");
        var example = Placeholder().Match(page.Source).Groups["words"].Value;
        var found = await Html.GetAsync(Server, "/cari?q=" + Uri.EscapeDataString(example));
        found.Links.ShouldContain(link => StationLink().IsMatch(link), example);
    }

    [Fact]
    public async Task Stations_under_review_and_those_that_cannot_be_checked_are_listed_apart()
    {
        var review = await Html.GetAsync(Server, "/diperiksa");
        review.Text.ShouldContain("3 TPS: Sedang diperiksa.");
        review.Text.ShouldContain("Ditahan petugas.");
        review.Text.ShouldContain("Ada dua formulir yang berbeda.");
        var bare = await Html.GetAsync(Server, "/diperiksa?class=unchecked");
        bare.Text.ShouldContain("1 TPS: Belum dapat diperiksa.");
        bare.Text.ShouldContain("Kosong: V.A, V.B, V.C, I.B.4.J.");
    }

    [Fact]
    public async Task A_region_shows_votes_coverage_and_what_can_still_change()
    {
        var page = await Html.GetAsync(Server, "/en/ppwp");
        page.Text.ShouldContain("129 votes added up");
        page.Text.ShouldContain("Percentages are of the votes of the 4 stations added up, 22.22% of 18 stations.");
        page.Text.ShouldContain(
            "The law allows at most 500 voters a station. 10 stations are not in yet: from all of these one choice can gain at "
                + "most 5,000 votes."
        );
        page.Text.ShouldContain(
            "4 stations are in but not yet added up (cannot be checked yet, or under review): from all of these one choice can gain "
                + "at most 2,000 votes."
        );
        page.Text.ShouldContain("Stations overseas may be larger");
        (await Html.GetAsync(Server, "/en/ppwp/31")).Text.ShouldNotContain("Stations overseas");
        page.Text.ShouldContain("the order can still change");
        page.Source.ShouldContain("viewBox=\"0 0 520 280\"");
        var district = await Html.GetAsync(Server, "/en/ppwp/317101");
        district.Text.ShouldContain("What the plenary certified");
    }

    [Fact]
    public async Task What_a_citation_names_is_as_of_a_size_and_has_a_number()
    {
        foreach (var path in new[] { "/koreksi", "/diperiksa" })
        {
            var list = await Html.GetAsync(Server, path);
            list.Text.ShouldContain($"Daftar ini menurut keadaan pada {Server.Node.Size} catatan");
            list.Text.ShouldContain($"/pada/{Server.Node.Size}/ppwp");
        }

        var quotes = (await Html.GetAsync(Server, "/en/ppwp/317101"))
            .Elements("p")
            .Where(text => text.Contains("/en/pada/", StringComparison.Ordinal) && text.Contains("SIMULATION", StringComparison.Ordinal))
            .ToArray();
        quotes.Length.ShouldBeGreaterThan(3);
        quotes.ShouldContain(text => text.Contains("Valid votes: ", StringComparison.Ordinal));
        quotes.ShouldContain(text => text.Contains("Certified, Valid votes: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_of_a_page_that_is_cut_out_still_says_that_all_of_it_is_invented()
    {
        const string Stamp = "SIMULASI, bukan hasil resmi";
        var station = (await Html.GetAsync(Server, "/ppwp/3171010001001")).Source;
        station[station.IndexOf("id=\"status\"", StringComparison.Ordinal)..station.IndexOf("id=\"pemeriksaan\"", StringComparison.Ordinal)]
            .ShouldContain(Stamp);
        (await Html.GetAsync(Server, "/ppwp/31"))
            .Elements("p")
            .Single(text => text.StartsWith("Nomor ", StringComparison.Ordinal))
            .ShouldContain(Stamp);
    }

    [Fact]
    public async Task A_page_beyond_the_last_of_a_table_is_the_last_and_the_API_has_a_page_that_explains_it()
    {
        (await Html.GetAsync(Server, "/ppwp/3171010001?hal=9")).Links.ShouldContain("/ppwp/3171010001001");
        var api = await Html.GetAsync(Server, "/api");
        api.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Links.ShouldContain("/api/openapi.json");
        foreach (var example in api.Links.Where(link => link.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            using var answer = await Server.Client.GetAsync(example, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, example);
        }

        (await Html.GetAsync(Server, "/en/api")).Links.ShouldContain("/api/v1/ledger");
    }

    [Fact]
    public async Task Ballots_that_differ_are_not_added_up()
    {
        var nation = await Html.GetAsync(Server, "/en/pdpd");
        nation.Text.ShouldContain("several ballots");
        nation.Links.ShouldContain("/en/pdpd/31");
        nation.Links.ShouldNotContain("/en/pdpd/32");
        (await Html.GetAsync(Server, "/en/pdpd/31")).Text.ShouldContain("40 votes added up");
        var parties = await Html.GetAsync(Server, "/en/pdprdp/31");
        parties.Text.ShouldContain("9 votes added up");
        parties.Text.ShouldContain("1 vote added up");
    }

    [Fact]
    public async Task A_station_is_found_from_the_start_in_three_steps()
    {
        var start = await Html.GetAsync(Server, "/");
        start.Source.ShouldContain("action=\"/cari\"");
        var found = await Html.GetAsync(Server, "/cari?q=tps+3+sukamaju");
        found
            .Links.Where(link => link.StartsWith("/ppwp/", StringComparison.Ordinal))
            .ShouldBe(["/ppwp/3171010001003", "/ppwp/3201010001003"], ignoreOrder: true);
        found.Text.ShouldContain("Sukamaju, 317101, " + ApiElection.Script + ", Jakarta");
        (await Html.GetAsync(Server, found.Links.First(link => link == "/ppwp/3171010001003")))
            .Elements("h1")
            .Single()
            .ShouldContain("TPS 003");
        (await Html.GetAsync(Server, "/cari?q=zzz")).Text.ShouldContain("Tidak ada yang cocok dengan “zzz”.");
    }

    [Theory]
    [InlineData("/31", "/ppwp/31")]
    [InlineData("/en/3171010001003", "/en/ppwp/3171010001003")]
    [InlineData("/99aa010001001", "/ppwp/99AA010001001")]
    [InlineData("/cari?q=31.71.01", "/ppwp/317101")]
    [InlineData("/en/cari?q=3171010001003", "/en/ppwp/3171010001003")]
    [InlineData("/ppwp/0", "/ppwp")]
    [InlineData("/ppwp/", "/ppwp")]
    [InlineData("/en/", "/en")]
    public async Task Short_and_other_addresses_lead_to_the_one(string from, string to)
    {
        using var response = await Server.Client.GetAsync(from, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBeOneOf(302, 308);
        response.Headers.Location!.ToString().ShouldBe(to);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/en/nowhere/at/all")]
    [InlineData("/ppwp/77")]
    [InlineData("/ppwp/3171010001999")]
    [InlineData("/pdpd/3201010001001")]
    [InlineData("/pdpd/32")]
    [InlineData("/98")]
    [InlineData("/pada/999999/ppwp")]
    [InlineData("/pada/1/ppwp")]
    [InlineData("/pada/5/koreksi")]
    [InlineData("/koreksi?region=77")]
    [InlineData("/koreksi?check=NO_SUCH")]
    [InlineData("/ppwp/31/nothing.csv")]
    [InlineData("/assets/site.00000000.css")]
    public async Task What_is_not_there_is_answered_with_a_page_that_helps(string path)
    {
        var page = await Html.GetAsync(Server, path);
        page.Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.Source.ShouldContain("name=\"q\"");
        page.Elements("h1").ShouldHaveSingleItem();
    }

    [GeneratedRegex("placeholder=\"(?<words>[^\"]*)\"", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("^/ppwp/[0-9A-Z]{13}$", RegexOptions.None, 60_000)]
    private static partial Regex StationLink();
}
