// Ed25519 verification (RFC 8032, 5.1.7), because phones of the day have none: without the cofactor, S below the group's order, key
// and R in their one encoding. It sees nothing secret, and takes no constant time.
import { hex, joined, same, sha512 } from "./bytes.js";

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** A point in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. @typedef {[bigint, bigint, bigint, bigint]} Point */

/** @type {Point} */
const ZERO = [0n, 1n, 1n, 0n];
const BASE = /** @type {Point} */ (decoded(basePoint()));

/**
 * Whether a signature of 64 bytes is the key's, of 32 bytes, over the message.
 * @param {Uint8Array} key @param {Uint8Array} message @param {Uint8Array} signature @returns {Promise<boolean>}
 */
export async function verifies(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) {
    return false;
  }

  const r = signature.subarray(0, 32);
  const s = number(signature.subarray(32));
  const a = decoded(key);
  if (a === null || decoded(r) === null || s >= ORDER) {
    return false;
  }

  const k = number(await sha512(joined(r, key, message))) % ORDER;
  // R = S·B − k·A
  return same(encoded(sumOfProducts(s, BASE, k, negative(a))), r);
}

function basePoint() {
  const bytes = new Uint8Array(32).fill(0x66);
  bytes[0] = 0x58;
  return bytes;
}

/** @param {bigint} value */
function mod(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

/** @param {bigint} base @param {bigint} exponent */
function power(base, exponent) {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) {
      result = mod(result * square);
    }

    square = mod(square * square);
  }

  return result;
}

/** @param {bigint} value */
function inverse(value) {
  return power(value, P - 2n);
}

/** Little-endian. @param {Uint8Array} bytes @returns {bigint} */
function number(bytes) {
  return BigInt("0x" + hex(bytes.slice().reverse()));
}

/** @param {Point} point @returns {Uint8Array} */
function encoded([x, y, z]) {
  const inverted = inverse(z);
  let rest = mod(y * inverted);
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }

  bytes[31] |= Number(mod(x * inverted) & 1n) << 7;
  return bytes;
}

/** @param {Uint8Array} bytes @returns {Point | null} null where it encodes no point, or not in the one way */
function decoded(bytes) {
  const sign = BigInt(bytes[31] >> 7);
  const y = number(bytes) & ((1n << 255n) - 1n);
  if (y >= P) {
    return null;
  }

  const square = mod(y * y);
  const [u, v] = [mod(square - 1n), mod(D * square + 1n)];
  const cubed = mod(v * v * v);
  let x = mod(u * cubed * power(u * cubed * v * v * v * v, (P - 5n) / 8n));
  if (mod(v * x * x) !== u) {
    x = mod(x * ROOT_OF_MINUS_ONE);
  }

  if (mod(v * x * x) !== u || (x === 0n && sign === 1n)) {
    return null;
  }

  if ((x & 1n) !== sign) {
    x = P - x;
  }

  return [x, y, 1n, mod(x * y)];
}

/** @param {Point} point @returns {Point} */
function negative([x, y, z, t]) {
  return [mod(-x), y, z, mod(-t)];
}

/** RFC 8032, 5.1.4. @param {Point} p @param {Point} q @returns {Point} */
function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  return product(b - a, d - c, d + c, b + a);
}

/** @param {Point} p @returns {Point} */
function doubled([x, y, z]) {
  const [a, b, c] = [x * x, y * y, 2n * z * z];
  const h = a + b;
  const g = a - b;
  return product(mod(h - (x + y) * (x + y)), mod(c + g), g, h);
}

/** @param {bigint} e @param {bigint} f @param {bigint} g @param {bigint} h @returns {Point} */
function product(e, f, g, h) {
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

/** s·p + k·q, bit by bit for both at once. @param {bigint} s @param {Point} p @param {bigint} k @param {Point} q @returns {Point} */
function sumOfProducts(s, p, k, q) {
  const both = added(p, q);
  const [bits, others] = [s.toString(2).padStart(253, "0"), k.toString(2).padStart(253, "0")];
  let sum = ZERO;
  for (let i = 0; i < bits.length; i++) {
    sum = doubled(sum);
    const which = bits[i] + others[i];
    sum = which === "11" ? added(sum, both) : which === "10" ? added(sum, p) : which === "01" ? added(sum, q) : sum;
  }

  return sum;
}
