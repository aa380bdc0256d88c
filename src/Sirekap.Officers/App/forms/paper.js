// Who signed the paper in ink, by the polling staff's word: of each who may watch at the station, or of nobody.

/** @typedef {import("../ledger/statements.js").Contest} Contest */
/** @typedef {import("../ledger/statements.js").Watcher} Watcher */

/** @typedef {"signed" | "refused" | "absent"} Way */

/** By the watcher's place in the definition. @typedef {{ [place: string]: Way }} Paper */

/** @type {Way[]} */
export const WAYS = ["signed", "refused", "absent"];

/** Who may watch where a contest is counted, in the order of the definition. @param {Contest} contest @returns {Watcher[]} */
export function watchersOf(contest) {
  return contest.watchers || [];
}

/** Those of whom nothing is said, though something is of others. @param {Contest} contest @param {Paper} paper @returns {Watcher[]} */
export function unsaid(contest, paper) {
  const left = watchersOf(contest).filter(watcher => paper[watcher.place] === undefined);
  return left.length === watchersOf(contest).length ? [] : left;
}

/**
 * As a statement has it; whoever is in neither was absent.
 * @param {Contest} contest @param {Paper | undefined} paper
 * @returns {{ signed: number[], refused: number[] } | null} null where nothing is said
 */
export function signaturesOf(contest, paper) {
  const ways = paper || {};
  const those = (/** @type {Way} */ way) =>
    watchersOf(contest)
      .filter(watcher => ways[watcher.place] === way)
      .map(watcher => watcher.place)
      .sort((a, b) => a - b);
  const isSaid = watchersOf(contest).some(watcher => ways[watcher.place] !== undefined);
  return isSaid ? { signed: those("signed"), refused: those("refused") } : null;
}
