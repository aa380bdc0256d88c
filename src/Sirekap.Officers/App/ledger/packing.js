// A signed statement as few bytes: what a QR code carries from phone to phone. The log's key and the signer's come with it, so that whoever
// opens it can check the signature without a network, and later the ledger's receipt by a key that no server gave them.
import { base64, fromBase64, hex, joined, utf8 } from "./bytes.js";
import { der, rawOf, spkiOf } from "./notes.js";

/** The first byte: how it is packed. Another way gets another number. */
const WAY = 1;

/** Bytes of the log's key, of each coordinate of the signer's, and of each half of a signature. */
const PART = 32;

/** Of what stands between those and the text. */
const HEAD = 1 + 5 * PART;

/** What statements say again and again, each one byte from 0x80 on: never in another order, a code that was shown is read years later. */
const LITERALS = [
  '{"ledger":"',
  '","election":"',
  '","rules":',
  ',"kind":"form","contest":"',
  ',"kind":"attest","by":',
  ',"kind":"objection","by":',
  ',"contest":"',
  '","station":',
  ',"taken":',
  ',"votes":',
  ',"parties":',
  ',"roll":',
  ',"fromRoll":',
  ',"transferred":',
  ',"sameDay":',
  ',"voters":',
  ',"ballots":',
  ',"disabled":',
  ',"sums":',
  ',"photos":[',
  ',"gallery":',
  ',"paper":{"signed":',
  ',"refused":',
  ',"on":',
  ',"stance":"signed"',
  ',"stance":"refused","ground":"',
  ',"ground":"',
  "figures-differ",
  "not-admitted",
  "copy-not-given",
  "simulation",
  "ppwp",
  "pdpr",
];

const FIRST_LITERAL = 0x80;

/** Then come what a statement has of its own, in fewer bytes than its characters. */
const [TIME, HASH, NAME, STATION, FIGURES] = [0xf0, 0xf1, 0xf2, 0xf3, 0xf4];

/** Bytes of a key's name, and of a station's thirteen digits. */
const [NAME_BYTES, STATION_BYTES] = [16, 6];

/** Each with what its text looks like, how it is written and how it is read again. */
const PIECES = [
  {
    code: TIME,
    shape: /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"/y,
    /** @param {string} text */
    write: text => number(Date.parse(text) / 1000, 5),
    /** @param {Reader} r */
    read: r => `"${new Date(1000 * r.number(5)).toISOString().slice(0, 19)}Z"`,
  },
  {
    code: HASH,
    shape: /"([0-9a-f]{64})"/y,
    /** @param {string} text */
    write: text => unhex(text),
    /** @param {Reader} r */
    read: r => `"${hex(r.bytes(PART))}"`,
  },
  {
    code: NAME,
    shape: /"([0-9a-f]{32})"/y,
    /** @param {string} text */
    write: text => unhex(text),
    /** @param {Reader} r */
    read: r => `"${hex(r.bytes(NAME_BYTES))}"`,
  },
  {
    code: STATION,
    shape: /"(\d{13})"/y,
    /** @param {string} text */
    write: text => number(Number(text), STATION_BYTES),
    /** @param {Reader} r */
    read: r => `"${String(r.number(STATION_BYTES)).padStart(13, "0")}"`,
  },
  {
    code: FIGURES,
    shape: /(\[(?:(?:null|0|[1-9]\d{0,5})(?:,(?:null|0|[1-9]\d{0,5}))*)?\])/y,
    /** @param {string} text */
    write: text => {
      const figures = /** @type {(number | null)[]} */ (JSON.parse(text));
      return joined(short(figures.length), ...figures.map(figure => short(figure === null ? 0 : figure + 1)));
    },
    /** @param {Reader} r */
    read: r => {
      const figures = [];
      for (let left = r.short(); left > 0; left--) {
        figures.push(r.short());
      }

      return `[${figures.map(figure => (figure === 0 ? "null" : String(figure - 1))).join(",")}]`;
    },
  },
];

/**
 * What was packed. @typedef {{ text: string, log: string, spki: Uint8Array, raw: Uint8Array }} Unpacked
 */

/**
 * @param {string} note one statement with one signature, of P-256 @param {Uint8Array} spki its signer's key
 * @param {string} log the log's key, in base64 @returns {Uint8Array}
 */
export function packed(note, spki, log) {
  const end = note.indexOf("\n") + 1;
  const line = note.slice(end).trim().split(" ")[2];
  const raw = rawOf(/** @type {Uint8Array} */ (fromBase64(line)).subarray(4));
  const logKey = /** @type {Uint8Array} */ (fromBase64(log));
  const bytes = joined(Uint8Array.of(WAY), logKey, spki.subarray(-2 * PART), raw, pieces(note.slice(0, end)));
  const again = unpacked(bytes);
  if (again === null || again.text !== note.slice(0, end)) {
    throw new Error("this statement cannot be packed");
  }

  return bytes;
}

/** @param {Uint8Array} bytes @returns {Unpacked | null} null where they are no packed statement */
export function unpacked(bytes) {
  if (bytes.length <= HEAD || bytes[0] !== WAY) {
    return null;
  }

  const part = (/** @type {number} */ i) => bytes.slice(1 + i * PART, 1 + (i + 1) * PART);
  const r = new Reader(bytes.subarray(HEAD));
  let text = "";
  while (!r.isAtEnd && !r.isTorn) {
    text += piece(r);
  }

  const raw = joined(part(3), part(4));
  return r.isTorn || !/^[ -~]+\n$/.test(text) ? null : { text, log: base64(part(0)), spki: spkiOf(part(1), part(2)), raw };
}

/** The note of what was packed, as it was signed. @param {Unpacked} what @param {Uint8Array} digest SHA-256 of its key */
export function noteOf({ text, raw }, digest) {
  return `${text}\n\u2014 ${hex(digest.subarray(0, NAME_BYTES))} ${base64(joined(digest.subarray(0, 4), der(raw)))}\n`;
}

/** @param {string} text @returns {Uint8Array} */
function pieces(text) {
  const parts = [];
  for (let at = 0; at < text.length;) {
    const found = PIECES.map(({ code, shape, write }) => {
      shape.lastIndex = at;
      const match = shape.exec(text);
      return match && { length: match[0].length, bytes: joined(Uint8Array.of(code), write(match[1])) };
    }).find(match => match !== null);
    const literal = LITERALS.findIndex(one => text.startsWith(one, at));
    if (found) {
      parts.push(found.bytes);
      at += found.length;
    } else if (literal >= 0) {
      parts.push(Uint8Array.of(FIRST_LITERAL + literal));
      at += LITERALS[literal].length;
    } else {
      parts.push(utf8(text[at]));
      at++;
    }
  }

  return joined(...parts);
}

/** @param {Reader} r @returns {string} */
function piece(r) {
  const [code] = r.bytes(1);
  const known = PIECES.find(one => one.code === code);
  const literal = LITERALS[code - FIRST_LITERAL];
  if (known) {
    return known.read(r);
  }

  if (literal === undefined && code >= FIRST_LITERAL) {
    r.isTorn = true;
  }

  return literal === undefined ? String.fromCharCode(code) : literal;
}

/** Reads bytes from the first on; what is not there is nought, and makes it torn. */
class Reader {
  /** @param {Uint8Array} all */
  constructor(all) {
    this.all = all;
    this.place = 0;
    this.isTorn = false;
  }

  get isAtEnd() {
    return this.place >= this.all.length;
  }

  /** @param {number} length @returns {Uint8Array} */
  bytes(length) {
    this.isTorn = this.isTorn || this.place + length > this.all.length;
    this.place += length;
    return this.isTorn ? new Uint8Array(length) : this.all.subarray(this.place - length, this.place);
  }

  /** Big-endian, of at most six bytes. @param {number} length @returns {number} */
  number(length) {
    return this.bytes(length).reduce((value, byte) => 256 * value + byte, 0);
  }

  /** Seven bits a byte, the lowest first, at most 21 of them. @returns {number} */
  short() {
    let value = 0;
    for (let shift = 0; shift < 21; shift += 7) {
      const [byte] = this.bytes(1);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }

    this.isTorn = true;
    return 0;
  }
}

/** @param {number} value @returns {Uint8Array} */
function short(value) {
  const bytes = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push(0x80 | (rest & 0x7f));
    rest >>= 7;
  }

  return Uint8Array.from([...bytes, rest]);
}

/** @param {number} value @param {number} length @returns {Uint8Array} */
function number(value, length) {
  return Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);
}

/** @param {string} digits @returns {Uint8Array} */
function unhex(digits) {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}
