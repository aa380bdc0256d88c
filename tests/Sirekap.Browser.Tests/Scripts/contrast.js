// Figures that stand out less from what lies behind them than wanted: evaluated in the page. Contrast as WCAG 2.2 reckons it.
(wanted) => {
  const parse = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!/\d/.test(node.data) || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, .sheet')) continue;
    const style = getComputedStyle(element);
    const [front, back] = [light(parse(element.closest('svg') ? style.fill : style.color)), light(behind(element))];
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (contrast < wanted) found.push(`${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 140)}`);
  }
  return found;
}
