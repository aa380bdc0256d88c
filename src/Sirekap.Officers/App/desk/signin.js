// A computer that several people use: the reviewer's phone, whose key is enrolled, scans a code and signs for this desk from then on.
import { utf8 } from "../ledger/bytes.js";
import { codeOf } from "../qr/code.js";
import { draw } from "../qr/drawing.js";
import { fill, h } from "../screens/dom.js";
import { t } from "../screens/words.js";
import { BorrowedSession } from "./borrowed.js";
import { Channel, Ended } from "./channel.js";

/** Milliseconds between two looks whether a phone has joined. */
const LOOK = 1_500;

/** @param {import("./desk.js").Stage} stage @returns {Promise<import("./desk.js").Shown>} */
export async function signInScreen({ main, session, become }) {
  const canvas = h("canvas", { class: "code", role: "img", "aria-label": t("signin.code") });
  const state = h("p", { class: "state", id: "keadaan", role: "status" }, t("signin.waits"));
  const back = h("a", { class: "button", href: "#/", "data-first": true }, t("reading.back"));
  fill(main, h("h1", {}, t("signin.title")), h("p", { class: "lead" }, t("signin.says")), canvas, state, back);
  const channel = await Channel.open().catch(() => null);
  if (channel === null) {
    fill(state, t("desk.unreached"));
    return {};
  }

  const address = `${location.origin}/console#/pinjam/${channel.secret}`;
  draw(canvas, /** @type {import("../qr/code.js").Code} */ (codeOf([{ bytes: utf8(address) }])));
  canvas.dataset.address = address;
  let isJoined = false;
  const timer = setInterval(async () => {
    try {
      const hello = await channel.hear(0);
      if (hello !== null && !isJoined) {
        isJoined = true;
        clearInterval(timer);
        // The same reviewer goes on with what they had typed; anybody else begins with nothing.
        const isSame = session instanceof BorrowedSession && session.who !== null && session.who.name === hello.who.name;
        if (isSame) {
          session.begin(channel);
        }

        become(isSame ? session : new BorrowedSession(channel, hello));
      }
    } catch (error) {
      fill(state, t(error instanceof Ended ? "signin.old" : "desk.unreached"));
    }
  }, LOOK);
  return {
    left: () => {
      clearInterval(timer);
      if (!isJoined) {
        void channel.end();
      }
    },
  };
}
