// Copies a citation where the page may; elsewhere it selects the text, so that a key does.

/** @param {string} key */
const says = (key) => document.body.dataset[key] ?? '';

/** @param {HTMLElement} text */
function select(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** @param {HTMLElement} button */
async function copy(button) {
  const text = document.getElementById(button.dataset.copy ?? '');
  if (!text) return;
  let said = 'copied';
  try {
    // Only in a secure context; a phone in the same network that came by http has none.
    await navigator.clipboard.writeText(text.innerText.trim());
  } catch {
    select(text);
    said = 'selected';
  }
  let note = /** @type {HTMLElement | null} */ (button.nextElementSibling);
  if (!note) {
    note = document.createElement('span');
    note.setAttribute('role', 'status');
    button.after(note);
  }
  note.textContent = ' ' + says(said);
}

/** @param {ParentNode} root */
export function show(root) {
  for (const button of root.querySelectorAll('[data-copy]')) /** @type {HTMLElement} */ (button).hidden = false;
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (button instanceof HTMLElement) void copy(button);
});
show(document);
document.addEventListener('site:updated', () => show(document));
