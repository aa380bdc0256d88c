// Between a desk and its reviewer's phone, through a server that can read nothing of it: what is said is sealed by a secret that one screen
// showed and one camera saw. One thing at a time: the desk asks with a number, the phone answers with the same.
import { base64, fromBase64, fromBase64Url, hex, joined, sha256, utf8 } from "../ledger/bytes.js";

/** Bytes of the secret: 128 bits of chance, of which the session's name and key are made. */
const SECRET = 16;

/** Bytes before what AES-GCM seals, of chance, new for each message. */
const NONCE = 12;

/** Either end. @typedef {"desk" | "phone"} Side */

/** A session is over: ended by the other, too old, or the server was started again. */
export class Ended extends Error {}

export class Channel {
  /** @param {string} id @param {CryptoKey} key @param {Side} side @param {string} secret */
  constructor(id, key, side, secret) {
    this.address = `/console/relay/${id}`;
    this.key = key;
    this.side = side;
    this.secret = secret;
    /** @type {Side} */
    this.other = side === "desk" ? "phone" : "desk";
  }

  /** A desk opens one with a new secret. @returns {Promise<Channel>} */
  static async open() {
    const secret = crypto.getRandomValues(new Uint8Array(SECRET));
    const text = base64(secret).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    const channel = await channelOf(secret, "desk", text);
    await channel.post("");
    return channel;
  }

  /** A phone joins the one that a code shows. @param {string} text @returns {Promise<Channel | null>} null where it is no code */
  static async join(text) {
    const secret = fromBase64Url(text);
    if (secret === null || secret.length !== SECRET) {
      return null;
    }

    const channel = await channelOf(secret, "phone", text);
    await channel.post("/join");
    return channel;
  }

  /** Says something to the other end. @param {number} number @param {any} what */
  async say(number, what) {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
    const how = { name: "AES-GCM", iv: nonce, additionalData: bound(this.side, number) };
    const sealed = await crypto.subtle.encrypt(how, this.key, /** @type {BufferSource} */ (utf8(JSON.stringify(what))));
    await this.post(`/${this.other}`, base64(joined(nonce, new Uint8Array(sealed))));
  }

  /** What the other end has said under this number; null while it has not. @param {number} number @returns {Promise<any>} */
  async hear(number) {
    const answer = await fetch(`${this.address}/${this.side}`, { cache: "no-store" });
    if (answer.status === 404) {
      throw new Ended();
    }

    const bytes = answer.ok ? fromBase64(await answer.text()) : null;
    if (bytes === null || bytes.length <= NONCE) {
      return null;
    }

    const how = { name: "AES-GCM", iv: bytes.slice(0, NONCE), additionalData: bound(this.other, number) };
    try {
      const text = await crypto.subtle.decrypt(how, this.key, bytes.slice(NONCE));
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      // Another number's, one's own sent back, or somebody's who has not the secret: nothing that was said here.
      return null;
    }
  }

  async end() {
    await this.post("/end").catch(() => null);
  }

  /** @param {string} path @param {string} [body] */
  async post(path, body = "") {
    const answer = await fetch(this.address + path, { method: "POST", body, cache: "no-store" });
    if (answer.status === 404) {
      throw new Ended();
    }

    if (!answer.ok) {
      throw new Error(`the server says ${answer.status}`);
    }
  }
}

/** Nothing that one end says can be taken for the other's, or for the answer to something else.
 * @param {Side} side @param {number} number */
function bound(side, number) {
  return /** @type {BufferSource} */ (utf8(`sirekap-relay/v1 ${side} ${number}`));
}

/** @param {Uint8Array} secret @param {Side} side @param {string} text */
async function channelOf(secret, side, text) {
  const id = hex(await sha256(joined(utf8("sirekap-relay/v1 name"), secret))).slice(0, 32);
  const bytes = /** @type {BufferSource} */ (await sha256(joined(utf8("sirekap-relay/v1 key"), secret)));
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return new Channel(id, key, side, text);
}
