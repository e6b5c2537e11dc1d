import type { ConnectionEnd } from './Connection.ts';
import type { Timers } from './Timers.ts';

/** How long a place is kept for a peer whose connection ended, in milliseconds; with 0 it is not. */
export type Grace = {
  /** After silence: a lost network, which may come back. */
  silentMs: number;
  /** After the other side closed the connection: most often the tab is gone. */
  closedMs: number;
};

export type KeptPlaceEvents = {
  /** It has been away for long enough that the others should know. */
  tell(): void;
  giveUp(): void;
  /** Whether any media came from it since this was last asked. */
  pulse(): Promise<boolean>;
};

/** A closed connection is not worth telling the others before this: most are back by then. */
const CLOSED_IS_NEWS_AFTER_MS = 3_000;
/** Long enough that a browser that lives sends something: consent checks alone come every few seconds. */
const PULSE_MS = 4_000;

/**
 * The place of one peer while it has no connection: first nothing, then news, then it is gone. One
 * whose media still flows is there, whatever became of its connection, and is kept for as long.
 */
export class KeptPlace {
  readonly #timers: Timers;
  readonly #grace: Grace;
  /** By what it waits for. */
  readonly #cancels = new Map<'news' | 'end', () => void>();
  /** Rises with each keeping and each return. */
  #turn = 0;

  constructor(timers: Timers, grace: Grace) {
    this.#timers = timers;
    this.#grace = grace;
  }

  /** How many timers run for it. */
  get timerCount(): number {
    return this.#cancels.size;
  }

  keep(end: Exclude<ConnectionEnd, 'left'>, then: KeptPlaceEvents): void {
    this.release();
    const forMs = end === 'silent' ? this.#grace.silentMs : this.#grace.closedMs;
    // Silence has lasted a while already when it is noticed.
    if (end === 'silent') then.tell();
    else if (forMs > CLOSED_IS_NEWS_AFTER_MS) {
      this.#after('news', CLOSED_IS_NEWS_AFTER_MS, () => then.tell());
    }
    if (forMs === 0) {
      this.#after('end', 0, () => then.giveUp());
      return;
    }
    const pulseMs = Math.min(forMs, PULSE_MS);
    this.#after('end', forMs - pulseMs, () => this.#giveUpWithoutPulse(then, this.#turn, pulseMs));
  }

  release(): void {
    this.#turn += 1;
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  #giveUpWithoutPulse(then: KeptPlaceEvents, turn: number, pulseMs: number): void {
    const isOver = () => turn !== this.#turn;
    // What came before now does not count.
    void then.pulse();
    const look = async () => {
      if (await then.pulse()) {
        if (!isOver()) this.#after('end', pulseMs, look);
      } else if (!isOver()) {
        this.release();
        then.giveUp();
      }
    };
    this.#after('end', pulseMs, look);
  }

  #after(what: 'news' | 'end', ms: number, callback: () => void): void {
    const cancel = this.#timers.after(ms, () => {
      this.#cancels.delete(what);
      callback();
    });
    this.#cancels.set(what, cancel);
  }
}
