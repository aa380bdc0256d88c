// Shows changes without loading the page anew: hears that the ledger has grown, fetches the same page, and puts in what differs.

const source = document.body.dataset.events;
const bar = document.querySelector('[data-live-bar]');
const state = /** @type {HTMLElement | null} */ (document.querySelector('[data-live-state]'));
const toggle = /** @type {HTMLElement | null} */ (document.querySelector('[data-live-toggle]'));
const voice = document.querySelector('[data-live-says]');

/** A screen reader is told at most once a minute. */
const QUIET = 60_000;
/** Many readers hear of a change in the same moment; they do not all ask in the same. */
const SPREAD = 1_000;
/** On an election night something changes all the time; nobody reads faster than this. */
const PACE = 3_000;

/** @type {EventSource | null} */
let events = null;
let paused = false, fetching = false, again = false, tries = 0, told = Date.now();
/** @type {number | undefined} */
let retry;

/** @param {'on' | 'off' | 'away'} key */
function say(key) {
  if (state) state.textContent = state.dataset[key] ?? '';
}

/** @param {Element} from @param {Element} to */
function keep(from, to) {
  for (const open of from.querySelectorAll('details[open][id]')) to.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '');
  if (from instanceof HTMLDetailsElement && from.open) to.setAttribute('open', '');
}

/** @param {Element} from @param {Element} to */
function swap(from, to) {
  const focused = from.contains(document.activeElement) ? document.activeElement : null;
  const place = focused ? [...from.querySelectorAll('a, button, summary, input, select, [tabindex]')].indexOf(focused) : -1;
  const scrolls = [...from.querySelectorAll('.scroll')].map((part) => part.scrollLeft);
  from.replaceWith(to);
  [...to.querySelectorAll('.scroll')].forEach((part, i) => { part.scrollLeft = scrolls[i] ?? 0; });
  const next = [...to.querySelectorAll('a, button, summary, input, select, [tabindex]')][place];
  if (next instanceof HTMLElement || next instanceof SVGElement) next.focus({ preventScroll: true });
  to.classList.add('changed');
}

/** The names of the parts within a part. @param {Element} part */
const inside = (part) => [...part.querySelectorAll('[data-live][id]')].map((one) => one.id).join(' ');

async function update() {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    const answer = await fetch(location.href, { cache: 'no-cache' });
    if (!answer.ok || paused) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live][id]')) {
      const found = page.getElementById(part.id);
      // What has others inside is left to them, unless one comes or goes.
      const others = inside(part);
      if (!found || !part.isConnected || (others && others === inside(found))) continue;
      const next = document.importNode(found, true);
      keep(part, next);
      const now = /** @type {Element} */ (part.cloneNode(true));
      now.classList.remove('changed');
      if (!now.classList.length) now.removeAttribute('class');
      now.querySelectorAll('[data-copy]').forEach((button) => button.setAttribute('hidden', ''));
      if (now.outerHTML !== next.outerHTML && !selecting(part)) swap(part, next);
    }
    document.dispatchEvent(new Event('site:updated'));
    const summary = page.querySelector('[data-summary]')?.getAttribute('data-summary');
    if (voice && summary && Date.now() - told >= QUIET && voice.textContent !== summary) {
      told = Date.now();
      voice.textContent = summary;
    }
  } catch {
    // The next event tries again.
  } finally {
    fetching = false;
    if (again) { again = false; later(); }
  }
}

/** Whoever is selecting text there is not disturbed. @param {Element} part */
function selecting(part) {
  const selection = getSelection();
  return !!selection && !selection.isCollapsed && selection.containsNode(part, true);
}

/** @type {number | undefined} */
let waiting;
let last = 0;
function later() {
  waiting ??= setTimeout(() => { waiting = undefined; last = Date.now(); void update(); }, Math.max(0, last + PACE - Date.now()) + Math.random() * SPREAD);
}

function open() {
  if (!source || paused || document.hidden || events) return;
  const opened = new EventSource(source);
  events = opened;
  opened.addEventListener('open', () => { if (tries > 0) later(); tries = 0; say('on'); });
  opened.addEventListener('changed', later);
  opened.addEventListener('error', () => {
    opened.close();
    events = null;
    say('away');
    tries++;
    clearTimeout(retry);
    retry = setTimeout(open, Math.min(60_000, 1_000 * 2 ** tries) * (0.5 + Math.random()));
  });
}

function close() {
  clearTimeout(retry);
  events?.close();
  events = null;
}

if (source && bar instanceof HTMLElement && toggle) {
  bar.hidden = false;
  toggle.addEventListener('click', () => {
    paused = !paused;
    toggle.textContent = (paused ? toggle.dataset.resume : toggle.dataset.pause) ?? '';
    say(paused ? 'off' : 'on');
    if (paused) close(); else { open(); later(); }
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else { open(); later(); } });
  open();
}
