using System.Text.Json;
using Microsoft.Playwright;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>
/// What stands between a phone and the server answers in its place: a portal that wants a log-in, a proxy that forbids. Nothing of that
/// ends what waits.
/// </summary>
public sealed class MiddleboxTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    /// <summary>The app's own outbox on the browser's own IndexedDB; each answer stands for the network once.</summary>
    private const string Told = """
        async () => {
          const [{ Outbox }, { Store }] = await Promise.all(["outbox", "store"].map(name => import(`/capture/phone/${name}.js`)));
          const store = await Store.open("sirekap-jaringan");
          const key = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
          const spki = new Uint8Array(await crypto.subtle.exportKey("spki", key.publicKey));
          const trust = { ledger: "l", election: "e", log: "" };
          const outbox = new Outbox(store, () => trust, () => ({ privateKey: key.privateKey, spki }), () => {});
          const blank = { kind: "form", contest: "ppwp", note: "said\n", figures: null, photos: [], sent: [], receipt: null };
          const waiting = { ...blank, id: "a", order: 1, state: "waiting", index: null, reason: null, detail: null };
          const photo = { bytes: new Uint8Array(70_000).buffer };
          await store.put("photos", "0".repeat(64), photo);
          const accepted = { ...waiting, id: "b", state: "accepted", index: 7, photos: ["0".repeat(64)] };
          const html = { "Content-Type": "text/html" };
          const json = { "Content-Type": "application/json" };
          const ours = { "Content-Type": "application/problem+json" };
          const said = (name, more) => JSON.stringify({ type: name, title: "", status: 0, ...more });
          const rejected = said("/api/v1/problems/rejected", { rejection: "bad-signature" });
          const answers = [
            ...[200, 400, 401, 403, 404, 405, 406, 410, 413, 415, 422, 431, 451, 511].map(status => [status, html, "<h1>Log in</h1>"]),
            [200, json, "{}"], [200, json, "null"], [200, { ...html, "Upload-Offset": "x" }, ""], [404, json, "{}"],
            [422, json, rejected], [422, ours, "{}"], [422, ours, said("about:blank", { rejection: "bad-signature" })],
            [413, ours, said("/api/v1/problems/headers-too-large")], [400, ours, said("/api/v1/problems/bad-request")],
            [503, { ...html, "Retry-After": "99999999999" }, ""], [429, ours, said("/api/v1/problems/too-many-requests")],
          ];
          const found = [];
          const real = window.fetch;
          for (const [status, headers, body] of answers) {
            await store.put("outbox", "a", waiting);
            await store.put("outbox", "b", accepted);
            window.fetch = async (address, how) => new Response((how.method || "GET") === "HEAD" ? null : body, { status, headers });
            [outbox.tries, outbox.isMet] = [0, false];
            const first = await outbox.round();
            const isMet = outbox.isMet;
            await store.remove("outbox", "a");
            const second = await outbox.round();
            const [kept] = await outbox.parcels();
            await store.put("outbox", "a", waiting);
            await outbox.round();
            const state = (await store.get("outbox", "a")).state;
            const isSame = state === "waiting" && kept.sent.length === 0 && kept.receipt === null && kept.state === "accepted";
            const isLater = [first, second].every(pause => pause > 0 && pause <= 300_000);
            found.push({ status, type: headers["Content-Type"], isSame, isLater, isMet });
          }
          window.fetch = async () => new Response(rejected, { status: 422, headers: ours });
          await outbox.round();
          window.fetch = real;
          return JSON.stringify({ found, last: (await store.get("outbox", "a")).reason });
        }
        """;

    [Fact]
    public async Task Whatever_a_middlebox_says_waits_and_only_the_records_own_word_ends()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("/texts/id.json");
        var told = JsonDocument.Parse(await phone.Page.EvaluateAsync<string>(Told)).RootElement;
        foreach (var answer in told.GetProperty("found").EnumerateArray())
        {
            answer.GetProperty("isSame").GetBoolean().ShouldBeTrue($"{answer}");
            answer.GetProperty("isLater").GetBoolean().ShouldBeTrue($"{answer}");
        }

        told.GetProperty("found").EnumerateArray().Count(answer => answer.GetProperty("isMet").GetBoolean()).ShouldBe(20);
        told.GetProperty("last").GetString().ShouldBe("bad-signature");
    }

    [Fact]
    public async Task That_a_network_hinders_is_said_and_what_is_signed_goes_when_it_does_not()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.Context.RouteAsync(
            "**/api/v1/statements",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        Status = 451,
                        ContentType = "text/html",
                        Body = "<h1>Blocked</h1>",
                    }
                )
        );
        await phone.OpenAsync(server.Election.Kit("3171010001001"));
        await Assertions.Expect(phone.Page.Locator(".hindered")).ToContainTextAsync("Jaringan ini menghalangi");
        await phone.Context.UnrouteAsync("**/api/v1/statements");
        // Unless it has tried again by itself meanwhile, after which there is nothing to be sent any more.
        await phone.Page.EvaluateAsync(
            "() => [...document.querySelectorAll('button')].find(b => b.textContent === 'Kirim sekarang')?.click()"
        );
        await Assertions.Expect(phone.Page.Locator(".hindered")).ToHaveCountAsync(0);
        (await phone.Page.Locator(".notice.wrong").CountAsync()).ShouldBe(0);
    }
}
