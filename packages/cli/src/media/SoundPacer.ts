import { BYTES_PER_SAMPLE, FRAME_MS, FRAME_SAMPLES } from './soundFormat.ts';

const FRAME_BYTES = FRAME_SAMPLES * BYTES_PER_SAMPLE;
/** What comes in uneven portions waits until there is this much. */
const BEGIN_WITH_BYTES = 3 * FRAME_BYTES;
/** More than this lags behind the picture and is left out. */
const MOST_BYTES = 12 * FRAME_BYTES;

/** Passes on sound that comes in portions in even steps of 10 ms, as a microphone gives it. */
export class SoundPacer {
  readonly #send: (samples: Int16Array) => void;
  #waiting: Buffer = Buffer.alloc(0);
  #isPlaying = false;
  #nextAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isComplete = false;
  #onEmpty = () => {};

  /** @param send gets one channel of 16 bit at 48 kHz, 10 ms each time */
  constructor(send: (samples: Int16Array) => void) {
    this.#send = send;
  }

  push(bytes: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    const surplus = this.#waiting.length - MOST_BYTES;
    if (surplus > 0)
      this.#waiting = this.#waiting.subarray(Math.ceil(surplus / FRAME_BYTES) * FRAME_BYTES);
    this.#timer ??= setInterval(() => this.#pass(performance.now()), FRAME_MS / 2);
  }

  /** Resolves when all that came is passed on. */
  async finish(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEmpty = resolve;
    this.#isComplete = true;
    if (this.#waiting.length < FRAME_BYTES) resolve();
    await promise;
    this.stop();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#onEmpty();
  }

  #pass(now: number): void {
    const isEnough = this.#isComplete || this.#waiting.length >= BEGIN_WITH_BYTES;
    if (!this.#isPlaying && isEnough) {
      this.#isPlaying = true;
      this.#nextAt = now;
    }
    while (this.#isPlaying && now >= this.#nextAt) {
      if (this.#waiting.length < FRAME_BYTES) {
        this.#isPlaying = false;
        this.#onEmpty();
        return;
      }
      this.#send(audible(this.#waiting.subarray(0, FRAME_BYTES)));
      this.#waiting = this.#waiting.subarray(FRAME_BYTES);
      this.#nextAt += FRAME_MS;
    }
  }
}

/**
 * Nothing but zeros is what a dead microphone gives, and people would be told that this is one. One sample
 * of the smallest size nobody can hear.
 */
function audible(bytes: Buffer): Int16Array {
  const samples = new Int16Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i += 1) samples[i] = bytes.readInt16LE(i * BYTES_PER_SAMPLE);
  if (samples.every((sample) => sample === 0)) samples[0] = 1;
  return samples;
}
