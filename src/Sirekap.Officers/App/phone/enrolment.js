// How a phone comes to sign for a station: a letter's QR has the key of a kit, the phone makes its own key, and the kit's key enrols it.
import { base64, fromBase64Url, hex } from "../ledger/bytes.js";
import { keyName, identity, signed, spkiOf } from "../ledger/notes.js";
import { enrolText } from "../ledger/statements.js";

const P256 = { name: "ECDSA", namedCurve: "P-256" };

/** Bytes of a private key, and of each coordinate of a public one. */
const SCALAR = 32;

/** Bytes of chance of a holder's pseudonym. */
const PSEUDONYM = 16;

/**
 * A kit as it waits on the phone for the station's sheet: its private key can sign and not be taken out again.
 * @typedef {{ station: string, log: string, privateKey: CryptoKey, spki: Uint8Array }} Kit
 * @typedef {{ name: string, holder: string, privateKey: CryptoKey, spki: Uint8Array }} PhoneKey
 */

/**
 * Reads `#kit=STATION.D.X.Y.LOG`: the station's code, the parts of the kit's key as in a JWK, and the log's key, in base64url.
 * @param {string} fragment @returns {Promise<Kit | null>} null where it is no kit
 */
export async function kitOf(fragment) {
  const [station, d, x, y, log, more] = fragment.replace(/^#?kit=/, "").split(".");
  const parts = [d, x, y, log].map(part => (part === undefined ? null : fromBase64Url(part)));
  if (more !== undefined || !/^[0-9A-Z]{13}$/.test(station) || parts.some(part => part === null || part.length !== SCALAR)) {
    return null;
  }

  const [, xBytes, yBytes, logBytes] = /** @type {Uint8Array[]} */ (parts);
  const jwk = { kty: "EC", crv: "P-256", d, x, y };
  try {
    const privateKey = await crypto.subtle.importKey("jwk", jwk, P256, false, ["sign"]);
    return { station, log: base64(logBytes), privateKey, spki: spkiOf(xBytes, yBytes) };
  } catch {
    return null;
  }
}

/** A key that never leaves this phone. @returns {Promise<PhoneKey>} */
export async function newKey() {
  const pair = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey(P256, false, ["sign", "verify"]));
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const holder = hex(crypto.getRandomValues(new Uint8Array(PSEUDONYM)));
  return { name: await keyName(spki), holder, privateKey: pair.privateKey, spki };
}

/**
 * The statement by which the kit enrols the phone's key for its station.
 * @param {import("../ledger/statements.js").Sheet} sheet @param {Kit} kit @param {PhoneKey} key
 */
export async function enrolment(sheet, kit, key) {
  const text = enrolText(sheet, "station", sheet.station, base64(key.spki), key.holder);
  return { id: await identity(text), note: await signed(text, kit) };
}
