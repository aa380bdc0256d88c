using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What witnesses, supervisors and observers say stands beside the form, on its page, in the list and in the API.</summary>
public sealed class WatchPageTests : IAsyncLifetime
{
    private const string Station = "3171010001001";
    private const string Words = "ada <b>coretan</b> di baris 2";
    private readonly ApiServer _server = new(new ProtectionOptions(), ElectionKind.Simulation);
    private Digest _photo;
    private Digest _objection;
    private long _before;

    private ApiElection Election => _server.Election;

    private EcdsaSigner Witness => Election.Watcher(Role.Witness, "317101", "contestant 2");

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        var blobs = _server.Node.Folder.Blobs;
        _photo = blobs.Add([0xFF, 0xD8, 0xFF, 0xD9]).Sha256;
        var words = blobs.Add(Encoding.UTF8.GetBytes(Words));
        var form = Election.Say(
            ApiElection.Form(Station, ApiElection.Sound(100, 60, 40), minute: 1) with
            {
                Photos = [_photo, default],
                Gallery = [0],
                Paper = new PaperSignatures([0], [1]),
            },
            Election.Officer(Station)
        );
        Election.Say(new Salinan("ppwp", RegionCode.Parse(Station), form, new Recipients(Village: true, [1])), Election.Officer(Station));
        var supervisor = Election.Watcher(Role.Supervisor, "3171", "bawaslu");
        Election.Say(new Attest(NameOf(supervisor), "ppwp", RegionCode.Parse(Station), form, AttestStance.Signed, null, null), supervisor);
        Election.Say(
            new Attest(
                NameOf(Witness),
                "ppwp",
                RegionCode.Parse(Station),
                form,
                AttestStance.Refused,
                ObjectionGround.FiguresDiffer,
                words
            ),
            Witness
        );
        _objection = Election.Say(
            new Objection(
                NameOf(Witness),
                "ppwp",
                RegionCode.Parse(Station),
                form,
                ObjectionGround.FiguresDiffer,
                ApiElection.Sound(100, 61, 40),
                [_photo],
                words
            ),
            Witness
        );
        _before = _server.Node.Size;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(
        "",
        "Saksi, pengawas, dan pemantau",
        "Ikut menandatangani formulir.",
        "Menolak menandatangani.",
        "saksi peserta nomor 2",
        "belum dijawab"
    )]
    [InlineData(
        "/en",
        "Witnesses, supervisors and observers",
        "Signed the form, too.",
        "Refused to sign.",
        "party witness of number 2",
        "not answered yet"
    )]
    public async Task A_station_says_who_signed_who_refused_and_what_was_objected(
        string prefix,
        string title,
        string signed,
        string refused,
        string who,
        string open
    )
    {
        var page = await Html.GetAsync(_server, $"{prefix}/ppwp/{Station}");
        foreach (var said in new[] { title, signed, refused, who, open, "IV.2 60 → 61", Words })
        {
            page.Text.ShouldContain(said);
        }

        page.Links.ShouldContain($"/blobs/{_photo}");
        page.Source.ShouldNotContain("<b>coretan");
        page.Source.ShouldNotContain(ApiElection.Script);
        (await Html.GetAsync(_server, $"{prefix}/ppwp/3171010001002")).Text.ShouldNotContain(title);
    }

    [Fact]
    public async Task The_list_has_it_until_it_is_narrowed_away_and_says_how_many_are_open()
    {
        var list = await Html.GetAsync(_server, "/en/keberatan");
        list.Text.ShouldContain("Objections: 1, still open: 1.");
        list.Links.ShouldContain($"/en/ppwp/{Station}#keberatan");
        (await Html.GetAsync(_server, "/en/keberatan?region=3171&status=terbuka")).Text.ShouldContain("IV.2 60 → 61");
        (await Html.GetAsync(_server, "/en/keberatan?region=32")).Text.ShouldContain("There is no such objection.");
        (await Html.GetAsync(_server, "/en/keberatan?contest=pdprdp")).Text.ShouldContain("Objections: 0");

        Election.Say(new Answer(_objection, AnswerOutcome.Rejected, AnswerReason.PaperAgrees, null), Election.Officer("317101"));
        (await Html.GetAsync(_server, "/en/keberatan?status=terbuka")).Text.ShouldContain("Objections: 1, still open: 0.");
        var station = await Html.GetAsync(_server, $"/en/ppwp/{Station}");
        station.Text.ShouldContain("rejected");
        station.Text.ShouldContain("The paper says what is on record.");
        var past = await Html.GetAsync(_server, $"/en/pada/{_before}/ppwp/{Station}");
        past.Text.ShouldContain("not answered yet");
        past.Text.ShouldNotContain("The paper says what is on record.");
    }

    [Fact]
    public async Task The_api_and_the_document_say_the_same()
    {
        var station = (await JsonAsync($"/api/v1/stations/{Station}?contest=ppwp"))!;
        station["state"]!["class"]!.GetValue<string>().ShouldBe("accepted");
        station["attestations"]!.AsArray().Select(its => its!["stance"]!.GetValue<string>()).ShouldBe(["signed", "refused"]);
        var objection = station["objections"]![0]!;
        objection["by"]!["contestant"]!.GetValue<int>().ShouldBe(2);
        objection["ground"]!.GetValue<string>().ShouldBe("figures-differ");
        objection["state"]!.GetValue<string>().ShouldBe("open");
        objection["statement"]!.GetValue<string>().ShouldBe(_objection.ToString());
        objection["figures"]!["votes"]!.AsArray().Select(vote => vote!.GetValue<int>()).ShouldBe([100, 61, 40]);

        var list = (await JsonAsync("/api/v1/objections?region=31&open=true"))!;
        list["total"]!.GetValue<int>().ShouldBe(1);
        list["objections"]![0]!.ToJsonString().ShouldBe(objection.ToJsonString());
        (await JsonAsync("/api/v1/objections?open=perhaps"))!["type"]!.GetValue<string>().ShouldContain("problem");

        var document = (await JsonAsync($"/results/ppwp/31/{Station[..10]}.json"))!;
        var its = document["list"]!.AsArray().Single(row => row!["station"]!.GetValue<string>() == Station)!;
        its["objections"]![0]!["ground"]!.GetValue<string>().ShouldBe("figures-differ");
        its["attestations"]!.AsArray().Count.ShouldBe(2);
        its["class"]!.GetValue<string>().ShouldBe("accepted");
    }

    /// <summary>The supervisor signed and was given none: a crime, if it is so.</summary>
    [Theory]
    [InlineData("", "Tanda tangan di kertas", "Saksi nomor 2", "Pengawas TPS menandatangani belum diberi", "Dari galeri HP", "Pasal 506")]
    [InlineData("/en", "Signatures on the paper", "Witness of number 2", "Station supervisor signed not given", "phone's gallery", "506")]
    public async Task A_station_says_who_signed_its_paper_and_who_was_given_no_copy(
        string prefix,
        string title,
        string witness,
        string row,
        string gallery,
        string law
    )
    {
        var page = await Html.GetAsync(_server, $"{prefix}/ppwp/{Station}");
        foreach (var said in new[] { title, witness, row, gallery, law })
        {
            page.Text.ShouldContain(said);
        }

        (await Html.GetAsync(_server, $"{prefix}/ppwp/3171010001002")).Text.ShouldNotContain(title);
        (await Html.GetAsync(_server, $"{prefix}/ppwp/3171010001002")).Text.ShouldNotContain(gallery);
    }

    [Fact]
    public async Task The_api_says_who_signed_the_paper_and_counts_by_region_who_was_given_no_copy()
    {
        var station = (await JsonAsync($"/api/v1/stations/{Station}?contest=ppwp"))!;
        station["paper"]!["refused"]![0]!["contestant"]!.GetValue<int>().ShouldBe(2);
        station["paper"]!["signed"]![0]!["watcher"]!.GetValue<int>().ShouldBe(0);
        station["salinan"]!["notGiven"]!.ToJsonString().ShouldBe("""[{"watcher":0,"contestant":null}]""");
        station["history"]!.AsArray()[^1]!["gallery"]!.ToJsonString().ShouldBe("[0]");
        (await JsonAsync("/api/v1/stations/3171010001002?contest=ppwp"))!["salinan"].ShouldBeNull();

        var nation = (await JsonAsync("/api/v1/salinan?contest=ppwp"))!;
        var here = nation["here"]!;
        (here["saying"]!.GetValue<int>(), here["whole"]!.GetValue<int>()).ShouldBe((1, 0));
        here["received"]!.GetValue<int>().ShouldBeInRange(2, here["stations"]!.GetValue<int>());
        (here["withoutSupervisor"]!.GetValue<int>(), here["withoutWitness"]!.GetValue<int>()).ShouldBe((1, 0));
        nation["regions"]!.AsArray().Sum(region => region!["withoutSupervisor"]!.GetValue<int>()).ShouldBe(1);
        (await JsonAsync("/api/v1/salinan?region=32"))!["here"]!["saying"]!.GetValue<int>().ShouldBe(0);
        (await JsonAsync("/api/v1/salinan?region=88"))!["type"]!.GetValue<string>().ShouldContain("unknown-region");
    }

    [Fact]
    public async Task Words_that_are_withheld_are_shown_nowhere()
    {
        var words = BlobFolder.Reference(Encoding.UTF8.GetBytes(Words)).Sha256;
        Election.Say(new Withhold(words, WithholdGround.PersonalData, WithholdAuthority.Commission), Election.Key("root"));
        foreach (var path in new[] { $"/ppwp/{Station}", "/keberatan" })
        {
            var page = await Html.GetAsync(_server, path);
            page.Text.ShouldNotContain("coretan");
            page.Text.ShouldContain("Penjelasan tertulisnya tidak ada di sini.");
        }
    }

    private static KeyName NameOf(EcdsaSigner key) => Record.Keys.NameOf(key.Verifier.PublicKey.Span);

    private async Task<JsonNode?> JsonAsync(string path)
    {
        using var answer = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
