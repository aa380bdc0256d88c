// A desk without a key of its own: what is typed here is sealed and opened by the reviewer's phone, if the reviewer says so there. Nothing
// stays on this computer; a server that is started again ends the session and nothing that was typed.
import { Ended } from "./channel.js";
import { DeskSession } from "./session.js";

/** Milliseconds between two looks whether the phone has answered. */
const LOOK = 1_500;

/** What a phone says first. @typedef {{ who: import("./session.js").Who }} Hello */

export class BorrowedSession extends DeskSession {
  /** @param {import("./channel.js").Channel} channel @param {Hello} hello */
  constructor(channel, hello) {
    super(/** @type {any} */ (new MemoryStore()));
    this.key = /** @type {any} */ ({ name: hello.who.name });
    this.who = hello.who;
    this.isBorrowed = true;
    this.channel = channel;
    this.number = 0;
    this.begin(channel);
  }

  /** The same reviewer's phone again, after a session that ended. @param {import("./channel.js").Channel} channel */
  begin(channel) {
    this.channel = channel;
    this.number = 0;
    this.isOver = false;
    clearInterval(this.timer);
    // An end that says nothing is taken for gone: so it looks while nobody asks for anything, too.
    this.timer = setInterval(() => void this.look(0).catch(() => null), 10 * LOOK);
  }

  async recognise() {
    return true;
  }

  async wait() {}

  /** Asks the phone, and waits until it has been told yes or no there. @override
   * @param {import("./session.js").Paper} paper @param {import("./session.js").Reading} reading */
  async seal(paper, reading) {
    const number = ++this.number;
    try {
      await this.channel.say(number, { contest: paper.contest, station: reading.station, on: paper.on, typed: reading.typed });
      for (;;) {
        const answer = await this.look(number);
        if (answer !== null) {
          reading.state = answer.state === "sealed" ? "handed" : "typing";
          await this.keep(reading);
          return answer.state === "sealed";
        }

        await new Promise(resolve => setTimeout(resolve, LOOK));
      }
    } catch (error) {
      // Without a link, too, nothing is sealed; what was typed stays, and is asked for again.
      this.heard(error);
      return false;
    }
  }

  async end() {
    clearInterval(this.timer);
    await this.channel.end();
  }

  /** @param {number} number */
  async look(number) {
    try {
      return await this.channel.hear(number);
    } catch (error) {
      this.heard(error);
      if (error instanceof Ended) {
        throw error;
      }

      // No link for a moment.
      return null;
    }
  }

  /** @param {unknown} error */
  heard(error) {
    if (error instanceof Ended) {
      this.isOver = true;
      clearInterval(this.timer);
      this.changed();
    }
  }
}

/** What a tab keeps while it is open. */
class MemoryStore {
  constructor() {
    /** @type {Map<string, any>} */
    this.kept = new Map();
  }

  /** @param {string} drawer @param {string} key */
  async get(drawer, key) {
    return this.kept.get(`${drawer}/${key}`);
  }

  /** @param {string} drawer @param {string} key @param {any} value */
  async put(drawer, key, value) {
    this.kept.set(`${drawer}/${key}`, value);
  }

  /** @param {string} drawer @param {string} key @param {any} value @param {(kept: any) => boolean} may */
  async replace(drawer, key, value, may) {
    const isReplaced = may(await this.get(drawer, key));
    if (isReplaced) {
      await this.put(drawer, key, value);
    }

    return isReplaced;
  }

  /** @param {string} drawer @param {string} key @param {(kept: any) => any} change */
  async change(drawer, key, change) {
    const value = change(await this.get(drawer, key));
    await this.put(drawer, key, value);
    return value;
  }

  /** @param {string} drawer */
  async all(drawer) {
    return Array.from(this.kept).flatMap(([key, value]) => (key.startsWith(`${drawer}/`) ? [value] : []));
  }
}
