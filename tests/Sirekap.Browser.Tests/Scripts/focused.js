// Where the focus is, whether it can be seen there, and whether anything lies over it; null when it has left the page.
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The choices of a group bear the mark around all of a choice.
  const marked = [element, element.closest('label')].some((part) => {
    const style = part && getComputedStyle(part);
    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = element.getBoundingClientRect();
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const over = [0.1, 0.5, 0.9].map((part) => {
    const at = document.elementFromPoint((left + right) / 2, top + (bottom - top) * part);
    return at && (element.contains(at) || at.contains(element)) ? null : at?.outerHTML.slice(0, 100) ?? 'nothing';
  });
  const hidden = over.every((one) => one !== null) ? over[1] : null;
  return { html: element.outerHTML.slice(0, 200), place: `${Math.round(box.left)},${Math.round(box.top + scrollY)}`, marked, hidden };
}
