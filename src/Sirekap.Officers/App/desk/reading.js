// One paper, read: its photo beside its fields, in the order of the paper, typed by keyboard alone. Nobody's figures are shown, the
// machine's neither; where two have differed, only what they differ in is asked for.
import { figure, isOdd } from "../forms/figures.js";
import { fill, h } from "../screens/dom.js";
import { n, pick, t } from "../screens/words.js";
import { PhotoView } from "./photo.js";
import { contestOf } from "./session.js";

/** Digits of the largest figure. */
const DIGITS = 6;

/** Rows that stand before the votes on the paper; the sums stand after them. */
const LAST = "sums";

/** @param {import("./desk.js").Stage} stage @returns {Promise<import("./desk.js").Shown | void>} */
export async function readingScreen({ main, session, parts, say }) {
  const task = { contest: parts[1] || "", station: parts[2] || "" };
  const paper = await session.paper(task);
  if (paper === null || paper === "none") {
    fill(main, h("h1", {}, t("reading.gone")), h("p", {}, t(paper === null ? "desk.unreached" : "reading.none")), back());
    return;
  }

  const reading = await session.reading(paper);
  if (reading.state !== "typing") {
    fill(main, h("h1", {}, t("reading.gone")), h("p", {}, t(`own.${reading.state}`)), back());
    return;
  }

  const page = new ReadingPage(session, paper, reading, say);
  fill(main, page.elements());
  const preload = setTimeout(() => void page.preload(), 0);
  // A tab may stand open for hours: what is in place may have been decided on meanwhile.
  const timer = setInterval(() => void page.look(), 30_000);
  return {
    left: () => {
      clearTimeout(preload);
      clearInterval(timer);
    },
  };
}

function back() {
  return h("a", { class: "button", href: "#/", "data-first": true }, t("reading.back"));
}

class ReadingPage {
  /** @param {import("./session.js").DeskSession} session @param {import("./session.js").Paper} paper
   * @param {import("./session.js").Reading} reading @param {(text: string) => void} say */
  constructor(session, paper, reading, say) {
    this.session = session;
    this.paper = paper;
    this.reading = reading;
    this.say = say;
    this.contest = contestOf(paper);
    this.photos = new PhotoView(paper.photos);
    /** In the order of the paper. @type {HTMLInputElement[]} */
    this.inputs = [];
    this.problem = h("p", { class: "wrong", role: "alert" });
    this.stale = h("p", { class: "notice wrong", role: "alert", hidden: true }, t("reading.stale"));
    this.button = h("button", { class: "main", id: "segel", type: "submit" }, t("reading.seal"));
  }

  elements() {
    const { sheet, places } = this.paper;
    const rows = this.contest.rows;
    const form = h(
      "form",
      {
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.pressed(event),
        onsubmit: (/** @type {Event} */ event) => void this.submit(event),
      },
      rows.filter(row => row.name !== LAST).map(row => this.row(row)),
      this.votes(),
      rows.filter(row => row.name === LAST).map(row => this.row(row)),
      this.problem,
      this.button,
      keys(this.paper.photos.length > 0),
    );
    if (this.inputs.length > 0) {
      this.inputs[0].setAttribute("data-first", "");
    }

    return [
      h("p", { class: "steps" }, `${sheet.station} · ${sheet.within.slice().reverse().join(", ")}`),
      h("h1", {}, `${sheet.name} · ${pick(this.contest.title)}`),
      h("p", { class: "lead" }, t(places === null ? "reading.says" : "reading.differs")),
      this.stale,
      h("div", { class: "sides" }, this.photos.elements(), form),
    ];
  }

  /** @param {import("../ledger/statements.js").Row} row */
  row(row) {
    const fields = row.fields
      .map((field, i) => ({ place: `${row.name}.${i}`, label: row.words ? pick(field.words) : `${field.paper} ${pick(field.words)}` }))
      .filter(field => this.isAsked(field.place))
      .map(field => this.field(field.place, field.label));
    const title = row.words ? `${row.paper} ${pick(row.words)}` : row.paper;
    return fields.length > 0 && h("fieldset", {}, h("legend", {}, title), fields);
  }

  votes() {
    let party = -1;
    const fields = this.contest.choices.flatMap((choice, i) => {
      const isOwn = this.contest.kind === "parties" && !choice.candidate;
      party += isOwn ? 1 : 0;
      return [
        isOwn && this.isAsked(`parties.${party}`) && this.field(`parties.${party}`, t("reading.party", choice.name), choice.number),
        this.isAsked(`votes.${i}`) && this.field(`votes.${i}`, choice.name, choice.candidate || choice.number),
      ];
    });
    return fields.some(field => field) && h("fieldset", { class: "votes" }, h("legend", {}, t("reading.votes")), fields);
  }

  /** @param {string} place */
  isAsked(place) {
    return this.paper.places === null || this.paper.places.includes(place);
  }

  /** @param {string} place @param {string} label @param {number} [number] as on the ballot */
  field(place, label, number) {
    const id = `f-${place.replace(".", "-")}`;
    const input = h("input", {
      ...{ id, name: place, inputmode: "numeric", maxlength: DIGITS, autocomplete: "off", value: this.reading.typed[place] || "" },
      oninput: () => this.typed(input),
    });
    this.inputs.push(input);
    return h(
      "div",
      { class: "field" },
      h("label", { for: id }, number !== undefined && h("b", { class: "number" }, String(number)), h("span", {}, label)),
      input,
    );
  }

  /** @param {HTMLInputElement} input */
  typed(input) {
    void this.session.type(this.reading, input.name, input.value);
    input.setAttribute("aria-invalid", String(isOdd(input.value)));
  }

  /** Enter goes to the next field, Shift+Enter back; what is no digit is the paper's. @param {KeyboardEvent} event */
  pressed(event) {
    const at = this.inputs.indexOf(/** @type {HTMLInputElement} */ (event.target));
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.button.click();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      (this.inputs[at + (event.shiftKey ? -1 : 1)] || (event.shiftKey ? this.inputs[at] : this.button)).focus();
    } else if (at >= 0 && !event.ctrlKey && !event.altKey && !event.metaKey && this.photos.press(event.key)) {
      event.preventDefault();
    }
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    const odd = this.inputs.filter(input => isOdd(input.value));
    const given = this.inputs.filter(input => figure(input.value) !== null);
    if (odd.length > 0 || given.length === 0) {
      fill(this.problem, odd.length > 0 ? t("reading.odd", n(odd.length)) : t("reading.nothing"));
      (odd[0] || this.inputs[0]).focus();
      return;
    }

    this.button.disabled = true;
    fill(this.problem, this.session.isBorrowed ? t("reading.onPhone") : "");
    if (await this.session.seal(this.paper, this.reading)) {
      location.hash = "#/";
    } else {
      this.button.disabled = false;
      fill(this.problem, t("reading.notSealed"));
    }
  }

  /** Whether what is read is still in place. */
  async look() {
    const seals = await this.session.standing([this.reading]);
    if (seals !== null && seals[0] === null) {
      this.stale.hidden = false;
      this.button.disabled = true;
    }
  }

  /** Asks for the next paper's photos while this one is read. */
  async preload() {
    const tasks = await this.session.tasks();
    const next = tasks && tasks.find(task => task.station !== this.reading.station || task.contest !== this.reading.contest);
    const paper = next ? await this.session.paper(next) : null;
    if (paper !== null && paper !== "none") {
      paper.photos.forEach(photo => (new Image().src = `/blobs/${photo}`));
    }
  }
}

/** The keys, where they are needed. @param {boolean} hasPhotos */
function keys(hasPhotos) {
  const lines = [
    ["Enter", t("keys.next")],
    ["Shift + Enter", t("keys.back")],
    ["Ctrl + Enter", t("keys.seal")],
    ...(hasPhotos ? [["+", t("photo.larger")], ["-", t("photo.smaller")], ["r", t("photo.turn")], ["n", t("photo.next")]] : []),
    ...(hasPhotos ? [["PgUp PgDn , .", t("keys.scroll")]] : []),
  ];
  return h(
    "dl",
    { class: "keys", "aria-label": t("keys.title") },
    lines.flatMap(([key, words]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)]),
  );
}
