// Who signed the paper: three large buttons for each who may watch here. It can be passed over whole; nothing waits for it.
import { signaturesOf, unsaid, watchersOf, WAYS } from "../forms/paper.js";
import { fill, h } from "./dom.js";
import { n, pick, t } from "./words.js";

/** @typedef {import("../forms/paper.js").Way} Way */

/** @param {import("../app.js").Stage} stage */
export async function paper({ main, session, part, go }) {
  const contest = session.contest(part);
  if (contest === null || watchersOf(contest).length === 0) {
    go(contest === null ? "" : `kirim/${part}`);
    return;
  }

  const draft = await session.draft(part);
  /** @type {import("../forms/paper.js").Paper} */
  const said = (draft.paper = draft.paper || {});
  const rows = h("div", {});
  const problem = h("p", { class: "wrong", role: "alert" });
  const on = h("button", { class: "main", id: "lanjut" });
  const say = (/** @type {number[]} */ places, /** @type {Way} */ way) => {
    const isTaken = places.map(place => said[place] === way);
    void session.change(draft, one => {
      /** @type {import("../forms/paper.js").Paper} */
      const its = (one.paper = one.paper || {});
      places.forEach((place, i) => (isTaken[i] ? delete its[place] : (its[place] = way)));
    });
    draw();
  };
  const draw = () => {
    const focused = document.activeElement && document.activeElement.id;
    fill(problem);
    fill(
      rows,
      watchersOf(contest).map(watcher => row(watcher, said[watcher.place], way => say([watcher.place], way))),
    );
    const again = focused ? document.getElementById(focused) : null;
    if (again) {
      again.focus();
    }

    fill(on, t(signaturesOf(contest, said) === null ? "paper.skip" : "paper.next"));
  };
  const rest = () =>
    say(
      watchersOf(contest)
        .map(watcher => watcher.place)
        .filter(place => said[place] === undefined),
      "absent",
    );
  on.addEventListener("click", () => {
    const left = unsaid(contest, said);
    if (left.length > 0) {
      fill(problem, t("paper.stop", n(left.length)));
    } else {
      go(`kirim/${part}`);
    }
  });
  draw();
  fill(
    main,
    h("p", { class: "steps" }, t("step.paper", ...steps(contest, 3))),
    h("h1", {}, pick(contest.title)),
    h("p", { class: "lead" }, t("paper.says")),
    rows,
    h("button", { id: "sisanya", onclick: rest }, t("paper.rest")),
    problem,
    on,
    h("button", { class: "quiet", onclick: () => go(`foto/${part}`) }, t("paper.back")),
  );
}

/** @param {import("../forms/paper.js").Watcher} watcher @param {Way | undefined} chosen @param {(way: Way) => void} choose */
function row(watcher, chosen, choose) {
  return h(
    "fieldset",
    { class: "ways" },
    h("legend", {}, nameOf(watcher)),
    WAYS.map(way =>
      h(
        "button",
        {
          id: `kertas-${watcher.place}-${way}`,
          class: `way way-${way}`,
          "aria-pressed": String(chosen === way),
          onclick: () => choose(way),
        },
        t(`paper.${way}`),
      ),
    ),
  );
}

/** As an officer knows them. @param {import("../forms/paper.js").Watcher} watcher @returns {string} */
export function nameOf(watcher) {
  return watcher.number === undefined ? t("watcher.supervisor") : t("watcher.witness", watcher.number, watcher.name || "");
}

/** Which step of how many: where nobody watches there is one less. @param {import("../forms/paper.js").Contest} contest
 * @param {number} step @returns {string[]} */
export function steps(contest, step) {
  return [step, watchersOf(contest).length > 0 ? 4 : 3].map(String);
}
