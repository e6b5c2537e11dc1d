import type { Timers } from '../calls/Timers.ts';
import type { Telling } from '../people/Telling.ts';

/** A ring that has become a call. */
export type AcceptedRing = {
  readonly ringId: string;
  /** Who called by this id. */
  readonly callerId: string;
  readonly room: string;
  /** How it was answered; undefined for who had called as well and was taken at their word. */
  readonly answer: { readonly accountId: string; readonly answerId: string | undefined } | undefined;
  /** Where nobody else would be found when the caller has called it off in that moment. */
  readonly tabAlone: Telling | undefined;
};

/** How long an answer that a lost connection swallowed can be asked for again, in milliseconds. */
export const ACCEPTED_FOR_MS = 30_000;

/** The calls that were accepted just now: for whoever was cut off in that moment. */
export class AcceptedRings {
  readonly #timers: Timers;
  readonly #rings = new Map<string, AcceptedRing>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  add(ring: AcceptedRing): void {
    this.#rings.set(ring.ringId, ring);
    this.#timers.after(ACCEPTED_FOR_MS, () => {
      if (this.#rings.get(ring.ringId) === ring) this.#rings.delete(ring.ringId);
    });
  }

  /** @returns where to go for the one who called by this id; null when it was not accepted just now */
  ofCaller(ringId: string, accountId: string): AcceptedRing | null {
    const ring = this.#rings.get(ringId);
    return ring?.callerId === accountId ? ring : null;
  }

  /** @returns what was answered to this very answer before */
  answered(ringId: string, accountId: string, answerId: string | undefined): AcceptedRing | undefined {
    const ring = this.#rings.get(ringId);
    const isSame =
      answerId !== undefined &&
      ring?.answer?.answerId === answerId &&
      ring.answer.accountId === accountId;
    return isSame ? ring : undefined;
  }
}
