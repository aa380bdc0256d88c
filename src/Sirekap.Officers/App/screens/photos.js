// Photos of the form's pages, through the camera or from the gallery. Each is made small and kept at once.
import { Camera } from "../phone/camera.js";
import { adviceOn } from "../phone/quality.js";
import { reduced, reducedFile } from "../phone/picture.js";
import { hex, sha256 } from "../ledger/bytes.js";
import { fill, h } from "./dom.js";
import { steps } from "./paper.js";
import { n, pick, t } from "./words.js";

/** @param {import("../app.js").Stage} stage */
export async function photos({ main, session, part, go, say }) {
  const contest = session.contest(part);
  if (contest === null) {
    go("");
    return;
  }

  const page = new PhotoPage(session, await session.draft(part), go, say);
  fill(
    main,
    h("p", { class: "steps" }, t("step.photos", ...steps(contest, 2))),
    h("h1", {}, pick(contest.title)),
    h("p", { class: "lead" }, t("photos.says")),
    page.elements(),
  );
  await page.list();
  return { left: () => page.left() };
}

class PhotoPage {
  /** @param {import("../phone/session.js").Session} session @param {import("../phone/session.js").Draft} draft
   * @param {(screen: string) => void} go @param {(text: string) => void} say */
  constructor(session, draft, go, say) {
    this.session = session;
    this.draft = draft;
    this.go = go;
    this.say = say;
    /** @type {Camera | null} */
    this.camera = null;
    /** @type {string[]} */
    this.addresses = [];
    this.view = h("div", { class: "camera" });
    this.taken = h("ol", { class: "photos" });
    this.problem = h("p", { class: "wrong", role: "alert" });
    this.on = h("button", { id: "lanjut", onclick: () => this.go(`kertas/${this.draft.contest}`) }, t("photos.next"));
  }

  elements() {
    const files = h("input", {
      type: "file",
      id: "galeri",
      accept: "image/*",
      multiple: true,
      class: "unseen",
      onchange: () => void this.pick(files),
    });
    return [
      this.problem,
      this.view,
      this.taken,
      h("button", { class: "main", id: "kamera", onclick: () => void this.open() }, t("photos.camera")),
      files,
      h("label", { class: "button", for: "galeri" }, t("photos.gallery")),
      this.on,
      h("button", { class: "quiet", onclick: () => this.go(`isi/${this.draft.contest}`) }, t("photos.back")),
    ];
  }

  async open() {
    fill(this.problem);
    try {
      this.camera = await Camera.open();
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      fill(this.problem, t(name === "NotAllowedError" ? "camera.denied" : "camera.none"));
      return;
    }

    fill(
      this.view,
      h("div", { class: "finder" }, this.camera.video),
      h("p", {}, t("photos.frame")),
      h("button", { class: "main", id: "jepret", onclick: () => void this.shoot() }, t("photos.shoot")),
      h("button", { class: "quiet", onclick: () => this.left() }, t("photos.close")),
    );
  }

  async shoot() {
    const video = /** @type {Camera} */ (this.camera).video;
    await this.add(await reduced(video, video.videoWidth, video.videoHeight), "camera");
    this.left();
  }

  /** @param {HTMLInputElement} input */
  async pick(input) {
    fill(this.problem);
    for (const file of Array.from(input.files || [])) {
      try {
        await this.add(await reducedFile(file), "gallery");
      } catch {
        fill(this.problem, t("photos.unreadable", file.name));
      }
    }

    input.value = "";
  }

  /** @param {import("../phone/picture.js").Picture} picture @param {"camera" | "gallery"} from */
  async add(picture, from) {
    const { bytes, width, height } = picture;
    const name = hex(await sha256(new Uint8Array(bytes)));
    const { contest } = this.draft;
    await this.session.addPhoto(this.draft, { sha256: name, contest, bytes, width, height, from, advice: adviceOn(picture.canvas) });
    await this.list();
    this.say(t("photos.kept", n(this.draft.photos.length)));
  }

  async list() {
    this.forget();
    const photos = await Promise.all(this.draft.photos.map(photo => this.session.store.get("photos", photo)));
    fill(
      this.taken,
      photos.map((photo, i) => this.item(photo, i)),
    );
    this.on.className = photos.length > 0 ? "main" : "";
  }

  /** @param {import("../phone/session.js").Photo} photo @param {number} i */
  item(photo, i) {
    const address = URL.createObjectURL(new Blob([photo.bytes], { type: "image/jpeg" }));
    this.addresses.push(address);
    const remove = async () => {
      await this.session.removePhoto(this.draft, photo.sha256);
      await this.list();
    };
    const size = ` · ${n(Math.ceil(photo.bytes.byteLength / 1000))} kB`;
    const from = photo.from === "gallery" && ` · ${t("photos.fromGallery")}`;
    return h(
      "li",
      {},
      h("img", { src: address, alt: t("photos.page", n(i + 1)), width: photo.width, height: photo.height }),
      h("p", {}, h("b", {}, t("photos.page", n(i + 1))), size, from),
      photo.advice.map(advice => h("p", { class: "said" }, t(`advice.${advice}`))),
      h("button", { class: "quiet", onclick: () => void remove() }, t("photos.remove", n(i + 1))),
    );
  }

  left() {
    if (this.camera) {
      this.camera.close();
      this.camera = null;
    }

    fill(this.view);
  }

  forget() {
    this.addresses.forEach(address => URL.revokeObjectURL(address));
    this.addresses = [];
  }
}
