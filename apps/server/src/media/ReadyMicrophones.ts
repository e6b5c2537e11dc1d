import { setTimeout as pause } from 'node:timers/promises';
import { READY_MICROPHONES } from '@parley/protocol/limits';
import { Readiness } from './Readiness.ts';

/** No speaker waits longer for those who listen. */
const LISTENERS_PATIENCE_MS = 400;

export type ReadyMicrophonesOptions = {
  /** How many are kept ready, unless more are on. */
  most?: number | undefined;
  /** How long somebody who unmutes waits for those who listen. */
  patienceMs?: number | undefined;
};

type Listeners = {
  /** What is kept for these at anybody ends. */
  rest(publicationIds: ReadonlySet<string>): void;
  /** @returns one for each listener: settles when its browser can take the sound, or is not to be waited for */
  awaken(publicationId: string): readonly Promise<unknown>[];
};

/** The microphones of one room, ready and dormant, and what that is to those who listen. */
export class ReadyMicrophones {
  readonly patienceMs: number;
  readonly #readiness: Readiness;
  readonly #listeners: Listeners;

  constructor(options: ReadyMicrophonesOptions, listeners: Listeners) {
    this.#readiness = new Readiness(options.most ?? READY_MICROPHONES);
    this.patienceMs = options.patienceMs ?? LISTENERS_PATIENCE_MS;
    this.#listeners = listeners;
  }

  /** Nobody has a consumer of it. */
  isDormant(publicationId: string): boolean {
    return this.#readiness.isDormant(publicationId);
  }

  add(publicationId: string, isOn: boolean): void {
    this.#rest(this.#readiness.add(publicationId, isOn));
  }

  /** It is about to be turned on. Settles when those who wish for it can take its first word. */
  async open(publicationId: string): Promise<void> {
    const wasDormant = this.isDormant(publicationId);
    this.#rest(this.#readiness.open(publicationId));
    if (wasDormant) await this.#waitFor(this.#listeners.awaken(publicationId));
  }

  /** It was muted. */
  close(publicationId: string): void {
    this.#rest(this.#readiness.close(publicationId));
  }

  /** It is gone. */
  remove(publicationId: string): void {
    this.#readiness.remove(publicationId);
  }

  #rest(publicationIds: readonly string[]): void {
    if (publicationIds.length > 0) this.#listeners.rest(new Set(publicationIds));
  }

  async #waitFor(listeners: readonly Promise<unknown>[]): Promise<void> {
    const patience = new AbortController();
    const isOver = pause(this.patienceMs, undefined, { signal: patience.signal });
    await Promise.race([Promise.allSettled(listeners), isOver]);
    patience.abort();
  }
}
