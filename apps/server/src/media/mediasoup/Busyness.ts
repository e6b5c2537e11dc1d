/** A core that is used beyond this has no room for a burst: sound would begin to come late. */
const FULL_FROM = 0.7;
/** Below FULL_FROM, so that one who comes or goes does not turn it over. */
const ROOMY_BELOW = 0.5;
/** How much a new look counts against those before it. */
const WEIGHT = 0.5;

/** How busy a worker is, from the processor time that it has used. Pure: times are of any one clock. */
export class Busyness {
  #share = 0;
  #isFull = false;
  #last: { cpuSeconds: number; atMs: number } | undefined;

  /** Of one core, lately: 0 to 1. */
  get share(): number {
    return this.#share;
  }

  /** It should take nobody else. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** @param cpuSeconds used since it started */
  look(cpuSeconds: number, atMs: number): void {
    const last = this.#last;
    this.#last = { cpuSeconds, atMs };
    if (!last || atMs <= last.atMs) return;
    const now = Math.min(1, (1000 * (cpuSeconds - last.cpuSeconds)) / (atMs - last.atMs));
    this.#share += WEIGHT * (now - this.#share);
    if (this.#share >= FULL_FROM) this.#isFull = true;
    else if (this.#share < ROOMY_BELOW) this.#isFull = false;
  }

  /** It did not answer. The next look says whether it goes on. */
  standStill(): void {
    this.#isFull = true;
    this.#last = undefined;
  }
}
