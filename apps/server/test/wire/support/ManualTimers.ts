import type { Timers } from '../../../src/calls/Timers.ts';

type Waiting = { dueAt: number; callback: () => void };

/** Timers that run when the test says so. */
export class ManualTimers implements Timers {
  #now = 0;
  #waiting: Waiting[] = [];

  get count(): number {
    return this.#waiting.length;
  }

  /** How far the test has come, in milliseconds. */
  get elapsedMs(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const waiting = { dueAt: this.#now + ms, callback };
    this.#waiting.push(waiting);
    return () => this.#forget(waiting);
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#waiting
        .filter(({ dueAt }) => dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt);
      if (next === undefined) break;
      this.#now = next.dueAt;
      this.#forget(next);
      next.callback();
    }
    this.#now = until;
  }

  #forget(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
  }
}
