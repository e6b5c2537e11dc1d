import type { ConnectionEnd } from './Connection.ts';
import type { Timers } from './Timers.ts';

/** How long a place is kept for a peer whose connection ended, in milliseconds. */
export type Grace = {
  /** After silence: a lost network, which may come back. */
  silentMs: number;
  /** After the other side closed the connection: most often the tab is gone. */
  closedMs: number;
};

/** A closed connection is not worth telling the others before this: most are back by then. */
const CLOSED_IS_NEWS_AFTER_MS = 3_000;

/** The place of one peer while it has no connection: first nothing, then news, then it is gone. */
export class KeptPlace {
  readonly #timers: Timers;
  readonly #grace: Grace;
  #cancel: (() => void)[] = [];

  constructor(timers: Timers, grace: Grace) {
    this.#timers = timers;
    this.#grace = grace;
  }

  /** How many timers run for it. */
  get timerCount(): number {
    return this.#cancel.length;
  }

  keep(end: Exclude<ConnectionEnd, 'left'>, then: { tell(): void; giveUp(): void }): void {
    this.release();
    const forMs = end === 'silent' ? this.#grace.silentMs : this.#grace.closedMs;
    this.#cancel.push(
      this.#timers.after(forMs, () => {
        this.release();
        then.giveUp();
      }),
    );
    // Silence has lasted a while already when it is noticed.
    if (end === 'silent') then.tell();
    else if (forMs > CLOSED_IS_NEWS_AFTER_MS) {
      this.#cancel.push(this.#timers.after(CLOSED_IS_NEWS_AFTER_MS, () => then.tell()));
    }
  }

  release(): void {
    for (const cancel of this.#cancel.splice(0)) cancel();
  }
}
