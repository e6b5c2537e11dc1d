/** How long the SFU may take to confirm that a source is off. */
const CONFIRM_MS = 2_000;

/**
 * Off must be true. When the server cannot confirm in time that it forwards nothing (no connection, a
 * slow server), what is sent is cut here instead.
 */
export class OffDeadline {
  readonly #cut: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isCut = false;

  constructor(cut: () => void) {
    this.#cut = cut;
  }

  /** Nothing is sent although the server has not said so. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** @param isUnconfirmed off is wanted, and the SFU still forwards as far as is known */
  set(isUnconfirmed: boolean): void {
    if (!isUnconfirmed) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#isCut = false;
    } else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => {
        this.#isCut = true;
        this.#cut();
      }, CONFIRM_MS);
    }
  }
}
