// Statements in their one encoding: docs/ledger-format.md, section 3.

/**
 * What a phone knows of its station: the document /capture/stations/CODE.
 * @typedef {{ id: string, en: string }} Words
 * @typedef {{ paper: string, words: Words }} Field
 * @typedef {{ name: string, paper: string, fields: Field[], words?: Words }} Row
 * @typedef {{ number: number, candidate?: number, name: string }} Choice
 * Somebody who may watch, by their place in the definition: a contestant by number and name, else a supervisor.
 * @typedef {{ place: number, number?: number, name?: string }} Watcher
 * @typedef {{ code: string, kind: string, title: Words, rows: Row[], choices: Choice[], watchers?: Watcher[] }} Contest
 * @typedef {{
 *   ledger: string, election: string, rules: number, type: string, log: string, title: Words,
 *   station: string, name: string, within: string[], law?: number, contests: Contest[]
 * }} Sheet
 */

/**
 * What stands on a form: null where nothing does. `parties` only of a contest of parties.
 * @typedef {{ votes: (number | null)[], parties: (number | null)[], rows: { [name: string]: (number | null)[] } }} Figures
 */

/** Above this no figure is a form's. */
export const LARGEST = 999999;

/**
 * @param {Sheet} sheet @param {string} role @param {string} scope @param {string} key SPKI in base64
 * @param {string} holder 32 hexadecimal digits
 */
export function enrolText(sheet, role, scope, key, holder) {
  return `${head(sheet, "enrol")},"role":${string(role)},"scope":${string(scope)},"key":${string(key)},"holder":${string(holder)}}\n`;
}

/**
 * What a form brings besides its figures: hashes of photos, hexadecimal, in the order of the pages, which of them are from a gallery, and
 * who signed the paper, by places in the definition, ascending.
 * @typedef {{ photos: string[], gallery: number[], paper: { signed: number[], refused: number[] } | null }} Brought
 */

/** @param {Sheet} sheet @param {Contest} contest @param {Figures} figures @param {Date} taken @param {Brought} brought */
export function formText(sheet, contest, figures, taken, { photos, gallery, paper }) {
  const where = place(contest.code, sheet.station);
  const parts = [`${head(sheet, "form")},${where},"taken":"${time(taken)}"`, ...given(contest, figures)];
  if (photos.length > 0) {
    parts.push(`"photos":[${photos.map(string).join(",")}]`);
  }

  if (gallery.length > 0) {
    parts.push(`"gallery":${list(gallery)}`);
  }

  if (paper !== null) {
    parts.push(`"paper":{"signed":${list(paper.signed)},"refused":${list(paper.refused)}}`);
  }

  return `${parts.join(",")}}\n`;
}

/**
 * A person has read the paper of what is in place, and says what only with `unsealText`.
 * @param {Sheet} sheet @param {Contest} contest @param {string} on what was read, by its identity @param {string} commitment hexadecimal
 */
export function sealText(sheet, contest, on, commitment) {
  return `${head(sheet, "seal")},${place(contest.code, sheet.station)},"on":${string(on)},"commitment":${string(commitment)}}\n`;
}

/**
 * What a seal commits to: its SHA-256 is the commitment.
 * @param {Sheet} sheet @param {Contest} contest @param {string} on @param {string} by the name of the key that seals
 * @param {string} salt 32 hexadecimal digits @param {Figures} figures
 */
export function commitmentText(sheet, contest, on, by, salt, figures) {
  const lines = ["sirekap-seal/v1", sheet.ledger, sheet.election, `${contest.code} ${sheet.station}`, on, by, salt];
  return `${lines.join("\n")}\n{${given(contest, figures).join(",")}}\n`;
}

/** @param {Sheet} sheet @param {Contest} contest @param {string} seal its identity @param {string} salt @param {Figures} figures */
export function unsealText(sheet, contest, seal, salt, figures) {
  const parts = [head(sheet, "unseal"), place(contest.code, sheet.station), `"on":${string(seal)}`, `"salt":${string(salt)}`];
  return `${parts.join(",")},${given(contest, figures).join(",")}}\n`;
}

/** What somebody says of a form: where it is, and its identity. @typedef {{ contest: string, station: string, on: string }} About */

/** What a statement's head is made of. @typedef {{ ledger: string, election: string, rules: number }} Head */

/** @param {Head} sheet @param {string} by a key's name @param {About} about @param {string | null} ground why it is refused */
export function attestText(sheet, by, about, ground) {
  const stance = ground === null ? '"stance":"signed"' : `"stance":"refused","ground":${string(ground)}`;
  const what = `"by":${string(by)},${place(about.contest, about.station)},"on":${string(about.on)}`;
  return `${head(sheet, "attest")},${what},${stance}}\n`;
}

/** By the figures of one's own copy. @param {Head} sheet @param {string} by a key's name @param {About} about @param {Contest} contest
 * @param {Figures} figures */
export function objectionText(sheet, by, about, contest, figures) {
  const what = `"by":${string(by)},${place(about.contest, about.station)},"on":${string(about.on)},"ground":"figures-differ"`;
  return `${[`${head(sheet, "objection")},${what}`, ...given(contest, figures)].join(",")}}\n`;
}

/**
 * @param {Sheet} sheet @param {string} contest its code @param {string} on the form's identity
 * @param {("pps" | number)[]} recipients to whom copies were given, in any order
 */
export function salinanText(sheet, contest, on, recipients) {
  const places = /** @type {number[]} */ (recipients.filter(to => to !== "pps")).sort((a, b) => a - b);
  const to = [...(recipients.includes("pps") ? [string("pps")] : []), ...places.map(number)].join(",");
  return `${head(sheet, "salinan")},${place(contest, sheet.station)},"on":${string(on)},"given":[${to}]}\n`;
}

/** The figures that are given, in the order of the form. @param {Contest} contest @param {Figures} figures @returns {string[]} */
function given(contest, figures) {
  const rows = contest.rows.map(row => ({ name: row.name, values: figures.rows[row.name] || [] })).filter(row => row.values.some(isGiven));
  return [
    `"votes":${list(figures.votes)}`,
    ...(figures.parties.some(isGiven) ? [`"parties":${list(figures.parties)}`] : []),
    ...rows.map(row => `${string(row.name)}:${list(row.values)}`),
  ];
}

/** @param {string} contest @param {string} station */
function place(contest, station) {
  return `"contest":${string(contest)},"station":${string(station)}`;
}

/** @param {Head} sheet @param {string} kind */
function head(sheet, kind) {
  return `{"ledger":${string(sheet.ledger)},"election":${string(sheet.election)},"rules":${number(sheet.rules)},"kind":${string(kind)}`;
}

/** Whole seconds, UTC. @param {Date} date */
function time(date) {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** @param {number | null} figure */
function isGiven(figure) {
  return figure !== null;
}

/** @param {(number | null)[]} figures */
function list(figures) {
  return `[${figures.map(figure => (figure === null ? "null" : number(figure))).join(",")}]`;
}

/** Wherever it comes from, nothing but a number is written where a number stands. @param {number} value */
function number(value) {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST) {
    throw new Error(`a statement has whole numbers from 0 to ${LARGEST} alone: ${value}`);
  }

  return String(value);
}

/** @param {string} text */
function string(text) {
  if (!/^[ !#-[\]-~]*$/.test(text)) {
    throw new Error(`a statement has printable ASCII without " and \\ alone: ${text}`);
  }

  return `"${text}"`;
}
