// One phone in one mode: what it keeps, whose station it is, and what lies in the outbox.
import { enrolment, newKey } from "./enrolment.js";
import { problemIn } from "./answers.js";
import { isKeyless, Outbox, unknownBy } from "./outbox.js";
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
    /** @type {Promise<KitProblem>} */
    this.enrolled = Promise.resolve(null);
    /** What the last letter's key has signed anew. */
    this.again = 0;
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
      if (this.sheet.station !== kit.station) {
        return "other-station";
      }

      if (!unknownBy(await this.outbox.parcels())) {
        return null;
      }
    }

    this.kit = kit;
    await this.store.put("facts", "kit", kit);
    return this.enrol();
  }

  /** Goes on with a kit that waits, one at a time: whoever comes meanwhile finds it done. @returns {Promise<KitProblem>} */
  enrol() {
    this.enrolled = this.enrolled.catch(() => null).then(() => (this.kit === null ? null : this.enrolBy(this.kit)));
    return this.enrolled;
  }

  /** @param {Kit} kit @returns {Promise<KitProblem>} */
  async enrolBy(kit) {
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
    const again = await signedAgain(earlier, key);
    await this.store.write(["facts", "outbox"], stores => {
      stores.facts.put(sheet, "sheet");
      stores.facts.put(key, "key");
      stores.facts.delete("kit");
      earlier.filter(parcel => parcel.kind === "enrol").forEach(parcel => stores.outbox.delete(parcel.id));
      for (const parcel of [parcelOf(id, "enrol", "", note, 0), ...again]) {
        stores.outbox.put(parcel, parcel.id);
      }
    });
    [this.sheet, this.key, this.kit, this.again] = [sheet, key, null, again.length];
    this.outbox.kick();
    return null;
  }

  /** Goes on with a letter that waits, or asks for the sheet again, because a name may have changed; what is here stays where there is no
   * network. @returns {Promise<KitProblem>} */
  async renew() {
    if (this.kit !== null) {
      return this.enrol();
    }

    if (this.sheet !== null && !this.isPractice) {
      const sheet = await sheetOf(this.sheet.station);
      if (sheet !== null && sheet !== "no-station" && sheet.log === this.sheet.log) {
        await this.store.put("facts", "sheet", sheet);
        this.sheet = sheet;
      }
    }

    return null;
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

  /** Changes a draft, here and on the phone, of which another page may have changed other parts meanwhile: so it is said what is changed,
   * and the later of two changes of one thing stays. @param {Draft} draft @param {(draft: Draft) => void} change
   * @param {import("./store.js").Drawer[]} [others] @param {(stores: any) => void} [also] what is kept with it, or neither */
  async change(draft, change, others, also) {
    change(draft);
    const { contest } = draft;
    const changed = (/** @type {Draft} */ one) => (change(one), one);
    return this.store.change("drafts", contest, kept => changed(kept || { contest, typed: {}, photos: [] }), others, also);
  }

  /** Keeps a photo at once, and names it in the draft, beside those of another page. @param {Draft} draft @param {Photo} photo */
  async addPhoto(draft, photo) {
    const add = (/** @type {Draft} */ one) => (one.photos = [...one.photos.filter(name => name !== photo.sha256), photo.sha256]);
    const whole = await this.change(draft, add, ["photos"], stores => stores.photos.put(photo, photo.sha256));
    draft.photos = whole.photos;
  }

  /** Takes a photo out of the draft; the bytes stay for a form that was signed with them. @param {Draft} draft @param {string} sha256 */
  async removePhoto(draft, sha256) {
    const isSigned = (await this.outbox.parcels()).some(parcel => parcel.photos.includes(sha256));
    const remove = (/** @type {Draft} */ one) => (one.photos = one.photos.filter(photo => photo !== sha256));
    const whole = await this.change(draft, remove, ["photos"], stores => isSigned || stores.photos.delete(sha256));
    draft.photos = whole.photos;
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

  /** Ticks somebody, or takes the tick back, whoever else another page ticks. @param {Copies} copies @param {Recipient} who
   * @param {boolean} isTicked */
  async tick(copies, who, isTicked) {
    const { contest } = copies;
    const changed = (/** @type {Copies} */ one) => {
      one.ticked = [...one.ticked.filter(other => other !== who), ...(isTicked ? [who] : [])];
      return one;
    };
    changed(copies);
    await this.store.change("copies", contest, kept => changed(kept || { contest, ticked: [], signed: [] }));
  }

  /** Signs to whom copies of a form were given since the last time. @param {import("../ledger/statements.js").Contest} contest
   * @param {string} form its identity @param {Copies} copies @returns {Promise<void>} */
  async handOver(contest, form, copies) {
    const given = copies.ticked.filter(to => !copies.signed.includes(to));
    const sheet = /** @type {Sheet} */ (this.sheet);
    const parcel = await this.parcel("salinan", contest.code, salinanText(sheet, contest.code, form, given));
    copies.signed = [...copies.signed, ...given];
    const signed = (/** @type {Copies | undefined} */ kept) => (kept ? { ...kept, signed: [...kept.signed, ...given] } : copies);
    await this.store.change("copies", contest.code, signed, ["outbox"], stores => stores.outbox.put({ ...parcel, given }, parcel.id));
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

/** What waited under a key that nobody knows, or was refused for that key, signed by the new one; an accepted form whose photo was
 * refused so stays as it is, and its photo goes by the new key.
 * @param {import("./outbox.js").Parcel[]} earlier @param {PhoneKey} key @returns {Promise<import("./outbox.js").Parcel[]>} */
function signedAgain(earlier, key) {
  const those = earlier.filter(parcel => parcel.kind !== "enrol" && (parcel.state === "waiting" || isKeyless(parcel)));
  return Promise.all(
    those.map(async parcel => {
      const anew = { ...parcel, reason: null, detail: null };
      return parcel.state === "accepted"
        ? anew
        : { ...anew, state: "waiting", note: await signed(parcel.note.slice(0, parcel.note.indexOf("\n") + 1), key) };
    }),
  );
}

/** @param {string} station @returns {Promise<Sheet | "no-station" | null>} null without a network, or behind one that answers itself */
async function sheetOf(station) {
  try {
    const answer = await fetch(`/capture/stations/${station}`, { cache: "no-cache" });
    return answer.ok ? await answer.json() : (await problemIn(answer)) !== null && answer.status < 500 ? "no-station" : null;
  } catch {
    return null;
  }
}
