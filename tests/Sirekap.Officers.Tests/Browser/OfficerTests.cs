using Microsoft.Playwright;
using Sirekap.Elections.Statements;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>What an officer does beyond the usual, and what a phone refuses to do.</summary>
public sealed class OfficerTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private static readonly (string Place, string Text)[] Sound =
    [
        ("voters.2", "168"),
        ("votes.0", "101"),
        ("votes.1", "44"),
        ("votes.2", "20"),
        ("sums.0", "165"),
        ("sums.1", "3"),
        ("sums.2", "168"),
    ];

    [Fact]
    public async Task A_correction_is_a_second_form_and_both_stand()
    {
        await using var phone = await EnrolledAsync("3171010001001");
        await SendAsync(phone, "ppwp", Sound);
        await phone.Page.Locator(".state-accepted").WaitForAsync();
        await SendAsync(phone, "ppwp", [("votes.0", "100"), ("votes.1", "45")]);
        await Assertions.Expect(phone.Page.Locator(".state-accepted")).ToHaveCountAsync(2);
        var history = await StationAsync("3171010001001", "ppwp");
        history.ShouldContain("[101,44,20]");
        history.ShouldContain("[100,45,20]");
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_of_parties_is_sent_with_the_rest_nought_and_a_contradiction_as_the_paper_has_it()
    {
        await using var phone = await EnrolledAsync("3171010001002");
        await phone.GoAsync("#/isi/pdprdk", ".party summary");
        await phone.Page.Locator(".party summary").First.ClickAsync();
        await phone.TypeAsync("votes.1", "7");
        await phone.Page.Locator("[data-rest='1']").ClickAsync();
        await phone.Page.Locator(".party summary").Last.ClickAsync();
        await phone.Page.Locator("[data-rest='4']").ClickAsync();
        (string, string)[] rest = [("parties.0", "8"), ("parties.1", "0"), ("voters.2", "9"), ("sums.0", "7"), ("sums.1", "2")];
        await SendAsync(phone, "pdprdk", [.. rest, ("sums.2", "9")], goes: false);
        await phone.Page.Locator(".state-accepted").WaitForAsync();
        var station = await server.Client.GetStringAsync(
            "/api/v1/stations/3171010001002?contest=pdprdk",
            TestContext.Current.CancellationToken
        );
        station.ShouldContain("[0,7,0,0,0]");
        station.ShouldContain("PARTY_SUM");
    }

    [Fact]
    public async Task Who_signed_the_paper_is_said_of_all_or_of_nobody_and_stands_on_the_stations_page()
    {
        const string Station = "3171010002001";
        await using var phone = await EnrolledAsync(Station);
        await phone.GoAsync("#/isi/ppwp", "#lanjut");
        await TypeAsync(phone, Sound);
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#kamera").WaitForAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#kertas-0-signed").ClickAsync();
        await phone.Page.Locator("#kertas-2-refused").ClickAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("main > .wrong")).ToContainTextAsync("2 belum dijawab");

        // The phone dies; what was said is there.
        await phone.KillAsync();
        await phone.OpenAsync("#/kertas/ppwp");
        await Assertions.Expect(phone.Page.Locator("#kertas-2-refused")).ToHaveAttributeAsync("aria-pressed", "true");
        await phone.Page.Locator("#sisanya").ClickAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        (await phone.Page.Locator(".signatures").InnerTextAsync()).ShouldContain("Saksi nomor 3");
        await phone.Page.Locator("#sesuai").CheckAsync();
        await phone.Page.Locator("#tandatangani").ClickAsync();
        await phone.Page.Locator(".state-accepted").WaitForAsync();
        (await StationAsync(Station, "ppwp")).ShouldContain("\"paper\":{\"signed\":[0],\"refused\":[2]}");
        var page = await server.Client.GetStringAsync($"/en/ppwp/{Station}", TestContext.Current.CancellationToken);
        page.ShouldContain("Signatures on the paper");
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Copies_are_ticked_one_by_one_and_who_was_given_none_is_public()
    {
        const string Station = "3171010002002";
        await using var phone = await EnrolledAsync(Station);
        await SendAsync(phone, "ppwp", Sound);
        await phone.Page.Locator(".state-accepted").WaitForAsync();
        await phone.Page.Locator(".state-accepted").ClickAsync();
        await phone.Page.GetByText("Salinan: cetak dan serahkan").ClickAsync();
        (await phone.Page.Locator(".sheet table").InnerTextAsync()).ShouldContain("101");
        await phone.Page.Locator("#salinan-pps").CheckAsync();
        await phone.Page.Locator("#salinan-1").CheckAsync();

        // What was ticked is there when the phone comes back, and signed once.
        var address = new Uri(phone.Page.Url).Fragment;
        await phone.KillAsync();
        await phone.OpenAsync(address);
        (await phone.Page.Locator("#salinan-1").IsCheckedAsync()).ShouldBeTrue();
        await phone.Page.Locator("#serahkan").ClickAsync();
        await phone.Page.Locator("section .state-accepted").WaitForAsync();
        (await phone.Page.Locator("#salinan-1").IsDisabledAsync()).ShouldBeTrue();
        (await SalinanAsync(Station)).ShouldContain("\"notGiven\":[{\"watcher\":0,\"contestant\":null},{\"watcher\":2,");
        await phone.Page.Locator("#salinan-0").CheckAsync();
        await phone.Page.Locator("#serahkan").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("section .state-accepted")).ToHaveCountAsync(2);
        (await SalinanAsync(Station)).ShouldContain("\"notGiven\":[{\"watcher\":2,");
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_signed_while_a_figure_is_missing()
    {
        await using var phone = await EnrolledAsync("3171010001004");
        await phone.GoAsync("#/isi/ppwp", "#lanjut");
        await phone.TypeAsync("votes.0", "12");
        await phone.Page.Locator("#lanjut").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("main > .wrong")).ToContainTextAsync("6 angka belum terisi");
        (await phone.Page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("voters.2");
        await phone.GoAsync("#/kirim/ppwp");
        await phone.Page.Locator("#lanjut").WaitForAsync();
        (await phone.Page.Locator("#tandatangani").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Practice_goes_through_every_step_and_sends_nothing()
    {
        await using var phone = await phones.NewAsync(server.Address);
        var size = server.Node.Size;
        var posted = 0;
        phone.Context.Request += (_, request) => posted += request.Method is "POST" or "PUT" ? 1 : 0;
        await phone.OpenAsync("#/latihan");
        await phone.GoAsync("#/latihan/isi/latihan", "#lanjut");
        await TypeAsync(phone, Sound);
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#kamera").ClickAsync();
        await phone.Page.Locator("#jepret").ClickAsync();
        await phone.Page.Locator(".photos img").WaitForAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        (await phone.Page.Locator(".band").InnerTextAsync()).ShouldStartWith("LATIHAN");
        await phone.Page.Locator("#tandatangani").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("h1")).ToHaveTextAsync("Latihan selesai");
        (posted, server.Node.Size).ShouldBe((0, size));
        (await phone.Page.Locator(".band").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_letter_that_was_revoked_is_said_and_what_was_typed_goes_with_the_next_letter()
    {
        const string Station = "3171010001006";
        await using var phone = await phones.NewAsync(server.Address);
        var lost = server.Election.Kit(Station);
        server.Election.Say(
            new Revoke(Keys.NameOf(server.Election.Key($"kit {Station}").Verifier.PublicKey.Span), RevocationReason.Lost),
            server.Election.Key("317101")
        );
        await phone.OpenAsync(lost);
        await phone.Page.Locator(".notice.wrong").WaitForAsync();
        (await phone.Page.Locator(".notice.wrong").InnerTextAsync()).ShouldContain("dicabut");
        await SendAsync(phone, "ppwp", Sound);
        await phone.Page.Locator(".state-waiting").WaitForAsync();
        await phone.KillAsync();
        await phone.OpenAsync(server.Election.Kit(Station, "second"));
        await phone.Page.Locator(".state-accepted").WaitForAsync();
        (await StationAsync(Station, "ppwp")).ShouldContain("[101,44,20]");
    }

    /// <summary>The form was signed by a key that was revoked between its enrolment and the form's arrival.</summary>
    [Fact]
    public async Task A_phone_whose_key_is_revoked_later_takes_a_new_letter_and_what_was_refused_goes_by_it()
    {
        const string Station = "3171010002006";
        await using var phone = await EnrolledAsync(Station);
        await SendAsync(phone, "ppwp", Sound);
        await phone.Page.Locator(".state-accepted").WaitForAsync();
        server.Election.Say(new Revoke(PhoneOf(Station), RevocationReason.Lost), server.Election.Key("317101"));
        await SendAsync(phone, "ppwp", [("votes.0", "100"), ("votes.1", "45")]);
        await phone.Page.Locator(".state-refused").WaitForAsync();
        await Assertions.Expect(phone.Page.Locator(".notice.wrong")).ToContainTextAsync("Mintalah surat baru");
        await phone.Page.Locator(".state-refused").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("p.wrong")).ToContainTextAsync("dicabut");

        await phone.ScanAsync(server.Election.Kit(Station, "second"));
        await Assertions.Expect(phone.Page.Locator(".notice.good")).ToContainTextAsync("1 kiriman");
        await Assertions.Expect(phone.Page.Locator(".state-accepted")).ToHaveCountAsync(2);
        await Assertions.Expect(phone.Page.Locator(".notice.wrong")).ToHaveCountAsync(0);
        (await StationAsync(Station, "ppwp")).ShouldContain("[100,45,20]");
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_letter_that_was_scanned_without_a_network_is_taken_as_soon_as_there_is_one()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync();
        await phone.KeptAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.ScanAsync(server.Election.Kit("3171010002007"));
        await Assertions.Expect(phone.Page.Locator(".notice").First).ToContainTextAsync("tersimpan di HP");
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
    }

    /// <summary>What sends on has nothing to show, and shows nothing: the screen before stands until the next does.</summary>
    [Fact]
    public async Task A_screen_that_sends_on_is_never_drawn_empty()
    {
        await using var phone = await EnrolledAsync("3171010002008");
        await phone.Page.EvaluateAsync(
            """
            () => {
              window.empty = 0;
              const look = () => { window.empty += document.querySelector("main").childElementCount === 0 ? 1 : 0; };
              new MutationObserver(look).observe(document.getElementById("app"), { childList: true });
            }
            """
        );
        foreach (var (address, awaited) in new[] { ("#/kirim/ppwp", "#lanjut"), ("#/kode/none", ".contests"), ("#/isi/none", ".contests") })
        {
            await phone.GoAsync(address, awaited);
        }

        (await phone.Page.EvaluateAsync<int>("window.empty")).ShouldBe(0);
    }

    [Fact]
    public async Task A_phone_believes_no_server_with_another_log_and_no_second_station_and_no_torn_code()
    {
        await using var phone = await phones.NewAsync(server.Address);
        var kit = server.Election.Kit("3171010001007");
        await phone.OpenAsync(kit[..^43] + new string('A', 43));
        await Assertions.Expect(phone.Page.Locator(".notice[role=alert]")).ToContainTextAsync("kunci buku besar lain");
        await phone.ScanAsync(kit[..^9]);
        await Assertions.Expect(phone.Page.Locator(".notice[role=alert]")).ToContainTextAsync("bukan kode surat TPS");
        await phone.ScanAsync(kit);
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
        await phone.ScanAsync(server.Election.Kit("3171010001008"));
        await Assertions.Expect(phone.Page.Locator(".notice[role=alert]")).ToContainTextAsync("sudah dipakai untuk TPS 007");
    }

    /// <summary>The server answers with a receipt whose tree has not our form: the phone says so, loudly.</summary>
    [Fact]
    public async Task A_receipt_that_does_not_hold_is_said()
    {
        await using var phone = await EnrolledAsync("3171010001009");
        await phone.Context.RouteAsync(
            "**/api/v1/proofs/*",
            async route =>
            {
                var answer = await route.FetchAsync();
                var text = await answer.TextAsync();
                await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = Flipped(text) });
            }
        );
        await SendAsync(phone, "ppwp", Sound);
        await Assertions.Expect(phone.Page.Locator(".state-accepted")).ToHaveTextAsync("Bukti penerimaan tidak cocok");
        await phone.Page.Locator(".state-accepted").ClickAsync();
        await Assertions.Expect(phone.Page.Locator(".notice.wrong")).ToContainTextAsync("beri tahu pengawas");
    }

    private async Task<Phone> EnrolledAsync(string station)
    {
        var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync(server.Election.Kit(station));
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
        return phone;
    }

    /// <summary>The key that a phone made for a station.</summary>
    private KeyName PhoneOf(string station) =>
        server.Node.Read(
            (record, _) =>
                Enumerable
                    .Range(0, record.Keys.Count)
                    .Select(ordinal => record.Keys[ordinal])
                    .Last(key => key.Role == Role.Station && key.Scope.ToString() == station)
                    .Name
        );

    private static async Task SendAsync(Phone phone, string contest, (string Place, string Text)[] figures, bool goes = true)
    {
        if (goes)
        {
            await phone.GoAsync($"#/isi/{contest}", "#lanjut");
        }

        await TypeAsync(phone, figures);
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#kamera").WaitForAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#sisanya").WaitForAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#sesuai").CheckAsync();
        await phone.Page.Locator("#tandatangani").ClickAsync();
        await phone.Page.Locator(".contests").WaitForAsync();
    }

    private static async Task TypeAsync(Phone phone, (string Place, string Text)[] figures)
    {
        foreach (var (place, text) in figures)
        {
            await phone.TypeAsync(place, text);
        }
    }

    private Task<string> StationAsync(string station, string contest) =>
        server.Client.GetStringAsync($"/api/v1/stations/{station}/history?contest={contest}", TestContext.Current.CancellationToken);

    private Task<string> SalinanAsync(string station) =>
        server.Client.GetStringAsync($"/api/v1/stations/{station}?contest=ppwp", TestContext.Current.CancellationToken);

    /// <summary>The first hash of the path is another.</summary>
    private static string Flipped(string proof)
    {
        var at = proof.IndexOf('\n', proof.IndexOf("index ", StringComparison.Ordinal)) + 1;
        return at <= 0 ? proof : proof[..at] + (proof[at] == 'A' ? 'B' : 'A') + proof[(at + 1)..];
    }
}
