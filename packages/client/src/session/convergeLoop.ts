/**
 * Brings the truth to the wish in small steps, one at a time. However often and fast the wish
 * changes meanwhile, there is one loop, and it ends when the last wish is true.
 */
export class ConvergeLoop {
  readonly #step: () => Promise<boolean>;
  readonly #onBusy: (isBusy: boolean) => void;
  #isDirty = false;
  #running: Promise<void> | null = null;

  /**
   * @param step looks at the wish as it is now and does the next thing towards it; false when there
   *   is nothing to do. Must not reject.
   */
  constructor(step: () => Promise<boolean>, onBusy: (isBusy: boolean) => void) {
    this.#step = step;
    this.#onBusy = onBusy;
  }

  /** Something changed. Settles when there is nothing left to do. The first step starts at once. */
  run(): Promise<void> {
    this.#isDirty = true;
    if (!this.#running) {
      this.#onBusy(true);
      this.#running = this.#loop();
    }
    return this.#running;
  }

  async #loop(): Promise<void> {
    while (this.#isDirty) {
      this.#isDirty = false;
      while (await this.#step());
    }
    // Nothing is awaited between the last look at the wish and this line: no change can be missed.
    this.#running = null;
    this.#onBusy(false);
  }
}
