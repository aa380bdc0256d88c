// Bytes and the texts that stand for them.

const HEX = "0123456789abcdef";

/** @param {string} text @returns {Uint8Array} */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {...Uint8Array} parts @returns {Uint8Array} */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }

  return all;
}

/** @param {Uint8Array} a @param {Uint8Array} b */
export function same(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @param {Uint8Array} bytes @returns {string} lowercase */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) {
    text += HEX[byte >> 4] + HEX[byte & 15];
  }

  return text;
}

/** @param {Uint8Array} bytes @returns {string} RFC 4648 section 4, padded */
export function base64(bytes) {
  let text = "";
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }

  return btoa(text);
}

/**
 * Reads what has one spelling: canonical, padded base64.
 * @param {string} text @returns {Uint8Array | null} null where it is none
 */
export function fromBase64(text) {
  let raw;
  try {
    raw = atob(text);
  } catch {
    return null;
  }

  // By index: what walks over characters takes CR and LF for one in some engines.
  const bytes = Uint8Array.from({ length: raw.length }, (_, i) => raw.charCodeAt(i));
  return base64(bytes) === text ? bytes : null;
}

/** @param {string} text base64url without padding @returns {Uint8Array | null} */
export function fromBase64Url(text) {
  const padding = "=".repeat((4 - (text.length % 4)) % 4);
  return /^[A-Za-z0-9_-]+$/.test(text) ? fromBase64(text.replace(/-/g, "+").replace(/_/g, "/") + padding) : null;
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes)));
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export async function sha512(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-512", /** @type {BufferSource} */ (bytes)));
}
