// What is signed and not yet sent lies here until the ledger has it: enrolment first, then forms, then their photos, one by one. It
// outlives the page, a cut link and a server that is busy; the same text again gives the first receipt, so sending twice does no harm.
import { blobSignature } from "../ledger/notes.js";
import { checked } from "../ledger/receipts.js";
import { brought } from "./uploading.js";

/** Seconds of the longest pause between two tries. */
const LONGEST_PAUSE = 300;

/** Milliseconds after which a request is given up: less than the pause that follows, more than a slow link needs for a photo. */
const PATIENCE = 60_000;

/** What comes to be so by what others do: whoever watches is enrolled by their own, and the form that they sign travels by itself.
 * @type {{ [kind: string]: string[] }} */
const AWAITED = { attest: ["unknown-key", "no-form"], objection: ["unknown-key", "no-form"] };

/** Milliseconds until it is asked again whether it is so. */
const AWAITED_PAUSE = 30_000;

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
 *   trust?: Trust, on?: string | null, isCarried?: boolean,
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
    void this.send();
  }

  async send() {
    if (this.isSending) {
      this.isAskedAgain = true;
      return;
    }

    [this.isSending, this.next] = [true, null];
    let pause = null;
    try {
      pause = await this.round();
    } catch {
      // No link, or one that was cut; whatever else it is, nothing is lost by trying again.
      pause = this.pause();
    }

    this.isSending = false;
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
    let pause = null;
    const parcels = await this.parcels();
    for (const parcel of parcels) {
      if (parcel.state === "waiting") {
        if (parcels.some(other => other.kind === "enrol" && other.state === "refused")) {
          // Nobody knows this phone's key: what it says would be refused, too, and is kept for a new letter.
          return null;
        }

        const wait = await this.bring(parcel);
        if (wait !== null) {
          return wait;
        }

        if (isWaiting(parcel)) {
          pause = AWAITED_PAUSE;
        }
      }
    }

    for (const parcel of parcels.filter(one => one.state === "accepted")) {
      // A photo that cannot go yet holds no receipt back.
      for (const wait of [await this.bringPhotos(parcel), await this.check(parcel)]) {
        pause = wait === null ? pause : Math.min(wait, pause === null ? wait : pause);
      }
    }

    return pause;
  }

  /** @param {Parcel} parcel @returns {Promise<number | null>} when to come again; null when it is settled */
  async bring(parcel) {
    const answer = await asked("/api/v1/statements", { method: "POST", headers: { "Content-Type": "text/plain" }, body: parcel.note });
    if (answer.status === 200 || answer.status === 201) {
      const receipt = await answer.json();
      if (receipt.id !== parcel.id || typeof receipt.index !== "number") {
        throw new Error("the receipt is of another statement");
      }

      this.tries = 0;
      await this.keep(Object.assign(parcel, { state: "accepted", index: receipt.index, reason: null }));
      this.accepted();
      return null;
    }

    if (isFinal(answer.status)) {
      const problem = await answer.json().catch(() => ({}));
      const reason = problem.rejection || `http-${answer.status}`;
      const isAwaited = (AWAITED[parcel.kind] || []).includes(reason);
      await this.keep(Object.assign(parcel, { state: isAwaited ? "waiting" : "refused", reason, detail: problem.detail || null }));
      return null;
    }

    return this.pause(answer);
  }

  /** @param {Parcel} parcel @returns {Promise<number | null>} */
  async bringPhotos(parcel) {
    for (const sha256 of parcel.photos) {
      if (!parcel.sent.includes(sha256)) {
        const photo = await this.store.get("photos", sha256);
        const signature = await blobSignature(this.trust(parcel).election, sha256, this.key());
        const answer = await brought(asked, sha256, photo.bytes, signature);
        if (!isWhole(answer) && !(await isRefused(answer))) {
          return this.pause(answer);
        }

        this.tries = 0;
        parcel.sent.push(sha256);
        const reason = answer.ok ? parcel.reason : `photo-${answer.status}`;
        await this.keep(Object.assign(parcel, { reason }));
      }
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
      return 1000 * Number(answer.headers.get("Retry-After")) || SIGNING_PAUSE;
    }

    if (!answer.ok) {
      return this.pause(answer);
    }

    const { ledger, log } = this.trust(parcel);
    const verdict = await checked(await answer.text(), parcel.note, { ledger, log, index: /** @type {number} */ (parcel.index) });
    await this.keep(Object.assign(parcel, { receipt: verdict }));
    return null;
  }

  /** @param {Parcel} parcel */
  async keep(parcel) {
    await this.store.put("outbox", parcel.id, parcel);
    this.changed();
  }

  /** Growing, by chance shorter, so that a village that comes back does not knock in step. @param {Response} [answer] */
  pause(answer) {
    const said = answer ? Number(answer.headers.get("Retry-After")) || 0 : 0;
    const seconds = Math.max(said, Math.min(LONGEST_PAUSE, 2 ** this.tries));
    this.tries++;
    return 1000 * seconds * (0.5 + Math.random() / 2);
  }
}

/** Whether it was brought and waits for others. @param {Parcel} parcel */
function isWaiting(parcel) {
  return parcel.state === "waiting";
}

/** Whether the server has all of a photo. @param {Response} answer */
function isWhole(answer) {
  return answer.ok && answer.headers.get("Upload-Complete") !== "?0";
}

/** Whether a photo is refused for good: not where parts were out of step, nor where what had come was damaged and is forgotten.
 * @param {Response} answer */
async function isRefused(answer) {
  if (answer.status === 409 || !isFinal(answer.status)) {
    return false;
  }

  const problem = await answer.clone().json().catch(() => ({}));
  return !String(problem.type || "").endsWith("other-bytes");
}

/** What stays so however often it is asked. @param {number} status */
function isFinal(status) {
  return status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status);
}

/** @param {string} address @param {RequestInit} options @returns {Promise<Response>} */
async function asked(address, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await fetch(address, { ...options, cache: "no-store", signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}
