import { randomFillSync } from 'node:crypto';
import { RTCVideoSource } from '@parley/webrtc-node/nonstandard';

const FRAMES_PER_SECOND = 12;
/** More than an encoder looks back. */
const FRAMES = 7;

/** A camera whose picture is another one each time: however many bits its encoder is given, it uses them. */
export class Noise {
  readonly track: MediaStreamTrack;
  readonly #timer: NodeJS.Timeout;

  constructor({ width, height }: { width: number; height: number }) {
    const source = new RTCVideoSource();
    this.track = source.createTrack();
    const frames = Array.from({ length: FRAMES }, () =>
      randomFillSync(new Uint8Array((width * height * 3) / 2)),
    );
    let shown = 0;
    this.#timer = setInterval(() => {
      const data = frames[shown++ % FRAMES];
      if (data) source.onFrame({ width, height, data });
    }, 1000 / FRAMES_PER_SECOND);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
