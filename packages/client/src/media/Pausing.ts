import type { SoundHold } from './soundHold/SoundHold.ts';

export type PausingSetup = {
  readonly isPaused: boolean;
  readonly hold: SoundHold | undefined;
  /** Settles once the SFU forwards, or no longer forwards. @throws ParleyError */
  ask(isPaused: boolean): Promise<void>;
  /** Has another stream put in the place of the one there is, as far as it still `lacksHold`. */
  renew(): void;
};

/** Muted for so long on average, a microphone gets a stream that can be held back: not all of a room at once. */
const MUTED_FOR_MS = 3_000;

/**
 * Whether the SFU forwards one publication. What is said between unmuting and the server's answer is held back
 * where that can be done, and then goes at once.
 */
export class Pausing {
  readonly #setup: PausingSetup;
  #isPaused: boolean;
  #hold: SoundHold | undefined;
  #shallHold = false;
  #isUnmuting = false;
  #muted: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: PausingSetup) {
    this.#setup = setup;
    this.#isPaused = setup.isPaused;
    this.#hold = setup.hold;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Going over to a stream that can be held back interrupts the sound: nobody notices while it is muted. */
  get lacksHold(): boolean {
    return this.#shallHold && !this.#hold && this.#isPaused && !this.#isUnmuting;
  }

  /** @throws ParleyError */
  async set(isPaused: boolean): Promise<void> {
    const hold = isPaused ? undefined : this.#hold;
    hold?.hold();
    this.#isUnmuting = !isPaused;
    try {
      await this.#setup.ask(isPaused);
      this.#isPaused = isPaused;
    } finally {
      await hold?.release();
      this.#isUnmuting = false;
      this.#renewWhileMuted();
    }
  }

  /** The server has said so by itself. */
  note(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#renewWhileMuted();
  }

  /** When this is unmuted, those who listen may have to get ready first: its sound has to wait for them. */
  expectDormancy(): void {
    if (this.#shallHold) return;
    this.#shallHold = true;
    this.#renewWhileMuted();
  }

  /** There is another stream. One that cannot be held back either is not tried again. */
  renewed(hold: SoundHold | undefined): void {
    this.#hold = hold;
    this.#shallHold &&= hold !== undefined;
  }

  close(): void {
    clearTimeout(this.#muted);
  }

  #renewWhileMuted(): void {
    clearTimeout(this.#muted);
    if (!this.lacksHold) return;
    const delayMs = MUTED_FOR_MS * (0.5 + Math.random());
    this.#muted = setTimeout(() => this.#setup.renew(), delayMs);
  }
}
