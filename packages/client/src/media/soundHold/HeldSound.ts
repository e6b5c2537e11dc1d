/** No listener hears anybody later than this on account of a hold. */
const LONGEST_HOLD_MS = 1_000;

/** Encoded sound on its way to the network, which can be held back for a moment. Pure. */
export class HeldSound<Frame> {
  readonly #send: (frame: Frame) => void;
  #held: { readonly frame: Frame; readonly since: number }[] = [];
  #isHolding = false;

  constructor(send: (frame: Frame) => void) {
    this.#send = send;
  }

  hold(): void {
    this.#isHolding = true;
  }

  /** All that was held back goes at once, in the order in which it was said. */
  release(): void {
    this.#isHolding = false;
    const held = this.#held;
    this.#held = [];
    for (const { frame } of held) this.#send(frame);
  }

  /** @param now in ms */
  add(frame: Frame, now: number): void {
    if (!this.#isHolding) {
      this.#send(frame);
      return;
    }
    this.#held.push({ frame, since: now });
    const kept = this.#held.findIndex(({ since }) => now - since <= LONGEST_HOLD_MS);
    for (const old of this.#held.splice(0, kept)) this.#send(old.frame);
  }
}
