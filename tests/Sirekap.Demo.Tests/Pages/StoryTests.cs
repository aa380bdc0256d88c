using System.Net;
using Sirekap.Demo.Pages;
using Sirekap.Demo.Tests.Tricks;
using Sirekap.Elections.Regions;
using Sirekap.Simulation.Nights;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>
/// A visitor plays the operator, from the first page to who noticed, with every trick that is offered and in both languages.
/// </summary>
public sealed class StoryTests(CurangSite site)
{
    private Visitor Visitor => site.Visitor;

    public static TheoryData<CheatKind, string, string> Tricks()
    {
        var data = new TheoryData<CheatKind, string, string>();
        foreach (var language in Language.All)
        {
            data.Add(CheatKind.Number, language.Prefix, "Anyone PolicyHolder Reader");
            data.Add(CheatKind.Form, language.Prefix, "Anyone LogWitness Officer PolicyHolder Reader");
            data.Add(CheatKind.OwnKey, language.Prefix, "Anyone LogWitness Officer PolicyHolder Reader");
            data.Add(CheatKind.Enrolment, language.Prefix, "Anyone LogWitness Officer PolicyHolder Reader");
            data.Add(CheatKind.Drop, language.Prefix, "LogWitness Officer PolicyHolder Reader");
            data.Add(CheatKind.Cut, language.Prefix, "LogWitness Officer PolicyHolder Reader");
            data.Add(CheatKind.Backdate, language.Prefix, "LogWitness Officer PolicyHolder Reader");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task Every_trick_is_caught_by_those_who_can_see_it_and_the_others_say_why_not(
        CheatKind kind,
        string prefix,
        string noticed
    )
    {
        var texts = (prefix.Length == 0 ? Language.Indonesian : Language.English).Texts;
        var first = await Visitor.GetAsync(prefix + "/curang");
        var second = await Visitor.PressAsync(first, "pilih-trik", ("trik", kind.Word()));
        second.Text.ShouldContain(texts[$"curang.kind.{kind}"]);

        // Nothing need be filled in.
        var done = await Visitor.CheatAsync(second);
        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Path.ShouldStartWith(prefix + "/curang/");
        done["selesai"].ShouldBe(texts["curang.done"]);
        done["verifikasi"].ShouldBe(texts["curang.verify"]);
        done.Text.ShouldContain(texts["curang.stamp"]);
        done.Observers.ShouldBeEmpty();
        done.Source.ShouldNotContain("FLAW");

        var caught = await Visitor.GetAsync(done.Path + "/verifikasi");
        caught.Observers.Where(observer => observer.Value).Select(observer => observer.Key).ShouldBe(noticed.Split(' '), ignoreOrder: true);
        caught.Observers.Count.ShouldBe(5);
        caught.Observers.Values.ShouldBe(caught.Observers.Values.OrderDescending());
        caught["tertangkap"]
            .ShouldBe(texts["curang.caught", noticed.Split(' ').Length.ToString(System.Globalization.CultureInfo.InvariantCulture), "5"]);
        caught.Text.ShouldContain(texts["curang.stamp"]);
        caught["perintah"]
            .ShouldBe($"sirekap verify {Visitor.Address.GetLeftPart(UriPartial.Authority)} --policy policy --seen checkpoint");
        caught.Link("lagi").ShouldBe(prefix + "/curang");
        if (kind >= CheatKind.Drop)
        {
            caught.Of("Anyone").ShouldContain(texts[$"curang.silent.Anyone.{kind}"]);
        }

        foreach (var page in new[] { first, second, done, caught })
        {
            Html.ShouldBeWellMade(page);
            page.Source.ShouldContain($"<html lang=\"{(prefix.Length == 0 ? "id" : "en")}\"");
        }
    }

    [Fact]
    public async Task A_moved_vote_is_told_in_the_station_and_in_the_nation_and_the_true_pages_stay_as_they_are()
    {
        var page = await Visitor.GetAsync("/en/curang?trik=formulir");
        var code = page.Form("curangi").Fields["tps"];
        var real = await Visitor.GetAsync(page.Link("halaman-tps"));
        var nation = await Visitor.GetAsync("/en/ppwp");
        var (before, given) = site.Node.Read(
            (record, _) =>
            {
                var contest = record.Contest(SimulatedElection.Contest)!;
                return (
                    contest.Tally.Totals(0).Accepted.Votes,
                    contest.Tally.Fields(record.Tree.FindStation(RegionCode.Parse(code)))!.Votes.ToArray()
                );
            }
        );

        var done = await Visitor.CheatAsync(page, ("pilihan", "2"), ("suara", $"{given[2] + 5}"));

        done["akibat"].ShouldBe("You moved 5 votes in the national total.");
        done["tps-sebelum-sesudah"]!.ShouldContain($" {given[2]} {given[2] + 5} +5");
        done["nasional-sebelum-sesudah"]!.ShouldContain(
            $" {Language.English.Number(before[2])} {Language.English.Number(before[2] + 5)} +5 "
        );
        done.Link("asli-tps").ShouldBe($"/en/ppwp/{code}");
        done["asli"]!.ShouldContain(Language.English.Number(before[2]));
        (await Visitor.GetAsync(page.Link("halaman-tps"))).Source.ShouldBe(real.Source);
        (await Visitor.GetAsync("/en/ppwp")).Source.ShouldBe(nation.Source);
        site.Node.Read((record, tree) => (record.Count, tree.Root()))
            .ShouldBe(((int)site.Node.Size, site.Node.Checkpoint!.Checkpoint.Root));
    }

    [Fact]
    public async Task Where_it_was_noticed_is_said_by_entry_file_and_rule()
    {
        var page = await Visitor.GetAsync("/curang?trik=angka");
        var code = RegionCode.Parse(page.Form("curangi").Fields["tps"]);
        var entry = site.Node.Read((record, _) => record.Contest(SimulatedElection.Contest)!.InPlace(record.Tree.FindStation(code)));

        var number = await CaughtAsync(page);
        number.Of("Anyone").ShouldContain("Berkas hasil Indonesia: angkanya bukan jumlah dari formulir di buku besar.");
        number
            .Of("Anyone")
            .ShouldContain($"FLAW results/ppwp/{code.At(Level.Province)}/{code.At(Level.Village)}.json: it differs from the record");
        number.Of("LogWitness").ShouldContain("Buku besarnya tidak Anda sentuh");
        number.Of("Officer").ShouldContain($"masih ada di entri {Language.Indonesian.Number(entry)}");
        number.Of("Reader").ShouldContain("Ia melihat hal yang sama dengan siapa saja.");

        var form = await CaughtAsync(await Visitor.GetAsync("/curang?trik=formulir"));
        form.Of("Anyone").ShouldContain($"Entri {Language.Indonesian.Number(entry)}: tanda tangan petugas tidak cocok");
        form.Of("Anyone").ShouldContain($"FLAW entry {entry}: bad-signature:");
        form.Of("PolicyHolder").ShouldContain("Ia juga melihat semua yang dilihat siapa saja.");
        (await CaughtAsync(await Visitor.GetAsync("/en/curang?trik=kunci")))
            .Of("Anyone")
            .ShouldContain("it is signed with a key that nobody ever enrolled.");
        (await CaughtAsync(await Visitor.GetAsync("/en/curang?trik=pendaftaran")))
            .Of("Anyone")
            .ShouldContain("the enrolment of your made-up key is not signed by the committee");
        (await CaughtAsync(await Visitor.GetAsync("/en/curang?trik=potong"))).Of("Reader").ShouldContain("something was removed");
    }

    [Fact]
    public async Task More_votes_than_the_others_have_are_held_back_by_the_checks_and_it_says_so()
    {
        var done = await Visitor.CheatAsync(await Visitor.GetAsync("/en/curang?trik=formulir"), ("suara", "900"));
        done["akibat"]!.ShouldContain("The checks hold it back");
    }

    [Fact]
    public async Task A_plan_is_shown_in_the_other_language_too()
    {
        var done = await Visitor.CheatAsync(await Visitor.GetAsync("/curang?trik=buang"));
        var english = await Visitor.GetAsync("/en" + done.Path);
        english["selesai"].ShouldBe("You have cheated");
        english.Values("hreflang").ShouldContain("id");
        done.Source.ShouldContain($"href=\"/en{done.Path}\"");
    }

    [Fact]
    public async Task Two_visitors_at_once_each_have_their_own()
    {
        using var other = new Visitor(Visitor.Address);
        var pages = await Task.WhenAll(Visitor.GetAsync("/curang?trik=formulir"), other.GetAsync("/en/curang?trik=potong"));
        var done = await Task.WhenAll(Visitor.CheatAsync(pages[0], ("suara", "7")), other.CheatAsync(pages[1]));

        done[0].Path.ShouldNotBe(done[1].Path["/en".Length..]);
        done.ShouldAllBe(page => page.Path.Length - page.Path.LastIndexOf('/') == 33);
        done[0].Text.ShouldContain("Tanda tangan petugas tetap tertempel");
        done[1].Text.ShouldContain("You removed every entry after that moment");
        (await Visitor.GetAsync(done[0].Path))["akibat"].ShouldBe(done[0]["akibat"]);
    }

    [Fact]
    public async Task After_all_of_it_the_log_witness_goes_on_with_the_honest_ledger()
    {
        await Visitor.CheatAsync(await Visitor.GetAsync("/curang?trik=pendaftaran"));
        var checkpoint = site.Node.Checkpoint!;

        site.Policy.Evaluate(checkpoint).Accepted.ShouldBeTrue();
        site.Node.Warnings.ShouldBeEmpty();
        checkpoint.Checkpoint.Root.ShouldBe(site.Node.Read((_, tree) => tree.Root()));
    }

    private async Task<Screen> CaughtAsync(Screen page) => await Visitor.GetAsync((await Visitor.CheatAsync(page)).Path + "/verifikasi");
}
