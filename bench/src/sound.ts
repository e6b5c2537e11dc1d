import { RTCAudioSink, RTCAudioSource } from '@parley/webrtc-node/nonstandard';
import { GapLog } from './GapLog.ts';

const SAMPLE_RATE = 48_000;
const FRAME_MS = 10;
const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;
const HERTZ = 440;
/** Of the mean square; half as loud as the hum. What a decoder makes up for lost packets fades below it. */
const LOUD = 2_800 ** 2;

/** Somebody who hums without a break. */
export class Mouth {
  readonly track: MediaStreamTrack;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    const source = new RTCAudioSource();
    this.track = source.createTrack();
    const startedAt = performance.now();
    let position = 0;
    this.#timer = setInterval(() => {
      // A busy machine calls late: what is due is made up for, or there would be holes in the hum.
      while (position * (1000 / SAMPLE_RATE) <= performance.now() - startedAt) {
        const samples = Int16Array.from({ length: FRAME_SAMPLES }, (_, i) =>
          Math.round(8_000 * Math.sin((2 * Math.PI * HERTZ * (position + i)) / SAMPLE_RATE)),
        );
        position += FRAME_SAMPLES;
        source.onData({
          samples,
          sampleRate: SAMPLE_RATE,
          bitsPerSample: 16,
          channelCount: 1,
          numberOfFrames: FRAME_SAMPLES,
        });
      }
    }, FRAME_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** Longer than a jitter buffer needs to settle; what people begin to notice. */
const SHORTEST_GAP_MS = 150;

/** Notes when the sound of one person was not there. The track may change: it is the same person. */
export class Ear {
  readonly heard = new GapLog(SHORTEST_GAP_MS);
  #track: MediaStreamTrack | undefined;
  #sink: InstanceType<typeof RTCAudioSink> | undefined;

  /** Undefined while there is none. */
  listenTo(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#sink?.stop();
    this.#track = track;
    this.#sink = track && new RTCAudioSink(track);
    if (this.#sink) this.#sink.ondata = ({ samples }) => this.#hear(samples);
  }

  close(): void {
    this.listenTo(undefined);
  }

  #hear(samples: Int16Array): void {
    const energy = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    if (energy >= LOUD) this.heard.came();
  }
}
