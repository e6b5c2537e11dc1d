import { RTCAudioSink } from '@parley/webrtc-node/nonstandard';

/** How much of the newest sound is looked at. */
const WINDOW_MS = 200;

/** Listens to a received sound. */
export class Ear {
  readonly #sink: InstanceType<typeof RTCAudioSink>;
  #samples: number[] = [];
  #sampleRate = 48_000;

  constructor(track: MediaStreamTrack) {
    this.#sink = new RTCAudioSink(track);
    this.#sink.ondata = ({ samples, sampleRate }) => {
      this.#sampleRate = sampleRate;
      this.#samples.push(...samples);
      this.#samples.splice(0, this.#samples.length - (sampleRate * WINDOW_MS) / 1000);
    };
  }

  /** The amplitude (0 to 1) of one frequency in the newest sound, by Goertzel's algorithm. */
  amplitude(hertz: number): number {
    const samples = this.#samples;
    if (samples.length === 0) return 0;
    const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / this.#sampleRate);
    let previous = 0;
    let beforeThat = 0;
    for (const sample of samples) {
      const next = sample / 32_768 + coefficient * previous - beforeThat;
      beforeThat = previous;
      previous = next;
    }
    const power = previous ** 2 + beforeThat ** 2 - coefficient * previous * beforeThat;
    return (2 * Math.sqrt(Math.max(power, 0))) / samples.length;
  }

  stop(): void {
    this.#sink.stop();
  }
}
