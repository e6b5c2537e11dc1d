import { RTCVideoSink, RTCVideoSource } from '@parley/webrtc-node/nonstandard';
import { GapLog } from './GapLog.ts';

const WIDTH = 320;
const HEIGHT = 180;
const FRAME_MS = 66;

/** A picture that becomes brighter with each frame. */
export class Camera {
  readonly track: MediaStreamTrack;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    const source = new RTCVideoSource();
    const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
    let shade = 0;
    this.track = source.createTrack();
    this.#timer = setInterval(() => {
      shade = (shade + 8) % 256;
      data.fill(shade, 0, WIDTH * HEIGHT);
      source.onFrame({ width: WIDTH, height: HEIGHT, data });
    }, FRAME_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** What people call frozen, and several frames of these cameras. */
const FROZEN_MS = 500;

/** Notes when the picture of one person stood still. The track may change: it is the same person. */
export class Eye {
  readonly seen = new GapLog(FROZEN_MS);
  #track: MediaStreamTrack | undefined;
  #sink: InstanceType<typeof RTCVideoSink> | undefined;

  /** Undefined while there is none. */
  watch(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#sink?.stop();
    this.#track = track;
    this.#sink = track && new RTCVideoSink(track);
    if (this.#sink) this.#sink.onframe = () => this.seen.came();
  }

  close(): void {
    this.watch(undefined);
  }
}
