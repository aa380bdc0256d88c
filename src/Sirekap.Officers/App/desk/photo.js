// The paper: its photos one at a time, larger, smaller and turned; where there are none, that it is to be read from the paper itself.
import { fill, h } from "../screens/dom.js";
import { n, t } from "../screens/words.js";

/** Each step makes it so much larger; below 1 nothing is to be seen, above 8 only grain. */
const STEP = 1.25;
const [SMALLEST, LARGEST] = [1, 8];

const QUARTER = 90;
const HALF = 180;
const WHOLE = 360;

export class PhotoView {
  /** @param {string[]} photos hashes */
  constructor(photos) {
    this.photos = photos;
    this.number = 0;
    this.scale = 1;
    this.turned = 0;
    this.image = h("img", { alt: "", onload: () => this.draw() });
    this.frame = h("div", { class: "frame" }, this.image);
    this.view = h("div", { class: "view", tabindex: "0", role: "group" }, this.frame);
    this.label = h("p", { class: "code" });
  }

  elements() {
    if (this.photos.length === 0) {
      return h("div", { class: "paper" }, h("p", { class: "view no-photo", tabindex: "0" }, t("photo.none")));
    }

    this.draw();
    const tool = (/** @type {string} */ word, /** @type {() => void} */ act) => h("button", { type: "button", onclick: act }, word);
    return h(
      "div",
      { class: "paper" },
      this.label,
      this.view,
      h(
        "div",
        { class: "tools" },
        tool(t("photo.larger"), () => this.zoom(STEP)),
        tool(t("photo.smaller"), () => this.zoom(1 / STEP)),
        tool(t("photo.turn"), () => this.turn()),
        this.photos.length > 1 && tool(t("photo.next"), () => this.next()),
      ),
    );
  }

  /** @param {number} times */
  zoom(times) {
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * times));
    this.draw();
  }

  turn() {
    this.turned = (this.turned + QUARTER) % WHOLE;
    this.draw();
  }

  next() {
    this.number = (this.number + 1) % Math.max(1, this.photos.length);
    this.draw();
  }

  /** By a key on the keyboard that is no digit. @param {string} key @returns {boolean} whether it is one of the paper's */
  press(key) {
    /** @type {{ [key: string]: () => void }} */
    const keys = {
      "+": () => this.zoom(STEP),
      "-": () => this.zoom(1 / STEP),
      r: () => this.turn(),
      n: () => this.next(),
      ",": () => this.view.scrollBy(-this.view.clientWidth / 2, 0),
      ".": () => this.view.scrollBy(this.view.clientWidth / 2, 0),
      PageDown: () => this.view.scrollBy(0, this.view.clientHeight / 2),
      PageUp: () => this.view.scrollBy(0, -this.view.clientHeight / 2),
    };
    if (this.photos.length === 0 || keys[key] === undefined) {
      return false;
    }

    keys[key]();
    return true;
  }

  draw() {
    const address = `/blobs/${this.photos[this.number]}`;
    if (this.image.getAttribute("src") !== address) {
      this.image.setAttribute("src", address);
    }

    const words = t("photo.number", n(this.number + 1), n(this.photos.length));
    this.image.setAttribute("alt", words);
    this.view.setAttribute("aria-label", words);
    fill(this.label, words);
    // Turned, a photo is as wide as it was high: its frame is what is scrolled, and the photo lies in its middle.
    const [width, height] = [this.image.naturalWidth || 1, this.image.naturalHeight || 1];
    const isLying = this.turned % HALF !== 0;
    const shown = (this.view.clientWidth || width) * this.scale;
    const own = isLying ? (shown * width) / height : shown;
    this.frame.style.width = `${shown}px`;
    this.frame.style.height = `${isLying ? own : (shown * height) / width}px`;
    this.image.style.width = `${own}px`;
    this.image.style.transform = `translate(-50%, -50%) rotate(${this.turned}deg)`;
  }
}
