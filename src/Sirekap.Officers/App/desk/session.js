// One reviewer's browser: their key, where it may review, and every reading from the first digit typed until it is opened. All of it lies
// in IndexedDB, each key stroke at once, so that a closed tab, a lost link or a server that is started again loses nothing.
import { base64, fromBase64Url, hex, sha256, utf8 } from "../ledger/bytes.js";
import { identity, keyName, signed, spkiOf } from "../ledger/notes.js";
import { commitmentText, sealText, unsealText } from "../ledger/statements.js";
import { figuresOf } from "../forms/figures.js";
import { problemIn } from "../phone/answers.js";
import { newKey } from "../phone/enrolment.js";
import { persist, Store } from "../phone/store.js";
import { DeskSender } from "./sender.js";

/** @typedef {import("../ledger/statements.js").Sheet} Sheet */
/** @typedef {import("../ledger/statements.js").Contest} Contest */
/** @typedef {import("../phone/enrolment.js").PhoneKey} Key */

/** Who a key is, by the ledger. @typedef {{ name: string, role: string, scope: string, place: string, revoked: boolean,
 *   election: string }} Who */

/** Why a station is to be read. @typedef {{ why: string, since: number, time: string }} Cause */

/** A row of the queue. @typedef {{ station: string, name: string, within: string[], contest: string,
 *   title: import("../ledger/statements.js").Words, on: string, causes: Cause[], seals: number }} Task */

/** What is to be read: the station's sheet, the contest, what is in place by its identity, photos of its paper, and the places that are
 * asked for; null asks for all. Nothing of what anybody typed or read is in it.
 * @typedef {{ sheet: Sheet, contest: string, on: string, photos: string[], places: string[] | null, seals: number }} Paper */

/**
 * `typing`: on the way. `sealing`: signed, not yet in the ledger. `sealed`: it stands, and waits for another's. `opened`: what was sealed
 * is opened. `handed`: the reviewer's phone has sealed it, and opens it. `ended`: it cannot be any more, for `reason`.
 * @typedef {"typing" | "sealing" | "sealed" | "opened" | "handed" | "ended"} State
 * @typedef {{
 *   id: string, station: string, name: string, contest: string, on: string, typed: import("../forms/figures.js").Typed, state: State,
 *   order: number, seal: string, sealNote: string, unsealNote: string, reason: string | null
 * }} Reading
 */

/** Bytes of chance beside what is sealed. */
const SALT = 16;

/** Papers that are asked after in one address, as many as the server takes, and the digits by which each says what was read. */
const [TOGETHER, MARK] = [40, 12];

const P256 = { name: "ECDSA", namedCurve: "P-256" };

export class DeskSession {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Key | null} */
    this.key = null;
    /** @type {Who | null} */
    this.who = null;
    /** How much waits in this key's region, for whomever. */
    this.waiting = 0;
    /** Whether the key is a phone's elsewhere. */
    this.isBorrowed = false;
    /** Whether that phone's session is over. */
    this.isOver = false;
    this.changed = () => {};
    this.sender = new DeskSender(this);
  }

  /** @returns {Promise<DeskSession>} */
  static async open() {
    const session = new DeskSession(await Store.open("sirekap-meja", ["facts", "readings"]));
    session.key = (await session.store.get("facts", "key")) || null;
    session.who = (await session.store.get("facts", "who")) || null;
    return session;
  }

  /** Makes the key that never leaves this browser. */
  async make() {
    await persist().catch(() => false);
    await this.take(await newKey());
  }

  /** @param {Key} key */
  async take(key) {
    await this.store.put("facts", "key", key);
    [this.key, this.who] = [key, null];
  }

  /** Takes a key that somebody else has made: in a simulation alone, and never in the place of one that is enrolled there.
   * @param {Key} key */
  async takeGiven(key) {
    const answer = await asked(`/console/keys/${key.name}`);
    const isInvented = answer !== null && answer.kind === "simulation";
    if (isInvented && (this.key === null || ((await this.recognise()) && this.who === null))) {
      await this.take(key);
    }
  }

  /** Asks the ledger whether the key is enrolled, and where. @returns {Promise<boolean>} whether the server answered */
  async recognise() {
    if (this.key === null) {
      return true;
    }

    const answer = await asked(`/console/keys/${this.key.name}`);
    if (answer === null) {
      return false;
    }

    this.who = answer.known ? answer : null;
    await this.store.put("facts", "who", this.who);
    return true;
  }

  /** Leaves the public key at the server for whoever enrols it, who asks for it by the digits that this reviewer tells them. */
  async wait() {
    if (this.key !== null) {
      await fetch("/console/waiting", { method: "POST", body: base64(this.key.spki), cache: "no-store" }).catch(() => null);
    }
  }

  /** What waits to be read where this key may review, whatever waits longest first.
   * @returns {Promise<Task[] | null>} null without a server */
  async tasks() {
    const key = /** @type {Key} */ (this.key);
    const answer = await asked(`/console/tasks/${key.name}`);
    const own = await this.readings();
    if (answer === null || answer === "none") {
      return null;
    }

    this.waiting = answer.waiting;
    return answer.tasks.filter((/** @type {Task} */ task) => !own.some(reading => reading.id === idOf(task) && reading.state !== "typing"));
  }

  /** @param {{ station: string, contest: string }} task @returns {Promise<Paper | "none" | null>} null without a server */
  async paper(task) {
    // An address may come from anybody: it names a paper, and nothing else that this server has.
    if (!/^[0-9A-Z]{13}$/.test(task.station) || !/^[a-z0-9-]{1,32}$/.test(task.contest)) {
      return "none";
    }

    const paper = await asked(`/console/papers/${task.station}?contest=${task.contest}`);
    const isIt = paper === null || paper === "none" || (paper.contest === task.contest && paper.sheet.station === task.station);
    return isIt ? paper : "none";
  }

  /** How many have sealed what each of these readings is of; null of one whose paper has another thing in place by now. A few bytes each,
   * and nothing where nothing changed. @param {Reading[]} readings @returns {Promise<(number | null)[] | null>} null without a server */
  async standing(readings) {
    /** @type {(number | null)[]} */
    const all = [];
    for (let first = 0; first < readings.length; first += TOGETHER) {
      const some = readings.slice(first, first + TOGETHER);
      const asks = some.map(({ contest, station, on }) => `of=${contest}/${station}/${on.slice(0, MARK)}`);
      const answer = await asked(`/console/standing?${asks.join("&")}`);
      if (!Array.isArray(answer) || answer.length !== asks.length) {
        return null;
      }

      all.push(...answer);
    }

    return all;
  }

  /** In the order in which they were begun. @returns {Promise<Reading[]>} */
  async readings() {
    return (await this.store.all("readings")).sort((a, b) => a.order - b.order);
  }

  /** What was typed of a paper, or a new reading of it. @param {Paper} paper @returns {Promise<Reading>} */
  async reading(paper) {
    const { station, name } = paper.sheet;
    const task = { station, contest: paper.contest, on: paper.on };
    const kept = await this.store.get("readings", idOf(task));
    const order = 1 + Math.max(0, ...(await this.readings()).map(reading => reading.order));
    return (
      kept || { id: idOf(task), ...task, name, typed: {}, state: "typing", order, seal: "", sealNote: "", unsealNote: "", reason: null }
    );
  }

  /** Keeps a figure as it is typed, beside those that another page of this browser has typed; what is sealed stays as it is.
   * @param {Reading} reading @param {string} place @param {string} text */
  async type(reading, place, text) {
    reading.typed[place] = text;
    const typed = (/** @type {Reading | undefined} */ kept) =>
      kept === undefined ? reading : kept.seal === "" ? { ...kept, typed: { ...kept.typed, [place]: text } } : kept;
    await this.store.change("readings", reading.id, typed);
  }

  /** Keeps a reading as far as it has come; what another page of this browser has sealed meanwhile stays, for it alone can be opened.
   * @param {Reading} reading @returns {Promise<boolean>} whether it is kept */
  keep(reading) {
    return this.store.replace("readings", reading.id, reading, kept => !kept || kept.seal === "" || kept.seal === reading.seal);
  }

  /** Seals what was typed: what opens it is signed and kept before the seal is sent. @param {Paper} paper @param {Reading} reading
   * @returns {Promise<boolean>} whether it is sealed */
  async seal(paper, reading) {
    const key = /** @type {Key} */ (this.key);
    const contest = contestOf(paper);
    const figures = figuresOf(contest, reading.typed);
    const salt = hex(crypto.getRandomValues(new Uint8Array(SALT)));
    const commitment = hex(await sha256(utf8(commitmentText(paper.sheet, contest, paper.on, key.name, salt, figures))));
    const text = sealText(paper.sheet, contest, paper.on, commitment);
    reading.seal = await identity(text);
    reading.sealNote = await signed(text, key);
    reading.unsealNote = await signed(unsealText(paper.sheet, contest, reading.seal, salt, figures), key);
    reading.state = "sealing";
    const isKept = await this.keep(reading);
    this.sender.kick();
    return isKept;
  }
}

/** @param {Paper} paper @returns {Contest} */
export function contestOf(paper) {
  return /** @type {Contest} */ (paper.sheet.contests.find(contest => contest.code === paper.contest));
}

/** A reading is of one thing in place. @param {{ station: string, contest: string, on: string }} task */
export function idOf(task) {
  return `${task.contest}/${task.station}/${task.on}`;
}

/**
 * Reads `#key=D.X.Y`: the parts of a reviewer's key as in a JWK, in base64url; only a demonstration gives anybody such an address.
 * @param {string} fragment @returns {Promise<Key | null>} null where it is none
 */
export async function keyOf(fragment) {
  const [d, x, y, more] = fragment.replace(/^#?key=/, "").split(".");
  const [xBytes, yBytes] = [x, y].map(part => (part === undefined ? null : fromBase64Url(part)));
  if (more !== undefined || !xBytes || !yBytes) {
    return null;
  }

  try {
    const privateKey = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", d, x, y }, P256, false, ["sign"]);
    const spki = spkiOf(xBytes, yBytes);
    return { name: await keyName(spki), holder: "", privateKey, spki };
  } catch {
    return null;
  }
}

/** A document, asked for anew each time and sent only where it changed; "none" where the server says that there is no such thing, null
 * without it.
 * @param {string} address @returns {Promise<any>} */
async function asked(address) {
  try {
    const answer = await fetch(address, { cache: "no-cache" });
    return answer.ok ? await answer.json() : answer.status === 404 && (await problemIn(answer)) !== null ? "none" : null;
  } catch {
    return null;
  }
}
