// A page's photo made small enough for a slow link and still readable, with nothing in it but the picture.
import { joined } from "../ledger/bytes.js";

/** Pixels of the longer edge, from the largest on; docs/capture.md has what each costs the reader. */
const EDGES = [2400, 2000, 1700, 1400];

/** JPEG qualities tried at each edge. */
const QUALITIES = [0.8, 0.7, 0.6];

/** Bytes of a page, at most. */
const MOST_BYTES = 400_000;

/** @typedef {{ bytes: ArrayBuffer, width: number, height: number, canvas: HTMLCanvasElement }} Picture */

/**
 * Drawn through a canvas, so that place, time and the phone's make are gone, and as a JPEG of at most 400 kB.
 * @param {CanvasImageSource} source @param {number} width of the source, in pixels @param {number} height
 * @returns {Promise<Picture>}
 */
export async function reduced(source, width, height) {
  let last = null;
  for (const edge of EDGES) {
    const canvas = drawn(source, width, height, edge);
    for (const quality of QUALITIES) {
      const bytes = bare(new Uint8Array(await (await jpeg(canvas, quality)).arrayBuffer()));
      last = { bytes: /** @type {ArrayBuffer} */ (bytes.buffer), width: canvas.width, height: canvas.height, canvas };
      if (bytes.length <= MOST_BYTES) {
        return last;
      }
    }
  }

  return /** @type {Picture} */ (last);
}

/** @param {Blob} file of any kind that this browser reads @returns {Promise<Picture>} */
export async function reducedFile(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return await reduced(image, image.naturalWidth, image.naturalHeight);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {CanvasImageSource} source @param {number} width @param {number} height @param {number} edge */
function drawn(source, width, height, edge) {
  const scale = Math.min(1, edge / Math.max(width, height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob>} */
function jpeg(canvas, quality) {
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality),
  );
}

const [START, END, SCAN, APP0] = [0xd8, 0xd9, 0xda, 0xe0];

/** How a JPEG says that it is one: JFIF 1.01, without density and thumbnail. */
const JFIF = [0xff, 0xd8, 0xff, APP0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/**
 * A canvas' JPEG with its tables, frame and scan alone: what the server would leave of it, so that it is taken as it is. Some browsers put
 * a colour profile or their name in.
 * @param {Uint8Array} photo @returns {Uint8Array}
 */
export function bare(photo) {
  /** @type {Uint8Array[]} */
  const parts = [Uint8Array.from(JFIF)];
  for (let at = 2; at < photo.length;) {
    const marker = photo[at + 1];
    if (photo[at] !== 0xff || marker === START || marker === END) {
      break;
    }

    if (marker === SCAN) {
      parts.push(photo.subarray(at));
      break;
    }

    const length = 2 + photo[at + 2] * 256 + photo[at + 3];
    if (isOfPicture(marker)) {
      parts.push(photo.subarray(at, at + length));
    }

    at += length;
  }

  return joined(...parts);
}

/** Frames (SOF), tables of codes (DHT, DAC), of quantities (DQT) and restarts (DRI). @param {number} marker */
function isOfPicture(marker) {
  return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || marker === 0xdb || marker === 0xdd;
}
