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
  readonly #reset: Limiter;

  constructor(budgets: RateLimits['signIn']) {
    this.#pair = new Limiter(budgets.pair);
    this.#address = new Limiter(budgets.address);
    this.#name = new Limiter(budgets.name);
    this.#device = new Limiter(budgets.device);
    this.#reset = new Limiter(budgets.reset);
  }

  /**
   * Counts an attempt before it is known how it ends, so that many at once are not more than many one
   * after the other. Afterwards only a wrong one counts: one that failed told nothing.
   *
   * @param work its result is undefined when it was wrong
   * @throws {ParleyError} `rate-limited`, with `details.retryInMs`
   */
  guess<Result>(attempt: Attempt, work: () => Promise<Result | undefined>): Promise<Result | undefined> {
    const { name, address, device } = attempt;
    if (device !== undefined) return countWrong([ofKey(this.#device, device)], work);
    const pair = JSON.stringify([name, addressKey(address)]);
    // The address first: one that may not try any more is not remembered with ever more names.
    return countWrong(
      [ofAddress(this.#address, address), ofKey(this.#pair, pair), ofKey(this.#name, name)],
      work,
    );
  }

  /**
   * As `guess`, for a reset code. No wrong tries of others stand in its way: it is what helps against them.
   *
   * @throws {ParleyError} `rate-limited`, with `details.retryInMs`
   */
  reset<Result>(address: string, work: () => Promise<Result | undefined>): Promise<Result | undefined> {
    return countWrong([ofAddress(this.#reset, address)], work);
  }
}

/** What one attempt takes from one limit. */
type Share = { take: () => Promise<void>; give: () => Promise<void> };

function ofKey(limiter: Limiter, key: string): Share {
  return { take: () => limiter.take(key, 1), give: () => limiter.give(key, 1) };
}

function ofAddress(limiter: Limiter, address: string): Share {
  return { take: () => limiter.takeFrom(address, 1), give: () => limiter.giveTo(address, 1) };
}

async function countWrong<Result>(
  shares: readonly Share[],
  work: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const taken: Share[] = [];
  let isWrong = false;
  try {
    for (const share of shares) {
      await share.take();
      taken.push(share);
    }
    const result = await work();
    isWrong = result === undefined;
    return result;
  } finally {
    if (!isWrong) for (const { give } of taken) await give();
  }
}
