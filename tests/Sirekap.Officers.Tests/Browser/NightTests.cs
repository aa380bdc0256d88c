using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>An officer's night, from the letter to the receipt, on a phone that has a network now and then.</summary>
public sealed class NightTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010001003";

    [Fact]
    public async Task A_form_comes_from_the_paper_into_the_ledger_though_nothing_goes_well()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync(server.Election.Kit(Station));
        await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
        phone.Page.Url.ShouldNotContain("kit=", Case.Sensitive, "the kit's key stays in the address");
        await phone.KeptAsync();

        await phone.Context.SetOfflineAsync(true);
        await phone.Page.Locator("[data-contest=ppwp]").ClickAsync();
        await TypeAsync(phone, ("voters.2", "168"), ("votes.0", "101"), ("votes.1", "44"), ("votes.2", "20"), ("sums.0", "166"));
        await TypeAsync(phone, ("sums.1", "3"), ("sums.2", "168"));
        (await phone.Page.Locator("#f-sums-0-n").InnerTextAsync()).ShouldBe("Jumlah suara semua pilihan 165, tetapi suara sah (V.A) 166.");

        // The phone dies before the wrong figure is put right.
        await phone.KillAsync();
        await phone.OpenAsync("#/isi/ppwp");
        (await phone.Page.Locator("[name='votes.0']").InputValueAsync()).ShouldBe("101");
        await TypeAsync(phone, ("sums.0", "165"));
        (await phone.Page.Locator("#f-sums-0-n").InnerTextAsync()).ShouldBeEmpty();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#kamera").ClickAsync();
        await phone.Page.Locator("#jepret").ClickAsync();
        await phone.Page.Locator(".photos img").WaitForAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#sisanya").WaitForAsync();
        await phone.Page.Locator("#lanjut").ClickAsync();
        await phone.Page.Locator("#tandatangani").ClickAsync();
        await phone.Page.Locator(".state-waiting").WaitForAsync();
        await phone.KillAsync();
        await phone.OpenAsync();
        await phone.Page.Locator(".state-waiting").WaitForAsync();

        var cut = await CutAsync(phone, 3);
        await phone.Context.SetOfflineAsync(false);
        await Assertions.Expect(phone.Page.Locator(".state-accepted")).ToContainTextAsync("terbukti", new() { Timeout = 120_000 });
        cut().ShouldBe(0);
        await phone.Page.Locator(".state-accepted").ClickAsync();
        await phone.Page.Locator(".notice.good").WaitForAsync();
        phone.Complaints.ShouldBeEmpty();

        var page = await server.Client.GetStringAsync($"/ppwp/{Station}", TestContext.Current.CancellationToken);
        page.ShouldContain("101");
        var answer = JsonNode.Parse(
            await server.Client.GetStringAsync($"/api/v1/stations/{Station}?contest=ppwp", TestContext.Current.CancellationToken)
        )!;
        answer.ToJsonString().ShouldContain("\"accepted\"");
    }

    /// <summary>Cuts the first requests that bring a statement; tells how many are still to be cut.</summary>
    private static async Task<Func<int>> CutAsync(Phone phone, int requests)
    {
        var left = requests;
        await phone.Context.RouteAsync(
            "**/api/v1/statements",
            route => Interlocked.Decrement(ref left) >= 0 ? route.AbortAsync("connectionreset") : route.ContinueAsync()
        );
        return () => Math.Max(0, left);
    }

    private static async Task TypeAsync(Phone phone, params (string Place, string Text)[] figures)
    {
        foreach (var (place, text) in figures)
        {
            await phone.TypeAsync(place, text);
        }
    }
}
