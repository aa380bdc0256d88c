using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What a plenary read from a station's paper: on its page and in the API, with its source and its reason.</summary>
public sealed class PlenaryPageTests : IAsyncLifetime
{
    private const string Station = "3171010001001";
    private readonly ApiServer _server = new(new ProtectionOptions(), ElectionKind.Simulation);

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        var election = _server.Election;
        var words = _server.Node.Folder.Blobs.Add(Encoding.UTF8.GetBytes("kolom <i>dua</i> diparaf"));
        var form = election.Say(ApiElection.Form(Station, ApiElection.Sound(100, 60, 40), minute: 1), election.Officer(Station));
        var read = new Transcription(
            "ppwp",
            RegionCode.Parse(Station),
            form,
            PaperSource.Form,
            Copies: null,
            DifferenceReason.Initialled,
            Checks: [],
            ApiElection.Sound(100, 61, 40),
            Photos: [],
            words
        );
        var said = election.Say(read, election.Officer("317101"));
        election.Say(
            read with
            {
                On = said,
                Source = PaperSource.Copy,
                Copies = new Recipients(Village: true, [0, 1]),
                Reason = null,
                Text = null,
            },
            election.Officer("317101")
        );
        election.Say(ApiElection.Form(Station, ApiElection.Sound(7, 8, 9), minute: 2), election.Officer(Station));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(
        "",
        "dibacakan di rapat pleno",
        "dibetulkan dan diparaf",
        "milik: PPS, Pengawas TPS, Saksi nomor",
        "Formulir masuk sesudah rapat pleno"
    )]
    [InlineData(
        "/en",
        "was read out at a plenary",
        "put right and initialled",
        "copies of form C.HASIL of: ",
        "A form came after the plenary"
    )]
    public async Task The_page_says_that_it_was_read_from_which_paper_why_it_differs_and_what_came_late(
        string language,
        string read,
        string reason,
        string copies,
        string late
    )
    {
        var page = await Html.GetAsync(_server, $"{language}/ppwp/{Station}");
        foreach (var words in new[] { read, reason, copies, late })
        {
            page.Text.ShouldContain(words);
        }

        page.Text.ShouldContain("kolom <i>dua</i> diparaf");
        page.Source.ShouldNotContain("<i>dua</i>", Case.Sensitive, "words are words");
    }

    [Fact]
    public async Task The_api_says_the_same()
    {
        var station = JsonNode.Parse(
            await _server.Client.GetStringAsync($"/api/v1/stations/{Station}?contest=ppwp", TestContext.Current.CancellationToken)
        )!;
        var history = station["history"]!.AsArray().TakeLast(3).ToArray();
        history.Select(line => (string)line!["act"]!).ShouldBe(["transcribe", "match", "late"]);
        ((long)station["state"]!["read"]!).ShouldBe((long)history[1]!["signer"]!["index"]!);
        ((string)history[0]!["read"]!["reason"]!).ShouldBe("initialled");
        ((string)history[1]!["read"]!["source"]!).ShouldBe("copy");
        history[1]!["read"]!["copies"]!.AsArray().Select(of => (int?)of!["watcher"]).ShouldBe([null, 0, 1]);
        history[2]!["after"]!["figures"]!.ToJsonString().ShouldBe(history[1]!["after"]!["figures"]!.ToJsonString());
        ((string)station["standing"]!).ShouldBe("counted");
    }
}
