// The copy of a form (SALINAN), to write from or to print, and to whom it was given: each recipient is ticked, and said by a signed word.
import { watchersOf } from "../forms/paper.js";
import { fill, h } from "./dom.js";
import { stateOf } from "./home.js";
import { nameOf } from "./paper.js";
import { table } from "./sending.js";
import { n, pick, t } from "./words.js";

/** @typedef {import("../phone/session.js").Recipient} Recipient */

/** @param {import("../app.js").Stage} stage */
export async function copies({ main, session, part, go }) {
  const form = /** @type {import("../phone/outbox.js").Parcel | undefined} */ (await session.store.get("outbox", part));
  const contest = form ? session.contest(form.contest) : null;
  if (!form || contest === null || form.kind !== "form") {
    go("");
    return;
  }

  const book = await session.copies(form.contest);
  const button = h("button", { class: "main", id: "serahkan" }, t("copies.sign"));
  const states = h("div", { role: "status" });
  const judge = () => (button.disabled = book.ticked.every(one => book.signed.includes(one)));
  const tick = (/** @type {Recipient} */ who, /** @type {HTMLInputElement} */ box) => {
    void session.tick(book, who, box.checked);
    judge();
  };
  const draw = async () => {
    const said = (await session.outbox.parcels()).filter(parcel => parcel.kind === "salinan" && parcel.contest === form.contest);
    fill(
      states,
      said.map(parcel => {
        const words = t("copies.said", n((parcel.given || []).length), stateOf(parcel));
        return h("p", { class: `state state-${parcel.state}` }, words);
      }),
    );
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    await session.handOver(contest, form.id, book);
    fill(ticks, recipients(contest, book, tick));
    await draw();
  });
  const ticks = h("div", {}, recipients(contest, book, tick));
  judge();
  await draw();
  fill(
    main,
    h("div", { class: "sheet" }, copy(session, contest, form)),
    h("button", { id: "cetak", onclick: () => print() }, t("copies.print")),
    h("section", { class: "screen" }, h("h2", {}, t("copies.title")), h("p", { class: "lead" }, t("copies.says")), ticks, button, states),
    h("button", { class: "quiet", onclick: () => go(`kiriman/${form.id}`) }, t("back.form")),
  );
  return { changed: () => void draw() };
}

/** The form as it was signed, whole. @param {import("../phone/session.js").Session} session
 * @param {import("../ledger/statements.js").Contest} contest @param {import("../phone/outbox.js").Parcel} form */
function copy(session, contest, form) {
  const sheet = /** @type {import("../ledger/statements.js").Sheet} */ (session.sheet);
  return [
    h("p", { class: "steps" }, t("copies.of")),
    h("h1", {}, pick(contest.title), h("span", {}, `${sheet.name} · ${sheet.within.slice().reverse().join(", ")}`)),
    h("p", { class: "code" }, t("home.code", sheet.station)),
    table(contest, form.figures, true),
    h("p", { class: "code" }, t("copies.identity"), " ", h("code", {}, form.id)),
  ];
}

/** @param {import("../ledger/statements.js").Contest} contest @param {import("../phone/session.js").Copies} book
 * @param {(who: Recipient, box: HTMLInputElement) => void} tick */
function recipients(contest, book, tick) {
  const all = [
    ...watchersOf(contest).map(watcher => ({ who: watcher.place, name: nameOf(watcher) })),
    { who: "pps", name: t("copies.village") },
  ];
  return all.map(({ who, name }) => {
    const to = /** @type {Recipient} */ (who);
    const isSigned = book.signed.includes(to);
    const box = h("input", {
      type: "checkbox",
      id: `salinan-${who}`,
      disabled: isSigned,
      onchange: () => tick(to, box),
    });
    box.checked = book.ticked.includes(to);
    return h("div", { class: "consent" }, box, h("label", { for: `salinan-${who}` }, name, isSigned ? ` · ${t("copies.signed")}` : ""));
  });
}
