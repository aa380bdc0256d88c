// How much of the window's height stays covered while somebody scrolls, in pixels: evaluated in the page.
() => [...document.querySelectorAll('body > *, main > *')]
  .filter((part) => ['sticky', 'fixed'].includes(getComputedStyle(part).position) && part.checkVisibility())
  .reduce((sum, part) => sum + part.getBoundingClientRect().height, 0)
