/** A time in which something did not come, both ends from `performance.now()`. */
export type Gap = { readonly from: number; readonly to: number };

/** What is known of something that should come all the time. */
export type Stream = {
  /** When it came last; undefined before the first time. */
  readonly lastAt: number | undefined;
  /** The gaps that ended after this time, and the one that has not ended yet. */
  gapsSince(time: number): readonly Gap[];
};

/** Notes when something did not come that should come all the time. */
export class GapLog implements Stream {
  readonly #shortestMs: number;
  readonly #gaps: Gap[] = [];
  #lastAt: number | undefined;

  /** @param shortestMs what is shorter counts as no gap */
  constructor(shortestMs: number) {
    this.#shortestMs = shortestMs;
  }

  get lastAt(): number | undefined {
    return this.#lastAt;
  }

  came(): void {
    const now = performance.now();
    this.#gaps.push(...this.#openGap(now));
    this.#lastAt = now;
  }

  gapsSince(time: number): readonly Gap[] {
    return [...this.#gaps.filter((gap) => gap.to > time), ...this.#openGap(performance.now())];
  }

  #openGap(now: number): Gap[] {
    const from = this.#lastAt;
    return from !== undefined && now - from > this.#shortestMs ? [{ from, to: now }] : [];
  }
}
