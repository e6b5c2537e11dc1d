/** What was sent over a channel and waits for the word of the other side that it is there. */
export class Receipts {
  readonly #withinMs: number;
  readonly #late: () => void;
  readonly #awaited = new Map<string, (isThere: boolean) => void>();

  /** @param late called for each that does not come in time, before it settles */
  constructor(withinMs: number, late: () => void = () => {}) {
    this.#withinMs = withinMs;
    this.#late = late;
  }

  /** @returns whether the other side has it; if not, it may have come all the same */
  await(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isThere: boolean) => {
        clearTimeout(timer);
        this.#awaited.delete(id);
        resolve(isThere);
      };
      const timer = setTimeout(() => {
        this.#late();
        settle(false);
      }, this.#withinMs);
      this.#awaited.set(id, settle);
    });
  }

  /** The other side has it. */
  came(id: string): void {
    this.#awaited.get(id)?.(true);
  }

  /** The other side does not take it. */
  refused(id: string): void {
    this.#awaited.get(id)?.(false);
  }

  /** Nothing more will come. */
  giveUp(): void {
    for (const settle of [...this.#awaited.values()]) settle(false);
  }
}
