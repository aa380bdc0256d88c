// What somebody sees of a page: evaluated in it.
(word) => {
  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen');
  const shown = (root, text) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      if (node.data.includes(text) && visible(node.parentElement)) return node;
    }
    return null;
  };
  const inFirstScreen = (node) => {
    if (!node) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  };
  const stamped = (figure) => {
    // A small table within a part that bears the kind is not alone in a picture.
    for (let at = figure; at && at.tagName !== 'MAIN'; at = at.parentElement) {
      const caption = at.querySelector(':scope > figcaption, :scope > caption, :scope > .stampline, :scope > table > caption, :scope > .scroll > table > caption');
      if (caption && shown(caption, word)) return true;
    }
    return false;
  };
  const words = (root) => {
    // Buttons that only a script can serve are shown by it.
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.checkVisibility() && !node.parentElement.closest('[data-copy]')) found.push(node.data);
    }
    return found.join(' ').replace(/\s+/g, ' ').trim();
  };
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter(visible).map((h) => h.textContent.trim()),
    kind: inFirstScreen(shown(document.body, word)),
    unstamped: [...document.querySelectorAll('figure, table')].filter((figure) => figure.checkVisibility() && !stamped(figure)).map((figure) => figure.outerHTML.slice(0, 160)),
    mute: [...document.querySelectorAll('svg')].filter((svg) => !svg.closest('[aria-hidden=true]') && !svg.getAttribute('aria-label')).map((svg) => svg.outerHTML.slice(0, 160)),
    links: [...document.querySelectorAll('footer a')].filter(visible).map((a) => a.getAttribute('href')),
    background: getComputedStyle(document.body).backgroundColor,
    text: words(document.querySelector('main')),
  };
}
