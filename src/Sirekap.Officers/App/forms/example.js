// A station that there is not, for practice on a phone that has no letter yet.

/** @param {string} id @param {string} en */
const words = (id, en) => ({ id, en });

/** @param {string} name @param {string} paper @param {string} id @param {string} en */
const sexes = (name, paper, id, en) => ({
  name,
  paper,
  words: words(id, en),
  fields: [words("L", "Men (L)"), words("P", "Women (P)"), words("Jumlah", "Both (J)")].map(field => ({ paper, words: field })),
});

/** @type {import("../ledger/statements.js").Sheet} */
export const example = {
  ledger: "latihan",
  election: "latihan",
  rules: 0,
  type: "practice",
  log: "",
  title: words("Latihan", "Practice"),
  station: "0000000000000",
  name: "TPS 000",
  within: ["Latihan"],
  law: 500,
  contests: [
    {
      code: "latihan",
      kind: "tickets",
      title: words("Ketua Latihan", "Chair of the practice"),
      rows: [
        sexes("voters", "I.B.4", "Jumlah pengguna hak pilih", "All who voted"),
        {
          name: "sums",
          paper: "V",
          fields: [
            { paper: "V.A", words: words("Suara sah", "Valid votes") },
            { paper: "V.B", words: words("Suara tidak sah", "Invalid votes") },
            { paper: "V.C", words: words("Suara sah dan tidak sah", "All votes, valid and invalid") },
          ],
        },
      ],
      choices: [
        { number: 1, name: "Melati" },
        { number: 2, name: "Kenanga" },
        { number: 3, name: "Cempaka" },
      ],
    },
  ],
};
