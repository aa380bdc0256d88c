using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>
/// A station without a network: an officer and three witnesses, whose phones speak by codes alone; then a link that breaks, an objection
/// from a copy, and the district's answer.
/// </summary>
public sealed class WitnessTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010002003";

    [Fact]
    public async Task Two_sign_by_codes_one_refuses_and_objects_and_the_district_answers()
    {
        await using var officer = await OfficerAsync();
        await using var first = await WitnessAsync(1);
        await using var second = await WitnessAsync(2);
        await using var third = await WitnessAsync(3, isEnrolled: false);
        Phone[] all = [officer, first, second, third];
        await Task.WhenAll(all.Select(phone => phone.Context.SetOfflineAsync(true)));

        await SignFormAsync(officer);
        var form = await ShownAsync(officer);
        foreach (var witness in (Phone[])[first, second])
        {
            await OpenAllAsync(witness, form);
            await witness.Page.Locator(".notice.good").WaitForAsync();
            (await witness.Page.Locator("table").First.InnerTextAsync()).ShouldContain("101");
            await witness.Page.Locator("#sama").CheckAsync();
            await witness.Page.Locator("#setuju").ClickAsync();
            await OpenAllAsync(officer, await QrScreen.AddressesAsync(witness.Page));
            await officer.Page.Locator(".carried").First.WaitForAsync();
        }

        await OpenAllAsync(third, form);
        await third.Page.Locator("#tolak summary").ClickAsync();
        await third.Page.Locator("[data-ground=figures-differ]").ClickAsync();
        await third.Page.Locator(".state-waiting").WaitForAsync();

        var cut = await CutAsync(officer, 3);
        await officer.Context.SetOfflineAsync(false);
        await Assertions.Expect(officer.Page.Locator(".carried.state-accepted")).ToHaveCountAsync(2);
        await officer.GoAsync("#/");
        await Assertions.Expect(officer.Page.Locator(".state-accepted")).ToContainTextAsync("terbukti");
        cut().ShouldBe(0);

        await ThirdAsync(third);
        var station = await StationAsync();
        station["attestations"]!.AsArray().Select(its => its!["stance"]!.GetValue<string>()).ShouldBe(["signed", "signed", "refused"]);
        station["photos"]![0]!["bytes"]!.GetValue<string>().ShouldBe("here");
        await AnswerAsync(station["objections"]![0]!["statement"]!.GetValue<string>());
        (await StationAsync())["objections"]![0]!["state"]!.GetValue<string>().ShouldBe("settled");

        // The first witness has a network again, and looks whether the ledger has exactly what she kept.
        await first.Context.SetOfflineAsync(false);
        await Assertions.Expect(first.Page.Locator(".found")).ToContainTextAsync("memuat persis formulir ini");
        all.ShouldAllBe(phone => phone.Complaints.Count == 0);
    }

    [Fact]
    public async Task A_code_that_is_torn_or_forged_is_said_and_signed_by_nobody()
    {
        await using var officer = await OfficerAsync("3171010002004");
        await SignFormAsync(officer, isPhotographed: false);
        var address = (await ShownAsync(officer)).ShouldHaveSingleItem();
        await using var citizen = await phones.NewAsync(server.Address);
        await citizen.OpenAsync(QrScreen.FragmentOf(address)[..^1]);
        await Assertions.Expect(citizen.Page.Locator(".notice")).ToContainTextAsync("tidak terbaca utuh");
        citizen.Page.Url.ShouldNotContain("form=");
        await citizen.KillAsync();
        await citizen.OpenAsync(QrScreen.FragmentOf(address));
        await citizen.Page.Locator(".notice.good").WaitForAsync();
        (await citizen.Page.Locator("#setuju").CountAsync()).ShouldBe(0, "a citizen has no key");
        await Assertions.Expect(citizen.Page.Locator(".found")).ToContainTextAsync("memuat persis");
        citizen.Complaints.ShouldBeEmpty();
    }

    /// <summary>Her key is not enrolled yet: what she says waits for it and goes by itself; then she objects by her own copy.</summary>
    private async Task ThirdAsync(Phone third)
    {
        await third.Context.SetOfflineAsync(false);
        await Assertions.Expect(third.Page.Locator(".state-waiting")).ToContainTextAsync("belum didaftarkan");
        Enrol(await KeyAsync(third), 3);
        await third.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await third.Page.Locator(".state-accepted").WaitForAsync();
        await third.Page.Locator("a.kept").ClickAsync();
        await third.Page.Locator("#keberatan").ClickAsync();
        (await third.Page.Locator("#ajukan").IsDisabledAsync()).ShouldBeTrue();
        await third.TypeAsync("votes.0", "99");
        (await third.Page.Locator("#k-votes-0-n").InnerTextAsync()).ShouldBe("Di formulir: 101");
        await third.Page.Locator("#ajukan").ClickAsync();
        await Assertions.Expect(third.Page.Locator(".state-accepted")).ToHaveCountAsync(2);
    }

    private async Task<Phone> OfficerAsync(string station = Station)
    {
        var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync(server.Election.Kit(station));
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
        await phone.KeptAsync();
        return phone;
    }

    private async Task<Phone> WitnessAsync(int contestant, bool isEnrolled = true)
    {
        var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("#/saksi");
        await phone.Page.Locator("#buat-kunci").ClickAsync();
        await phone.Page.Locator("#kunci").WaitForAsync();
        await phone.KeptAsync();
        if (isEnrolled)
        {
            Enrol(await KeyAsync(phone), contestant);
        }

        return phone;
    }

    /// <summary>The public key as its own code says it.</summary>
    private static async Task<byte[]> KeyAsync(Phone phone)
    {
        await phone.GoAsync("#/saksi");
        await phone.Page.Locator("#kunci summary").ClickAsync();
        var text = (await QrScreen.TextsAsync(phone.Page)).ShouldHaveSingleItem();
        (await phone.Page.Locator("pre.key").InnerTextAsync()).ShouldBe(text);
        return Convert.FromBase64String(text);
    }

    private void Enrol(byte[] spki, int contestant) =>
        server.Election.Say(
            new Enrol(Role.Witness, RegionCode.Parse(Station), spki, Holders.New()),
            server.Election.Key(CaptureElection.Contestant(contestant))
        );

    /// <param name="officer">Who signs.</param>
    /// <param name="isPhotographed">
    /// Of one test alone: the camera's picture begins alike on each phone, and a server that has the bytes asks nobody for them again.
    /// </param>
    private static async Task SignFormAsync(Phone officer, bool isPhotographed = true)
    {
        await officer.Page.Locator("[data-contest=ppwp]").ClickAsync();
        string[] places = ["voters.2", "votes.0", "votes.1", "votes.2", "sums.0", "sums.1", "sums.2"];
        foreach (var (place, text) in places.Zip(["168", "101", "44", "20", "165", "3", "168"]))
        {
            await officer.TypeAsync(place, text);
        }

        await officer.Page.Locator("#lanjut").ClickAsync();
        await officer.Page.Locator("#kamera").WaitForAsync();
        if (isPhotographed)
        {
            await officer.Page.Locator("#kamera").ClickAsync();
            await officer.Page.Locator("#jepret").ClickAsync();
            await officer.Page.Locator(".photos img").WaitForAsync();
        }

        await officer.Page.Locator("#lanjut").ClickAsync();
        await officer.Page.Locator("#sisanya").WaitForAsync();
        await officer.Page.Locator("#lanjut").ClickAsync();
        if (!isPhotographed)
        {
            await officer.Page.Locator("#sesuai").CheckAsync();
        }

        await officer.Page.Locator("#tandatangani").ClickAsync();
        await officer.Page.Locator("a.state").First.WaitForAsync();
    }

    /// <summary>The codes of the form as the officer's screen draws them, read by another decoder.</summary>
    private static async Task<IReadOnlyList<string>> ShownAsync(Phone officer)
    {
        await officer.Page.Locator("a.state").First.ClickAsync();
        await officer.Page.Locator("#kode").ClickAsync();
        return await QrScreen.AddressesAsync(officer.Page);
    }

    /// <summary>As the phone's own camera app does with what it reads.</summary>
    private static async Task OpenAllAsync(Phone phone, IReadOnlyList<string> addresses)
    {
        foreach (var address in addresses)
        {
            await phone.KillAsync();
            await phone.OpenAsync(QrScreen.FragmentOf(address));
            await phone.Page.Locator("main h1").WaitForAsync();
        }
    }

    /// <summary>
    /// Breaks the link at the end of the photo: what would complete it, the last of its parts or, where the camera's moving picture happens
    /// to be a small one, the whole. Tells how many times it is still to break.
    /// </summary>
    private static async Task<Func<int>> CutAsync(Phone phone, int times)
    {
        var left = times;
        await phone.Context.RouteAsync(
            "**/api/v1/blobs/*",
            route =>
                IsLast(route.Request) && Interlocked.Decrement(ref left) >= 0 ? route.AbortAsync("connectionreset") : route.ContinueAsync()
        );
        return () => Math.Max(0, left);

        static bool IsLast(IRequest request) =>
            request.Method is "PUT" or "PATCH" && !(request.Headers.TryGetValue("upload-complete", out var complete) && complete == "?0");
    }

    private async Task<JsonNode> StationAsync() =>
        JsonNode.Parse(
            await server.Client.GetStringAsync($"/api/v1/stations/{Station}?contest=ppwp", TestContext.Current.CancellationToken)
        )!;

    private Task AnswerAsync(string objection)
    {
        Digest.TryParse(objection, out var to).ShouldBeTrue();
        server.Election.Say(new Answer(to, AnswerOutcome.Settled, AnswerReason.PaperAgrees, null), server.Election.Key("317101"));
        return Task.CompletedTask;
    }
}
