// A photo brought in parts, so that a link that is cut costs one part and not the photo: draft-ietf-httpbis-resumable-upload, at the
// photo's own address. The server says how much it has, and knows the whole by its hash.

/** Bytes of a part: some ten seconds of the 20 kbit/s of a cell that a village shares; a server waits fifteen for a body. */
export const PART = 24_000;

/** How often a part may be out of step before the photo is given up for now: two pages of one phone bring the same. */
const MOST_STEPS_BACK = 5;

/** @typedef {(address: string, options: RequestInit) => Promise<Response>} Ask */

/**
 * @param {Ask} ask @param {string} sha256 @param {ArrayBuffer} bytes @param {string} signature over the whole's hash
 * @returns {Promise<Response>} of the last part, or the first that is no success; rejects where there is no link
 */
export async function brought(ask, sha256, bytes, signature) {
  const address = `/api/v1/blobs/${sha256}`;
  const signed = { "Sirekap-Signature": signature };
  if (bytes.byteLength <= PART) {
    return ask(address, { method: "PUT", headers: { ...signed, "Content-Type": "application/octet-stream" }, body: bytes });
  }

  let had = await ask(address, { method: "HEAD", headers: signed });
  if (had.status === 404 || had.status === 403) {
    // Why it is forbidden is said to whoever brings something: this answer has no words.
    had = await ask(address, {
      method: "PUT",
      headers: {
        ...{ ...signed, "Content-Type": "application/octet-stream" },
        ...{ "Upload-Complete": "?0", "Upload-Length": String(bytes.byteLength) },
      },
      body: bytes.slice(0, PART),
    });
  }

  for (let back = 0, before = -1; back < MOST_STEPS_BACK;) {
    const said = had.headers.get("Upload-Offset") || "";
    const isOurs = (had.ok || had.status === 409) && /^[0-9]{1,15}$/.test(said);
    if (had.headers.get("Upload-Complete") === "?1" || !isOurs) {
      return had;
    }

    const offset = Number(said);
    back += had.status === 409 || offset <= before ? 1 : 0;
    before = offset;
    const isLast = offset + PART >= bytes.byteLength;
    had = await ask(address, {
      method: "PATCH",
      headers: {
        ...{ ...signed, "Content-Type": "application/partial-upload" },
        ...{ "Upload-Offset": String(offset), "Upload-Complete": isLast ? "?1" : "?0" },
      },
      body: bytes.slice(offset, offset + PART),
    });
  }

  return had;
}

/** Whether the server says that it has all of a photo. @param {Response} answer @param {string} sha256 @returns {Promise<boolean>} */
export async function isWhole(answer, sha256) {
  if (!answer.ok || answer.headers.get("Upload-Complete") === "?0") {
    return false;
  }

  const said = await answer.clone().json().catch(() => null);
  return answer.headers.get("Upload-Complete") === "?1" || (said !== null && said.sha256 === sha256);
}
