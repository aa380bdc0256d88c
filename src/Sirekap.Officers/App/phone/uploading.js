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
  if (had.status === 404) {
    had = await ask(address, {
      method: "PUT",
      headers: {
        ...{ ...signed, "Content-Type": "application/octet-stream" },
        ...{ "Upload-Complete": "?0", "Upload-Length": String(bytes.byteLength) },
      },
      body: bytes.slice(0, PART),
    });
  }

  for (let back = 0; back < MOST_STEPS_BACK;) {
    if (had.headers.get("Upload-Complete") === "?1" || (!had.ok && had.status !== 409)) {
      return had;
    }

    back += had.status === 409 ? 1 : 0;
    const offset = Number(had.headers.get("Upload-Offset"));
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
