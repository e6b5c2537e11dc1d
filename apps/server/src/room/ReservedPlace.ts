/** Room for one who is about to join. It counts as taken until it is used or given back. */
export class ReservedPlace {
  #giveBack: (() => void) | undefined;

  constructor(giveBack: () => void) {
    this.#giveBack = giveBack;
  }

  get isHeld(): boolean {
    return this.#giveBack !== undefined;
  }

  /** Giving it back twice is the same as once. */
  release(): void {
    this.#giveBack?.();
    this.#giveBack = undefined;
  }
}
