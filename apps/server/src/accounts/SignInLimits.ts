import { addressKey } from '../addressKey.ts';
import { Limiter } from '../Limiter.ts';
import type { RateLimits } from '../rateLimits.ts';

/** Who tries. */
export type Attempt = {
  name: string;
  address: string;
  /** Which browser it is, when that name was signed in there before. */
  device: string | undefined;
};

/**
 * Holds back guessing without shutting anybody out of their own account: strangers use up what strangers
 * may do, and a browser that its owner has signed in from counts for itself. What is counted are names as
 * they were typed, whether or not somebody has them.
 */
export class SignInLimits {
  readonly #pair: Limiter;
  readonly #address: Limiter;
  readonly #name: Limiter;
  readonly #device: Limiter;
  readonly #signUp: Limiter;

  constructor(budgets: RateLimits['signIn']) {
    this.#pair = new Limiter(budgets.pair);
    this.#address = new Limiter(budgets.address);
    this.#name = new Limiter(budgets.name);
    this.#device = new Limiter(budgets.device);
    this.#signUp = new Limiter(budgets.signUp);
  }

  /**
   * Counts an attempt before it is known how it ends, so that many at once are not more than many one
   * after the other.
   *
   * @returns what takes it back: it was no guess
   * @throws {ParleyError} `rate-limited`, with `details.retryInMs`
   */
  async take({ name, address, device }: Attempt): Promise<() => Promise<void>> {
    if (device !== undefined) {
      await this.#device.take(device, 1);
      return () => this.#device.give(device, 1);
    }
    const pair = JSON.stringify([name, addressKey(address)]);
    await this.#pair.take(pair, 1);
    await this.#address.takeFrom(address, 1);
    await this.#name.take(name, 1);
    return async () => {
      await this.#pair.give(pair, 1);
      await this.#address.giveTo(address, 1);
      await this.#name.give(name, 1);
    };
  }

  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  takeSignUp(address: string): Promise<void> {
    return this.#signUp.takeFrom(address, 1);
  }
}
