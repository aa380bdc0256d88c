// Elements, made without a line of HTML: whatever a name or a text holds, it is a text.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @param {string} tag @param {{ [name: string]: any }} [properties] `class`, `on…` listeners, `aria-…` and other attributes
 * @param {...(Child | Child[])} children @returns {any} the element
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }

  put(element, children);
  return element;
}

/** In the place of what was there. @param {Element} element @param {...(Child | Child[])} children */
export function fill(element, ...children) {
  while (element.firstChild) {
    element.removeChild(element.firstChild);
  }

  put(element, children);
}

/** @param {Element} element @param {(Child | Child[])[]} children */
function put(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      put(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}
