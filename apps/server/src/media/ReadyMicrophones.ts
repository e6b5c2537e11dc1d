import { setTimeout as pause } from 'node:timers/promises';
import { READY_MICROPHONES } from '@parley/protocol/limits';
import { type MicrophoneState, Readiness } from './Readiness.ts';

/** No speaker waits longer for those who listen. */
const LISTENERS_PATIENCE_MS = 400;

export type ReadyMicrophonesOptions = {
  /** How many are kept ready, unless more are on. */
  most?: number | undefined;
  /** How long somebody who is about to be heard waits for those who listen. */
  patienceMs?: number | undefined;
};

type Listeners = {
  /** What is kept for these at anybody ends. @returns one for each listener: settles when it has */
  rest(publicationIds: ReadonlySet<string>): readonly Promise<unknown>[];
  /** @returns one for each listener: settles when its browser can take the sound, or is not to be waited for */
  awaken(publicationId: string): readonly Promise<unknown>[];
};

/** The microphones of one room, ready and dormant, and what that is to those who listen. */
export class ReadyMicrophones {
  readonly patienceMs: number;
  readonly #readiness: Readiness;
  readonly #listeners: Listeners;
  /** Those that are about to be heard, until those who listen can take them. */
  readonly #awakening = new Map<string, Promise<void>>();

  constructor(options: ReadyMicrophonesOptions, listeners: Listeners) {
    this.#readiness = new Readiness(options.most ?? READY_MICROPHONES);
    this.patienceMs = options.patienceMs ?? LISTENERS_PATIENCE_MS;
    this.#listeners = listeners;
  }

  /** Nobody has a consumer of it. */
  isDormant(publicationId: string): boolean {
    return this.#readiness.isDormant(publicationId);
  }

  add(publicationId: string, state: MicrophoneState): void {
    this.#rest(this.#readiness.add(publicationId, state));
  }

  /** It is about to be heard. Settles when those who wish for it can take its first word. */
  async open(publicationId: string): Promise<void> {
    const wasDormant = this.isDormant(publicationId);
    this.#rest(this.#readiness.open(publicationId));
    if (wasDormant) {
      const awakened = this.#waitFor(this.#listeners.awaken(publicationId));
      this.#awakening.set(publicationId, awakened);
      void awakened.then(() => this.#awakening.delete(publicationId));
    }
    // Its packets, or a report of its owner's browser, may have begun it.
    await this.#awakening.get(publicationId);
  }

  /** It was muted. */
  close(publicationId: string): void {
    this.#rest(this.#readiness.close(publicationId));
  }

  /** It is on, and nobody speaks into it. Settles when nothing is kept for it, should it be dormant now. */
  async rest(publicationId: string): Promise<void> {
    await Promise.all(this.#rest(this.#readiness.rest(publicationId)));
  }

  /** It is gone. */
  remove(publicationId: string): void {
    this.#readiness.remove(publicationId);
  }

  #rest(publicationIds: readonly string[]): readonly Promise<unknown>[] {
    return publicationIds.length > 0 ? this.#listeners.rest(new Set(publicationIds)) : [];
  }

  async #waitFor(listeners: readonly Promise<unknown>[]): Promise<void> {
    const patience = new AbortController();
    const isOver = pause(this.patienceMs, undefined, { signal: patience.signal });
    await Promise.race([Promise.allSettled(listeners), isOver]);
    patience.abort();
  }
}
