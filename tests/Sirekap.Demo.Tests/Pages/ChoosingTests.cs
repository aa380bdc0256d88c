using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Demo.Pages;
using Sirekap.Elections.Regions;
using Sirekap.Simulation.Nights;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>Choosing a trick, a station and a number, and typing them wrongly.</summary>
public sealed class ChoosingTests(CurangSite site)
{
    private const string Script = "\"><script>alert(1)</script>";

    private Visitor Visitor => site.Visitor;

    [Theory]
    [InlineData("/curang")]
    [InlineData("/en/curang")]
    public async Task Every_trick_is_offered_with_a_sentence(string path)
    {
        var page = await Visitor.GetAsync(path);
        var texts = (path.StartsWith("/en", StringComparison.Ordinal) ? Language.English : Language.Indonesian).Texts;
        foreach (var kind in Enum.GetValues<CheatKind>())
        {
            page.Source.ShouldContain($"id=\"trik-{kind.Word()}\"");
            page.Text.ShouldContain(texts[$"curang.kind.{kind}"]);
            page.Text.ShouldContain(texts[$"curang.kind.says.{kind}"]);
            CheatKinds.Of(kind.Word()).ShouldBe(kind);
        }

        page.Form("pilih-trik").Fields.ShouldHaveSingleItem().Value.ShouldBe("angka");
    }

    [Fact]
    public async Task A_station_is_suggested_whose_votes_can_be_moved()
    {
        var fields = (await Visitor.GetAsync("/curang?trik=formulir")).Form("curangi").Fields;
        var votes = Votes(fields["tps"]);
        fields["pilihan"].ShouldBe("1");
        var more = int.Parse(fields["suara"], System.Globalization.CultureInfo.InvariantCulture) - votes[1];
        more.ShouldBe(Math.Min(200, votes[0] + votes[2]));
        more.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task A_station_is_found_by_the_same_search_as_everywhere_and_then_chosen()
    {
        var (form, none) = site.Node.Read(
            (record, _) =>
            {
                var contest = record.Contest(SimulatedElection.Contest)!;
                var stations = Enumerable.Range(0, record.Tree.StationCount).ToArray();
                return (
                    record.Tree.Station(stations.Last(station => contest.InPlace(station) >= 0)),
                    record.Tree.Station(stations.First(station => contest.InPlace(station) < 0))
                );
            }
        );

        var byCode = await Visitor.PressAsync(await Visitor.GetAsync("/curang?trik=buang"), "cari-tps", ("q", form.ToString()));
        byCode.Form("curangi").Fields["tps"].ShouldBe(form.ToString());
        byCode.Text.ShouldNotContain("Disarankan");

        var empty = await Visitor.PressAsync(byCode, "cari-tps", ("q", none.ToString()));
        empty["hasil-cari"]!.ShouldContain("belum ada formulir");
        empty.Form("curangi").Fields["tps"].ShouldNotBe(none.ToString());

        var village = await Visitor.GetAsync($"/curang?trik=buang&q={form.At(Level.Village)}");
        var link = village
            .Values("href")
            .Single(href => href.Contains("region=", StringComparison.Ordinal) && href.StartsWith("/curang", StringComparison.Ordinal));
        var within = await Visitor.GetAsync(link);
        RegionCode.Parse(within.Form("curangi").Fields["tps"]).IsWithin(form.At(Level.Village)).ShouldBeTrue();

        (await Visitor.GetAsync("/curang?trik=buang&q=tidakada")).Text.ShouldContain("tidakada");
    }

    [Theory]
    [InlineData("trik", "", "trik")]
    [InlineData("trik", "semuanya", "trik")]
    [InlineData("tps", "31", "tps")]
    [InlineData("tps", "", "")]
    [InlineData("pilihan", "3", "pilihan")]
    [InlineData("pilihan", "-1", "pilihan")]
    [InlineData("suara", "", "suara")]
    [InlineData("suara", "-5", "suara")]
    [InlineData("suara", "1.5", "suara")]
    [InlineData("suara", "1000000", "suara")]
    [InlineData("suara", "99999999999999999999", "suara")]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(string field, string value, string at)
    {
        var page = await Visitor.GetAsync("/curang?trik=formulir");
        var answer = await Visitor.PressAsync(page, "curangi", (field, value));
        if (at.Length == 0)
        {
            // Any station will do.
            answer.Status.ShouldBe(HttpStatusCode.SeeOther);
            return;
        }

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer[$"salah-{at}"].ShouldNotBeNull();
        answer["salah"].ShouldNotBeNull();
        answer.Values("href").ShouldContain("#" + at);
        Html.ShouldBeWellMade(answer);
        if (at is "suara" or "pilihan")
        {
            answer.Values("aria-describedby").ShouldContain(described => described.Contains($"salah-{at}", StringComparison.Ordinal));
            answer
                .Form("curangi")
                .Fields["suara"]
                .ShouldBe(field == "suara" && value.Length > 0 ? value : page.Form("curangi").Fields["suara"]);
        }
    }

    [Theory]
    [InlineData("potong", "potong", "999999")]
    [InlineData("potong", "potong", "0")]
    [InlineData("potong", "potong", "")]
    [InlineData("mundur", "mundur", "60")]
    [InlineData("mundur", "mundur", "")]
    public async Task A_cut_and_an_hour_that_cannot_be_are_refused_beside_their_field(string kind, string field, string value)
    {
        var answer = await Visitor.PressAsync(await Visitor.GetAsync($"/en/curang?trik={kind}"), "curangi", (field, value));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer[$"salah-{field}"].ShouldNotBeNull();
        Html.ShouldBeWellMade(answer);
    }

    [Fact]
    public async Task The_number_that_it_is_now_is_no_change()
    {
        var page = await Visitor.GetAsync("/curang?trik=angka");
        var answer = await Visitor.PressAsync(page, "curangi", ("suara", $"{Votes(page.Form("curangi").Fields["tps"])[1]}"));
        answer["salah-suara"]!.ShouldContain("Itu angka yang sekarang");
    }

    [Theory]
    [InlineData("trik")]
    [InlineData("contest")]
    [InlineData("tps")]
    [InlineData("pilihan")]
    [InlineData("suara")]
    [InlineData("q")]
    [InlineData("region")]
    public async Task Script_in_what_a_visitor_typed_does_not_run(string field)
    {
        foreach (var prefix in new[] { "", "/en" })
        {
            var read = await Visitor.GetAsync($"{prefix}/curang?trik=formulir&{field}={Uri.EscapeDataString(Script)}");
            read.Status.ShouldBe(HttpStatusCode.OK);
            read.Source.ShouldNotContain("<script>");
            var sent = await Visitor.PressAsync(
                await Visitor.GetAsync($"{prefix}/curang?trik=formulir"),
                "curangi",
                ("suara", "x"),
                (field, Script)
            );
            sent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            sent.Source.ShouldNotContain("<script>");
        }
    }

    [Fact]
    public void A_number_is_read_as_either_language_writes_it() =>
        Prop.ForAll(
                Gen.Choose(0, 999_999).ToArbitrary(),
                number =>
                {
                    foreach (var language in Language.All)
                    {
                        CheatPlanning.Count(language.Number(number)).ShouldBe(number);
                    }

                    CheatPlanning.Count($"{number}").ShouldBe(number);
                    CheatPlanning.Count($"{number}x").ShouldBeNull();
                    CheatPlanning.Count($"-{number}").ShouldBeNull();
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2, new int[0])]
    [InlineData(150, new int[0])]
    [InlineData(300, new[] { 100 })]
    [InlineData(2_748, new[] { 100, 1_000 })]
    [InlineData(45_000, new[] { 1_000, 10_000 })]
    public void What_is_offered_to_be_cut_off_can_be(long size, int[] cuts) => CheatPlanning.Cuts(size).ShouldBe(cuts);

    private int[] Votes(string station) =>
        site.Node.Read(
            (record, _) =>
                record.Contest(SimulatedElection.Contest)!.Tally.Fields(record.Tree.FindStation(RegionCode.Parse(station)))!.Votes.ToArray()
        );
}
