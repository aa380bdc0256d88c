// A receipt (C2SP tlog-proof) checked on the phone: the log has signed a tree, and our statement is in it.
import { fromBase64, joined, same, sha256, utf8 } from "./bytes.js";
import { verifies } from "./ed25519.js";

const HEADER = "c2sp.org/tlog-proof@v1";

/** A path in a tree of at most 2^63 - 1 leaves. */
const LONGEST_PATH = 63;

/**
 * @typedef {{ index: number, size: number, root: string }} Receipt what holds
 * @typedef {{ receipt: Receipt } | { flaw: "form" | "origin" | "signature" | "index" | "path" }} Verdict
 */

/**
 * @param {string} proof as the server gives it @param {string} note our statement as it was sent
 * @param {{ ledger: string, log: string, index: number }} expected whose log, its key in base64, and where the server says it stands
 * @returns {Promise<Verdict>}
 */
export async function checked(proof, note, expected) {
  const read = parsed(proof);
  if (read === null) {
    return { flaw: "form" };
  }

  const { index, path, checkpoint } = read;
  const [origin, size, root] = checkpoint.text.split("\n");
  if (origin !== expected.ledger) {
    return { flaw: "origin" };
  }

  const key = fromBase64(expected.log);
  if (key === null || !(await isSigned(checkpoint, origin, key))) {
    return { flaw: "signature" };
  }

  const rootHash = fromBase64(root);
  if (rootHash === null || rootHash.length !== 32 || !isCount(size) || index !== expected.index || index >= Number(size)) {
    return { flaw: "index" };
  }

  const leaf = await sha256(joined(Uint8Array.of(0), utf8(note)));
  const reached = await rootBy(leaf, index, Number(size), path);
  return reached !== null && same(reached, rootHash) ? { receipt: { index, size: Number(size), root } } : { flaw: "path" };
}

/** Whether somebody has answered with a proof at all, whatever it is worth. @param {string} text */
export function isProof(text) {
  return text.startsWith(`${HEADER}\n`);
}

/** @param {string} proof */
function parsed(proof) {
  const gap = proof.indexOf("\n\n");
  const lines = proof.slice(0, gap).split("\n");
  if (gap < 0 || lines.shift() !== HEADER) {
    return null;
  }

  if (lines[0] && lines[0].startsWith("extra ")) {
    lines.shift();
  }

  const line = lines.shift() || "";
  const path = lines.map(fromBase64);
  const checkpoint = noteOf(proof.slice(gap + 2));
  if (!line.startsWith("index ") || !isCount(line.slice(6)) || path.length > LONGEST_PATH || checkpoint === null) {
    return null;
  }

  const hashes = /** @type {Uint8Array[]} */ (path);
  return path.every(hash => hash !== null && hash.length === 32) ? { index: Number(line.slice(6)), path: hashes, checkpoint } : null;
}

/** A number of entries that JavaScript counts exactly, in its one spelling. @param {string | undefined} text */
function isCount(text) {
  return text !== undefined && /^(0|[1-9][0-9]{0,14})$/.test(text);
}

/** @param {string} note @returns {{ text: string, lines: string[] } | null} */
function noteOf(note) {
  const end = note.lastIndexOf("\n\n");
  return end < 0 || !note.endsWith("\n") ? null : { text: note.slice(0, end + 1), lines: note.slice(end + 2, -1).split("\n") };
}

/** Exactly one line is of the log's own key, and it verifies. @param {{ text: string, lines: string[] }} note @param {string} origin
 * @param {Uint8Array} key */
async function isSigned(note, origin, key) {
  const id = (await sha256(joined(utf8(origin), Uint8Array.of(0x0a, 0x01), key))).subarray(0, 4);
  const signatures = [];
  for (const line of note.lines) {
    const [dash, name, value, more] = line.split(" ");
    const bytes = dash === "\u2014" && value !== undefined && more === undefined ? fromBase64(value) : null;
    if (bytes === null) {
      return false;
    }

    if (name === origin && same(bytes.subarray(0, 4), id)) {
      signatures.push(bytes.subarray(4));
    }
  }

  return signatures.length === 1 && verifies(key, utf8(note.text), signatures[0]);
}

/**
 * The root that a path leads to (RFC 9162, 2.1.3.2), or null where the path is of another length.
 * @param {Uint8Array} leaf @param {number} index @param {number} size @param {Uint8Array[]} path
 */
async function rootBy(leaf, index, size, path) {
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) {
      return null;
    }

    if (at % 2 === 1 || at === last) {
      hash = await node(sibling, hash);
      while (at % 2 === 0 && at !== 0) {
        [at, last] = [at / 2, Math.floor(last / 2)];
      }
    } else {
      hash = await node(hash, sibling);
    }

    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }

  return last === 0 ? hash : null;
}

/** @param {Uint8Array} left @param {Uint8Array} right */
function node(left, right) {
  return sha256(joined(Uint8Array.of(1), left, right));
}
