// QR codes that another phone's own camera opens, one after the other where one is too small.
import { draw } from "../qr/drawing.js";
import { codesOf } from "../qr/parts.js";
import { fill, h } from "./dom.js";
import { n, t } from "./words.js";

/** @typedef {{ address: string, code: import("../qr/code.js").Code }} Shown */

/**
 * @param {import("../qr/parts.js").Brings} brings @param {Uint8Array} whole what is packed @param {string} says what it is for
 * @returns {Promise<any>} an element
 */
export async function codes(brings, whole, says) {
  return turning(await codesOf(brings, whole, `${location.origin}/capture`), says);
}

/** @param {Shown[]} shown @param {string} says */
export function turning(shown, says) {
  const canvas = h("canvas", { class: "code", role: "img", "aria-label": says });
  const count = h("p", { class: "count", "aria-live": "polite" });
  let at = 0;
  const show = (/** @type {number} */ next) => {
    at = (next + shown.length) % shown.length;
    draw(canvas, shown[at].code);
    canvas.dataset.address = shown[at].address;
    fill(count, shown.length > 1 ? t("codes.part", n(at + 1), n(shown.length)) : "");
  };
  show(0);
  const next = h("button", { class: "next", onclick: () => show(at + 1) }, t("codes.next"));
  return h("div", { class: "codes" }, h("p", {}, says), canvas, count, shown.length > 1 && next);
}
