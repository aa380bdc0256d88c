// The signed form as QR codes: whoever is present keeps it, with its signature, and checks later whether the ledger has exactly it.
import { packed } from "../ledger/packing.js";
import { codes } from "./codes.js";
import { fill, h } from "./dom.js";
import { pick, t } from "./words.js";

/** @param {import("../app.js").Stage} stage */
export async function shown({ main, session, part, go }) {
  const form = /** @type {import("../phone/outbox.js").Parcel | undefined} */ (await session.store.get("outbox", part));
  const contest = form ? session.contest(form.contest) : null;
  if (!form || contest === null || form.kind !== "form" || session.key === null || session.sheet === null) {
    go("");
    return;
  }

  fill(
    main,
    h("h1", {}, pick(contest.title), h("span", {}, session.sheet.name)),
    await codes("form", packed(form.note, session.key.spki, session.sheet.log), t("codes.form")),
    h("p", { class: "lead" }, t("codes.back")),
    h("button", { class: "quiet", onclick: () => go(`kiriman/${form.id}`) }, t("back.form")),
  );
}
