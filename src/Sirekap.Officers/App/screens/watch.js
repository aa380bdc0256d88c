// For whoever watches: the forms that this phone keeps, its own key where somebody is a witness or supervisor, what it says and carries.
import { base64, utf8 } from "../ledger/bytes.js";
import { codeOf } from "../qr/code.js";
import { saidIn } from "../ledger/said.js";
import { MOST_CARRIED } from "../phone/watch.js";
import { turning } from "./codes.js";
import { fill, h } from "./dom.js";
import { reasonOf, stateOf } from "./home.js";
import { n, t } from "./words.js";

/** @param {import("../app.js").Stage} stage */
export async function watching({ main, watch, part }) {
  const draw = async () => {
    const forms = await watch.forms();
    const parcels = await watch.outbox.parcels();
    fill(
      main,
      h("h1", {}, t("watch.title")),
      part !== "" && h("p", { class: "notice", role: "status" }, noticeOf(part)),
      watch.outbox.isHindered && h("p", { class: "notice hindered", role: "status" }, t("outbox.hindered")),
      h("p", { class: "lead" }, t("watch.says")),
      h("h2", {}, t("watch.kept")),
      forms.length === 0 && h("p", {}, t("watch.none")),
      h(
        "ul",
        { class: "contests" },
        forms.map(kept => card(kept, parcels)),
      ),
      words(parcels),
      key(watch, draw),
      h("a", { class: "button", href: "#/" }, t("watch.officers")),
    );
  };
  await draw();
  void watch.look();
  return { changed: () => void draw() };
}

/** What a code that was just opened has done. @param {string} part */
function noticeOf(part) {
  const [have, of] = part.split("-");
  const words = { titipan: "watch.carried", penuh: "watch.full", rusak: "watch.torn" }[part];
  return words ? t(words, n(MOST_CARRIED)) : t("watch.parts", n(Number(have)), n(Number(of)));
}

/** @param {import("../phone/watch.js").Kept} kept @param {import("../phone/outbox.js").Parcel[]} parcels */
function card(kept, parcels) {
  const said = /** @type {import("../ledger/said.js").Said} */ (saidIn(kept.text, "form"));
  return h(
    "li",
    {},
    h("h2", {}, h("a", { class: "kept", href: `#/simpanan/${kept.id}` }, `${said.contest} · ${said.station}`)),
    h("p", {}, foundIn(kept)),
    parcels
      .filter(parcel => parcel.on === kept.id && !parcel.isCarried)
      .map(parcel => h("p", { class: `state state-${parcel.state}` }, wordOf(parcel))),
  );
}

/** Whether the ledger has it, in a sentence. @param {import("../phone/watch.js").Kept} kept @returns {string} */
export function foundIn(kept) {
  return !kept.holds
    ? t("kept.false")
    : kept.found === null
      ? t("kept.unfound")
      : !kept.found.isSame || (kept.found.receipt && kept.found.receipt.flaw)
        ? t("kept.flawed")
        : kept.found.receipt
          ? t("kept.proven", n(kept.found.index))
          : t("kept.found", n(kept.found.index));
}

/** @param {import("../phone/outbox.js").Parcel} parcel @returns {string} */
export function wordOf(parcel) {
  const what = t(parcel.kind === "objection" ? "word.objection" : parcel.isCarried ? "word.carried" : "word.attest");
  const why = parcel.reason === null ? "" : ` ${parcel.state === "waiting" ? t(`awaited.${parcel.reason}`) : reasonOf(parcel)}`;
  return `${what}: ${stateOf(parcel)}.${why}`;
}

/** What is carried for others. @param {import("../phone/outbox.js").Parcel[]} parcels */
function words(parcels) {
  const carried = parcels.filter(parcel => parcel.isCarried);
  return carried.length === 0
    ? null
    : [h("h2", {}, t("watch.carrying")), carried.map(parcel => h("p", { class: `state carried state-${parcel.state}` }, wordOf(parcel)))];
}

/** This phone's own key. @param {import("../phone/watch.js").Watch} watch @param {() => Promise<void>} draw */
function key(watch, draw) {
  const make = async () => {
    await watch.ownKey();
    await draw();
  };
  if (watch.key === null) {
    return [
      h("h2", {}, t("key.title")),
      h("p", { class: "lead" }, t("key.says")),
      h("button", { id: "buat-kunci", onclick: () => void make() }, t("key.make")),
    ];
  }

  const text = base64(watch.key.spki);
  const code = /** @type {import("../qr/code.js").Code} */ (codeOf([{ bytes: utf8(text) }]));
  return h(
    "details",
    { id: "kunci" },
    h("summary", {}, t("key.own")),
    turning([{ address: text, code }], t("key.code")),
    h("pre", { class: "key" }, text),
    h("p", { class: "lead" }, t("key.enrol")),
    h("pre", {}, `sirekap enrol --role witness --scope … --public ${text}`),
  );
}
