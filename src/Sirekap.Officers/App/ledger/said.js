// What stands in a statement's text that a code brought: from anybody's screen, so each part is looked at before anything is shown, kept or
// signed of it. Whether the record takes it, only the record says.
import { LARGEST } from "./statements.js";

/** Rows of a form in the order of the paper, and how many figures each has. */
export const ROWS = { roll: 3, fromRoll: 3, transferred: 3, sameDay: 3, voters: 3, ballots: 4, disabled: 3, sums: 3 };

/** Why somebody objects or refuses. */
export const GROUNDS = ["figures-differ", "miscounted", "procedure", "not-admitted", "copy-not-given", "other"];

/** More columns than any ballot has, and more photos or people than any form names. */
const MOST = 1_000;

/** What a statement of these kinds says.
 * @typedef {{ ledger: string, election: string, rules: number, contest: string, station: string, by?: string, on?: string,
 *   taken: string, votes: (number | null)[], photos?: string[], paper?: { signed: number[], refused: number[] }
 * } & { [row: string]: any }} Said */

/** @typedef {(value: any) => boolean} Shape */

/** @type {(shape: RegExp) => Shape} */
const text = shape => value => typeof value === "string" && shape.test(value);

/** @type {(least: number, most: number) => Shape} */
const whole = (least, most) => value => Number.isInteger(value) && value >= least && value <= most;

/** @type {(shape: Shape, length?: number) => Shape} */
const list = (shape, length) => value =>
  Array.isArray(value) && (length === undefined ? value.length <= MOST : value.length === length) && value.every(shape);

/** @type {(shape: Shape) => Shape} */
const maybe = shape => value => value === undefined || shape(value);

/** @type {Shape} */
const figure = value => value === null || whole(0, LARGEST)(value);

const [HASH, PLACES] = [text(/^[0-9a-f]{64}$/), list(whole(0, MOST))];

/** Of every kind: docs/ledger-format.md, section 3. @type {{ [name: string]: Shape }} */
const HEAD = {
  ledger: text(/^[A-Za-z0-9._~:/-]{1,255}$/),
  election: text(/^[a-z0-9-]{1,64}$/),
  rules: whole(1, MOST),
  contest: text(/^[a-z0-9-]{1,64}$/),
  station: text(/^[0-9A-Z]{13}$/),
};

/** @type {{ [name: string]: Shape }} */
const COUNTS = Object.assign({}, ...Object.entries(ROWS).map(([row, length]) => ({ [row]: maybe(list(figure, length)) })));

/** What every word about a form has. @type {{ [name: string]: Shape }} */
const ABOUT = { ...HEAD, by: text(/^[0-9a-f]{32}$/), on: HASH };

/** @type {Shape} */
const ground = value => GROUNDS.includes(value);

/** @type {{ [kind: string]: { [name: string]: Shape } }} */
const KINDS = {
  form: {
    ...{ ...HEAD, ...COUNTS, taken: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    ...{ votes: list(figure), parties: maybe(list(figure)), photos: maybe(list(HASH)), gallery: maybe(PLACES) },
    paper: maybe(value => typeof value === "object" && value !== null && PLACES(value.signed) && PLACES(value.refused)),
  },
  attest: { ...ABOUT, stance: value => value === "signed" || value === "refused", ground: maybe(ground) },
  objection: { ...ABOUT, ...COUNTS, ground, votes: maybe(list(figure)), parties: maybe(list(figure)) },
};

/** What is said in a text of one kind; null where it is another's, torn, or has anything in it that is not in its shape.
 * @param {string} note the statement's text @param {"form" | "attest" | "objection"} kind @returns {Said | null} */
export function saidIn(note, kind) {
  try {
    const said = JSON.parse(note);
    return said.kind === kind && Object.entries(KINDS[kind]).every(([name, shape]) => shape(said[name])) ? said : null;
  } catch {
    return null;
  }
}
