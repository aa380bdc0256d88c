// What is packed, as addresses of this app that any phone's camera opens: `#form=1.2.a1b2c3.DIGITS`, part 1 of 2 of what begins with this
// hash. Digits, because a QR code bears them without loss; behind the `#`, which no browser sends to a server.
import { hex, joined, sha256, utf8 } from "../ledger/bytes.js";
import { codeOf } from "./code.js";

/** The largest code that a cheap phone's camera takes from another's screen: 85 modules, three and a half pixels of a narrow page each. */
const LARGEST = 17;

/** Parts of the longest: nobody points a camera at more. */
const MOST_PARTS = 9;

/** Hexadecimal digits of the whole's hash that every part bears: which parts belong together, and that nothing is wrong with them. */
const MARK = 12;

/** What a code can bring. @typedef {"form" | "attest" | "objection"} Brings */

/** @typedef {{ brings: Brings, part: number, of: number, mark: string, bytes: Uint8Array }} Part */

/**
 * Codes of one whole, to be shown in turn.
 * @param {Brings} brings @param {Uint8Array} whole @param {string} address of the app, without what stands behind the `#`
 * @returns {Promise<{ address: string, code: import("./code.js").Code }[]>}
 */
export async function codesOf(brings, whole, address) {
  const mark = hex(await sha256(whole)).slice(0, MARK);
  for (let of = 1; of <= MOST_PARTS; of++) {
    const codes = slices(whole, of).map((slice, i) => {
      const [before, digits] = [`${address}#${brings}=${i + 1}.${of}.${mark}.`, decimal(slice)];
      return { address: before + digits, code: codeOf([{ bytes: utf8(before) }, { digits }], LARGEST) };
    });
    if (codes.every(({ code }) => code !== null)) {
      return /** @type {{ address: string, code: import("./code.js").Code }[]} */ (codes);
    }
  }

  throw new Error(`${whole.length} bytes are more than ${MOST_PARTS} codes hold`);
}

/** Whether an address is, or was meant to be, a part. @param {string} fragment */
export function isBrought(fragment) {
  return /^#(form|attest|objection)=/.test(fragment);
}

/** @param {string} fragment @returns {Part | null} null where it is none of these */
export function partOf(fragment) {
  const found = /^#(form|attest|objection)=([1-9])\.([1-9])\.([0-9a-f]{12})\.([1-9][0-9]{0,4000})$/.exec(fragment);
  if (found === null || Number(found[2]) > Number(found[3])) {
    return null;
  }

  const bytes = undecimal(found[5]);
  const brings = /** @type {Brings} */ (found[1]);
  return bytes === null ? null : { brings, part: Number(found[2]), of: Number(found[3]), mark: found[4], bytes };
}

/**
 * All parts together.
 * @param {Part[]} parts each once, of one mark @returns {Promise<Uint8Array | null>} null where they are not what was packed
 */
export async function wholeOf(parts) {
  const whole = joined(...parts.slice().sort((a, b) => a.part - b.part).map(part => part.bytes));
  return hex(await sha256(whole)).startsWith(parts[0].mark) ? whole : null;
}

/** @param {Uint8Array} whole @param {number} of */
function slices(whole, of) {
  const length = Math.ceil(whole.length / of);
  return Array.from({ length: of }, (_, i) => whole.subarray(i * length, (i + 1) * length));
}

/** A one before the bytes keeps those that are nought. @param {Uint8Array} bytes @returns {string} */
function decimal(bytes) {
  return BigInt(`0x01${hex(bytes)}`).toString();
}

/** @param {string} digits @returns {Uint8Array | null} */
function undecimal(digits) {
  const text = BigInt(digits).toString(16);
  return text.length % 2 === 1 && text[0] === "1"
    ? Uint8Array.from({ length: (text.length - 1) / 2 }, (_, i) => parseInt(text.slice(2 * i + 1, 2 * i + 3), 16))
    : null;
}
