// Signed notes (C2SP signed-note) of officers: ECDSA P-256 with SHA-256, type 0x02; docs/ledger-format.md, section 2.
import { base64, hex, joined, sha256, utf8 } from "./bytes.js";

/** DER of a P-256 key's SPKI before its x and y. */
const SPKI = Uint8Array.of(
  0x30,
  0x59,
  0x30,
  0x13,
  0x06,
  0x07,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  0x02,
  0x01,
  0x06,
  0x08,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  0x03,
  0x01,
  0x07,
  0x03,
  0x42,
  0x00,
  0x04,
);

/** The order of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Half of a signature, in bytes. */
const HALF = 32;

/** @typedef {{ privateKey: CryptoKey, spki: Uint8Array }} Signer */

/** @param {Uint8Array} x @param {Uint8Array} y @returns {Uint8Array} 91 bytes */
export function spkiOf(x, y) {
  return joined(SPKI, x, y);
}

/** @param {Uint8Array} spki @returns {Promise<string>} 32 hexadecimal digits */
export async function keyName(spki) {
  return hex((await sha256(spki)).subarray(0, 16));
}

/** A text's identity: its SHA-256. @param {string} text @returns {Promise<string>} 64 hexadecimal digits */
export async function identity(text) {
  return hex(await sha256(utf8(text)));
}

/** @param {string} text one line and its newline @param {Signer} signer @returns {Promise<string>} the note */
export async function signed(text, signer) {
  const digest = await sha256(signer.spki);
  const signature = der(await rawSignature(utf8(text), signer.privateKey));
  const line = base64(joined(digest.subarray(0, 4), signature));
  return `${text}\n\u2014 ${hex(digest.subarray(0, 16))} ${line}\n`;
}

/** What says to the API by whom a blob is brought. @param {string} election @param {string} blob @param {Signer} signer */
export async function blobSignature(election, blob, signer) {
  const raw = await rawSignature(utf8(`sirekap-blob v1\n${election}\n${blob}\n`), signer.privateKey);
  return `${await keyName(signer.spki)} ${base64(raw)}`;
}

/**
 * Strict DER, with the lower of the two values of s, of the 64 bytes r‖s that browsers give.
 * @param {Uint8Array} raw @returns {Uint8Array}
 */
export function der(raw) {
  const s = BigInt("0x" + hex(raw.subarray(HALF)));
  const low = s > ORDER / 2n ? ORDER - s : s;
  const numbers = joined(integer(raw.subarray(0, HALF)), integer(bigEndian(low)));
  return joined(Uint8Array.of(0x30, numbers.length), numbers);
}

/** The 64 bytes r‖s of such DER; noughts where it is none. @param {Uint8Array} bytes @returns {Uint8Array} */
export function rawOf(bytes) {
  const raw = new Uint8Array(2 * HALF);
  for (let at = 2, half = 1; half <= 2; half++) {
    const digits = bytes.subarray(at + 2, at + 2 + bytes[at + 1]).slice(-HALF);
    raw.set(digits, half * HALF - digits.length);
    at += 2 + bytes[at + 1];
  }

  return raw;
}

/** Whether a signature of 64 bytes is a key's over a text. @param {string} text @param {Uint8Array} spki @param {Uint8Array} raw
 * @returns {Promise<boolean>} */
export async function holds(text, spki, raw) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  try {
    const key = await crypto.subtle.importKey("spki", /** @type {BufferSource} */ (spki), algorithm, false, ["verify"]);
    const [signature, message] = /** @type {BufferSource[]} */ ([raw, utf8(text)]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, message);
  } catch {
    return false;
  }
}

/** @param {Uint8Array} message @param {CryptoKey} key @returns {Promise<Uint8Array>} */
async function rawSignature(message, key) {
  return new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, /** @type {BufferSource} */ (message)));
}

/** @param {bigint} value @returns {Uint8Array} */
function bigEndian(value) {
  const digits = value.toString(16).padStart(2 * HALF, "0");
  return Uint8Array.from({ length: HALF }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** A positive INTEGER. @param {Uint8Array} bytes big-endian @returns {Uint8Array} */
function integer(bytes) {
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) {
    first++;
  }

  const sign = bytes[first] >= 0x80 ? Uint8Array.of(0) : Uint8Array.of();
  const digits = joined(sign, bytes.subarray(first));
  return joined(Uint8Array.of(0x02, digits.length), digits);
}
