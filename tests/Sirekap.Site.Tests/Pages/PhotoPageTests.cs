using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;
using Sirekap.Site.Views;

namespace Sirekap.Site.Tests.Pages;

/// <summary>A station's page shows its photos with what was read on them, and says that this is not the number.</summary>
public sealed class PhotoPageTests : IAsyncLifetime
{
    private const string One = "3171010001001";
    private const string Two = "3201010001003";
    private const string Three = "3172010001002";
    private readonly ApiServer _server = new(new ProtectionOptions(), ElectionKind.Simulation);
    private Digest _photo;
    private Digest _absent;
    private BlobReference _evidence = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        var election = _server.Election;
        var blobs = _server.Node.Folder.Blobs;
        _photo = blobs.Add([0xFF, 0xD8, 0xFF, 0xD9]).Sha256;
        _absent = BlobFolder.Reference("never brought"u8).Sha256;
        _evidence = blobs.Add(Evidence(_photo));
        election.Say(
            new Enrol(Role.Reader, RegionCode.Nation, election.Key("reader").Verifier.PublicKey.ToArray(), Holders.New()),
            election.Key("root")
        );
        election.Say(
            ApiElection.Form(One, ApiElection.Sound(100, 60, 40), minute: 1) with
            {
                Photos = [_photo, _absent],
            },
            election.Officer(One)
        );
        election.Say(Reading(One, ApiElection.Sound(100, 60, 40), BlobFolder.Reference("model 1"u8).Sha256), election.Key("reader"));
        election.Say(
            Reading(One, new FormFields([700, 60, FormFields.Missing], FormFields.NoCounts()), BlobFolder.Reference("model 2"u8).Sha256),
            election.Key("reader")
        );
        election.Say(ApiElection.Form(Two, ApiElection.Sound(7, 8, 9), minute: 2) with { Photos = [_photo] }, election.Officer(Two));
        election.Say(
            Reading(Two, ApiElection.Sound(7, 8, 9), BlobFolder.Reference("model 1"u8).Sha256) with
            {
                Photos = [_photo],
                Outcome = ReadingOutcome.Contradictory,
            },
            election.Key("reader")
        );
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("", "Bacaan program bukan angka pemilihan", "Program membaca angka lain", "IV.1 100 700")]
    [InlineData("/en", "What it reads is not the number", "The program read other figures", "IV.1 100 700")]
    public async Task A_station_shows_its_photo_with_the_boxes_over_it_and_what_was_read_beside_what_was_signed(
        string prefix,
        string says,
        string differs,
        string figures
    )
    {
        var page = await Html.GetAsync(_server, $"{prefix}/ppwp/{One}");
        page.Text.ShouldContain(says);
        page.Text.ShouldContain(differs);
        page.Text.ShouldContain(figures);
        page.Links.ShouldContain($"{prefix}/ppwp/3201010001002", "the seal names that station");
        page.Source.ShouldContain($"<img src=\"/blobs/{_photo}\"");
        page.Source.ShouldContain("loading=\"lazy\"");
        page.Source.ShouldContain("viewBox=\"0 0 900 1200\"");
        page.Source.ShouldContain("d=\"M10 20 110 20 110 60 10 60z\"");
        page.Text.ShouldContain("700 ≠ 100");
        page.Source.ShouldContain(">?</text>");
        page.Source.ShouldNotContain($"/blobs/{_absent}\"");
        page.Source.ShouldNotContain("style=");
        Encoding.UTF8.GetByteCount(page.Source).ShouldBeLessThan(50_000);
    }

    [Fact]
    public async Task The_table_beside_the_photo_says_all_that_it_shows()
    {
        var table = (await Html.GetAsync(_server, $"/en/ppwp/{One}"))
            .Elements("table")
            .Single(text => text.Contains("How sure", StringComparison.Ordinal));
        table.ShouldContain("IV.1 1 A & B 100 700 99.90% ≠ differs");
        table.ShouldContain("60 60 99.90% ✓ same");
        table.ShouldContain("40 not read ? not sure");
    }

    [Fact]
    public async Task A_photo_of_two_stations_is_said_on_both_pages_also_where_it_came_first()
    {
        (await Html.GetAsync(_server, $"/en/ppwp/{One}")).Text.ShouldContain(
            $"One photo can be of one station at most. {_photo.ToString()[..16]}… TPS 003 {Two}"
        );
        var other = await Html.GetAsync(_server, $"/ppwp/{Two}");
        other.Text.ShouldContain("Satu foto hanya dapat berasal dari satu TPS");
        other.Links.ShouldContain($"/ppwp/{One}");
        other.Text.ShouldContain("saling bertentangan");
    }

    [Fact]
    public async Task A_reader_that_names_a_photo_for_another_station_brands_neither_and_puts_no_photo_there()
    {
        _server.Election.Say(
            Reading(Three, ApiElection.Sound(7, 8, 9), BlobFolder.Reference("model 1"u8).Sha256),
            _server.Election.Key("reader")
        );
        var page = await Html.GetAsync(_server, $"/en/ppwp/{Three}");
        page.Text.ShouldNotContain("One photo can be of one station at most");
        page.Source.ShouldNotContain("<img");
        page.Text.ShouldContain("What it reads is not the number");
        (await Html.GetAsync(_server, $"/en/ppwp/{One}")).Text.ShouldNotContain(Three);
        var station = JsonNode.Parse(
            await _server.Client.GetStringAsync($"/api/v1/stations/{Three}", TestContext.Current.CancellationToken)
        )!;
        station["photos"]!.AsArray().ShouldBeEmpty();
        station["readings"]!.AsArray().Count.ShouldBe(1);
        (await Html.GetAsync(_server, "/en")).Links.ShouldNotContain($"/en/ppwp/{Three}#foto");
    }

    [Fact]
    public async Task A_photo_that_no_program_has_decoded_is_a_link_and_no_picture()
    {
        var photo = _server.Node.Folder.Blobs.Add([0xFF, 0xD8, 0xFF, 0xFF, 0xD9]).Sha256;
        _server.Election.Say(
            ApiElection.Form(Three, ApiElection.Sound(1, 2, 3), minute: 3) with
            {
                Photos = [photo],
            },
            _server.Election.Officer(Three)
        );
        var page = await Html.GetAsync(_server, $"/en/ppwp/{Three}");
        page.Source.ShouldNotContain("<img");
        page.Links.ShouldContain($"/blobs/{photo}");
        page.Text.ShouldContain("No program has read it yet");
    }

    [Fact]
    public async Task A_reading_changes_nothing_of_what_counts_and_a_page_of_before_has_none()
    {
        var page = await Html.GetAsync(_server, $"/en/ppwp/{One}");
        page.Source.ShouldContain("class=\"standing sign-Accepted\"");
        var before = _server.Node.Size - 6;
        (await Html.GetAsync(_server, $"/en/pada/{before.ToString(CultureInfo.InvariantCulture)}/ppwp/{One}")).Source.ShouldNotContain(
            "<img"
        );
    }

    [Fact]
    public async Task What_is_withheld_is_shown_no_more()
    {
        _server.Election.Say(new Withhold(_photo, WithholdGround.PersonalData, WithholdAuthority.Supervisor), _server.Election.Key("root"));
        _server.Election.Say(
            new Withhold(_evidence.Sha256, WithholdGround.PersonalData, WithholdAuthority.Supervisor),
            _server.Election.Key("root")
        );
        var page = await Html.GetAsync(_server, $"/en/ppwp/{One}");
        page.Source.ShouldNotContain("<img");
        page.Source.ShouldNotContain("viewBox=\"0 0 900 1200\"");
        page.Text.ShouldContain("This photo is withheld");
        page.Text.ShouldContain("99.90% ≠ differs");
    }

    [Fact]
    public async Task The_API_gives_photos_and_readings_of_a_station()
    {
        var station = JsonNode.Parse(
            await _server.Client.GetStringAsync($"/api/v1/stations/{One}", TestContext.Current.CancellationToken)
        )!;
        station["photos"]![0]!["bytes"]!.GetValue<string>().ShouldBe("here");
        station["photos"]![1]!["bytes"]!.GetValue<string>().ShouldBe("absent");
        station["photos"]![0]!["others"]![0]!["code"]!.GetValue<string>().ShouldBe(Two);
        var reading = station["readings"]!.AsArray()[^1]!;
        reading["outcome"]!.GetValue<string>().ShouldBe("unclear");
        reading["differences"]!.ToJsonString().ShouldBe("""[{"paper":"IV.1","read":700,"signed":100}]""");
        reading["evidence"]!["sha256"]!.GetValue<string>().ShouldBe(_evidence.Sha256.ToString());
        reading["signer"]!["role"]!.GetValue<string>().ShouldBe("reader");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"pages":[],"numbers":3}""")]
    [InlineData("""{"pages":[{"page":1,"photo":"x","width":1,"height":1}],"numbers":[{"page":1,"name":"<script>"}]}""")]
    [InlineData("""{"pages":[{"page":99999999999,"photo":"x","width":1,"height":1}],"numbers":[]}""")]
    public void Evidence_in_no_form_is_none(string json) =>
        (!ReadingEvidence.TryParse(Encoding.UTF8.GetBytes(json), out var evidence) || evidence.Pages.Count == 0).ShouldBeTrue();

    [Fact]
    public void Evidence_with_any_value_replaced_by_anything_is_read_or_refused()
    {
        var good = Encoding.UTF8.GetString(Evidence(_photo));
        var places = PlacesOf(JsonNode.Parse(good)!).ToArray();
        places.Length.ShouldBeGreaterThan(100);
        foreach (var place in places)
        {
            foreach (var instead in Anything)
            {
                var broken = Replaced(good, place, instead);
                Should.NotThrow(
                    () => ReadingEvidence.TryParse(Encoding.UTF8.GetBytes(broken), out _),
                    $"{string.Join('/', place)} = {instead}"
                );
            }
        }
    }

    /// <remarks>A reader's key cannot be taken back from what it has said: a page that falls for it has fallen for good.</remarks>
    [Theory]
    [InlineData("/numbers/0/digits/0/quad/0")]
    [InlineData("/numbers/0/name")]
    [InlineData("/numbers/0/state")]
    [InlineData("/numbers/1/value")]
    [InlineData("/numbers/1/digits")]
    [InlineData("/pages/0/station")]
    [InlineData("/pages/0")]
    public async Task Evidence_that_is_broken_leaves_the_page_and_the_API_standing(string place)
    {
        foreach (var instead in Anything)
        {
            var broken = Replaced(
                Encoding.UTF8.GetString(Evidence(_photo)),
                [.. place[1..].Split('/').Select(step => int.TryParse(step, CultureInfo.InvariantCulture, out var i) ? i : (object)step)],
                instead
            );
            var evidence = _server.Node.Folder.Blobs.Add(Encoding.UTF8.GetBytes(broken));
            _server.Election.Say(
                Reading(One, ApiElection.Sound(100, 60, 40), evidence.Sha256) with
                {
                    Evidence = evidence,
                },
                _server.Election.Key("reader")
            );
            foreach (var address in (string[])[$"/ppwp/{One}", $"/api/v1/stations/{One}"])
            {
                using var answer = await _server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
                answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, $"{address} with {place} = {instead}");
            }
        }
    }

    [Fact]
    public void Evidence_shows_names_of_the_paper_and_points_within_the_photo_alone()
    {
        var text = Encoding
            .UTF8.GetString(Evidence(_photo))
            .Replace("\"IV.2\"", "\"<b>\"", StringComparison.Ordinal)
            .Replace("[110,20]", "[1e300,-5]", StringComparison.Ordinal);
        ReadingEvidence.TryParse(Encoding.UTF8.GetBytes(text), out var evidence).ShouldBeTrue();
        var page = evidence.Pages.ShouldHaveSingleItem();
        page.Numbers.Select(number => number.Name).ShouldBe(["IV.1", "IV.3"]);
        page.Numbers[0].Outline[1].ShouldBe(new PhotoPoint(900, 0));
    }

    private static readonly string[] Anything = ["null", "[]", "{}", "\"x\"", "\"\\ud800\"", "-1", "1e999", "[0]", "[null,null]"];

    /// <summary>The way to every value of a document: names of members and indices.</summary>
    private static IEnumerable<object[]> PlacesOf(JsonNode node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Below(member.Key, member.Value!)),
            JsonArray items => items.SelectMany((item, i) => Below(i, item!)),
            _ => [],
        };

    private static IEnumerable<object[]> Below(object step, JsonNode? node) =>
        [
            [step],
            .. node is null ? [] : PlacesOf(node).Select(rest => (object[])[step, .. rest]),
        ];

    private static string Replaced(string json, object[] place, string instead)
    {
        var root = JsonNode.Parse(json)!;
        var parent = place[..^1].Aggregate(root, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        if (place[^1] is int at)
        {
            parent[at] = "(here)";
        }
        else
        {
            parent[(string)place[^1]] = "(here)";
        }

        // As text, for some of what stands there instead is nothing that a document's nodes can hold.
        return root.ToJsonString().Replace("\"(here)\"", instead, StringComparison.Ordinal);
    }

    private PhotoReading Reading(string station, FormFields fields, Digest model)
    {
        int[] Sure(ReadOnlySpan<int> figures) => [.. figures.ToArray().Select(figure => figure == FormFields.Missing ? figure : 999_000)];
        return new PhotoReading(
            "ppwp",
            RegionCode.Parse(station),
            [_photo, _absent],
            "sirekap-ppwp",
            model,
            ReadingOutcome.Unclear,
            fields,
            new FormFields(Sure(fields.Votes), Sure(fields.Counts)),
            _evidence
        );
    }

    private static byte[] Evidence(Digest photo)
    {
        static string Number(string name, string state, string value, int top) =>
            $$"""
                {"name":"{{name}}","page":2,"state":"{{state}}","value":{{value}},"probability":0.999,"alternatives":[],"digits":[
                {"label":"7","probability":0.9,"quad":[[10,{{top}}],[40,{{top}}],[40,{{top + 40}}],[10,{{top + 40}}]]},
                {"label":"X","probability":0.9,"quad":[[80,{{top}}],[110,{{top}}],[110,{{top + 40}}],[80,{{top + 40}}]]}]}
                """;
        return Encoding.UTF8.GetBytes(
            $$"""
            {"pages":[{"page":2,"photo":"{{photo}}","width":900,"height":1200,"station":"3201010001002","seal":"valid"}],
            "numbers":[{{Number(
                "IV.1",
                "read",
                "700",
                20
            )}},{{Number("IV.2", "read", "60", 100)}},{{Number("IV.3", "uncertain", "null", 200)}}]}
            """
        );
    }
}
