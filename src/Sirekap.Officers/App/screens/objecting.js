// An objection from one's own copy (SALINAN): its figures are typed, set beside what the form says, and one tap objects.
import { figure, figuresOf, isOdd } from "../forms/figures.js";
import { saidIn } from "../ledger/said.js";
import { fill, h } from "./dom.js";
import { contestOf, figuresIn } from "./kept.js";
import { wordOf } from "./watch.js";
import { n, pick, t } from "./words.js";

/** Digits of the largest figure. */
const DIGITS = 6;

/** Of the counts beside the votes, what every copy has and an objection is about. */
const ROWS = ["voters", "sums"];

/** @param {import("../app.js").Stage} stage */
export async function objecting({ main, watch, part, go }) {
  const kept = /** @type {import("../phone/watch.js").Kept | undefined} */ (await watch.store.get("kept", part));
  const said = kept ? saidIn(kept.text, "form") : null;
  if (!kept || said === null || watch.key === null) {
    go("saksi");
    return;
  }

  const contest = contestOf(said, await watch.sheet(said.station));
  const theirs = figuresIn(said, contest);
  /** @type {{ typed: import("../forms/figures.js").Typed }} */
  const draft = (await watch.store.get("drafts", part)) || { typed: {} };
  const lines = linesOf(contest, theirs);
  const button = h("button", { class: "main", id: "ajukan" });
  const judge = () => {
    const differing = lines.filter(line => isOther(line, draft.typed)).length;
    button.disabled = differing === 0 || lines.some(line => isOdd(draft.typed[line.place]));
    fill(button, differing === 0 ? t("objecting.same") : t("objecting.object", n(differing)));
  };
  const keep = (/** @type {string} */ place) =>
    watch.store.change("drafts", part, kept => ({ typed: { ...(kept && kept.typed), [place]: draft.typed[place] } }));
  button.addEventListener("click", async () => {
    button.disabled = true;
    await watch.object(kept, contest, figuresOf(contest, draft.typed));
    go(`simpanan/${part}`);
  });
  const before = (await watch.wordsOn(part)).filter(parcel => parcel.kind === "objection" && !parcel.isCarried);
  fill(
    main,
    h("h1", {}, t("objecting.title"), h("span", {}, `${pick(contest.title)} · ${said.station}`)),
    h("p", { class: "lead" }, t("objecting.says")),
    before.map(parcel => h("p", { class: `state state-${parcel.state}` }, wordOf(parcel))),
    lines.map(line => field(line, draft.typed, () => void keep(line.place), judge)),
    button,
    h("button", { class: "quiet", onclick: () => go(`simpanan/${part}`) }, t("back.form")),
  );
  judge();
}

/** A figure of the paper. @typedef {{ place: string, name: string, theirs: number | null }} Line */

/** @param {import("../ledger/statements.js").Contest} contest @param {import("../ledger/statements.js").Figures} theirs
 * @returns {Line[]} */
function linesOf(contest, theirs) {
  return [
    ...contest.choices.map((choice, i) => ({
      place: `votes.${i}`,
      name: `${choice.number}${choice.candidate ? `.${choice.candidate}` : ""} ${choice.name}`.trim(),
      theirs: theirs.votes[i],
    })),
    ...contest.rows
      .filter(row => ROWS.includes(row.name))
      .flatMap(row =>
        row.fields.map((one, i) => ({
          place: `${row.name}.${i}`,
          name: row.words ? `${row.paper} ${pick(row.words)}, ${pick(one.words)}` : `${one.paper} ${pick(one.words)}`,
          theirs: (theirs.rows[row.name] || [])[i] === undefined ? null : theirs.rows[row.name][i],
        })),
      ),
  ];
}

/** What is typed and is not what the form says. @param {Line} line @param {import("../forms/figures.js").Typed} typed */
function isOther(line, typed) {
  const own = figure(typed[line.place]);
  return own !== null && own !== line.theirs;
}

/** @param {Line} line @param {import("../forms/figures.js").Typed} typed @param {() => void} keep @param {() => void} judge */
function field(line, typed, keep, judge) {
  const id = `k-${line.place.replace(".", "-")}`;
  const note = h("p", { class: "said", id: `${id}-n`, "aria-live": "polite" });
  const says = () => {
    const odd = isOdd(typed[line.place]) ? t("typing.odd") : "";
    note.textContent = odd || (isOther(line, typed) ? t("objecting.theirs", line.theirs === null ? t("none") : n(line.theirs)) : "");
  };
  const input = h("input", {
    id,
    name: line.place,
    inputmode: "numeric",
    pattern: "[0-9]*",
    maxlength: DIGITS,
    autocomplete: "off",
    value: typed[line.place] || "",
    "aria-describedby": `${id}-n`,
    oninput: () => {
      typed[line.place] = input.value;
      keep();
      says();
      judge();
    },
  });
  says();
  return h("div", { class: "field" }, h("label", { for: id }, h("span", {}, line.name)), input, note);
}
