// One phone in one mode: what it keeps, whose station it is, and what lies in the outbox.
import { enrolment, newKey } from "./enrolment.js";
import { Outbox } from "./outbox.js";
import { persist, Store } from "./store.js";
import { example } from "../forms/example.js";
import { figuresOf } from "../forms/figures.js";
import { signaturesOf } from "../forms/paper.js";
import { identity, signed } from "../ledger/notes.js";
import { formText, salinanText } from "../ledger/statements.js";

/** @typedef {import("../ledger/statements.js").Sheet} Sheet */
/** @typedef {import("./enrolment.js").Kit} Kit */
/** @typedef {import("./enrolment.js").PhoneKey} PhoneKey */

/** A form as it is being typed. @typedef {{ contest: string, typed: import("../forms/figures.js").Typed, photos: string[],
 *   paper?: import("../forms/paper.js").Paper }} Draft */

/** A page's photo. @typedef {{ sha256: string, contest: string, bytes: ArrayBuffer, width: number, height: number,
 *   from: "camera" | "gallery", advice: string[] }} Photo */

/** The village's committee, or somebody who watches by their place in the definition. @typedef {"pps" | number} Recipient */

/** Who has been ticked as given a copy of the form of a contest, and of whom that is signed.
 * @typedef {{ contest: string, ticked: Recipient[], signed: Recipient[] }} Copies */

/** Why a letter's address does nothing. @typedef {"other-station" | "other-log" | "no-station" | "no-network" | null} KitProblem */

export class Session {
  /** @param {Store} store @param {boolean} isPractice */
  constructor(store, isPractice) {
    this.store = store;
    this.isPractice = isPractice;
    /** @type {Sheet | null} */
    this.sheet = null;
    /** @type {PhoneKey | null} */
    this.key = null;
    /** A letter that has been scanned, and waits for a network. @type {Kit | null} */
    this.kit = null;
    this.changed = () => {};
    this.outbox = new Outbox(
      store,
      () => /** @type {Sheet} */ (this.sheet),
      () => /** @type {PhoneKey} */ (this.key),
      () => this.changed(),
    );
  }

  /** @param {boolean} isPractice @returns {Promise<Session>} */
  static async open(isPractice) {
    const session = new Session(await Store.open(isPractice ? "sirekap-latihan" : "sirekap-capture"), isPractice);
    const facts = await Promise.all(["sheet", "key", "kit"].map(fact => session.store.get("facts", fact)));
    [session.sheet, session.key, session.kit] = facts.map(fact => fact || null);
    return session;
  }

  /** In practice: forms of the phone's own station where it has one, else of an invented one. @param {Sheet | null} own */
  async practise(own) {
    this.sheet = own || example;
    await this.store.put("facts", "sheet", this.sheet);
  }

  /** Takes a kit, once: the phone's own key is made, and the kit's forgotten, as soon as the station's sheet is here.
   * @param {Kit} kit @returns {Promise<KitProblem>} */
  async take(kit) {
    if (this.sheet !== null && this.key !== null) {
      const isRefused = (await this.outbox.parcels()).some(parcel => parcel.kind === "enrol" && parcel.state === "refused");
      if (this.sheet.station !== kit.station) {
        return "other-station";
      }

      if (!isRefused) {
        return null;
      }
    }

    this.kit = kit;
    await this.store.put("facts", "kit", kit);
    return this.enrol();
  }

  /** Goes on with a kit that waits. @returns {Promise<KitProblem>} */
  async enrol() {
    const kit = /** @type {Kit} */ (this.kit);
    const sheet = await sheetOf(kit.station);
    if (sheet === null || sheet === "no-station") {
      return sheet || "no-network";
    }

    if (sheet.log !== kit.log) {
      return "other-log";
    }

    await persist().catch(() => false);
    const key = await newKey();
    const { id, note } = await enrolment(sheet, kit, key);
    const earlier = await this.outbox.parcels();
    const again = await this.signedAgain(earlier, key);
    await this.store.write(["facts", "outbox"], stores => {
      stores.facts.put(sheet, "sheet");
      stores.facts.put(key, "key");
      stores.facts.delete("kit");
      earlier.filter(parcel => parcel.kind === "enrol" || parcel.state === "waiting").forEach(parcel => stores.outbox.delete(parcel.id));
      for (const parcel of [parcelOf(id, "enrol", "", note, 0), ...again]) {
        stores.outbox.put(parcel, parcel.id);
      }
    });
    [this.sheet, this.key, this.kit] = [sheet, key, null];
    this.outbox.kick();
    return null;
  }

  /** What waited under a key that was refused, signed by the new one.
   * @param {import("./outbox.js").Parcel[]} earlier @param {PhoneKey} key */
  signedAgain(earlier, key) {
    const forms = earlier.filter(parcel => parcel.kind !== "enrol" && parcel.state === "waiting");
    return Promise.all(forms.map(async form => ({ ...form, note: await signed(form.note.slice(0, form.note.indexOf("\n") + 1), key) })));
  }

  /** Asks for the sheet again, because a name may have changed; what is here stays where there is no network. */
  async renew() {
    if (this.kit !== null) {
      await this.enrol();
    } else if (this.sheet !== null && !this.isPractice) {
      const sheet = await sheetOf(this.sheet.station);
      if (sheet !== null && sheet !== "no-station" && sheet.log === this.sheet.log) {
        await this.store.put("facts", "sheet", sheet);
        this.sheet = sheet;
      }
    }
  }

  /** @param {string} code */
  contest(code) {
    const found = this.sheet ? this.sheet.contests.find(contest => contest.code === code) : undefined;
    return found || null;
  }

  /** @param {string} contest @returns {Promise<Draft>} */
  async draft(contest) {
    return (await this.store.get("drafts", contest)) || { contest, typed: {}, photos: [] };
  }

  /** @param {Draft} draft */
  keep(draft) {
    return this.store.put("drafts", draft.contest, draft);
  }

  /** Keeps a photo at once, and names it in the draft. @param {Draft} draft @param {Photo} photo */
  async addPhoto(draft, photo) {
    if (!draft.photos.includes(photo.sha256)) {
      draft.photos.push(photo.sha256);
    }

    await this.store.write(["photos", "drafts"], stores => {
      stores.photos.put(photo, photo.sha256);
      stores.drafts.put(draft, draft.contest);
    });
  }

  /** Takes a photo out of the draft; the bytes stay for a form that was signed with them. @param {Draft} draft @param {string} sha256 */
  async removePhoto(draft, sha256) {
    draft.photos = draft.photos.filter(photo => photo !== sha256);
    const isSigned = (await this.outbox.parcels()).some(parcel => parcel.photos.includes(sha256));
    await this.store.write(["photos", "drafts"], stores => {
      stores.drafts.put(draft, draft.contest);
      if (!isSigned) {
        stores.photos.delete(sha256);
      }
    });
  }

  /** Signs a form as it is typed, and puts it into the outbox. @param {Draft} draft @returns {Promise<void>} */
  async sign(draft) {
    if (this.isPractice || this.key === null || this.sheet === null) {
      throw new Error("practice signs nothing");
    }

    const contest = /** @type {import("../ledger/statements.js").Contest} */ (this.contest(draft.contest));
    const figures = figuresOf(contest, draft.typed);
    const photos = await Promise.all(draft.photos.map(photo => this.store.get("photos", photo)));
    const gallery = photos.flatMap((photo, i) => (photo.from === "gallery" ? [i] : []));
    const brought = { photos: draft.photos.slice(), gallery, paper: signaturesOf(contest, draft.paper) };
    const text = formText(this.sheet, contest, figures, new Date(), brought);
    const parcel = await this.parcel("form", draft.contest, text);
    await this.store.put("outbox", parcel.id, { ...parcel, figures, photos: brought.photos, paper: brought.paper });
    this.outbox.kick();
  }

  /** A statement, signed by this phone. @param {"form" | "salinan"} kind @param {string} contest @param {string} text */
  async parcel(kind, contest, text) {
    // Not by the clock, which a phone's owner may set back.
    const order = 1 + Math.max(0, ...(await this.outbox.parcels()).map(parcel => parcel.order));
    return parcelOf(await identity(text), kind, contest, await signed(text, /** @type {PhoneKey} */ (this.key)), order);
  }

  /** @param {string} contest @returns {Promise<Copies>} */
  async copies(contest) {
    return (await this.store.get("copies", contest)) || { contest, ticked: [], signed: [] };
  }

  /** @param {Copies} copies */
  keepCopies(copies) {
    return this.store.put("copies", copies.contest, copies);
  }

  /** Signs to whom copies of a form were given since the last time. @param {import("../ledger/statements.js").Contest} contest
   * @param {string} form its identity @param {Copies} copies @returns {Promise<void>} */
  async handOver(contest, form, copies) {
    const given = copies.ticked.filter(to => !copies.signed.includes(to));
    const sheet = /** @type {Sheet} */ (this.sheet);
    const parcel = await this.parcel("salinan", contest.code, salinanText(sheet, contest.code, form, given));
    copies.signed = [...copies.signed, ...given];
    await this.store.write(["outbox", "copies"], stores => {
      stores.outbox.put({ ...parcel, given }, parcel.id);
      stores.copies.put(copies, contest.code);
    });
    this.outbox.kick();
  }
}

/** @param {string} id @param {import("./outbox.js").Kind} kind @param {string} contest @param {string} note @param {number} order
 * @returns {import("./outbox.js").Parcel} */
function parcelOf(id, kind, contest, note, order) {
  return {
    ...{ id, kind, contest, note, order, figures: null, photos: [], sent: [] },
    ...{ state: /** @type {const} */ ("waiting"), index: null, reason: null, detail: null, receipt: null },
  };
}

/** @param {string} station @returns {Promise<Sheet | "no-station" | null>} null without a network */
async function sheetOf(station) {
  try {
    const answer = await fetch(`/capture/stations/${station}`, { cache: "no-cache" });
    return answer.ok ? await answer.json() : answer.status === 404 || answer.status === 400 ? "no-station" : null;
  } catch {
    return null;
  }
}
