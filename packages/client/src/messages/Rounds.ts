/**
 * Does the same thing over and over, one round at a time: what is asked for meanwhile is done right after,
 * and what is left then, later.
 */
export class Rounds {
  readonly #round: () => Promise<number | undefined>;
  #running: Promise<void> | undefined;
  #isAskedFor = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param round never rejects; resolves to the milliseconds until the next one, if there is more to do */
  constructor(round: () => Promise<number | undefined>) {
    this.#round = round;
  }

  ask(): void {
    this.#isAskedFor = true;
    if (this.#running || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#isAskedFor) this.ask();
    });
  }

  /** Resolves when no round is under way, and none was asked for. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** For good. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#isAskedFor = false;
    const laterMs = await this.#round();
    if (laterMs === undefined || this.#isStopped) return;
    this.#timer = setTimeout(() => this.ask(), laterMs);
  }
}
