// What is going to be signed, once more, and the one button that signs it.
import { contradictions } from "../forms/checks.js";
import { figuresOf, hasParties, missing, partiesOf } from "../forms/figures.js";
import { signaturesOf, watchersOf } from "../forms/paper.js";
import { fill, h } from "./dom.js";
import { nameOf, steps } from "./paper.js";
import { wordsOf } from "./typing.js";
import { n, pick, t } from "./words.js";

/** @param {import("../app.js").Stage} stage */
export async function sending({ main, session, part, go }) {
  const contest = session.contest(part);
  const draft = await session.draft(part);
  if (contest === null || missing(contest, draft.typed).length > 0) {
    go(contest === null ? "" : `isi/${part}`);
    return;
  }

  const figures = figuresOf(contest, draft.typed);
  const sheet = /** @type {import("../ledger/statements.js").Sheet} */ (session.sheet);
  const wrong = contradictions(contest, figures, sheet.law);
  const doubts = [
    ...wrong.map(wordsOf),
    ...(figures.votes.some(vote => vote === null) ? [t("sending.rows")] : []),
    ...(draft.photos.length === 0 ? [t("sending.noPhotos")] : []),
  ];
  const button = h(
    "button",
    { class: "main", id: "tandatangani", disabled: doubts.length > 0 },
    t(session.isPractice ? "sending.practice" : "sending.sign"),
  );
  const consent = h("input", { type: "checkbox", id: "sesuai", onchange: () => (button.disabled = !consent.checked) });
  button.addEventListener("click", async () => {
    button.disabled = true;
    if (session.isPractice) {
      fill(
        main,
        h("h1", {}, t("practice.done")),
        h("p", { class: "lead" }, t("practice.nothing")),
        h("a", { class: "button", href: "#/latihan" }, t("practice.again")),
      );
    } else {
      await session.sign(draft);
      go("");
    }
  });
  fill(
    main,
    h("p", { class: "steps" }, t("step.sending", ...steps(contest, watchersOf(contest).length > 0 ? 4 : 3))),
    h("h1", {}, pick(contest.title)),
    h("p", { class: "lead" }, t("sending.says")),
    table(contest, figures),
    h("p", {}, t("sending.photos", n(draft.photos.length))),
    signatures(contest, signaturesOf(contest, draft.paper)),
    doubts.length > 0 && [
      h(
        "ul",
        { class: "doubts" },
        doubts.map(doubt => h("li", {}, doubt)),
      ),
      h("div", { class: "consent" }, consent, h("label", { for: "sesuai" }, t("sending.asPaper"))),
    ],
    button,
    h("button", { class: "quiet", onclick: () => go(`isi/${part}`) }, t("sending.back")),
  );
}

/** Who signed the paper, as it is going to be said. @param {import("../ledger/statements.js").Contest} contest
 * @param {{ signed: number[], refused: number[] } | null | undefined} paper */
export function signatures(contest, paper) {
  if (!paper) {
    return null;
  }

  const way = (/** @type {number} */ place) =>
    paper.signed.includes(place) ? "paper.signed" : paper.refused.includes(place) ? "paper.refused" : "paper.absent";
  return h(
    "table",
    { class: "signatures" },
    h("caption", {}, t("paper.caption")),
    h(
      "tbody",
      {},
      watchersOf(contest).map(watcher =>
        h("tr", {}, h("th", { scope: "row" }, nameOf(watcher)), h("td", { class: "text" }, t(way(watcher.place)))),
      ),
    ),
  );
}

/** Figures as they are going to be said. @param {import("../ledger/statements.js").Contest} contest
 * @param {import("../ledger/statements.js").Figures} figures
 * @param {boolean} [isWhole] with all that is empty or nought, as on the paper */
export function table(contest, figures, isWhole = false) {
  const line = (/** @type {string} */ name, /** @type {number | null | undefined} */ figure, /** @type {string} */ kind = "") =>
    h("tr", { class: kind }, h("th", { scope: "row" }, name), h("td", {}, figure === null || figure === undefined ? t("none") : n(figure)));
  const votes = hasParties(contest)
    ? partiesOf(contest).flatMap((party, i) => [
        line(`${party.number} ${party.name}`, figures.parties[i], "party"),
        ...party.columns
          .filter(column => isWhole || (figures.votes[column] !== null && figures.votes[column] !== 0))
          .map(column =>
            line(contest.choices[column].candidate ? contest.choices[column].name : t("typing.party.own"), figures.votes[column]),
          ),
      ])
    : contest.choices.map((choice, i) => line(`${choice.number} ${choice.name}`, figures.votes[i]));
  const rows = contest.rows.flatMap(row =>
    row.fields.map((field, i) => {
      const name = row.words ? `${row.paper} ${pick(row.words)}, ${pick(field.words)}` : `${field.paper} ${pick(field.words)}`;
      return { name, figure: (figures.rows[row.name] || [])[i] };
    }),
  );
  const given = rows.filter(row => isWhole || (row.figure !== null && row.figure !== undefined));
  return h(
    "table",
    {},
    h(
      "tbody",
      {},
      votes,
      given.map(row => line(row.name, row.figure)),
    ),
  );
}
