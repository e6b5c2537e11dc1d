import type { RestEnd } from './soundHold/HeldSound.ts';
import type { SoundHold } from './soundHold/SoundHold.ts';

/** A stream that was at rest from its first moment on. */
export type Rest = {
  /** Nothing is kept for it at those who listen. */
  readonly isDormant: boolean;
  /** Settles with what ends it. */
  readonly ended: Promise<RestEnd | 'released'>;
};

export type RestingSetup = {
  readonly hold: SoundHold | undefined;
  /** Settles with whether it is dormant: nothing has to be sent then. @throws ParleyError */
  ask(isResting: boolean): Promise<boolean>;
  /** Has another stream put in the place of the one there is, as far as it still `lacksHold`. */
  renew(): void;
};

/** Silent for so long on average, a microphone asks whether it may rest: not all of a room at once. */
const SILENT_MS = 10_000;
/** Mean power of what the device delivers, full scale is 1: -60 dB, where the server begins to hear somebody. */
const SILENCE = 1e-6;

/**
 * The rest of a microphone that is on and into which nobody speaks: in a large room the server keeps nothing ready for it.
 * When somebody speaks, that waits here until those who listen can take it.
 */
export class Resting {
  readonly #setup: RestingSetup;
  #hold: SoundHold | undefined;
  /** It may rest here, as far as is known. */
  #isWorthwhile = false;
  #isResting = false;
  #silentMs = 0;
  #patienceMs = patience();
  #lacksHold = false;

  constructor(setup: RestingSetup) {
    this.#setup = setup;
    this.#hold = setup.hold;
  }

  /** Going over to a stream that can be held back interrupts the sound: nobody notices while nobody speaks. */
  get lacksHold(): boolean {
    return this.#lacksHold && !this.#hold;
  }

  /** There are so many microphones that nobody need keep something ready for this one while it is silent. */
  expectDormancy(): void {
    this.#isWorthwhile = true;
  }

  /**
   * What its device has delivered of late, while it is on.
   *
   * @param power mean, full scale is 1
   */
  hear(power: number, spanMs: number): void {
    const isSilent = power < SILENCE;
    this.#silentMs = isSilent ? this.#silentMs + spanMs : 0;
    if (!isSilent) this.#lacksHold = false;
    if (!this.#isWorthwhile || this.#isResting || this.#silentMs < this.#patienceMs) return;
    this.#silentMs = 0;
    this.#patienceMs = patience();
    if (this.#hold) void this.#rest(this.#hold);
    else {
      this.#lacksHold = true;
      this.#setup.renew();
    }
  }

  /** It is muted or unmuted. */
  interrupt(): void {
    this.#silentMs = 0;
    this.#lacksHold = false;
    if (this.#isResting) void this.#hold?.wake();
  }

  /** There is another stream. One that cannot be held back either is not tried again. */
  renewed(hold: SoundHold | undefined, rest: Rest | undefined): void {
    this.#hold = hold;
    this.#isWorthwhile &&= hold !== undefined;
    this.#lacksHold = false;
    if (hold && rest) void this.#sleep(hold, rest);
  }

  async #rest(hold: SoundHold): Promise<void> {
    this.#isResting = true;
    const ended = hold.rest();
    const isDormant = await this.#setup.ask(true).catch(() => false);
    await this.#sleep(hold, { isDormant, ended });
  }

  async #sleep(hold: SoundHold, { isDormant, ended }: Rest): Promise<void> {
    this.#isResting = true;
    if (isDormant) {
      const why = await ended;
      if (why === 'deaf') this.#isWorthwhile = false;
      // Should it fail, the server hears from the packets that somebody speaks.
      if (why !== 'released') await this.#setup.ask(false).catch(() => {});
    }
    await hold.wake();
    if (hold !== this.#hold) return;
    this.#isResting = false;
    this.#silentMs = 0;
  }
}

function patience(): number {
  return SILENT_MS * (0.5 + Math.random());
}
