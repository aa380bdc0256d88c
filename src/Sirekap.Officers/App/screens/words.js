// Every word of the app, by key, in the language that is chosen: /capture/texts/id.json and en.json.

/** @typedef {"id" | "en"} Language */

/** @type {{ [key: string]: string }} */
let texts = {};

/** @type {Language} */
let language = "id";

/** @param {Language} chosen @param {string} [of] whose words: the phone's, or `desk.` those of the desk */
export async function speak(chosen, of = "") {
  const answer = await fetch(`/capture/texts/${of}${chosen}.json`);
  texts = await answer.json();
  language = chosen;
  document.documentElement.lang = chosen;
}

/** @returns {Language} */
export function spoken() {
  return language;
}

/** The text, with what belongs at its places {0}, {1} … @param {string} key @param {...(string | number)} values @returns {string} */
export function t(key, ...values) {
  const text = texts[key];
  if (text === undefined) {
    throw new Error(`there is no text ${key}`);
  }

  return text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
}

/** Whether there is a text. @param {string} key */
export function has(key) {
  return texts[key] !== undefined;
}

/** @param {{ id: string, en: string }} words @returns {string} */
export function pick(words) {
  return words[language];
}

/** @param {number} count @returns {string} 1.234 or 1,234 */
export function n(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, language === "id" ? "." : ",");
}
