// Whether a photo is bright, sharp and whole enough to be read. It is advice: a photo is kept whatever is said of it.

/** Pixels of the longer edge at which a photo is looked at. */
const EDGE = 800;

/** Mean lightness, of 255, below which a page is dark. */
const DARK = 70;

/** Share of the page's own lightness squared: below it the strokes have no edges. Measured on simulated photos; docs/capture.md. */
const BLURRED = 0.0035;

/** Share of an edge that is as light as the paper, above which the paper goes on beyond it. */
const CUT = 0.6;

/** Pixels from the edge that are looked at for that. */
const RIM = 4;

/** @typedef {"dark" | "blurred" | "cut"} Advice */

/** @param {HTMLCanvasElement} picture @returns {Advice[]} empty where nothing is to be said */
export function adviceOn(picture) {
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return advice(context.getImageData(0, 0, canvas.width, canvas.height));
}

/** @param {{ data: ArrayLike<number>, width: number, height: number }} image @returns {Advice[]} */
export function advice({ data, width, height }) {
  const light = new Float32Array(width * height);
  let total = 0;
  for (let i = 0; i < light.length; i++) {
    light[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
    total += light[i];
  }

  const mean = total / light.length;
  /** @type {Advice[]} */
  const said = [];
  if (mean < DARK) {
    said.push("dark");
  }

  if (edges(light, width, height) < BLURRED * mean * mean) {
    said.push("blurred");
  }

  if (isCut(light, width, height, mean)) {
    said.push("cut");
  }

  return said;
}

/** The variance of the Laplacian. @param {Float32Array} light @param {number} width @param {number} height */
export function edges(light, width, height) {
  let [total, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const value = 4 * light[at] - light[at - 1] - light[at + 1] - light[at - width] - light[at + width];
      [total, squares, count] = [total + value, squares + value * value, count + 1];
    }
  }

  return count === 0 ? 0 : squares / count - (total / count) ** 2;
}

/** Whether paper reaches over one of the picture's edges. @param {Float32Array} light @param {number} width @param {number} height
 * @param {number} mean */
function isCut(light, width, height, mean) {
  const sorted = light.slice().sort();
  const paper = 0.85 * sorted[Math.floor(sorted.length * 0.8)];
  if (paper < mean) {
    // All is as light as the paper: it cannot be told from what it lies on.
    return false;
  }

  const isPaper = (/** @type {number} */ x, /** @type {number} */ y) => light[y * width + x] >= paper;
  const share = (/** @type {number} */ length, /** @type {(i: number) => boolean} */ at) => {
    let count = 0;
    for (let i = 0; i < length; i++) {
      count += at(i) ? 1 : 0;
    }

    return count / length;
  };
  return [
    share(width, x => isPaper(x, RIM)),
    share(width, x => isPaper(x, height - 1 - RIM)),
    share(height, y => isPaper(RIM, y)),
    share(height, y => isPaper(width - 1 - RIM, y)),
  ].some(edge => edge > CUT);
}
