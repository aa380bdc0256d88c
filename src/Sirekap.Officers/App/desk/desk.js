// The desk at which papers are read again: which screen an address shows, and what is around every screen.
import { Store } from "../phone/store.js";
import { closed } from "../screens/closed.js";
import { h, fill } from "../screens/dom.js";
import { speak, spoken, t } from "../screens/words.js";
import { BorrowedSession } from "./borrowed.js";
import { DeskSession, keyOf } from "./session.js";
import { keyScreen } from "./key.js";
import { lendingScreen } from "./lending.js";
import { queueScreen } from "./queue.js";
import { readingScreen } from "./reading.js";
import { signInScreen } from "./signin.js";

/**
 * @typedef {{
 *   main: HTMLElement, session: DeskSession, parts: string[], become: (session: DeskSession) => void, say: (text: string) => void
 * }} Stage
 * @typedef {{ changed?: () => void, left?: () => void }} Shown
 */

/** @type {{ [name: string]: (stage: Stage) => Promise<Shown | void> }} */
const SCREENS = {
  ...{ "": queueScreen, baca: readingScreen, kunci: keyScreen },
  ...{ masuk: signInScreen, pinjam: lendingScreen },
};

const LANGUAGE = "sirekap-desk-language";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
/** Who is at the desk: this browser's own key, or a phone's. @type {DeskSession} */
let session;
/** @type {Shown} */
let shown = {};
/** A screen that comes too late, because another has been asked for meanwhile, is not shown. */
let turn = 0;
/** Nothing can be kept from here any more. */
let isClosed = false;

void start();

async function start() {
  try {
    await speak(localStorage.getItem(LANGUAGE) === "en" ? "en" : "id", "desk.");
    Store.told = told;
    session = await DeskSession.open();
    session.changed = changed;
    addEventListener("hashchange", () => void show().catch(fail));
    addEventListener("online", () => session.sender.kick());
    await show();
    session.sender.kick();
  } catch (error) {
    fail(error);
  }
}

/** What is kept is held by an older edition of the desk, or held no longer: then nothing of this page goes on.
 * @param {"blocked" | "closed"} what */
function told(what) {
  if (what === "closed") {
    isClosed = true;
    const before = shown;
    shown = {};
    if (before.left) {
      before.left();
    }
  }

  fill(app, closed(what));
}

function changed() {
  if (shown.changed) {
    shown.changed();
  }

  const over = document.getElementById("selesai");
  if (over !== null) {
    over.hidden = !session.isOver;
  }
}

/** Somebody else is at the desk from now on. @param {DeskSession} next */
function become(next) {
  session = next;
  session.changed = changed;
  location.hash = "#/";
}

/** What was typed is kept; the words are for whoever is asked for help. @param {unknown} error */
function fail(error) {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const again = h("button", { class: "main", onclick: () => location.reload() }, "Muat ulang / Reload");
  fill(app, h("main", {}, h("h1", {}, "Ada yang keliru / Something went wrong"), h("p", {}, words), again));
}

async function show() {
  const mine = ++turn;
  if (isClosed) {
    return;
  }

  if (location.hash.startsWith("#key=")) {
    const key = await keyOf(location.hash);
    history.replaceState(null, "", "/console#/");
    if (key !== null) {
      await session.takeGiven(key);
    }
  }

  if (session.who === null) {
    await session.recognise();
  }

  const at = location.hash;
  const parts = at.replace(/^#\/?/, "").split("/");
  const isSigningIn = parts[0] === "masuk";
  const screen = session.who === null && !isSigningIn ? keyScreen : SCREENS[parts[0] || ""] || queueScreen;
  const main = h("main", { id: "isi", tabindex: "-1" });
  const voice = h("p", { class: "unseen", "aria-live": "polite" });
  const before = shown;
  const next = (await screen({ main, session, parts, become, say: text => (voice.textContent = text) })) || {};
  if (mine !== turn || isClosed) {
    if (next.left) {
      next.left();
    }

    return;
  }

  if (before.left) {
    before.left();
  }

  shown = next;
  fill(app, header(), main, voice);
  document.body.dataset.shown = at;
  scrollTo(0, 0);
  const first = /** @type {HTMLElement | null} */ (main.querySelector("[data-first]"));
  (first || main).focus({ preventScroll: true });
}

/** The phone's session is over for this desk, which nobody sits at any more. */
async function leave() {
  if (session instanceof BorrowedSession) {
    await session.end();
    // A new page: nothing of whoever sat here is left in this one.
    location.hash = "#/masuk";
    location.reload();
  }
}

/** That the phone signs no more, where it does not. */
function over() {
  const again = h("a", { href: "#/masuk" }, t("signin.again"));
  return h("p", { class: "notice wrong", id: "selesai", role: "status", hidden: !session.isOver }, t("signin.over"), " ", again);
}

function header() {
  const other = spoken() === "id" ? "en" : "id";
  const turnTo = async () => {
    localStorage.setItem(LANGUAGE, other);
    await speak(/** @type {"id" | "en"} */ (other), "desk.");
    await show().catch(fail);
  };
  return h(
    "header",
    { class: "top" },
    h(
      "a",
      { class: "home", href: "#/" },
      h("strong", {}, t("desk.title")),
      h("span", {}, session.who ? t("desk.for", session.who.place) : t("desk.stranger")),
    ),
    session.isBorrowed && h("button", { id: "keluar", onclick: () => void leave() }, t("signin.leave")),
    session.isBorrowed && over(),
    h("button", { class: "language", lang: other, onclick: () => void turnTo() }, t("language.other")),
  );
}
