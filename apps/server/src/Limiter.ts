import { ParleyError } from '@parley/protocol/errors';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressKey } from './addressKey.ts';
import { isLoopback } from './isLoopback.ts';
import type { Budget } from './rateLimits.ts';

/** Holds back whoever asks for more than a budget allows. */
export class Limiter {
  readonly #spent: RateLimiterMemory;

  constructor({ points, perS }: Budget) {
    this.#spent = new RateLimiterMemory({ points, duration: perS });
  }

  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  async take(key: string, points: number): Promise<void> {
    try {
      await this.#spent.consume(key, points);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryInMs = Math.max(1, Math.ceil(refusal.msBeforeNext));
      throw new ParleyError('rate-limited', 'Too many requests. Wait a moment.', { retryInMs });
    }
  }

  /** What was taken and not meant to count. */
  async give(key: string, points: number): Promise<void> {
    await this.#spent.reward(key, points);
  }

  /**
   * The same for everything that comes from one address. This machine itself is exempt: it is everybody
   * behind a proxy that the operator has not told us about (`TRUST_PROXY`), and limiting it would shut all
   * of them out together.
   *
   * @throws {ParleyError} `rate-limited`, with `details.retryInMs`
   */
  async takeFrom(address: string, points: number): Promise<void> {
    if (!isLoopback(address)) await this.take(addressKey(address), points);
  }

  async giveTo(address: string, points: number): Promise<void> {
    if (!isLoopback(address)) await this.give(addressKey(address), points);
  }
}
