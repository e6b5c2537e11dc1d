import type { SentSample } from '../../media/stats/MediaSample.ts';

/** W3C MediaStream Image Capture; Chromium has it, TypeScript's DOM does not. */
type ImageCapture = { grabFrame(): Promise<ImageBitmap> };
type ImageCaptureClass = new (track: MediaStreamTrack) => ImageCapture;

/** A picture of anything at all needs more than this, in bit/s. */
const BLACK_BITRATE = 60_000;
const WIDTH = 16;
const HEIGHT = 9;
/** Of 255. Video black is 16 in its own range and 0 here; a lens in the dark shows noise above it. */
const DARKEST = 12;

/**
 * Whether a camera's picture is black from edge to edge. Only a picture that takes hardly any bits is
 * worth a look, so that a picture of something costs nothing.
 */
export class BlackPicture {
  readonly #isBlackNow: (track: MediaStreamTrack) => Promise<boolean>;
  #track: MediaStreamTrack | null = null;
  #isBlack = false;
  #isLooking = false;

  constructor(isBlackNow: (track: MediaStreamTrack) => Promise<boolean> = isBlackFrame) {
    this.#isBlackNow = isBlackNow;
  }

  /** @returns what the last look has shown; the next one is under way */
  look(track: MediaStreamTrack | null, { bitrate, frames }: SentSample): boolean {
    if (track !== this.#track) this.#isBlack = false;
    this.#track = track;
    if (!track || bitrate > BLACK_BITRATE || !frames) this.#isBlack = false;
    else if (!this.#isLooking) void this.#grab(track);
    return this.#isBlack;
  }

  async #grab(track: MediaStreamTrack): Promise<void> {
    this.#isLooking = true;
    // A track that ends under the look has no frame any more.
    const isBlack = await this.#isBlackNow(track).catch(() => false);
    this.#isLooking = false;
    if (track === this.#track) this.#isBlack = isBlack;
  }
}

/** Where frames cannot be looked at, nothing is black. */
async function isBlackFrame(track: MediaStreamTrack): Promise<boolean> {
  const { ImageCapture } = globalThis as { ImageCapture?: ImageCaptureClass };
  if (!ImageCapture || typeof OffscreenCanvas === 'undefined') return false;
  const frame = await new ImageCapture(track).grabFrame();
  const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true });
  context?.drawImage(frame, 0, 0, WIDTH, HEIGHT);
  frame.close();
  const pixels = context?.getImageData(0, 0, WIDTH, HEIGHT).data ?? [];
  return pixels.length > 0 && pixels.every((value, index) => index % 4 === 3 || value <= DARKEST);
}
