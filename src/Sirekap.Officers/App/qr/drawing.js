// A QR code on the screen: a picture with its quiet rim, dark on white whatever the screen's own colours are, in whole pixels.
import { QUIET } from "./code.js";

/** Pixels of the picture's edge, about: a phone's screen has two or three to each of a page's. */
const EDGE = 1000;

/** @param {HTMLCanvasElement} canvas @param {import("./code.js").Code} code */
export function draw(canvas, { size, modules }) {
  const scale = Math.max(1, Math.floor(EDGE / (size + 2 * QUIET)));
  canvas.width = canvas.height = scale * (size + 2 * QUIET);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  modules.forEach((module, at) => {
    if (module === 1) {
      context.fillRect(scale * (QUIET + (at % size)), scale * (QUIET + Math.floor(at / size)), scale, scale);
    }
  });
}
