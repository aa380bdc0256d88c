using System.Text.Json;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>
/// The app is ended at every write to the phone's memory, before the write is kept and after, and opened again: what was typed is there,
/// the night goes on, and nothing is sent twice to any effect.
/// </summary>
public sealed class KilledAppTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010002005";

    /// <summary>
    /// The app's own modules on the browser's own IndexedDB; a ledger that takes every statement once stands for the network. A store
    /// of a session that was ended answers nothing any more, so that nothing of it goes on.
    /// </summary>
    private const string Night = """
        async ({ kit, station }) => {
          const [{ Session }, { Store }, { kitOf }, { PART }] = await Promise.all(
            ["session", "store", "enrolment", "uploading"].map(name => import(`/capture/phone/${name}.js`)));
          const sheet = await (await fetch(`/capture/stations/${station}`)).text();
          const never = () => new Promise(() => {});
          let [life, left, isBefore, ended] = [0, 0, false, () => {}];
          const { write, ask } = Store.prototype;
          const openStore = Store.open;
          Store.open = async name => Object.assign(await openStore(name), { life });
          Store.prototype.ask = function (...all) { return this.life === life ? ask.apply(this, all) : never(); };
          Store.prototype.write = async function (...all) {
            if (this.life !== life) { return never(); }
            const isLast = --left === 0;
            if (!isLast || !isBefore) { await write.apply(this, all); }
            if (isLast) { life++; ended(); return never(); }
          };

          let [ledger, blobs] = [[], {}];
          const real = window.fetch;
          window.fetch = async (address, options = {}) => {
            const method = options.method || "GET";
            if (address.startsWith("/capture/stations/")) { return new Response(sheet); }
            if (address.startsWith("/api/v1/proofs/")) { return new Response("", { status: 503, headers: { "Retry-After": "3600" } }); }
            if (address === "/api/v1/statements") {
              const text = options.body.slice(0, options.body.indexOf("\n") + 1);
              const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
              const id = Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
              const isNew = !ledger.includes(text);
              if (isNew) { ledger.push(text); }
              return new Response(JSON.stringify({ id, index: ledger.indexOf(text) }), { status: isNew ? 201 : 200 });
            }
            if (address.startsWith("/api/v1/blobs/")) {
              const name = address.slice(14);
              const had = blobs[name] || [];
              const said = name => new Headers(options.headers).get(name);
              if (method === "HEAD" && !(name in blobs)) { return new Response(null, { status: 404 }); }
              if (method !== "HEAD") {
                if (method === "PATCH" && Number(said("Upload-Offset")) !== had.length) { return new Response("", { status: 409 }); }
                blobs[name] = [...(method === "PUT" ? [] : had), ...new Uint8Array(options.body)];
              }
              const isWhole = blobs[name].length === photo.bytes.byteLength;
              const headers = { "Upload-Offset": String(blobs[name].length), "Upload-Complete": isWhole ? "?1" : "?0" };
              return new Response(null, { status: 204, headers });
            }
            return real(address, options);
          };

          const bytes = Uint8Array.from({ length: 3 * PART + 7 }, (_, i) => i % 251);
          const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
          const sha256 = Array.from(hash, byte => byte.toString(16).padStart(2, "0")).join("");
          const photo = { sha256, contest: "ppwp", bytes: bytes.buffer, width: 1, height: 1, from: "gallery", advice: [] };
          const figures = {
            "voters.2": "168", "votes.0": "101", "votes.1": "44", "votes.2": "20", "sums.0": "165", "sums.1": "3", "sums.2": "168",
          };

          // What an officer does, whatever is there already; what was surely kept is noted.
          const goOn = async (session, surely) => {
            await session.renew();
            if (session.key === null) { await session.take(await kitOf(kit)); }
            session.outbox.kick();
            const draft = await session.draft("ppwp");
            const lost = surely.typed.filter(place => draft.typed[place] !== figures[place]);
            if (lost.length > 0) { throw new Error(`${lost} was typed and is lost`); }
            for (const places of [["voters.2"], ["votes.0"], Object.keys(figures)]) {
              if (places.some(place => draft.typed[place] === undefined)) {
                await session.change(draft, one => places.forEach(place => { one.typed[place] = figures[place]; }));
                surely.typed.push(...places);
              }
            }
            if (surely.photo && !draft.photos.includes(sha256)) { throw new Error("the photo is lost"); }
            if (draft.photos.length === 0) { await session.addPhoto(draft, photo); surely.photo = true; }
            const paper = { 0: "signed", 1: "refused", 2: "absent", 3: "absent" };
            if (!draft.paper) { await session.change(draft, one => { one.paper = paper; }); }
            const forms = async () => (await session.outbox.parcels()).filter(parcel => parcel.kind === "form");
            if ((await forms()).length === 0) { await session.sign(draft); }
            const contest = session.contest("ppwp");
            const book = await session.copies("ppwp");
            for (const who of [0, "pps"]) {
              if (surely.ticked.includes(who) && !book.ticked.includes(who)) { throw new Error(`the tick of ${who} is lost`); }
              if (!book.ticked.includes(who)) {
                await session.tick(book, who, true);
                surely.ticked.push(who);
              }
            }
            if (book.signed.length < 2) { await session.handOver(contest, (await forms())[0].id, book); }
            for (let looks = 0; looks < 300; looks++) {
              const parcels = await session.outbox.parcels();
              if (parcels.every(one => one.state === "accepted" && one.sent.length === one.photos.length)) { return; }
              await new Promise(resolve => setTimeout(resolve, 2));
            }
            const waits = (await session.outbox.parcels()).map(one => [one.kind, one.state, one.reason, one.sent]);
            throw new Error(`never sent: ${JSON.stringify(waits)}`);
          };

          const problems = [];
          let runs = 0;
          for (const before of [true, false]) {
            for (let at = 1, isThrough = false; !isThrough && at < 200 && problems.length < 3; at++) {
              left = Infinity;
              const empty = await Store.open("sirekap-capture");
              await empty.clear();
              empty.database.close();
              [ledger, blobs, left, isBefore] = [[], {}, at, before];
              const surely = { typed: [], photo: false, ticked: [] };
              try {
                const session = await Session.open(false);
                const death = new Promise(resolve => { ended = () => resolve("ended"); });
                isThrough = (await Promise.race([goOn(session, surely), death])) !== "ended";
                session.store.database.close();
                if (!isThrough) {
                  const again = await Session.open(false);
                  await goOn(again, surely);
                  life++;
                  again.store.database.close();
                }
                life++;
                const kinds = ledger.map(text => JSON.parse(text).kind).sort().join(" ");
                if (kinds !== "enrol form salinan") { throw new Error(`the ledger has ${kinds}`); }
                const form = JSON.parse(ledger.find(text => JSON.parse(text).kind === "form"));
                const says = JSON.stringify([form.votes, form.sums, form.gallery, form.paper]);
                if (says !== '[[101,44,20],[165,3,168],[0],{"signed":[0],"refused":[1]}]') { throw new Error(`the form says ${says}`); }
                const isSame = Object.keys(blobs).length === 1 && blobs[sha256].every((byte, i) => byte === bytes[i]);
                if (!isSame) { throw new Error("the photo is another"); }
              } catch (error) {
                problems.push(`${before ? "before" : "after"} write ${at}: ${error.message}`);
                life++;
              }
              runs++;
            }
          }
          window.fetch = real;
          return JSON.stringify({ runs, problems });
        }
        """;

    [Fact]
    public async Task Nothing_typed_is_lost_and_nothing_is_sent_twice_wherever_the_app_is_ended()
    {
        await using var phone = await phones.NewAsync(server.Address);

        // A page of the same origin, in which the app does not run.
        await phone.OpenAsync("/texts/id.json");
        var answer = await phone.Page.EvaluateAsync<string>(Night, new { kit = server.Election.Kit(Station), station = Station });
        var said = JsonDocument.Parse(answer).RootElement;
        said.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()).ShouldBeEmpty();

        // Some twenty writes of a night, each before and after.
        said.GetProperty("runs").GetInt32().ShouldBeGreaterThan(30);
    }
}
