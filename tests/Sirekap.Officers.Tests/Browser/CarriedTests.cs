using System.Text.Json;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>Anybody's words that a phone carries for them: so many, so often, and no longer than they can come to anything.</summary>
public sealed class CarriedTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Carried = """
        async () => {
          const [{ Watch, MOST_CARRIED }, { newKey }, { attestText }, { signed }, { packed, unpacked }] = await Promise.all(
            ["phone/watch", "phone/enrolment", "ledger/statements", "ledger/notes", "ledger/packing"]
              .map(name => import(`/capture/${name}.js`)));
          const head = { ledger: "capture.example/capture-1", election: "capture-1", rules: 1 };
          const log = btoa(String.fromCharCode(...new Uint8Array(32)));
          const key = await newKey();
          const word = async (i, by = key.name) => {
            const on = i.toString(16).padStart(64, "0");
            const text = attestText(head, by, { contest: "ppwp", station: "3171010001001", on }, null);
            return unpacked(packed(await signed(text, key), key.spki, log));
          };
          let posted = 0;
          let refusal = "no-form";
          const real = window.fetch;
          window.fetch = async () => {
            posted++;
            const body = JSON.stringify({ type: "/api/v1/problems/rejected", rejection: refusal });
            return new Response(body, { status: 422, headers: { "Content-Type": "application/problem+json" } });
          };
          const watch = await Watch.open();
          // No timer of its own: each round is asked for here.
          watch.outbox.kick = () => {};
          const others = await watch.carry(await word(0, "0".repeat(32)), "attest");
          for (let i = 0; i < MOST_CARRIED; i++) { await watch.carry(await word(i), "attest"); }
          const full = await watch.carry(await word(999), "attest");
          const again = await watch.carry(await word(3), "attest");
          const count = (await watch.outbox.parcels()).length;

          // Nothing is asked for twice before its time, and nothing for ever.
          await watch.outbox.round();
          const pause = await watch.outbox.round();
          const once = posted;
          for (const parcel of (await watch.outbox.parcels()).slice(1)) { await watch.store.remove("outbox", parcel.id); }
          let rounds = 1;
          while ((await watch.outbox.parcels()).some(parcel => parcel.state === "waiting") && rounds < 100) {
            watch.outbox.due.clear();
            await watch.outbox.round();
            rounds++;
          }
          const left = (await (await Watch.open()).outbox.parcels()).length;
          refusal = "revoked-key";
          const taken = await watch.carry(await word(1_000), "attest");
          await watch.outbox.round();
          const [last] = await watch.outbox.parcels();
          window.fetch = real;
          return JSON.stringify(
            { others, full, again: again !== null && "carried" in again, count, pause, once, rounds, left, taken: "carried" in taken,
              last: [last.state, last.reason] });
        }
        """;

    [Fact]
    public async Task Words_of_others_are_bounded_in_number_and_in_tries_and_dropped_when_they_are_over()
    {
        await using var phone = await phones.NewAsync(server.Address);
        await phone.OpenAsync("/texts/id.json");
        var told = JsonDocument.Parse(await phone.Page.EvaluateAsync<string>(Carried)).RootElement;
        told.GetProperty("others").ValueKind.ShouldBe(JsonValueKind.Null, "said by another key than signed it");
        told.GetProperty("full").GetString().ShouldBe("full");
        told.GetProperty("again").GetBoolean().ShouldBeTrue("what is carried already is no more");
        told.GetProperty("count").GetInt32().ShouldBe(64);
        told.GetProperty("once").GetInt32().ShouldBe(64, "the second round came too early for all");
        told.GetProperty("pause").GetDouble().ShouldBeInRange(20_000, 30_000);
        told.GetProperty("rounds").GetInt32().ShouldBe(60);
        told.GetProperty("left").GetInt32().ShouldBe(0);
        told.GetProperty("taken").GetBoolean().ShouldBeTrue("there is room again");
        told.GetProperty("last").ToString().ShouldBe("[\"refused\",\"revoked-key\"]");
    }
}
