// Whose word an answer is. The server's own is a problem with a name (docs/api.md); whatever else stands between it and the phone, a
// portal that wants a log-in, a proxy that forbids, says what it likes, and nothing of that ends what waits.

/** Begins the type of every problem of ours. */
const OURS = "/api/v1/problems/";

/** From here on a status is of a server, or one before it, that is busy or broken. */
const BROKEN = 500;

/** @typedef {{ name: string, rejection: string | null, detail: string | null }} Problem */

/** @param {Response} answer @returns {Promise<Problem | null>} null where it is no problem of our server */
export async function problemIn(answer) {
  if (!(answer.headers.get("Content-Type") || "").startsWith("application/problem+json")) {
    return null;
  }

  const said = await answer.clone().json().catch(() => null);
  if (said === null || typeof said.type !== "string" || !said.type.startsWith(OURS)) {
    return null;
  }

  const text = (/** @type {any} */ value) => (typeof value === "string" ? value : null);
  return { name: said.type.slice(OURS.length), rejection: text(said.rejection), detail: text(said.detail) };
}

/** Why the record refuses a statement, for good; null where it does not say so. @param {Response} answer
 * @returns {Promise<{ reason: string, detail: string | null } | null>} */
export async function refusalIn(answer) {
  const problem = await problemIn(answer);
  return problem !== null && problem.name === "rejected" && problem.rejection !== null
    ? { reason: problem.rejection, detail: problem.detail }
    : null;
}

/** The receipt of a statement, by its identity. @param {Response} answer @param {string} id
 * @returns {Promise<{ id: string, index: number } | null>} null where it is none, or another's */
export async function receiptIn(answer, id) {
  const said = answer.status === 200 || answer.status === 201 ? await answer.clone().json().catch(() => null) : null;
  return said !== null && said.id === id && Number.isSafeInteger(said.index) && said.index >= 0 ? said : null;
}

/** Whether an answer that is not what was asked for comes from something between phone and server. @param {Response} answer
 * @returns {Promise<boolean>} */
export async function isOfAnother(answer) {
  return answer.status < BROKEN && (await problemIn(answer)) === null;
}
