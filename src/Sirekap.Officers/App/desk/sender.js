// What is sealed goes to the ledger, and is opened as soon as another has sealed: asked again and again, whatever is cut or started anew
// meanwhile. The same text twice is the same statement, so sending twice does no harm.
import { identity } from "../ledger/notes.js";
import { receiptIn, refusalIn } from "../phone/answers.js";

/** Milliseconds between two looks, and of the longest pause where nobody answers. */
const LOOK = 3_000;
const LONGEST = 60_000;

/** Refusals after which a reading is over; any other is waited out. */
const OVER = ["stale", "already-read", "already-sealed", "own-form", "too-many", "revoked-key", "out-of-scope", "role-not-allowed"];

/** @typedef {import("./session.js").Reading} Reading */

export class DeskSender {
  /** @param {import("./session.js").DeskSession} session */
  constructor(session) {
    this.session = session;
    this.timer = 0;
    this.pause = LOOK;
    this.isBusy = false;
    /** Whether the last try reached a server. */
    this.isReached = true;
  }

  /** Looks now, and goes on looking. */
  kick() {
    clearTimeout(this.timer);
    this.pause = LOOK;
    void this.look();
  }

  async look() {
    clearTimeout(this.timer);
    if (!this.isBusy) {
      this.isBusy = true;
      try {
        await this.round();
        [this.isReached, this.pause] = [true, LOOK];
      } catch {
        // No link, or a server that is being started again: nothing is lost by trying later.
        [this.isReached, this.pause] = [false, Math.min(LONGEST, 2 * this.pause)];
      }

      this.isBusy = false;
      this.session.changed();
    }

    this.timer = setTimeout(() => void this.look(), this.pause);
  }

  async round() {
    for (const reading of (await this.session.readings()).filter(one => one.state === "sealing")) {
      await this.bring(reading, reading.sealNote, "sealed");
    }

    // Whether others have sealed, too, or a paper can be opened no more: the ledger says which.
    const sealed = (await this.session.readings()).filter(one => one.state === "sealed");
    const seals = await this.session.standing(sealed);
    if (seals === null) {
      throw new Error("nobody answers");
    }

    for (const reading of sealed.filter((_, i) => seals[i] === null || Number(seals[i]) > 1)) {
      await this.bring(reading, reading.unsealNote, "opened");
    }
  }

  /** @param {Reading} reading @param {string} note @param {"sealed" | "opened"} state what it is once the ledger has it */
  async bring(reading, note, state) {
    const answer = await fetch("/api/v1/statements", {
      ...{ method: "POST", headers: { "Content-Type": "text/plain" }, body: note, cache: "no-store" },
    });
    if ((await receiptIn(answer, await identity(note.slice(0, note.indexOf("\n") + 1)))) !== null) {
      reading.state = state;
      await this.session.keep(reading);
      return;
    }

    const refusal = await refusalIn(answer);
    if (refusal !== null && OVER.includes(refusal.reason)) {
      Object.assign(reading, { state: "ended", reason: refusal.reason });
      await this.session.keep(reading);
    } else if (refusal === null || refusal.reason !== "too-early") {
      throw new Error(`the server says ${answer.status}`);
    }
  }
}
