// What contradicts itself on a form while it is typed, with the figures that do: the holding checks of docs/ledger-format.md, section
// 5, and its sums. They never stop anybody: a paper that contradicts itself is sent as it is.

/** @typedef {import("../ledger/statements.js").Contest} Contest */
/** @typedef {import("../ledger/statements.js").Figures} Figures */

/** @typedef {{ code: string, figures: number[], beside: string }} Contradiction `beside` is the place where it is said */

const [RECEIVED, USED, RETURNED, UNUSED] = [0, 1, 2, 3];
const [VALID, INVALID, ALL] = [0, 1, 2];
const BOTH = 2;

/** Rows of men, women and both, and the check of their sum. */
const SUMS_OF_SEXES = {
  roll: "ROLL_SUM",
  fromRoll: "FROM_ROLL_SUM",
  transferred: "TRANSFERRED_SUM",
  sameDay: "SAME_DAY_SUM",
  voters: "VOTERS_SUM",
  disabled: "DISABLED_SUM",
};

/**
 * @param {Contest} contest @param {Figures} figures @param {number | undefined} law most voters of a station; overseas
 * none
 * @returns {Contradiction[]} those of the votes first
 */
export function contradictions(contest, figures, law) {
  /** @type {Contradiction[]} */
  const found = [];
  /** @param {string} code @param {string} beside @param {(number | null)[]} parts @param {(...values: number[]) => boolean} fails */
  const check = (code, beside, parts, fails) => {
    if (parts.every(part => part !== null)) {
      const values = /** @type {number[]} */ (parts);
      if (fails(...values)) {
        found.push({ code, figures: values, beside });
      }
    }
  };
  const at = (/** @type {string} */ row, /** @type {number} */ field) => (figures.rows[row] ? figures.rows[row][field] : null);
  checkVotes(contest, figures, law, check, at);
  for (const [row, code] of Object.entries(SUMS_OF_SEXES)) {
    check(code, `${row}.2`, [at(row, 0), at(row, 1), at(row, BOTH)], (men, women, both) => men + women !== both);
  }

  for (const column of [0, 1, BOTH]) {
    const parts = ["fromRoll", "transferred", "sameDay", "voters"].map(row => at(row, column));
    check("TURNOUT_PARTS", `voters.${column}`, parts, (roll, moved, day, all) => roll + moved + day !== all);
  }

  const ballots = [at("ballots", RECEIVED), at("ballots", USED), at("ballots", RETURNED), at("ballots", UNUSED)];
  check("BALLOTS_SUM", "ballots.0", ballots, (received, used, returned, unused) => received !== used + returned + unused);
  check("BALLOTS_USED", "ballots.1", [at("ballots", USED), at("sums", ALL)], (used, all) => used !== all);
  return found;
}

/** @param {Contest} contest @param {Figures} figures @param {number | undefined} law @param {any} check @param {any} at */
function checkVotes(contest, figures, law, check, at) {
  const given = sum(figures.votes);
  const whole = figures.votes.every(vote => vote !== null) ? given : null;
  check("VALID_SUM", "sums.0", [whole, at("sums", VALID)], (/** @type {number} */ votes, /** @type {number} */ valid) => votes !== valid);
  if (whole === null && figures.parties.length > 0) {
    // Where candidates are left out, what the parties have must come to the valid votes all the same.
    const parties = figures.parties.every(party => party !== null) ? sum(figures.parties) : null;
    check("PARTIES_VALID", "sums.0", [parties, at("sums", VALID)], (/** @type {number} */ a, /** @type {number} */ b) => a !== b);
  }

  const [valid, invalid, all] = [at("sums", VALID), at("sums", INVALID), at("sums", ALL)];
  check(
    "VOTES_SUM",
    "sums.2",
    [valid, invalid, all],
    (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ c) => a + b !== c,
  );
  check("TURNOUT_VOTES", "sums.2", [at("voters", BOTH), all], (/** @type {number} */ a, /** @type {number} */ b) => a !== b);
  check("VOTES_OVER_BALLOTS", "sums.2", [all, at("ballots", RECEIVED)], (/** @type {number} */ a, /** @type {number} */ b) => a > b);
  const most = [Math.max(given, all || 0), law === undefined ? null : law];
  check("VOTES_OVER_LAW", "sums.2", most, (/** @type {number} */ a, /** @type {number} */ b) => a > b);
  let column = 0;
  figures.parties.forEach((party, i) => {
    const [first, number] = [column, contest.choices[column].number];
    while (column < contest.choices.length && contest.choices[column].number === number) {
      column++;
    }

    const rows = figures.votes.slice(first, column);
    const total = rows.every(vote => vote !== null) ? sum(rows) : null;
    check("PARTY_SUM", `parties.${i}`, [total, party], (/** @type {number} */ a, /** @type {number} */ b) => a !== b);
  });
}

/** Of those that are given. @param {(number | null)[]} figures @returns {number} */
function sum(figures) {
  return figures.reduce((/** @type {number} */ total, figure) => total + (figure || 0), 0);
}
