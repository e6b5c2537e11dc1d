import { RTCVideoSource, type Track } from './webrtc.ts';

const FRAMES_PER_SECOND = 12;

/** A camera whose picture is another one each time: however many bits its encoder is given, it uses them. */
export class Noise {
  readonly track: Track;
  readonly #timer: NodeJS.Timeout;

  constructor({ width, height }: { width: number; height: number }) {
    const source = new RTCVideoSource();
    this.track = source.createTrack();
    const data = new Uint8Array((width * height * 3) / 2);
    let seed = 1;
    this.#timer = setInterval(() => {
      for (let at = 0; at < data.length; at += 1) {
        // Park and Miller's generator: cheap, and the same on every machine.
        seed = (seed * 48_271) % 2_147_483_647;
        data[at] = seed & 0xff;
      }
      source.onFrame({ width, height, data });
    }, 1000 / FRAMES_PER_SECOND);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
