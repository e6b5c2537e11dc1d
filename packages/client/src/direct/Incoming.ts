import type { Source } from '@parley/protocol/media';

/** What one look saw of a publication on its two ways. */
export type Seen = {
  /** `performance.now()` of the look. */
  readonly now: number;
  /** Nothing of it shall flow. */
  readonly isPaused: boolean;
  /** It may come directly: the pair stands, the connection too, and it is wished for. */
  readonly mayUse: boolean;
  /** Since the look before, on the direct way: packets, and something that can be shown. */
  readonly arrived: boolean;
  readonly isShowable: boolean;
  /** The same of the SFU's way; it is only looked at when that way is waited for. */
  readonly isShowableBySfu: boolean;
};

/** Longer silence than this on the way is no jitter. A screen on which nothing moves sends nothing. */
const GAP_MS: Readonly<Record<Source, number>> = {
  microphone: 250,
  'screen-audio': 250,
  camera: 1_000,
  screen: Number.POSITIVE_INFINITY,
};
/** Sound is as good as it gets at once; a picture grows into the bandwidth that it finds. */
const STEADY_MS: Readonly<Record<Source, number>> = {
  microphone: 300,
  'screen-audio': 300,
  camera: 2_000,
  screen: 2_000,
};
/** Where there was a gap, the next one is not far: it has to be longer than the last to count again. */
const STEADY_AFTER_GAP_MS = 3_000;
const LONGEST_GAP_MS = 2_000;
/** From the unmuting, or the first word of it, to the first packet. */
const BEGINNING_MS = 700;
/** Of a look that comes so late, nobody knows what was between. */
const SLEPT_MS = 2_000;
/** So often the SFU's way has to be seen flowing before a direct one that is well is let go. */
const LOOKS_AT_SFU = 2;

/**
 * One publication of the other person, and by which of its two ways it is seen and heard. Make before
 * break: a way is shown when something has come over it, and until then it is the other one.
 */
export class Incoming {
  readonly source: Source;
  #isShown = false;
  #steadySince: number | null = null;
  #steadyMs: number;
  #gapMs: number;
  #arrivedAt = Number.NEGATIVE_INFINITY;
  #expectedSince: number | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #sfuLooks = 0;
  #isSettled = false;

  constructor(source: Source) {
    this.source = source;
    this.#steadyMs = STEADY_MS[source];
    this.#gapMs = GAP_MS[source];
  }

  /** The direct way is the one that is seen and heard. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** It comes directly and without a gap: the SFU need not get it. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** The SFU's way is waited for, or there in case. */
  get needsSfu(): boolean {
    return this.#isShown && !this.#isSettled;
  }

  look(seen: Seen): void {
    const { now, isPaused, mayUse } = seen;
    const isLate = now - this.#lookedAt > SLEPT_MS;
    this.#lookedAt = now;
    this.#watchGap(seen, isLate);
    this.#sfuLooks = seen.isShowableBySfu ? this.#sfuLooks + 1 : this.#sfuLooks;
    const isSteady = this.#steadySince !== null && now - this.#steadySince >= this.#steadyMs;
    if (mayUse && isSteady && (seen.isShowable || this.#isShown)) this.#isShown = true;
    else if (this.#isShown && (!mayUse || this.#steadySince === null)) {
      const enough = this.#steadySince === null ? 1 : LOOKS_AT_SFU;
      if (isPaused || this.#sfuLooks >= enough) this.#isShown = false;
    }
    // Between a gap and the end of the wait after it, both ways carry it.
    this.#isSettled = mayUse && this.#isShown && isSteady;
    if (this.#isSettled || !this.#isShown) this.#sfuLooks = 0;
  }

  #watchGap({ now, isPaused, arrived }: Seen, isLate: boolean): void {
    if (isPaused) {
      this.#expectedSince = null;
      return;
    }
    if (this.#expectedSince === null || isLate) this.#expectedSince = now;
    if (arrived) {
      this.#arrivedAt = now;
      this.#steadySince ??= now;
    }
    if (this.#steadySince === null) return;
    const mustHaveArrivedBy = Math.max(
      this.#arrivedAt + this.#gapMs,
      this.#expectedSince + BEGINNING_MS,
    );
    if (now <= mustHaveArrivedBy) return;
    this.#steadySince = null;
    this.#steadyMs = STEADY_AFTER_GAP_MS;
    this.#gapMs = Math.min(this.#gapMs * 2, LONGEST_GAP_MS);
  }
}
