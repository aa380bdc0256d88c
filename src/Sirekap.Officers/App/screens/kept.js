// A form that a code brought: its figures, whose signature it bears, whether the ledger has it; and what a witness or supervisor says.
import { GROUNDS, ROWS, saidIn } from "../ledger/said.js";
import { codes } from "./codes.js";
import { fill, h } from "./dom.js";
import { table } from "./sending.js";
import { foundIn, wordOf } from "./watch.js";
import { pick, t } from "./words.js";

/** @typedef {import("../ledger/statements.js").Contest} Contest */
/** @typedef {import("../phone/watch.js").Kept} Kept */
/** @typedef {import("../ledger/said.js").Said} Said */

/** @param {import("../app.js").Stage} stage */
export async function kept({ main, watch, part, go, say }) {
  let form = /** @type {Kept | undefined} */ (await watch.store.get("kept", part));
  const said = form ? saidIn(form.text, "form") : null;
  if (!form || said === null) {
    go("saksi");
    return;
  }

  const sheet = (await watch.sheet(said.station)) || null;
  const contest = contestOf(said, sheet);
  const where = sheet ? `${sheet.name} · ${sheet.within.slice().reverse().join(", ")}` : said.station;
  const draw = async () => {
    form = /** @type {Kept} */ (await watch.store.get("kept", part));
    const words = (await watch.wordsOn(form.id)).filter(parcel => !parcel.isCarried);
    const attest = words.find(parcel => parcel.kind === "attest");
    const unsent = words.filter(parcel => parcel.state === "waiting").pop();
    fill(
      main,
      h("h1", {}, pick(contest.title), h("span", {}, where)),
      h("p", { class: form.holds ? "notice good" : "notice wrong", role: "status" }, t(form.holds ? "kept.holds" : "kept.false")),
      h("p", { class: "found" }, foundIn(form)),
      table(contest, figuresIn(said, contest), false),
      h("p", { class: "code" }, t("kept.key"), " ", h("code", {}, form.key)),
      words.map(parcel => h("p", { class: `state state-${parcel.state}` }, wordOf(parcel))),
      watch.key !== null && form.holds && !attest && signing(form),
      unsent && (await codes(/** @type {"attest" | "objection"} */ (unsent.kind), watch.packed(unsent), t("codes.attest"))),
      watch.key !== null && h("button", { id: "keberatan", onclick: () => go(`keberatan/${part}`) }, t("kept.object")),
      form.found && h("a", { class: "button", href: `/${said.contest}/${said.station}` }, t("parcel.page")),
      h("button", { class: "quiet", onclick: () => go("saksi") }, t("back.watch")),
    );
  };
  const signing = (/** @type {Kept} */ its) => {
    const sign = async (/** @type {string | null} */ ground) => {
      await watch.attest(its, ground);
      say(t("word.attest"));
      await draw();
    };
    const agree = h("button", { class: "main", id: "setuju", disabled: true, onclick: () => void sign(null) }, t("kept.agree"));
    const consent = h("input", { type: "checkbox", id: "sama", onchange: () => (agree.disabled = !consent.checked) });
    return [
      h("div", { class: "consent" }, consent, h("label", { for: "sama" }, t("kept.same"))),
      agree,
      h(
        "details",
        { id: "tolak" },
        h("summary", {}, t("kept.refuse")),
        h("p", {}, t("kept.why")),
        GROUNDS.map(ground => h("button", { "data-ground": ground, onclick: () => void sign(ground) }, t(`ground.${ground}`))),
      ),
    ];
  };
  await draw();
  void watch.look();
  return { changed: () => void draw() };
}

/** As the station's sheet has it; where this phone has none, with numbers for names. @param {Said} said
 * @param {import("../ledger/statements.js").Sheet | null} sheet @returns {Contest} */
export function contestOf(said, sheet) {
  const known = sheet ? sheet.contests.find(contest => contest.code === said.contest) : undefined;
  if (known && known.choices.length === said.votes.length) {
    return known;
  }

  const words = (/** @type {string} */ text) => ({ id: text, en: text });
  const rows = Object.entries(ROWS).filter(([name]) => Array.isArray(said[name]));
  return {
    code: said.contest,
    kind: "tickets",
    title: words(said.contest),
    rows: rows.map(([name, length]) => ({
      name,
      paper: name,
      fields: Array.from({ length }, (_, i) => ({ paper: name, words: words(String(i + 1)) })),
    })),
    choices: said.votes.map((_, i) => ({ number: i + 1, name: "" })),
  };
}

/** @param {Said} said @param {Contest} contest @returns {import("../ledger/statements.js").Figures} */
export function figuresIn(said, contest) {
  /** @type {{ [name: string]: (number | null)[] }} */
  const rows = {};
  for (const row of contest.rows) {
    rows[row.name] = Array.isArray(said[row.name]) ? said[row.name] : [];
  }

  const parties = new Set(contest.choices.filter(choice => !choice.candidate).map(choice => choice.number)).size;
  return { votes: said.votes, parties: contest.kind === "parties" ? said.parties || Array(parties).fill(null) : [], rows };
}
