import { isIPv6 } from 'node:net';
import type { RequestName } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What may be spent within `perS` seconds. */
type Budget = { points: number; perS: number };

export type RateLimits = {
  /** By one socket: points as in `WEIGHTS`. */
  socket: Budget;
  /** By all sockets of one address together. An office or a school can be one address. */
  address: Budget;
  /** New sockets from one address. */
  handshakes: Budget;
};

/** Far above what a person with a busy hand does; far below what troubles the server. */
export const RATE_LIMITS: RateLimits = {
  socket: { points: 200, perS: 10 },
  address: { points: 6_000, perS: 10 },
  handshakes: { points: 400, perS: 10 },
};

/** Requests that cost the server more than a look-up. All others, unknown ones too, weigh 1. */
const WEIGHTS: ReadonlyMap<string, number> = new Map<RequestName, number>([
  ['room:preview', 3],
  ['room:join', 10],
  ['room:resume', 5],
  ['media:open', 10],
  ['chat:send', 3],
  ['chat:history', 3],
  ['media:publish', 5],
  ['media:restartIce', 3],
]);

export type RateLimiter = {
  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  takeHandshake(address: string): Promise<void>;
  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  takeRequest(name: string, socketId: string, address: string): Promise<void>;
};

export function createRateLimiter(limits: RateLimits): RateLimiter {
  const limiter = ({ points, perS }: Budget) => new RateLimiterMemory({ points, duration: perS });
  const sockets = limiter(limits.socket);
  const addresses = limiter(limits.address);
  const handshakes = limiter(limits.handshakes);

  return {
    async takeHandshake(address) {
      if (!isLoopback(address)) await take(handshakes, addressKey(address), 1);
    },
    async takeRequest(name, socketId, address) {
      const weight = WEIGHTS.get(name) ?? 1;
      await take(sockets, socketId, weight);
      if (!isLoopback(address)) await take(addresses, addressKey(address), weight);
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string, points: number): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryInMs = Math.max(1, Math.ceil(refusal.msBeforeNext));
    throw new ParleyError('rate-limited', 'Too many requests. Wait a moment.', { retryInMs });
  }
}

/**
 * This machine itself is everybody behind a proxy that the operator has not told us about
 * (`TRUST_PROXY`): limiting it would shut all of them out together.
 */
function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

/** One household or office: an IPv4 address, or the /64 that a provider gives out in IPv6. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
