// What a phone keeps of others' forms, whoever holds it: forms that a QR code brought, whether the ledger has exactly them, and what a
// witness or supervisor says of them with this phone's own key. A place of its own beside the officer's.
import { newKey } from "./enrolment.js";
import { Outbox } from "./outbox.js";
import { persist, Store } from "./store.js";
import { identity, holds, keyName, signed } from "../ledger/notes.js";
import { sha256 } from "../ledger/bytes.js";
import { noteOf, packed, unpacked } from "../ledger/packing.js";
import { checked, isProof } from "../ledger/receipts.js";
import { saidIn } from "../ledger/said.js";
import { attestText, objectionText } from "../ledger/statements.js";
import { wholeOf } from "../qr/parts.js";

/** @typedef {import("./enrolment.js").PhoneKey} PhoneKey */
/** @typedef {import("./outbox.js").Parcel} Parcel */
/** @typedef {import("../qr/parts.js").Part} Part */

/** Milliseconds that a screen waits for names on a link that hangs; without them it has numbers. */
const PATIENCE = 3_000;

/** Words of others that wait here at once: of all who may watch a station's five contests, some. Each was scanned by hand. */
export const MOST_CARRIED = 64;

/** How a note begins, whatever it says: a line of a statement, and the first signature. */
const NOTE = /^\{[ -~]*\}\n\n\u2014 /;

/** Parts of codes that are kept until they are whole: of five of the longest at once. */
const MOST_PARTS = 45;

/**
 * A form that a code brought. `holds`: its signature is of the key that came with it. `found`: where the ledger has it, and whether the
 * receipt holds by the log's key that came with it.
 * @typedef {{ id: string, order: number, text: string, note: string, log: string, spki: Uint8Array, key: string, holds: boolean,
 *   found: { index: number, isSame: boolean, receipt: any } | null }} Kept
 */

/** @typedef {import("../ledger/said.js").Said} Said */

export class Watch {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {PhoneKey | null} */
    this.key = null;
    this.changed = () => {};
    this.outbox = new Outbox(
      store,
      parcel => /** @type {import("./outbox.js").Trust} */ (parcel.trust),
      () => /** @type {PhoneKey} */ (this.key),
      () => this.changed(),
    );
  }

  static async open() {
    const watch = new Watch(await Store.open("sirekap-saksi"));
    watch.key = (await watch.store.get("facts", "key")) || null;
    await watch.dropOver();
    return watch;
  }

  /** Another's word that the ledger has, or that the record refuses for good, has been told: it is carried no longer. */
  async dropOver() {
    const over = (await this.outbox.parcels()).filter(
      parcel => parcel.isCarried && (parcel.state === "refused" || (parcel.state === "accepted" && parcel.receipt !== null)),
    );
    await this.store.write(["outbox"], stores => over.forEach(parcel => stores.outbox.delete(parcel.id)));
  }

  /** This phone's own key, made once, for somebody who is going to be enrolled by those for whom they watch. */
  async ownKey() {
    if (this.key === null) {
      await persist().catch(() => false);
      const key = await newKey();
      await this.store.put("facts", "key", key);
      this.key = key;
    }
  }

  /** A part of what a code brings. @param {Part} part
   * @returns {Promise<{ have: number, of: number } | { form: string } | { carried: string } | "full" | null>} null where it is not what
   * was packed */
  async take(part) {
    const all = /** @type {Part[]} */ (await this.store.all("parts"));
    const before = all.filter(one => one.mark === part.mark && one.part !== part.part);
    const parts = [...before, part];
    if (parts.length < part.of) {
      const others = all.length < MOST_PARTS ? [] : all.filter(one => one.mark !== part.mark);
      await this.store.write(["parts"], stores => {
        others.forEach(one => stores.parts.delete(`${one.mark}.${one.part}`));
        stores.parts.put(part, `${part.mark}.${part.part}`);
      });
      return { have: parts.length, of: part.of };
    }

    const whole = await wholeOf(parts);
    const what = whole === null ? null : unpacked(whole);
    const isWhat = what !== null && saidIn(what.text, part.brings) !== null;
    const result = isWhat ? await (part.brings === "form" ? this.keep(what) : this.carry(what, part.brings)) : null;
    await this.store.write(["parts"], stores => before.forEach(one => stores.parts.delete(`${one.mark}.${one.part}`)));
    return result;
  }

  /** @param {import("../ledger/packing.js").Unpacked} what */
  async keep(what) {
    const { id, note, key } = await named(what);
    const order = (await this.forms()).length;
    const kept = { id, order, text: what.text, note, log: what.log, spki: what.spki, key };
    if ((await this.store.get("kept", id)) === undefined) {
      await this.store.put("kept", id, { ...kept, holds: await holds(what.text, what.spki, what.raw), found: null });
    }

    void this.look();
    return { form: id };
  }

  /** Another's word, sent for them: by an officer's phone that has a network, or will have.
   * @param {import("../ledger/packing.js").Unpacked} what
   * @param {"attest" | "objection"} kind @returns {Promise<{ carried: string } | "full" | null>} null where nobody signed it */
  async carry(what, kind) {
    const { id, note, key } = await named(what);
    const said = /** @type {Said} */ (saidIn(what.text, kind));
    if (said.by !== key || !(await holds(what.text, what.spki, what.raw))) {
      return null;
    }

    await this.dropOver();
    const carried = (await this.outbox.parcels()).filter(parcel => parcel.isCarried && parcel.id !== id);
    if (carried.length >= MOST_CARRIED) {
      return "full";
    }

    await this.put(kind, id, note, said, what.log, true);
    return { carried: id };
  }

  /** @returns {Promise<Kept[]>} in the order in which they came */
  async forms() {
    return /** @type {Kept[]} */ (await this.store.all("kept")).sort((a, b) => a.order - b.order);
  }

  /** Signs a kept form beside its officers, or refuses to. @param {Kept} kept @param {string | null} ground why it is refused */
  async attest(kept, ground) {
    const said = /** @type {Said} */ (saidIn(kept.text, "form"));
    const key = /** @type {PhoneKey} */ (this.key);
    const text = attestText(said, key.name, { ...said, on: kept.id }, ground);
    await this.put("attest", await identity(text), await signed(text, key), { ...said, on: kept.id }, kept.log, false);
  }

  /** Objects to a kept form by the figures of one's own copy. @param {Kept} kept @param {import("../ledger/statements.js").Contest} contest
   * @param {import("../ledger/statements.js").Figures} figures */
  async object(kept, contest, figures) {
    const said = /** @type {Said} */ (saidIn(kept.text, "form"));
    const key = /** @type {PhoneKey} */ (this.key);
    const text = objectionText(said, key.name, { ...said, on: kept.id }, contest, figures);
    await this.put("objection", await identity(text), await signed(text, key), { ...said, on: kept.id }, kept.log, false);
  }

  /** Into the outbox, once. @param {"attest" | "objection"} kind @param {string} id @param {string} note
   * @param {Said & { on?: string }} said @param {string} log @param {boolean} isCarried */
  async put(kind, id, note, said, log, isCarried) {
    const all = await this.outbox.parcels();
    if (!all.some(parcel => parcel.id === id)) {
      const order = 1 + Math.max(0, ...all.map(parcel => parcel.order));
      /** @type {Parcel} */
      const parcel = {
        ...{ id, kind, contest: said.contest, note, order, figures: null, photos: [], sent: [], on: said.on || null, isCarried },
        ...{ state: "waiting", index: null, reason: null, detail: null, receipt: null },
        trust: { ledger: said.ledger, election: said.election, log },
      };
      await this.store.put("outbox", id, parcel);
    }

    this.outbox.kick();
  }

  /** What this phone said of a form, or carries of others. @param {string} form its identity @returns {Promise<Parcel[]>} */
  async wordsOn(form) {
    return (await this.outbox.parcels()).filter(parcel => parcel.on === form);
  }

  /** A note of this phone's own, as bytes for a code. @param {Parcel} parcel */
  packed(parcel) {
    const { log } = /** @type {import("./outbox.js").Trust} */ (parcel.trust);
    return packed(parcel.note, /** @type {PhoneKey} */ (this.key).spki, log);
  }

  /** Looks whether the ledger has exactly the forms that are kept; what cannot be asked now is asked the next time. */
  async look() {
    for (const kept of await this.forms()) {
      if (kept.found === null || kept.found.receipt === null) {
        const found = await standing(kept).catch(() => null);
        if (found !== null) {
          await this.store.put("kept", kept.id, { ...kept, found });
          this.changed();
        }
      }
    }
  }

  /** Names of a station's choices and rows, once there was a network. @param {string} station
   * @returns {Promise<import("../ledger/statements.js").Sheet | null>} */
  async sheet(station) {
    const asking = this.askSheet(station).catch(() => undefined);
    const kept = await this.store.get("facts", `sheet-${station}`);
    if (kept === undefined) {
      await Promise.race([asking, new Promise(resolve => setTimeout(resolve, PATIENCE))]);
    }

    return kept || (await this.store.get("facts", `sheet-${station}`)) || null;
  }

  /** @param {string} station */
  async askSheet(station) {
    if (!/^[0-9A-Z]{13}$/.test(station)) {
      return;
    }

    const answer = await fetch(`/capture/stations/${station}`, { cache: "no-cache" });
    const sheet = answer.ok ? await answer.json() : null;
    if (sheet !== null && sheet.station === station && Array.isArray(sheet.contests)) {
      await this.store.put("facts", `sheet-${station}`, sheet);
    }
  }
}

/** @param {import("../ledger/packing.js").Unpacked} what */
async function named(what) {
  return { id: await identity(what.text), note: noteOf(what, await sha256(what.spki)), key: await keyName(what.spki) };
}

/** Where the ledger has a kept form's text, and whether what stands there holds. @param {Kept} kept */
async function standing(kept) {
  const place = await fetch(`/api/v1/entries?id=${kept.id}`, { cache: "no-store" });
  if (!place.ok) {
    return null;
  }

  const { index } = await place.json();
  if (!Number.isSafeInteger(index)) {
    return null;
  }

  const [entry, proof] = await Promise.all(
    [`/api/v1/entries/${index}`, `/api/v1/proofs/${index}`].map(address => fetch(address, { cache: "no-store" })),
  );
  if (!entry.ok) {
    return null;
  }

  const note = await entry.text();
  if (!NOTE.test(note)) {
    // Of something between phone and server: no word about the form.
    return null;
  }

  const isSame = (await identity(note.slice(0, note.indexOf("\n") + 1))) === kept.id;
  const { ledger } = /** @type {Said} */ (saidIn(kept.text, "form"));
  const proven = proof.ok ? await proof.text() : "";
  const receipt = isProof(proven) ? await checked(proven, note, { ledger, log: kept.log, index }) : null;
  return { index, isSame, receipt };
}
