// What has become of one form: what was said, where it stands, and whether the receipt holds.
import { fill, h } from "./dom.js";
import { reasonOf, stateOf } from "./home.js";
import { signatures, table } from "./sending.js";
import { n, pick, t } from "./words.js";

/** @param {import("../app.js").Stage} stage */
export async function parcel({ main, session, part, go }) {
  const draw = async () => {
    const found = /** @type {import("../phone/outbox.js").Parcel | undefined} */ (await session.store.get("outbox", part));
    const contest = found ? session.contest(found.contest) : null;
    if (!found || contest === null) {
      go("");
      return;
    }

    fill(
      main,
      h("h1", {}, pick(contest.title)),
      h("p", { class: `state state-${found.state}`, role: "status" }, stateOf(found)),
      found.state === "refused" && h("p", { class: "wrong" }, reasonOf(found), " ", t("parcel.kept")),
      receipt(found),
      table(contest, found.figures),
      h("p", {}, t("sending.photos", n(found.photos.length))),
      signatures(contest, found.paper),
      found.index !== null &&
        h("a", { class: "button", href: `/${found.contest}/${session.sheet && session.sheet.station}` }, t("parcel.page")),
      h("button", { id: "kode", onclick: () => go(`kode/${found.id}`) }, t("parcel.codes")),
      h("button", { onclick: () => go(`salinan/${found.id}`) }, t("home.copies")),
      h("button", { onclick: () => go(`isi/${found.contest}`) }, t("parcel.correct")),
      h("details", {}, h("summary", {}, t("parcel.note")), h("pre", {}, found.note)),
      h("button", { class: "quiet", onclick: () => go("") }, t("back.home")),
    );
  };
  await draw();
  return { changed: () => void draw() };
}

/** @param {import("../phone/outbox.js").Parcel} found */
function receipt(found) {
  if (found.index === null) {
    return null;
  }

  return found.receipt === null
    ? h("p", {}, t("receipt.waits"))
    : found.receipt.flaw
      ? h("p", { class: "notice wrong", role: "alert" }, t("receipt.flawed"), " ", t(`receipt.${found.receipt.flaw}`))
      : h(
          "p",
          { class: "notice good" },
          t("receipt.holds", n(found.index), n(found.receipt.receipt.size)),
          " ",
          h("code", {}, found.receipt.receipt.root),
        );
}
