import { ParleyError } from '@parley/protocol/errors';

/** Lets so many through at once; the others wait in line, up to a limit. */
export class Gate {
  readonly #atOnce: number;
  readonly #waiting: number;
  readonly #line: (() => void)[] = [];
  #inside = 0;

  constructor(atOnce: number, waiting: number) {
    this.#atOnce = atOnce;
    this.#waiting = waiting;
  }

  /** @throws {ParleyError} `unavailable` when the line is full */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside < this.#atOnce) this.#inside += 1;
    else if (this.#line.length < this.#waiting) {
      // Whoever leaves gives its place to the first in line.
      await new Promise<void>((enter) => this.#line.push(enter));
    } else {
      throw new ParleyError('unavailable', 'Too many people want this at once. Try again in a moment.');
    }
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
