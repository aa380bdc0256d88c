// By how many pixels the page is wider than its window in each of these typefaces, and what sticks out: evaluated in it. Letters are
// as large as usual, or so many times as large.
([faces, times]) => {
  const root = document.documentElement;
  const names = ['sans', 'serif', 'mono'];
  root.style.fontSize = `${100 * times}%`;
  const found = [];
  for (const face of faces) {
    for (const name of names) root.style.setProperty(`--${name}`, `"${face[name]}"`);
    const overflow = root.scrollWidth - innerWidth;
    if (overflow > 0) {
      const wide = [...document.querySelectorAll('body *')].filter((element) =>
        element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 0.5);
      const widest = wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)).join('\n');
      found.push(`${face.sans}${times === 1 ? '' : ` at ${times} times`}: ${overflow} px too wide: ${widest}`);
    }
  }
  for (const name of names) root.style.removeProperty(`--${name}`);
  root.style.removeProperty('font-size');
  return found;
}
