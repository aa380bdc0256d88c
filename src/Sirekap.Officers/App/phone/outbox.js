// What is signed and not yet sent lies here until the ledger has it: enrolment first, then forms, then their photos, one by one. It
// outlives the page, a cut link and a server that is busy; the same text again gives the first receipt, so sending twice does no harm.
import { blobSignature } from "../ledger/notes.js";
import { checked, isProof } from "../ledger/receipts.js";
import { isOfAnother, problemIn, receiptIn, refusalIn } from "./answers.js";
import { brought, isWhole } from "./uploading.js";

/** Seconds of the longest pause between two tries. */
const LONGEST_PAUSE = 300;

/** Milliseconds after which a request is given up: less than the pause that follows, more than a slow link needs for a photo. */
const PATIENCE = 60_000;

/** What comes to be so by what others do: whoever watches is enrolled by their own, and the form that they sign travels by itself.
 * @type {{ [kind: string]: string[] }} */
const AWAITED = { attest: ["unknown-key", "no-form"], objection: ["unknown-key", "no-form"] };

/** Milliseconds until it is asked again whether it is so: at first, and how often that doubles, up to half an hour. */
const [AWAITED_PAUSE, DOUBLINGS] = [30_000, 6];

/** So often another's word is asked for, more than a day of it; their own phone goes on. */
const MOST_TRIES = 60;

/** What the officers of a station say with their phone's key. */
const OFFICERS = ["form", "salinan"];

/** Refusals by which nobody knows that key, or no more: the key of a new letter signs anew what was refused so. */
const KEYLESS = ["unknown-key", "revoked-key"];

/** A photo of an accepted form that was refused for its key. */
const PHOTO_KEYLESS = "photo-not-signed";

/** Problems that end a photo. Any other, parts that were out of step, bytes damaged on the way, is tried again. */
const PHOTO_OVER = ["photo-metadata", "not-a-photo", "too-large", "withheld", "rejected"];

/** Milliseconds between two looks whether the log has signed a tree that reaches us, where the server does not say. */
const SIGNING_PAUSE = 5_000;

/**
 * `waiting`: signed, not yet in the ledger. `accepted`: it stands at `index`. `refused`: the record refuses it for `reason`, for good.
 * @typedef {"waiting" | "accepted" | "refused"} State
 * @typedef {"enrol" | "form" | "salinan" | "attest" | "objection"} Kind
 * By which a receipt is checked, and for which a photo is brought. @typedef {{ ledger: string, election: string, log: string }} Trust
 * @typedef {{
 *   id: string, order: number, kind: Kind, contest: string, note: string, figures: any, photos: string[], sent: string[],
 *   paper?: { signed: number[], refused: number[] } | null, given?: import("./session.js").Recipient[],
 *   trust?: Trust, on?: string | null, isCarried?: boolean, tries?: number,
 *   state: State, index: number | null, reason: string | null, detail: string | null, receipt: any
 * }} Parcel
 */

export class Outbox {
  /**
   * @param {import("./store.js").Store} store @param {(parcel: Parcel) => Trust} trust
   * @param {() => import("./enrolment.js").PhoneKey} key @param {() => void} changed told whenever a state has changed
   */
  constructor(store, trust, key, changed) {
    this.store = store;
    this.trust = trust;
    this.key = key;
    this.changed = changed;
    /** Told whenever the ledger has taken something. */
    this.accepted = () => {};
    this.tries = 0;
    this.timer = 0;
    this.isSending = false;
    this.isAskedAgain = false;
    /** Whether something between phone and server answers in its place; and whether it did in this try. */
    this.isHindered = false;
    this.isMet = false;
    /** When, by this page's own clock, it is asked again what others have to do first. @type {Map<string, number>} */
    this.due = new Map();
    /** When it tries again; null while it tries, or has nothing to send. @type {number | null} */
    this.next = null;
  }

  /** @returns {Promise<Parcel[]>} the enrolment, then forms in the order in which they were signed */
  async parcels() {
    const all = await this.store.all("outbox");
    const rank = (/** @type {Parcel} */ parcel) => (parcel.kind === "enrol" ? 0 : parcel.order);
    return all.sort((a, b) => rank(a) - rank(b));
  }

  /** Sends what waits, now. */
  kick() {
    clearTimeout(this.timer);
    this.tries = 0;
    this.due.clear();
    void this.send();
  }

  async send() {
    if (this.isSending) {
      this.isAskedAgain = true;
      return;
    }

    [this.isSending, this.next, this.isMet] = [true, null, false];
    let pause = null;
    try {
      pause = await this.round();
    } catch {
      // No link, or one that was cut; whatever else it is, nothing is lost by trying again.
      pause = this.later(0);
    }

    [this.isSending, this.isHindered] = [false, this.isMet];
    if (this.isAskedAgain) {
      this.isAskedAgain = false;
      pause = 0;
    }

    if (pause !== null) {
      this.next = Date.now() + pause;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.send(), pause);
    }

    this.changed();
  }

  /** One try of everything; milliseconds until the next, or null where nothing is left to do. @returns {Promise<number | null>} */
  async round() {
    /** @type {number | null} */
    let pause = null;
    const parcels = await this.parcels();
    const sooner = (/** @type {number | null} */ wait) => (pause = wait === null ? pause : pause === null ? wait : Math.min(wait, pause));
    for (const parcel of parcels.filter(one => one.state === "waiting")) {
      if (unknownBy(parcels)) {
        // Nobody knows this phone's key: what it says would be refused, too, and is kept for a new letter.
        break;
      }

      const due = (this.due.get(parcel.id) || 0) - performance.now();
      const wait = due > 0 ? null : await this.bring(parcel);
      if (wait !== null) {
        return wait;
      }

      sooner(isWaiting(parcel) ? this.awaited(parcel) : null);
    }

    for (const parcel of parcels.filter(one => one.state === "accepted")) {
      // A photo that cannot go yet holds no receipt back.
      for (const wait of [await this.bringPhotos(parcel), await this.check(parcel)]) {
        sooner(wait);
      }
    }

    return pause;
  }

  /** Milliseconds until it is asked again whether others have done what has to come first. @param {Parcel} parcel */
  awaited(parcel) {
    const now = performance.now();
    if ((this.due.get(parcel.id) || 0) <= now) {
      this.due.set(parcel.id, now + AWAITED_PAUSE * 2 ** Math.min(DOUBLINGS, (parcel.tries || 1) - 1));
    }

    return Number(this.due.get(parcel.id)) - now;
  }

  /** @param {Parcel} parcel @returns {Promise<number | null>} when to come again; null when it is settled */
  async bring(parcel) {
    const answer = await asked("/api/v1/statements", { method: "POST", headers: { "Content-Type": "text/plain" }, body: parcel.note });
    const receipt = await receiptIn(answer, parcel.id);
    if (receipt !== null) {
      this.tries = 0;
      await this.keep(Object.assign(parcel, { state: "accepted", index: receipt.index, reason: null }));
      this.accepted();
      return null;
    }

    const refusal = await refusalIn(answer);
    if (refusal === null) {
      return this.pause(answer);
    }

    const tries = (parcel.tries || 0) + 1;
    const isAwaited = (AWAITED[parcel.kind] || []).includes(refusal.reason) && !(parcel.isCarried && tries >= MOST_TRIES);
    await this.keep(Object.assign(parcel, { ...refusal, tries, state: isAwaited ? "waiting" : "refused" }));
    return null;
  }

  /** @param {Parcel} parcel @returns {Promise<number | null>} */
  async bringPhotos(parcel) {
    for (const sha256 of parcel.photos.filter(photo => !parcel.sent.includes(photo))) {
      const photo = await this.store.get("photos", sha256);
      const signature = await blobSignature(this.trust(parcel).election, sha256, this.key());
      const answer = await brought(asked, sha256, photo.bytes, signature);
      const isThere = await isWhole(answer, sha256);
      const problem = isThere ? null : await problemIn(answer);
      if (problem !== null && problem.name === "not-signed" && parcel.reason !== PHOTO_KEYLESS) {
        await this.keep(Object.assign(parcel, { reason: PHOTO_KEYLESS }));
      }

      if (!isThere && !(problem !== null && PHOTO_OVER.includes(problem.name))) {
        return this.pause(answer);
      }

      this.tries = 0;
      parcel.sent.push(sha256);
      await this.keep(Object.assign(parcel, { reason: isThere ? null : `photo-${answer.status}` }));
    }

    return null;
  }

  /** Fetches the receipt and checks it. @param {Parcel} parcel @returns {Promise<number | null>} */
  async check(parcel) {
    if (parcel.receipt !== null) {
      return null;
    }

    const answer = await asked(`/api/v1/proofs/${parcel.index}`, {});
    if (answer.status === 503) {
      return 1000 * saidPause(answer) || SIGNING_PAUSE;
    }

    const proof = answer.ok ? await answer.clone().text() : "";
    if (!isProof(proof)) {
      return this.pause(answer);
    }

    const { ledger, log } = this.trust(parcel);
    const verdict = await checked(proof, parcel.note, { ledger, log, index: /** @type {number} */ (parcel.index) });
    await this.keep(Object.assign(parcel, { receipt: verdict }));
    return null;
  }

  /** Not over what another page, or a new letter, has made of it meanwhile: what the ledger has, and what is signed anew.
   * @param {Parcel} parcel */
  async keep(parcel) {
    const may = (/** @type {Parcel | undefined} */ kept) =>
      kept !== undefined && kept.note === parcel.note && (kept.state !== "accepted" || parcel.state === "accepted");
    await this.store.replace("outbox", parcel.id, parcel, may);
    this.changed();
  }

  /** Growing, by chance shorter, so that a village that comes back does not knock in step. @param {Response} answer
   * @returns {Promise<number>} milliseconds */
  async pause(answer) {
    this.isMet = this.isMet || (await isOfAnother(answer));
    return this.later(saidPause(answer));
  }

  /** @param {number} said seconds that the server asks for @returns {number} milliseconds */
  later(said) {
    const seconds = Math.max(said, Math.min(LONGEST_PAUSE, 2 ** this.tries));
    this.tries++;
    return 1000 * seconds * (0.5 + Math.random() / 2);
  }
}

/** Why an officer's phone needs a new letter: nobody knows its key, or no more. @param {Parcel[]} parcels @returns {Parcel | undefined} */
export function unknownBy(parcels) {
  return parcels.find(parcel => parcel.state === "refused" && parcel.kind === "enrol") || parcels.find(isKeyless);
}

/** Whether it was refused for the key alone, and another key may say it. @param {Parcel} parcel */
export function isKeyless(parcel) {
  return (
    OFFICERS.includes(parcel.kind) &&
    (parcel.state === "refused" ? KEYLESS.includes(parcel.reason || "") : parcel.state === "accepted" && parcel.reason === PHOTO_KEYLESS)
  );
}

/** Seconds until somebody wants to be asked again; not longer than we would wait by ourselves. @param {Response} answer */
function saidPause(answer) {
  return Math.min(LONGEST_PAUSE, Math.max(0, Number(answer.headers.get("Retry-After")) || 0));
}

/** Whether it was brought and waits for others. @param {Parcel} parcel */
function isWaiting(parcel) {
  return parcel.state === "waiting";
}

/** @param {string} address @param {RequestInit} options @returns {Promise<Response>} */
async function asked(address, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    // Our server sends nobody elsewhere; whoever does wants the phone to log in.
    return await fetch(address, { ...options, cache: "no-store", redirect: "manual", signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}
