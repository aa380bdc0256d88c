// Whether this phone can do its work tonight: tried, not asked.
import { Camera } from "../phone/camera.js";
import { newKey } from "../phone/enrolment.js";
import { adviceOn } from "../phone/quality.js";
import { reduced } from "../phone/picture.js";
import { free, persist } from "../phone/store.js";
import { signed } from "../ledger/notes.js";
import { fill, h } from "./dom.js";
import { n, t } from "./words.js";

/** Bytes that five contests of some twenty pages each may need. */
const NEEDED = 100_000_000;

/** Minutes by which a phone's clock may be off before that is said. */
const MOST_MINUTES = 5;

/** @typedef {{ state: "good" | "bad" | "advice", words: string }} Finding */

/** @param {import("../app.js").Stage} stage */
export async function readiness({ main, session, go }) {
  const list = h("ul", { class: "readiness" });
  const photo = h("div", {});
  const button = h("button", { class: "main", id: "coba" }, t("ready.try"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    fill(list);
    for (const look of [offline, secure, store, key, clock, () => camera(photo)]) {
      const found = await look(session);
      list.append(h("li", { class: found.state }, h("b", {}, t(`ready.${found.state}`)), " ", found.words));
    }

    button.disabled = false;
  });
  fill(
    main,
    h("h1", {}, t("ready.title")),
    h("p", { class: "lead" }, t("ready.says")),
    button,
    list,
    photo,
    h("button", { class: "quiet", onclick: () => go("") }, t("back.home")),
  );
}

/** @returns {Promise<Finding>} */
async function offline() {
  const isKept = "serviceWorker" in navigator && (await navigator.serviceWorker.getRegistration("/capture")) !== undefined;
  return isKept ? good("ready.offline") : bad("ready.offline.no");
}

/** @returns {Promise<Finding>} */
async function secure() {
  return isSecureContext ? good("ready.secure") : bad("ready.secure.no");
}

/** @returns {Promise<Finding>} */
async function store() {
  const bytes = await free();
  const isLasting = await persist().catch(() => false);
  return bytes !== null && bytes < NEEDED
    ? bad("ready.space.no", n(Math.floor(bytes / 1e6)))
    : isLasting
      ? good("ready.space", bytes === null ? "?" : n(Math.floor(bytes / 1e6)))
      : { state: "advice", words: t("ready.space.may") };
}

/** @param {import("../phone/session.js").Session} session @returns {Promise<Finding>} */
async function key(session) {
  try {
    await signed("siap\n", session.key || (await newKey()));
    return good(session.key ? "ready.key" : "ready.key.none");
  } catch {
    return bad("ready.key.no");
  }
}

/** @returns {Promise<Finding>} */
async function clock() {
  try {
    const answer = await fetch("/capture", { method: "HEAD", cache: "no-store" });
    const minutes = Math.round((Date.now() - Date.parse(answer.headers.get("Date") || "")) / 60_000);
    return Math.abs(minutes) > MOST_MINUTES ? { state: "advice", words: t("ready.clock.off", n(Math.abs(minutes))) } : good("ready.clock");
  } catch {
    return { state: "advice", words: t("ready.clock.unknown") };
  }
}

/** @param {HTMLElement} shown @returns {Promise<Finding>} */
async function camera(shown) {
  let opened = null;
  try {
    opened = await Camera.open();
    const { video } = opened;
    const picture = await reduced(video, video.videoWidth, video.videoHeight);
    picture.canvas.className = "test";
    fill(
      shown,
      picture.canvas,
      adviceOn(picture.canvas).map(advice => h("p", { class: "said" }, t(`advice.${advice}`))),
    );
    return good("ready.camera", `${picture.width} × ${picture.height}`, n(Math.ceil(picture.bytes.byteLength / 1000)));
  } catch (error) {
    return bad(error instanceof Error && error.name === "NotAllowedError" ? "camera.denied" : "camera.none");
  } finally {
    if (opened) {
      opened.close();
    }
  }
}

/** @param {string} key @param {...string} values @returns {Finding} */
function good(key, ...values) {
  return { state: "good", words: t(key, ...values) };
}

/** @param {string} key @param {...string} values @returns {Finding} */
function bad(key, ...values) {
  return { state: "bad", words: t(key, ...values) };
}
