import type { MediaSample } from '../../media/stats/MediaSample.ts';
import type { StatsSampler } from '../../media/stats/StatsSampler.ts';
import type { CallStore } from '../store/createCallStore.ts';
import { limit } from './limit.ts';
import { isStrained, nextStrain, RELAXED, type StrainState } from './strain.ts';

export type StrainWatchParts = {
  readonly store: CallStore;
  readonly stats: Pick<StatsSampler, 'subscribe'>;
  /** Undefined in a program without a page. */
  readonly page: Pick<Document, 'visibilityState'> | undefined;
};

/** Browsers hold a hidden page back, and for a while after it has come into sight. */
const IN_SIGHT_MS = 3_000;

/** Makes pictures smaller while this machine does not keep up, and larger again when it does. */
export class StrainWatch {
  readonly #parts: StrainWatchParts;
  readonly #stop: () => void;
  #state: StrainState = RELAXED;
  #hiddenAt = Number.NEGATIVE_INFINITY;

  constructor(parts: StrainWatchParts) {
    this.#parts = parts;
    this.#stop = parts.stats.subscribe((sample) => this.#take(sample));
  }

  /** Pictures are as large as ever. */
  close(): void {
    this.#stop();
    limit(this.#parts.store, { strain: 0 });
  }

  #take(sample: MediaSample): void {
    const { store, page } = this.#parts;
    if (page?.visibilityState === 'hidden') this.#hiddenAt = sample.takenAt;
    const isInSight = sample.takenAt - this.#hiddenAt >= IN_SIGHT_MS;
    const strained = isInSight ? isStrained(sample) : undefined;
    this.#state = nextStrain(this.#state, strained, sample.spanMs);
    limit(store, { strain: this.#state.strain });
  }
}
