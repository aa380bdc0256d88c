// What stands in the app's place where nothing can be kept: another edition of it is open in another tab.
import { h } from "./dom.js";
import { t } from "./words.js";

const WORDS = { blocked: ["store.blocked.title", "store.blocked"], closed: ["store.closed.title", "store.closed"] };

/** @param {"blocked" | "closed"} what as the store tells it @returns {HTMLElement} */
export function closed(what) {
  const again = h("button", { class: "main", id: "buka-ulang", onclick: () => location.reload() }, t("store.again"));
  const [title, words] = WORDS[what];
  return h("main", { id: "isi", role: "alert" }, h("h1", {}, t(title)), h("p", {}, t(words)), again);
}
