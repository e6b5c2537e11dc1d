import { RATE_LIMITS, type RateLimits } from '../../../src/rateLimits.ts';

/** For tests that ask more than a person ever would. */
export const RELAXED: RateLimits = { ...RATE_LIMITS, socket: { points: 1_000_000, perS: 1 } };
