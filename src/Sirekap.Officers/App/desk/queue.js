// What waits to be read, whatever waits longest first, and what has become of this reviewer's own readings.
import { fill, h } from "../screens/dom.js";
import { n, pick, t } from "../screens/words.js";
import { idOf } from "./session.js";

/** Rows that are shown; the next comes when one of them is read. */
const SHOWN = 10;

/** Milliseconds after which the queue is asked for anew. */
const AGAIN = 15_000;

/** Own readings that are listed, the newest first. */
const OWN = 8;

/** @param {import("./desk.js").Stage} stage @returns {Promise<import("./desk.js").Shown>} */
export async function queueScreen({ main, session }) {
  let tasks = await session.tasks();
  const list = h("div", {});
  const own = h("section", { "aria-labelledby": "h-bacaan" });
  const state = h("p", { class: "state", id: "keadaan", role: "status" });
  const first = h("button", { class: "main", id: "mulai", "data-first": true }, t("queue.start"));
  first.addEventListener("click", () => tasks !== null && tasks.length > 0 && open(tasks[0]));
  let drawn = "";
  const draw = async () => {
    const readings = await session.readings();
    const now = JSON.stringify([tasks, session.waiting, readings.map(reading => [reading.id, reading.state]), session.sender.isReached]);
    if (now === drawn) {
      // What is the same stays as it is: whoever goes through it by keyboard keeps their place.
      return;
    }

    drawn = now;
    const at = document.activeElement && document.activeElement.getAttribute("href");
    fill(state, tasks === null || !session.sender.isReached ? t("desk.unreached") : t("queue.count", n(session.waiting)));
    first.disabled = tasks === null || tasks.length === 0;
    fill(
      list,
      h(
        "ol",
        { class: "tasks" },
        (tasks || []).slice(0, SHOWN).map(task => row(task, readings)),
      ),
    );
    fill(own, readings.length > 0 && [h("h2", { id: "h-bacaan" }, t("own.title")), h("ul", { class: "tasks" }, mine(readings))]);
    const again = at ? Array.from(list.querySelectorAll("a")).find(link => link.getAttribute("href") === at) : null;
    if (again) {
      again.focus();
    }
  };
  const renew = async () => {
    tasks = (await session.tasks()) || tasks;
    await draw();
  };
  fill(main, h("h1", {}, t("queue.title")), h("p", { class: "lead" }, t("queue.says")), state, first, list, own);
  await draw();
  const timer = setInterval(() => void renew(), AGAIN);
  return { changed: () => void draw(), left: () => clearInterval(timer) };
}

/** @param {import("./session.js").Task} task @param {import("./session.js").Reading[]} readings */
function row(task, readings) {
  const isBegun = readings.some(reading => reading.id === idOf(task) && reading.state === "typing");
  return h(
    "li",
    { "data-station": task.station },
    h("h2", {}, h("a", { href: addressOf(task) }, `${task.name} · ${task.within[task.within.length - 1] || ""}`)),
    h("p", { class: "code" }, `${task.station} · ${pick(task.title)}`),
    h(
      "ul",
      { class: "why" },
      task.causes.map(cause => h("li", {}, t(`why.${cause.why}`), " ", t("why.since", when(cause.time)))),
    ),
    h("p", {}, task.seals > 0 ? t("queue.seals", n(task.seals)) : t("queue.unread"), isBegun && ` ${t("queue.begun")}`),
  );
}

/** @param {import("./session.js").Reading[]} readings */
function mine(readings) {
  return readings
    .slice()
    .reverse()
    .slice(0, OWN)
    .map(reading =>
      h(
        "li",
        { "data-own": reading.station, "data-state": reading.state },
        h("p", {}, `${reading.name} (${reading.station}), ${reading.contest}`),
        h("p", { class: `state state-${reading.state}` }, t(`own.${reading.state}`), reading.reason && ` ${t(`over.${reading.reason}`)}`),
      ),
    );
}

/** @param {{ station: string, contest: string }} task */
function addressOf(task) {
  return `#/baca/${task.contest}/${task.station}`;
}

/** @param {{ station: string, contest: string }} task */
function open(task) {
  location.hash = addressOf(task);
}

/** Day and hour as on the reader's wall. @param {string} time */
function when(time) {
  const date = new Date(time);
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${two(date.getDate())}-${two(date.getMonth() + 1)} ${two(date.getHours())}.${two(date.getMinutes())}`;
}
