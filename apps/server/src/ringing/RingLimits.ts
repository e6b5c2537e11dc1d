import { Limiter } from '../Limiter.ts';
import type { RateLimits } from '../rateLimits.ts';

/** How often somebody may ring, at one other and at all: a ring opens a window on somebody's screen. */
export class RingLimits {
  readonly #pair: Limiter;
  readonly #caller: Limiter;

  constructor({ pair, caller }: RateLimits['ring']) {
    this.#pair = new Limiter(pair);
    this.#caller = new Limiter(caller);
  }

  /**
   * The same for whoever is called, there or not.
   *
   * @throws {ParleyError} `rate-limited`, with `details.retryInMs`
   */
  async take(callerId: string, calleeId: string): Promise<void> {
    await this.#caller.take(callerId, 1);
    await this.#pair.take(pairOf(callerId, calleeId), 1);
  }

  /** It was answered: they wanted it. */
  async give(callerId: string, calleeId: string): Promise<void> {
    await Promise.all([this.#caller.give(callerId, 1), this.#pair.give(pairOf(callerId, calleeId), 1)]);
  }
}

function pairOf(callerId: string, calleeId: string): string {
  return `${callerId} ${calleeId}`;
}
