// A browser that nobody knows yet: its key is made here, and whoever is above enrols it.
import { base64 } from "../ledger/bytes.js";
import { fill, h } from "../screens/dom.js";
import { t } from "../screens/words.js";

/** Milliseconds between two looks whether the key is enrolled. */
const LOOK = 4_000;

/** Digits of the key's name that are said to whoever enrols it, as in WaitingKeys.cs. */
const CODE = 20;

/** @param {import("./desk.js").Stage} stage @returns {Promise<import("./desk.js").Shown>} */
export async function keyScreen({ main, session }) {
  if (session.key === null) {
    await session.make();
  }

  const key = /** @type {import("../phone/enrolment.js").PhoneKey} */ (session.key);
  const said = (key.name.slice(0, CODE).match(/.{4}/g) || []).join(" ");
  const state = h("p", { class: "state", id: "keadaan", role: "status" }, t("key.unknown"));
  const look = async () => {
    const isReached = await session.recognise();
    if (session.who === null) {
      await session.wait();
    }

    if (session.who !== null) {
      location.hash = "#/";
      dispatchEvent(new Event("hashchange"));
      return;
    }

    fill(state, isReached ? t("key.unknown") : t("desk.unreached"));
  };
  fill(
    main,
    h("h1", {}, t("key.title")),
    h("p", { class: "lead" }, t("key.says")),
    h("h2", { id: "h-kode" }, t("key.code")),
    h("p", { class: "code key", id: "kode", tabindex: "0", "aria-labelledby": "h-kode" }, said),
    h("p", {}, t("key.how")),
    h(
      "pre",
      { tabindex: "0" },
      `sirekap officers invite --at ${location.origin} --key KEY.pem --role district --region 317101 --code ${said.replace(/ /g, "-")}`,
    ),
    state,
    h("button", { onclick: () => void look(), "data-first": true }, t("key.look")),
    h("h2", {}, t("key.shared")),
    h("a", { class: "button", id: "masuk", href: "#/masuk" }, t("signin.title")),
    h("h2", { id: "h-kunci" }, t("key.public")),
    h("p", {}, t("key.by-hand")),
    h("code", { class: "key", id: "kunci", tabindex: "0", "aria-labelledby": "h-kunci" }, base64(key.spki)),
  );
  void session.wait();
  const timer = setInterval(() => void look(), LOOK);
  return { left: () => clearInterval(timer) };
}
