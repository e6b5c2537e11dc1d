import { RTCVideoSource } from '@parley/webrtc-node/nonstandard';

/** A plain colour, 0 to 255 each (ITU-R BT.601, limited range). */
export type Colour = { y: number; u: number; v: number };
export const RED: Colour = { y: 81, u: 90, v: 240 };
export const BLUE: Colour = { y: 41, u: 240, v: 110 };

const FRAMES_PER_SECOND = 15;

/** A camera that sees one colour. */
export class Picture {
  readonly track: MediaStreamTrack;
  readonly #timer: NodeJS.Timeout;

  constructor(colour: Colour, { width, height } = { width: 320, height: 180 }) {
    const source = new RTCVideoSource();
    this.track = source.createTrack();
    const data = new Uint8Array((width * height * 3) / 2);
    const luma = width * height;
    data.fill(colour.y, 0, luma);
    data.fill(colour.u, luma, (luma * 5) / 4);
    data.fill(colour.v, (luma * 5) / 4);
    this.#timer = setInterval(() => source.onFrame({ width, height, data }), 1000 / FRAMES_PER_SECOND);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
