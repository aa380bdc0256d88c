// A QR code (ISO/IEC 18004) of a text, as a field of modules: what stands where in every code of a version, the codewords between, and the
// mask that leaves the fewest shapes which a reader could take for something else.
import { codewords, LARGEST, versionFor } from "./codewords.js";

/** @typedef {import("./codewords.js").Segment} Segment */

/** A square of modules, row by row, 1 where one is dark. @typedef {{ version: number, size: number, modules: Uint8Array }} Code */

/** Level M, as a format says it. */
const LEVEL = 0;

/** Light modules that a reader wants around a code. */
export const QUIET = 4;

/** By which modules are turned over, from the column and the row. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x, y) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/**
 * The smallest code that holds a text.
 * @param {Segment[]} segments @param {number} [most] the largest version that is wanted @returns {Code | null} null where it does not fit
 */
export function codeOf(segments, most = LARGEST) {
  const version = versionFor(segments, most);
  return version === null ? null : codeIn(segments, version);
}

/** A code of this version, which holds the text. @param {Segment[]} segments @param {number} version @returns {Code} */
export function codeIn(segments, version) {
  const { size, modules, fixed } = frame(version);
  place(codewords(segments, version), size, modules, fixed);
  let [best, least] = [modules, Infinity];
  MASKS.forEach((mask, number) => {
    const masked = modules.slice();
    for (let at = 0; at < masked.length; at++) {
      masked[at] ^= fixed[at] === 0 && mask(at % size, Math.floor(at / size)) ? 1 : 0;
    }

    writeFormat(masked, size, number);
    const cost = penalty(masked, size);
    if (cost < least) {
      [best, least] = [masked, cost];
    }
  });
  return { version, size, modules: best };
}

/** What every code of a version has, and where nothing else may stand. @param {number} version */
function frame(version) {
  const size = 17 + 4 * version;
  const [modules, fixed] = [new Uint8Array(size * size), new Uint8Array(size * size)];
  const set = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ isDark) => {
    if (x >= 0 && y >= 0 && x < size && y < size) {
      modules[y * size + x] = isDark ? 1 : 0;
      fixed[y * size + x] = 1;
    }
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }

  const centres = centresOf(version, size);
  for (const x of centres) {
    for (const y of centres) {
      const isFinder = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
      if (!isFinder) {
        rings(set, x, y, 2, distance => distance !== 1);
      }
    }
  }

  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ]) {
    rings(set, x, y, 4, distance => distance !== 2 && distance !== 4);
  }

  // Room for the format, which a mask decides, and the dark module beside it.
  for (let i = 0; i < 9; i++) {
    const isTiming = i === 6;
    if (!isTiming) {
      set(8, i, false);
      set(i, 8, false);
    }

    if (i < 8) {
      set(8, size - 1 - i, i === 7);
      set(size - 1 - i, 8, false);
    }
  }

  writeVersion(set, version, size);
  return { size, modules, fixed };
}

/** Square rings around a point. @param {(x: number, y: number, isDark: boolean) => void} set @param {number} x @param {number} y
 * @param {number} reach @param {(distance: number) => boolean} isDark */
function rings(set, x, y, reach, isDark) {
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

/** Columns and rows of the alignment patterns' centres (annex E): as even as they can be, the first distance may be shorter.
 * @param {number} version @param {number} size */
function centresOf(version, size) {
  if (version === 1) {
    return [];
  }

  const count = Math.floor(version / 7) + 2;
  const step = 2 * Math.ceil((size - 13) / (2 * (count - 1)));
  const centres = [6];
  for (let i = count - 2; i >= 0; i--) {
    centres.push(size - 7 - i * step);
  }

  return centres;
}

/** Two copies of the version with its BCH code, from version 7 on. @param {(x: number, y: number, isDark: boolean) => void} set
 * @param {number} version @param {number} size */
function writeVersion(set, version, size) {
  if (version < 7) {
    return;
  }

  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let i = 0; i < 18; i++) {
    const [near, far] = [Math.floor(i / 3), size - 11 + (i % 3)];
    set(near, far, ((bits >> i) & 1) === 1);
    set(far, near, ((bits >> i) & 1) === 1);
  }
}

/** Two copies of level and mask with their BCH code. @param {Uint8Array} modules @param {number} size @param {number} mask */
function writeFormat(modules, size, mask) {
  const data = (LEVEL << 3) | mask;
  const bits = ((data << 10) | remainder(data, 10, 0x537)) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const bit = (bits >> i) & 1;
    // Along column 8 downwards, past the timing row, and leftwards along row 8, past the timing column.
    const [x, y] = i < 6 ? [8, i] : i < 8 ? [8, i + 1] : i === 8 ? [7, 8] : [14 - i, 8];
    modules[y * size + x] = bit;
    const [farX, farY] = i < 8 ? [size - 1 - i, 8] : [8, size - 15 + i];
    modules[farY * size + farX] = bit;
  }
}

/** @param {number} value @param {number} degree @param {number} divisor */
function remainder(value, degree, divisor) {
  let rest = value << degree;
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit = 31 - Math.clz32(rest)) {
    rest ^= divisor << (bit - degree);
  }

  return rest;
}

/** Codewords in columns of two, from the right, up and down by turns. @param {number[]} words @param {number} size
 * @param {Uint8Array} modules @param {Uint8Array} fixed */
function place(words, size, modules, fixed) {
  let at = 0;
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) {
      right--;
    }

    for (let i = 0; i < size; i++) {
      const y = isUp ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (fixed[y * size + x] === 0 && at < 8 * words.length) {
          modules[y * size + x] = (words[at >> 3] >> (7 - (at & 7))) & 1;
          at++;
        }
      }
    }

    isUp = !isUp;
  }
}

/** How much in a code misleads readers: runs, blocks, what looks like a finder, more dark than light.
 * @param {Uint8Array} modules @param {number} size */
function penalty(modules, size) {
  let cost = 0;
  let dark = 0;
  for (let i = 0; i < size; i++) {
    cost += line(modules, size, i * size, 1) + line(modules, size, i, size);
    for (let x = 0; x < size; x++) {
      const at = i * size + x;
      dark += modules[at];
      if (i > 0 && x > 0) {
        const sum = modules[at] + modules[at - 1] + modules[at - size] + modules[at - size - 1];
        cost += sum === 0 || sum === 4 ? 3 : 0;
      }
    }
  }

  return cost + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}

/** A row or column: five alike cost 3, each more 1; a finder's dark 1, 1, 3, 1, 1 with light beside it 40.
 * @param {Uint8Array} modules @param {number} size @param {number} first @param {number} step */
function line(modules, size, first, step) {
  let [cost, run, seen] = [0, 0, 0];
  for (let i = 0, before = -1; i < size; i++) {
    const module = modules[first + i * step];
    run = module === before ? run + 1 : 1;
    cost += run === 5 ? 3 : run > 5 ? 1 : 0;
    before = module;
    seen = ((seen << 1) | module) & 0x7ff;
    cost += i >= 10 && (seen === 0x5d0 || seen === 0x05d) ? 40 : 0;
  }

  return cost;
}
