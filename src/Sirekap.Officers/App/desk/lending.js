// The reviewer's phone, which signs for a desk that has no key: it builds each seal itself from figures that it shows, of a paper that it
// asks the server for itself, and nothing else can be asked of it. Each paper waits for a tap here.
import { figuresOf } from "../forms/figures.js";
import { fill, h } from "../screens/dom.js";
import { n, pick, t } from "../screens/words.js";
import { Channel, Ended } from "./channel.js";
import { contestOf } from "./session.js";

/** Milliseconds between two looks whether the desk asks. */
const LOOK = 1_500;

/** Milliseconds after which it is over, as at the server: a working day. */
const LIFETIME = 8 * 60 * 60 * 1000;

/** What became of a paper. @typedef {"sealed" | "refused" | "stale"} Became */

/** In words. */
const BECAME = { sealed: "lending.sealed", refused: "lending.refused", stale: "lending.stale" };

/** @param {import("./desk.js").Stage} stage @returns {Promise<import("./desk.js").Shown>} */
export async function lendingScreen({ main, session, parts }) {
  const who = /** @type {import("./session.js").Who} */ (session.who);
  const until = new Date(Date.now() + LIFETIME);
  const lending = new Lending(main, session, until);
  const start = h("button", { class: "main", id: "pinjamkan", "data-first": true, onclick: () => void lending.start(parts[1] || "") });
  fill(start, t("lending.start"));
  fill(
    main,
    h("h1", {}, t("lending.title")),
    h("p", { class: "lead" }, t("lending.says", who.election, hour(until))),
    h("p", { class: "notice" }, t("lending.beware")),
    start,
    h("a", { class: "button quiet", href: "#/" }, t("lending.no")),
  );
  return { left: () => lending.leave() };
}

class Lending {
  /** @param {HTMLElement} main @param {import("./session.js").DeskSession} session @param {Date} until */
  constructor(main, session, until) {
    this.main = main;
    this.session = session;
    this.until = until;
    this.number = 1;
    this.timer = 0;
    this.isAsking = false;
    /** @type {Channel | null} */
    this.channel = null;
  }

  /** @param {string} secret as the code has it */
  async start(secret) {
    try {
      this.channel = await Channel.join(secret);
      if (this.channel === null) {
        this.over("lending.used");
        return;
      }

      await this.channel.say(0, { who: this.session.who });
      this.idle();
      this.timer = setInterval(() => void this.look(), LOOK);
    } catch (error) {
      this.over(error instanceof Ended ? "lending.used" : "desk.unreached");
    }
  }

  leave() {
    clearInterval(this.timer);
    if (this.channel !== null) {
      void this.channel.end();
      this.channel = null;
    }
  }

  async look() {
    if (this.channel === null) {
      return;
    }

    if (Date.now() > this.until.getTime()) {
      this.leave();
      this.over("lending.over");
      return;
    }

    try {
      const asked = await this.channel.hear(this.number);
      if (asked !== null && !this.isAsking) {
        this.isAsking = true;
        await this.show(asked);
      }
    } catch (error) {
      if (error instanceof Ended) {
        clearInterval(this.timer);
        this.over("lending.over");
      }
    }
  }

  /** Shows what is asked for, of a paper that the server has in place. @param {any} asked */
  async show(asked) {
    const [contest, station] = [String(asked.contest), String(asked.station)];
    const isPlace = /^[a-z0-9-]{1,32}$/.test(contest) && /^[0-9A-Z]{13}$/.test(station);
    const paper = isPlace ? await this.session.paper({ contest, station }) : "none";
    if (paper === null) {
      this.isAsking = false;
      return;
    }

    const reading = paper === "none" || paper.on !== asked.on ? null : await this.session.reading(paper);
    if (paper === "none" || reading === null || reading.state !== "typing") {
      await this.answer("stale");
      return;
    }

    reading.typed = typedOf(asked.typed);
    const seal = h("button", { class: "main", id: "segel", "data-first": true }, t("reading.seal"));
    seal.addEventListener("click", async () => {
      seal.disabled = true;
      await this.session.seal(paper, reading);
      await this.answer("sealed");
    });
    fill(
      this.main,
      h("p", { class: "steps" }, `${paper.sheet.station} · ${paper.sheet.within.slice().reverse().join(", ")}`),
      h("h1", {}, `${paper.sheet.name} · ${pick(contestOf(paper).title)}`),
      h("p", { class: "lead" }, t("lending.asks")),
      table(contestOf(paper), reading.typed),
      seal,
      h("button", { class: "quiet", id: "tolak", onclick: () => void this.answer("refused") }, t("lending.refuse")),
    );
    seal.focus();
  }

  /** @param {Became} state */
  async answer(state) {
    this.idle(state);
    while (this.channel !== null) {
      try {
        await this.channel.say(this.number, { state });
        [this.number, this.isAsking] = [this.number + 1, false];
        return;
      } catch (error) {
        if (error instanceof Ended) {
          return;
        }

        // No link for a moment: the desk waits as long.
        await new Promise(resolve => setTimeout(resolve, LOOK));
      }
    }
  }

  /** @param {Became} [state] what became of the last paper */
  idle(state) {
    const end = () => {
      this.leave();
      this.over("lending.over");
    };
    fill(
      this.main,
      h("h1", {}, t("lending.on")),
      h("p", { class: "state", id: "keadaan", role: "status" }, state ? t(BECAME[state]) : "", " ", t("lending.until", hour(this.until))),
      h("button", { id: "akhiri", onclick: end }, t("lending.end")),
    );
  }

  /** @param {string} why */
  over(why) {
    fill(this.main, h("h1", {}, t(why)), h("a", { class: "button", href: "#/" }, t("reading.back")));
  }
}

/** What a desk says was typed: texts at places, whatever else it sends. @param {any} typed */
function typedOf(typed) {
  /** @type {import("../forms/figures.js").Typed} */
  const own = {};
  for (const [place, text] of Object.entries(typed || {})) {
    if (/^(votes|parties|[a-z-]{1,32})\.[0-9]{1,4}$/i.test(place) && typeof text === "string" && text.length <= 6) {
      own[place] = text;
    }
  }

  return own;
}

/** Every figure that is going to be sealed. @param {import("../ledger/statements.js").Contest} contest
 * @param {import("../forms/figures.js").Typed} typed */
function table(contest, typed) {
  const { votes, parties, rows } = figuresOf(contest, typed);
  /** @type {[string, number | null][]} */
  const lines = [
    ...parties.map((figure, i) => /** @type {[string, number | null]} */ ([t("reading.party", String(i + 1)), figure])),
    ...contest.choices.map((choice, i) => /** @type {[string, number | null]} */ ([`${choice.number} ${choice.name}`, votes[i]])),
    ...contest.rows.flatMap(row =>
      row.fields.map((field, i) => /** @type {[string, number | null]} */ ([`${field.paper} ${pick(field.words)}`, rows[row.name][i]])),
    ),
  ];
  return h(
    "table",
    {},
    h(
      "tbody",
      {},
      lines
        .filter(([, figure]) => figure !== null)
        .map(([name, figure]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, n(Number(figure))))),
    ),
  );
}

/** @param {Date} date */
function hour(date) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${two(date.getHours())}.${two(date.getMinutes())}`;
}
