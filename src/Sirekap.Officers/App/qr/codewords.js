// The codewords of a QR code (ISO/IEC 18004): texts as bits, split into blocks, each with its Reed-Solomon correction, interleaved. Of the
// four levels of correction M alone, which bears 15 % of damage: glare on a screen, a thumb.

/** Codewords of correction in each block, by version from 1 (table 9, level M). */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];

/** Blocks, by version from 1 (table 9, level M). */
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];

/** The largest version of these tables. */
export const LARGEST = BLOCKS.length;

/** x^8 + x^4 + x^3 + x^2 + 1, of the field whose symbols codewords are. */
const FIELD = 0x11d;

/** Codewords that fill up what a text leaves, by turns. */
const PADDING = [0xec, 0x11];

/** A part of a text in one mode: digits, or bytes. @typedef {{ digits: string } | { bytes: Uint8Array }} Segment */

const [EXPONENTS, LOGARITHMS] = tables();

/** Modules of a code of this version that bear codewords and the few bits left over. @param {number} version */
export function capacity(version) {
  const size = 17 + 4 * version;
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
  // Three finders with their rims and formats, two timing patterns, the dark module; then alignment patterns, those on a timing pattern
  // sharing it; then the version twice.
  const fixed = 3 * 64 + 31 + 2 * (size - 16);
  const alignment = aligned === 0 ? 0 : 25 * (aligned * aligned - 3) - 5 * 2 * (aligned - 2);
  return size * size - fixed - alignment - (version >= 7 ? 36 : 0);
}

/** Codewords of data. @param {number} version */
export function room(version) {
  return Math.floor(capacity(version) / 8) - CORRECTION[version - 1] * BLOCKS[version - 1];
}

/** The smallest version that holds a text, or null. @param {Segment[]} segments @param {number} most the largest that is wanted */
export function versionFor(segments, most) {
  for (let version = 1; version <= Math.min(most, LARGEST); version++) {
    if (bitsOf(segments, version).length <= 8 * room(version)) {
      return version;
    }
  }

  return null;
}

/** All codewords of a text in the order in which they are placed.
 * @param {Segment[]} segments @param {number} version @returns {number[]} */
export function codewords(segments, version) {
  const bits = bitsOf(segments, version);
  const space = room(version);
  bits.push(...Array(Math.min(4, 8 * space - bits.length)).fill(0));
  const data = [];
  for (let at = 0; at < bits.length; at += 8) {
    data.push(bits.slice(at, at + 8).reduce((word, bit, i) => word | (bit << (7 - i)), 0));
  }

  for (let i = 0; data.length < space; i++) {
    data.push(PADDING[i % 2]);
  }

  return interleaved(data, BLOCKS[version - 1], CORRECTION[version - 1]);
}

/** @param {Segment[]} segments @param {number} version @returns {number[]} */
function bitsOf(segments, version) {
  /** @type {number[]} */
  const bits = [];
  const put = (/** @type {number} */ value, /** @type {number} */ length) => {
    for (let i = length - 1; i >= 0; i--) {
      bits.push((value >> i) & 1);
    }
  };
  for (const segment of segments) {
    if ("digits" in segment) {
      put(1, 4);
      put(segment.digits.length, version < 10 ? 10 : 12);
      for (let at = 0; at < segment.digits.length; at += 3) {
        const digits = segment.digits.slice(at, at + 3);
        put(Number(digits), [0, 4, 7, 10][digits.length]);
      }
    } else {
      put(4, 4);
      put(segment.bytes.length, version < 10 ? 8 : 16);
      segment.bytes.forEach(byte => put(byte, 8));
    }
  }

  return bits;
}

/** The later blocks have one codeword of data more. @param {number[]} data @param {number} count @param {number} correction */
function interleaved(data, count, correction) {
  const [short, long] = [Math.floor(data.length / count), data.length % count];
  const blocks = [];
  for (let i = 0, at = 0; i < count; i++) {
    const length = short + (i >= count - long ? 1 : 0);
    blocks.push(data.slice(at, at + length));
    at += length;
  }

  const checks = blocks.map(block => remainder(block, correction));
  const all = [];
  for (let i = 0; i <= short; i++) {
    all.push(...blocks.filter(block => i < block.length).map(block => block[i]));
  }

  for (let i = 0; i < correction; i++) {
    all.push(...checks.map(check => check[i]));
  }

  return all;
}

/** The remainder of a block, shifted by its correction, by the generator whose roots are 2^0, 2^1 …
 * @param {number[]} block @param {number} degree */
function remainder(block, degree) {
  const divisor = generator(degree);
  const rest = [...block, ...Array(degree).fill(0)];
  for (let at = 0; at < block.length; at++) {
    const factor = rest[at];
    if (factor !== 0) {
      divisor.forEach((coefficient, i) => (rest[at + i] ^= times(coefficient, factor)));
    }
  }

  return rest.slice(block.length);
}

/** Coefficients, the highest first, which is 1. @param {number} degree @returns {number[]} */
function generator(degree) {
  let product = [1];
  for (let i = 0; i < degree; i++) {
    const next = [...product, 0];
    product.forEach((coefficient, k) => (next[k + 1] ^= times(coefficient, EXPONENTS[i])));
    product = next;
  }

  return product;
}

/** @param {number} a @param {number} b */
function times(a, b) {
  return a === 0 || b === 0 ? 0 : EXPONENTS[(LOGARITHMS[a] + LOGARITHMS[b]) % 255];
}

/** @returns {[number[], number[]]} */
function tables() {
  const [exponents, logarithms] = [Array(255).fill(0), Array(256).fill(0)];
  for (let i = 0, value = 1; i < 255; i++) {
    [exponents[i], logarithms[value]] = [value, i];
    value = value & 0x80 ? (value << 1) ^ FIELD : value << 1;
  }

  return [exponents, logarithms];
}
