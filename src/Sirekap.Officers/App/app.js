// The app: which screen an address shows, and what is around every screen.
import { kitOf } from "./phone/enrolment.js";
import { Session } from "./phone/session.js";
import { Watch } from "./phone/watch.js";
import { Store } from "./phone/store.js";
import { isBrought, partOf } from "./qr/parts.js";
import { h, fill } from "./screens/dom.js";
import { n, speak, spoken, t } from "./screens/words.js";
import { closed } from "./screens/closed.js";
import { copies } from "./screens/copies.js";
import { home } from "./screens/home.js";
import { kept } from "./screens/kept.js";
import { objecting } from "./screens/objecting.js";
import { typing } from "./screens/typing.js";
import { paper } from "./screens/paper.js";
import { photos } from "./screens/photos.js";
import { sending } from "./screens/sending.js";
import { readiness } from "./screens/readiness.js";
import { parcel } from "./screens/parcel.js";
import { shown as codes } from "./screens/shown.js";
import { watching } from "./screens/watch.js";

/**
 * What a screen is given: where it writes, the phone, and what follows the screen's name in the address.
 * @typedef {{ main: HTMLElement, session: Session, watch: Watch, part: string,
 *   go: (address: string) => void, say: (text: string) => void }} Stage
 * What a screen gives back: what it does when something outside has changed, and when it is left.
 * @typedef {{ changed?: () => void, left?: () => void }} Shown
 */

/** Of whoever watches. @type {{ [name: string]: (stage: Stage) => Promise<Shown | void> }} */
const WATCHING = { saksi: watching, simpanan: kept, keberatan: objecting };

/** @type {{ [name: string]: (stage: Stage) => Promise<Shown | void> }} */
const SCREENS = {
  ...{ "": home, isi: typing, foto: photos, kertas: paper, kirim: sending, siap: readiness },
  ...{ kiriman: parcel, salinan: copies, kode: codes, ...WATCHING },
};

/** In the address of every screen of practice. */
const PRACTICE = "latihan";

const LANGUAGE = "sirekap-capture-language";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {Session} */
let session;
/** @type {Watch} */
let watch;
/** @type {Promise<void>} */
let entered = Promise.resolve();
/** @type {Shown} */
let shown = {};
/** A screen that comes too late, because another has been asked for meanwhile, is not shown. */
let turn = 0;
/** Nothing can be kept from here any more: nothing is shown in which something could be typed. */
let isClosed = false;

void start();

async function start() {
  try {
    await speak(localStorage.getItem(LANGUAGE) === "en" ? "en" : "id");
    Store.told = told;
    watch = await Watch.open();
    watch.changed = () => shown.changed && shown.changed();
    addEventListener("hashchange", () => void show().catch(fail));
    await show();
    watch.outbox.kick();
    addEventListener("online", () => isClosed || reached());
    addEventListener("offline", () => shown.changed && shown.changed());
    if ("serviceWorker" in navigator) {
      await navigator.serviceWorker.register("/capture/worker.js", { scope: "/capture" }).catch(() => null);
    }
  } catch (error) {
    fail(error);
  }
}

/** There is a network again. */
function reached() {
  watch.outbox.kick();
  void watch.look();
  if (!session.isPractice) {
    goOn();
  }

  if (shown.changed) {
    shown.changed();
  }
}

/** The phone's memory is held by an older edition of the app, or held no longer: then nothing of this page goes on.
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

/** Whatever was not foreseen: what was typed is on the phone, and the words are for whoever is asked for help. @param {unknown} error */
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

  const at = location.hash;
  const parts = at.replace(/^#\/?/, "").split("/");
  const isPractice = parts[0] === PRACTICE;
  if (isPractice) {
    parts.shift();
  }

  if (location.hash.startsWith("#kit=")) {
    await take(location.hash);
    return;
  }

  if (isBrought(location.hash)) {
    await receive(partOf(location.hash));
    return;
  }

  await enter(isPractice);
  const screen = SCREENS[parts[0] || ""] || home;
  const main = h("main", { id: "isi", tabindex: "-1" });
  const voice = h("p", { class: "unseen", "aria-live": "polite" });
  const stage = { main, session, watch, part: parts[1] || "", go, say: (/** @type {string} */ text) => (voice.textContent = text) };
  const before = shown;
  const next = (await screen(stage)) || {};
  if (location.hash !== at) {
    // It sent on to another, which is shown in the place of the one before; this one has nothing to show.
    document.body.dataset.shown = at;
  }

  if (mine !== turn || location.hash !== at || isClosed) {
    if (next.left) {
      next.left();
    }

    return;
  }

  if (before.left) {
    before.left();
  }

  shown = next;
  session.changed = () => shown.changed && shown.changed();
  document.body.className = isPractice ? PRACTICE : `kind-${session.sheet ? session.sheet.type : "none"}`;
  fill(app, bands(), header(), main, voice);
  document.body.dataset.shown = at;
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

/** Opens the phone's memory in this mode, whole, before anything is shown of it: addresses may follow each other faster.
 * @param {boolean} isPractice @returns {Promise<void>} */
function enter(isPractice) {
  entered = entered.catch(() => undefined).then(() => openIn(isPractice));
  return entered;
}

/** @param {boolean} isPractice */
async function openIn(isPractice) {
  if (session && session.isPractice === isPractice) {
    return;
  }

  session = await Session.open(isPractice);
  if (isPractice) {
    await session.practise((await Session.open(false)).sheet);
  }

  if (!isPractice) {
    // What is carried for others may have waited for the form that this phone sends.
    session.outbox.accepted = () => watch.outbox.kick();
    goOn();
  }
}

/** What a phone does when it is opened, and whenever there is a network again: a letter that waits is taken, what is signed is sent. */
function goOn() {
  const its = session;
  its.outbox.kick();
  // What cannot be asked now is asked the next time.
  const renewed = its.renew().catch(() => null);
  void renewed.then(problem => {
    its.changed();
    if (its === session && problem !== "no-network") {
      notice(problem);
    }
  });
}

/** A letter's QR was scanned. Its key goes out of the address at once. @param {string} fragment */
async function take(fragment) {
  history.replaceState(null, "", "/capture#/");
  await enter(false);
  const kit = await kitOf(fragment);
  const problem = kit === null ? "bad" : await session.take(kit);
  location.hash = "#/";
  await show();
  notice(problem);
}

/** What a letter has done, or why it does nothing. @param {import("./phone/session.js").KitProblem | "bad"} problem */
function notice(problem) {
  const again = problem === null ? session.again : 0;
  session.again = 0;
  if (problem !== null || again > 0) {
    const of = problem === "other-station" && session.sheet ? [session.sheet.name] : [n(again)];
    const looks = problem === null ? "notice good over" : "notice over";
    // Beside the screen, which is drawn anew whenever something has changed.
    app.querySelector("main")?.before(h("p", { class: looks, role: "alert" }, t(`kit.${problem || "again"}`, ...of)));
  }
}

/** Another phone's code was opened: what it brings is kept, and goes out of the address.
 * @param {import("./qr/parts.js").Part | null} part null where it is torn */
async function receive(part) {
  history.replaceState(null, "", "/capture#/saksi");
  const taken = part === null ? null : await watch.take(part);
  const screen =
    taken === null
      ? "saksi/rusak"
      : taken === "full"
      ? "saksi/penuh"
      : "form" in taken
        ? `simpanan/${taken.form}`
        : "carried" in taken
          ? "saksi/titipan"
          : `saksi/${taken.have}-${taken.of}`;
  location.hash = `#/${screen}`;
}

/** What can never be overlooked: practice, and an election that is none. */
function bands() {
  const kind = session.sheet ? session.sheet.type : "";
  return session.isPractice
    ? h("p", { class: "band", role: "note" }, t("practice.band"))
    : kind === "simulation"
      ? h("p", { class: "band", role: "note" }, t("simulation.band"))
      : null;
}

function header() {
  const other = spoken() === "id" ? "en" : "id";
  const turnTo = async () => {
    localStorage.setItem(LANGUAGE, other);
    await speak(/** @type {"id" | "en"} */ (other));
    await show().catch(fail);
  };
  const place = session.sheet ? `${session.sheet.name} · ${session.sheet.within[session.sheet.within.length - 1] || ""}` : t("app.for");
  return h(
    "header",
    { class: "top" },
    h("a", { class: "home", href: address("") }, h("strong", {}, "Sirekap KPPS"), h("span", {}, place)),
    h("button", { class: "language", lang: other, onclick: () => void turnTo() }, t("language.other")),
  );
}

/** @param {string} screen */
function address(screen) {
  return session.isPractice ? `#/${PRACTICE}/${screen}` : `#/${screen}`;
}

/** @param {string} screen its name and what follows it */
function go(screen) {
  location.hash = address(screen);
}
