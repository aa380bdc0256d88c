// What an officer has typed on one form, and what of it is still missing. A place is named as in the form: `votes.0`, `voters.2`.
import { LARGEST } from "../ledger/statements.js";

/** @typedef {import("../ledger/statements.js").Contest} Contest */
/** @typedef {import("../ledger/statements.js").Figures} Figures */

/** As typed, by place; nothing typed is ever changed by the program. @typedef {{ [place: string]: string }} Typed */

/** Without these nobody can check the votes: valid, invalid, all, and how many voted. */
const NEEDED = ["sums.0", "sums.1", "sums.2", "voters.2"];

/** The parties of a contest, each with the places of its columns on the ballot. @param {Contest} contest */
export function partiesOf(contest) {
  /** @type {{ number: number, name: string, columns: number[] }[]} */
  const parties = [];
  contest.choices.forEach((choice, column) => {
    if (!choice.candidate) {
      parties.push({ number: choice.number, name: choice.name, columns: [] });
    }

    parties[parties.length - 1].columns.push(column);
  });
  return parties;
}

/** Whether figures of a party, of its own votes and each candidate's, are asked for beside each party's sum. @param {Contest} contest */
export function hasParties(contest) {
  return contest.kind === "parties";
}

/** @param {string | undefined} text @returns {number | null} null where nothing is typed, or no figure of a form */
export function figure(text) {
  return text !== undefined && /^[0-9]{1,6}$/.test(text) && Number(text) <= LARGEST ? Number(text) : null;
}

/** @param {Contest} contest @param {Typed} typed @returns {Figures} */
export function figuresOf(contest, typed) {
  /** @type {{ [name: string]: (number | null)[] }} */
  const rows = {};
  for (const row of contest.rows) {
    rows[row.name] = row.fields.map((_, i) => figure(typed[`${row.name}.${i}`]));
  }

  return {
    votes: contest.choices.map((_, i) => figure(typed[`votes.${i}`])),
    parties: hasParties(contest) ? partiesOf(contest).map((_, i) => figure(typed[`parties.${i}`])) : [],
    rows,
  };
}

/**
 * The places that must be typed and are not, in the order of the screen: all votes, or of parties each sum and, where one of a party's rows
 * is given, all of them; and what the votes are checked against.
 * @param {Contest} contest @param {Typed} typed @returns {string[]}
 */
export function missing(contest, typed) {
  const places = NEEDED.filter(place => contest.rows.some(row => place.startsWith(`${row.name}.`)));
  const turnout = places.filter(place => place.startsWith("voters."));
  const isEmpty = (/** @type {string} */ place) => figure(typed[place]) === null;
  return [...turnout, ...votePlaces(contest, typed), ...places.filter(place => place.startsWith("sums."))].filter(isEmpty);
}

/** @param {Contest} contest @param {Typed} typed */
function votePlaces(contest, typed) {
  if (!hasParties(contest)) {
    return contest.choices.map((_, i) => `votes.${i}`);
  }

  return partiesOf(contest).flatMap((party, i) => {
    const rows = party.columns.map(column => `votes.${column}`);
    return rows.some(place => typed[place]) ? [`parties.${i}`, ...rows] : [`parties.${i}`];
  });
}

/** Whether something is typed that is no figure of a form. @param {string | undefined} text */
export function isOdd(text) {
  return text !== undefined && text !== "" && figure(text) === null;
}
