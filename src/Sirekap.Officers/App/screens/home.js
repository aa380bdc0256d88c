// Where an officer begins: what is to be done at this station, and what has become of it.
import { kitOf } from "../phone/enrolment.js";
import { unknownBy } from "../phone/outbox.js";
import { h, fill } from "./dom.js";
import { n, pick, t } from "./words.js";

/** @param {import("../app.js").Stage} stage */
export async function home({ main, session, go }) {
  const draw = async () => {
    const parcels = await session.outbox.parcels();
    const drafts = await session.store.all("drafts");
    fill(main, session.sheet === null ? stranger(session) : station(session, parcels, drafts, go));
  };
  await draw();
  return { changed: () => void draw() };
}

/** A phone that has no station yet. @param {import("../phone/session.js").Session} session */
function stranger(session) {
  const field = h("input", { id: "surat", inputmode: "url", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const problem = h("p", { class: "wrong", role: "alert" });
  const use = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const at = field.value.indexOf("#kit=");
    if (at < 0 || (await kitOf(field.value.trim().slice(at))) === null) {
      fill(problem, t("kit.bad"));
    } else {
      location.hash = field.value.trim().slice(at);
    }
  };
  return [
    h("h1", {}, t("stranger.title")),
    session.kit !== null && h("p", { class: "notice" }, t("kit.no-network")),
    h("p", { class: "lead" }, t("stranger.says")),
    h(
      "form",
      { onsubmit: use },
      h("label", { for: "surat" }, t("stranger.paste")),
      field,
      problem,
      h("button", { class: "main" }, t("stranger.use")),
    ),
    h("a", { class: "button", href: "#/siap" }, t("home.ready")),
    h("a", { class: "button", href: "#/latihan" }, t("home.practice")),
    h("a", { class: "button", href: "#/saksi" }, t("home.watch")),
  ];
}

/** @param {import("../phone/session.js").Session} session @param {import("../phone/outbox.js").Parcel[]} parcels
 * @param {import("../phone/session.js").Draft[]} drafts @param {(screen: string) => void} go */
function station(session, parcels, drafts, go) {
  const sheet = /** @type {import("../ledger/statements.js").Sheet} */ (session.sheet);
  const unknown = unknownBy(parcels);
  return [
    h("h1", {}, sheet.name, h("span", {}, sheet.within.slice().reverse().join(", "))),
    h("p", { class: "code" }, t("home.code", sheet.station)),
    !session.isPractice && network(session, parcels),
    unknown ? refusedKey(unknown) : null,
    session.kit !== null && h("p", { class: "notice" }, t("kit.no-network")),
    h(
      "ol",
      { class: "contests" },
      sheet.contests.map(contest => {
        const own = parcels.filter(parcel => parcel.contest === contest.code && parcel.kind === "form");
        const draft = drafts.find(one => one.contest === contest.code);
        return card(contest, own, draft, session, go);
      }),
    ),
    h("a", { class: "button", href: session.isPractice ? "#/latihan/siap" : "#/siap" }, t("home.ready")),
    session.isPractice
      ? h("a", { class: "button", href: "#/" }, t("home.real"))
      : h("a", { class: "button", href: "#/latihan" }, t("home.practice")),
    h("a", { class: "button", href: "#/saksi" }, t("home.watch")),
  ];
}

/** @param {import("../ledger/statements.js").Contest} contest @param {import("../phone/outbox.js").Parcel[]} parcels
 * @param {import("../phone/session.js").Draft | undefined} draft @param {import("../phone/session.js").Session} session
 * @param {(screen: string) => void} go */
function card(contest, parcels, draft, session, go) {
  const isBegun = draft !== undefined && Object.values(draft.typed).some(text => text !== "");
  const label = parcels.length > 0 ? t("home.again") : isBegun ? t("home.goOn") : t("home.begin");
  return h(
    "li",
    {},
    h("h2", {}, pick(contest.title)),
    parcels.length === 0 && h("p", { class: "state" }, isBegun ? t("state.kept") : t("state.none")),
    parcels.map(parcel => h("p", {}, h("a", { class: `state state-${parcel.state}`, href: `#/kiriman/${parcel.id}` }, stateOf(parcel)))),
    parcels.length > 0 && h("button", { onclick: () => go(`salinan/${parcels[parcels.length - 1].id}`) }, t("home.copies")),
    h("button", { class: parcels.length > 0 ? "" : "main", onclick: () => go(`isi/${contest.code}`), "data-contest": contest.code }, label),
  );
}

/** What has become of a parcel, in a line. @param {import("../phone/outbox.js").Parcel} parcel @returns {string} */
export function stateOf(parcel) {
  const photos = parcel.photos.length - parcel.sent.length;
  return parcel.state === "waiting"
    ? t("state.waiting")
    : parcel.state === "refused"
      ? t("state.refused")
      : parcel.receipt && parcel.receipt.flaw
        ? t("state.flawed")
        : photos > 0
          ? t("state.photos", n(photos))
          : parcel.receipt
            ? t("state.proven", n(parcel.index || 0))
            : t("state.accepted", n(parcel.index || 0));
}

/** @param {import("../phone/session.js").Session} session @param {import("../phone/outbox.js").Parcel[]} parcels */
function network(session, parcels) {
  const waiting = parcels.filter(parcel => parcel.state === "waiting" || parcel.photos.length > parcel.sent.length).length;
  if (waiting === 0) {
    return null;
  }

  const seconds = session.outbox.next === null ? 0 : Math.max(0, Math.ceil((session.outbox.next - Date.now()) / 1000));
  return h(
    "div",
    { class: "notice", role: "status" },
    h(
      "p",
      {},
      t("outbox.waiting", n(waiting)),
      " ",
      navigator.onLine ? (seconds > 0 ? t("outbox.next", n(seconds)) : "") : t("outbox.offline"),
    ),
    session.outbox.isHindered && h("p", { class: "hindered" }, t("outbox.hindered")),
    h("button", { onclick: () => session.outbox.kick() }, t("outbox.now")),
  );
}

/** @param {import("../phone/outbox.js").Parcel} parcel */
function refusedKey(parcel) {
  const why = parcel.state === "refused" ? reasonOf(parcel) : t("refused.revoked-key");
  return h("p", { class: "notice wrong", role: "alert" }, t("kit.refused"), " ", why);
}

/** Why it is refused, in words. @param {import("../phone/outbox.js").Parcel} parcel @returns {string} */
export function reasonOf(parcel) {
  const key = `refused.${parcel.reason}`;
  return t(KNOWN.includes(key) ? key : "refused.other", parcel.reason || "", parcel.detail || "");
}

/** Refusals that have words of their own; docs/authority.md names them all. */
const KNOWN = [
  "refused.unknown-key",
  "refused.revoked-key",
  "refused.role-not-allowed",
  "refused.out-of-scope",
  "refused.key-already-enrolled",
  "refused.other-election",
  "refused.unknown-contest",
  "refused.unknown-region",
  "refused.wrong-choices",
  "refused.phones-spent",
  "refused.too-many",
  "refused.bad-signature",
  "refused.nothing-new",
  "refused.already-attested",
  "refused.not-on-ballot",
];
