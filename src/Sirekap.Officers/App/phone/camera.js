// The phone's camera, for as long as a screen shows it.

/** Pixels that are asked for; the phone gives what it has. */
const IDEAL = { width: 3840, height: 2160 };

export class Camera {
  /** @param {MediaStream} stream @param {HTMLVideoElement} video */
  constructor(stream, video) {
    this.stream = stream;
    this.video = video;
  }

  /** @returns {Promise<Camera>} rejects with the browser's name of the cause: NotAllowedError, NotFoundError … */
  static async open() {
    if (!navigator.mediaDevices) {
      throw new DOMException("no camera without a secure address", "NotFoundError");
    }

    const video = document.createElement("video");
    video.muted = true;
    video.setAttribute("playsinline", "");
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: IDEAL.width }, height: { ideal: IDEAL.height } },
    });
    video.srcObject = stream;
    await video.play();
    return new Camera(stream, video);
  }

  close() {
    this.stream.getTracks().forEach(track => track.stop());
    this.video.srcObject = null;
  }
}
