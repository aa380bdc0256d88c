// The form, typed from the paper. Each key is kept at once; what contradicts itself is said beside it, and stops nobody.
import { contradictions } from "../forms/checks.js";
import { figuresOf, hasParties, isOdd, missing, partiesOf } from "../forms/figures.js";
import { fill, h } from "./dom.js";
import { steps } from "./paper.js";
import { n, pick, t } from "./words.js";

/** Rows that every officer types; the others are folded. */
const FIRST = ["voters", "sums"];

/** Digits of the largest figure. */
const DIGITS = 6;

/** @typedef {import("../ledger/statements.js").Contest} Contest */

/** @param {import("../app.js").Stage} stage */
export async function typing({ main, session, part, go }) {
  const contest = session.contest(part);
  if (contest === null) {
    go("");
    return;
  }

  const page = new TypingPage(session, contest, await session.draft(part), go);
  fill(main, page.elements());
  page.judge();
  const seen = () => void (document.visibilityState === "visible" && page.renew());
  document.addEventListener("visibilitychange", seen);
  return { left: () => document.removeEventListener("visibilitychange", seen) };
}

class TypingPage {
  /** @param {import("../phone/session.js").Session} session @param {Contest} contest @param {import("../phone/session.js").Draft} draft
   * @param {(screen: string) => void} go */
  constructor(session, contest, draft, go) {
    this.session = session;
    this.contest = contest;
    this.draft = draft;
    this.go = go;
    /** @type {{ [place: string]: HTMLInputElement }} */
    this.inputs = {};
    /** Where it is said what is wrong, by place. @type {{ [place: string]: HTMLElement }} */
    this.notes = {};
    this.problem = h("p", { class: "wrong", role: "alert" });
    this.isAsked = false;
    /** What was typed last, when it is kept. @type {Promise<any>} */
    this.kept = Promise.resolve();
  }

  elements() {
    const rows = this.contest.rows;
    const others = rows.filter(row => !FIRST.includes(row.name));
    return [
      h("p", { class: "steps" }, t("step.typing", ...steps(this.contest, 1))),
      h("h1", {}, pick(this.contest.title)),
      h("p", { class: "lead" }, t("typing.says")),
      rows.filter(row => row.name === "voters").map(row => this.row(row)),
      hasParties(this.contest) ? this.parties() : this.choices(),
      rows.filter(row => row.name === "sums").map(row => this.row(row)),
      others.length > 0 &&
        h(
          "details",
          { class: "others" },
          h("summary", {}, t("typing.others")),
          others.map(row => this.row(row)),
        ),
      this.problem,
      h("button", { class: "main", id: "lanjut", onclick: () => this.next() }, t("typing.next")),
    ];
  }

  /** @param {import("../ledger/statements.js").Row} row */
  row(row) {
    const needed = row.name === "sums" ? [0, 1, 2] : row.name === "voters" ? [2] : [];
    const inputs = row.fields.map((field, i) => {
      const label = row.words ? pick(field.words) : `${field.paper} ${pick(field.words)}`;
      return this.field(`${row.name}.${i}`, label, needed.includes(i));
    });
    return h(
      "fieldset",
      { class: row.words ? "sexes" : "" },
      h("legend", {}, row.words ? `${row.paper} ${pick(row.words)}` : t("typing.sums", row.paper)),
      inputs,
    );
  }

  choices() {
    return h(
      "fieldset",
      { class: "votes" },
      h("legend", {}, t("typing.votes")),
      this.contest.choices.map((choice, i) => this.field(`votes.${i}`, choice.name, true, choice.number)),
    );
  }

  parties() {
    return partiesOf(this.contest).map((party, i) => {
      const places = party.columns.map(column => `votes.${column}`);
      const rows = party.columns.map((column, k) => {
        const { candidate, name } = this.contest.choices[column];
        return this.field(places[k], candidate ? name : t("typing.party.own"), false, candidate);
      });
      return h(
        "fieldset",
        { class: "party" },
        h("legend", {}, h("b", { class: "number" }, String(party.number)), " ", party.name),
        this.field(`parties.${i}`, t("typing.party.sum"), true),
        h(
          "details",
          { open: places.some(place => this.draft.typed[place]) },
          h("summary", {}, t("typing.party.rows", n(party.columns.length - 1))),
          rows,
          h("button", { type: "button", onclick: () => this.rest(places), "data-rest": party.number }, t("typing.party.rest")),
        ),
      );
    });
  }

  /** @param {string} place @param {string} label @param {boolean} isNeeded @param {number} [number] as on the ballot */
  field(place, label, isNeeded, number) {
    const id = `f-${place.replace(".", "-")}`;
    const input = h("input", {
      id,
      name: place,
      inputmode: "numeric",
      pattern: "[0-9]*",
      maxlength: DIGITS,
      autocomplete: "off",
      value: this.draft.typed[place] || "",
      "aria-describedby": `${id}-n`,
      "aria-required": isNeeded ? "true" : null,
      oninput: () => this.typed(place),
    });
    this.inputs[place] = input;
    this.notes[place] = h("p", { class: "said", id: `${id}-n`, "aria-live": "polite" });
    const name = [number !== undefined && h("b", { class: "number" }, String(number)), h("span", {}, label)];
    return h("div", { class: "field" }, h("label", { for: id }, name), input, this.notes[place]);
  }

  /** @param {string} place */
  typed(place) {
    this.keep({ [place]: this.inputs[place].value });
  }

  /** @param {import("../forms/figures.js").Typed} typed what was typed just now, and nothing else */
  keep(typed) {
    this.kept = this.session.change(this.draft, one => void Object.assign(one.typed, typed));
    this.judge();
  }

  /** What another page of this phone has typed meanwhile is shown here, too, once whoever types comes back to this one. */
  async renew() {
    await this.kept;
    this.draft = await this.session.draft(this.contest.code);
    for (const [place, input] of Object.entries(this.inputs)) {
      input.value = this.draft.typed[place] || "";
    }

    this.judge();
  }

  /** What is empty of a party becomes 0. @param {string[]} places */
  rest(places) {
    const empty = places.filter(one => !this.inputs[one].value);
    empty.forEach(place => (this.inputs[place].value = "0"));
    this.keep(Object.assign({}, ...empty.map(place => ({ [place]: "0" }))));
  }

  /** Says beside each figure what is wrong with it, and takes back what no longer is. */
  judge() {
    const typed = this.draft.typed;
    /** @type {{ [place: string]: string[] }} */
    const said = {};
    const empty = this.isAsked ? missing(this.contest, typed) : [];
    for (const place of Object.keys(this.inputs)) {
      said[place] = isOdd(typed[place]) ? [t("typing.odd")] : empty.includes(place) ? [t("typing.missing")] : [];
    }

    const sheet = /** @type {import("../ledger/statements.js").Sheet} */ (this.session.sheet);
    for (const found of contradictions(this.contest, figuresOf(this.contest, typed), sheet.law)) {
      (said[found.beside] || said["sums.0"]).push(wordsOf(found));
    }

    for (const [place, lines] of Object.entries(said)) {
      const words = lines.join(" ");
      if (this.notes[place].textContent !== words) {
        this.notes[place].textContent = words;
        this.inputs[place].setAttribute("aria-invalid", String(lines.length > 0));
      }
    }
  }

  next() {
    this.isAsked = true;
    this.judge();
    const wrong = [...missing(this.contest, this.draft.typed), ...Object.keys(this.inputs).filter(place => isOdd(this.draft.typed[place]))];
    if (wrong.length > 0) {
      fill(this.problem, t("typing.stop", n(wrong.length)));
      const first = this.inputs[wrong[0]];
      const folded = first.closest("details");
      if (folded) {
        folded.open = true;
      }

      first.focus();
      return;
    }

    this.go(`foto/${this.contest.code}`);
  }
}

/** A contradiction, with its figures. @param {import("../forms/checks.js").Contradiction} found @returns {string} */
export function wordsOf(found) {
  return t(`check.${found.code}`, ...found.figures.map(n));
}
