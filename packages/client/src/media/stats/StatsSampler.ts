import type { Log } from '../../log.ts';
import type { MediaSample } from './MediaSample.ts';
import type { DirectSide, SampledSides, SampleTaker } from './SampleTaker.ts';

/** Often enough to notice within 3 s that something has stopped, rare enough to cost nothing. */
const INTERVAL_MS = 1_000;

/**
 * Looks at both connections once a second and tells what it saw. One look is one `getStats` for each
 * connection, however many streams it carries. A hidden page is looked at as often as the browser lets
 * it: `spanMs` of each sample says what it covers.
 */
export class StatsSampler {
  readonly #sides: () => SampledSides | undefined;
  readonly #log: Log;
  readonly #listeners = new Set<(sample: MediaSample) => void>();
  #taker: Promise<SampleTaker> | undefined;
  #directSide: DirectSide | null = null;
  #latest: MediaSample | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;

  constructor(sides: () => SampledSides | undefined, log: Log) {
    this.#sides = sides;
    this.#log = log;
  }

  /** Null before the first look. */
  get latest(): MediaSample | null {
    return this.#latest;
  }

  /** @param listener called with each look from now on, about once a second. @returns stops it */
  subscribe(listener: (sample: MediaSample) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#plan();
  }

  stop(): void {
    this.#isRunning = false;
    clearTimeout(this.#timer);
  }

  /** What travels on this connection is measured there from now on; null ends it. */
  follow(side: DirectSide | null): void {
    this.#directSide = side;
  }

  #plan(): void {
    if (!this.#isRunning) return;
    this.#timer = setTimeout(() => {
      // The next look waits for this one: a machine that is out of breath is not asked twice.
      void this.#look().finally(() => this.#plan());
    }, INTERVAL_MS);
  }

  async #look(): Promise<void> {
    const sides = this.#sides();
    if (!sides || sides.send.isClosed) return;
    try {
      // Nothing is measured before joining, so that the first page need not wait for it.
      this.#taker ??= import('./SampleTaker.ts').then((module) => new module.SampleTaker());
      const taker = await this.#taker;
      const sample = await taker.take(sides, this.#directSide, this.#latest?.takenAt);
      if (!this.#isRunning || sides.send.isClosed) return;
      this.#latest = sample;
      for (const listener of this.#listeners) listener(sample);
    } catch (error) {
      // A transport that is closed meanwhile has no figures any more.
      if (!sides.send.isClosed) this.#log.warn('the connections could not be measured', error);
    }
  }
}
