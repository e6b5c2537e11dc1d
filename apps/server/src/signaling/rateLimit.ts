import type { RequestName } from '@parley/protocol/contract';
import type { PeopleRequestName } from '@parley/protocol/people/peopleContract';
import { Limiter } from '../Limiter.ts';
import type { RateLimits } from '../rateLimits.ts';

/** Requests that cost the server more than a look-up. All others, unknown ones too, weigh 1. */
const WEIGHTS: ReadonlyMap<string, number> = new Map<RequestName | PeopleRequestName, number>([
  ['room:preview', 3],
  ['room:prepare', 10],
  ['room:join', 10],
  ['room:resume', 5],
  ['media:open', 10],
  ['chat:send', 3],
  ['file:offer', 5],
  ['chat:history', 3],
  ['media:publish', 5],
  ['media:restartIce', 3],
  ['people:hello', 5],
  ['people:search', 3],
  ['people:watch', 3],
  ['contact:request', 5],
  ['device:open', 3],
  ['message:send', 3],
  ['message:fetch', 2],
  ['archive:put', 3],
  ['archive:get', 2],
  ['channel:begin', 3],
  ['ring:hello', 3],
  ['ring:start', 5],
]);

export type RateLimiter = {
  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  takeHandshake(address: string): Promise<void>;
  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  takeRequest(name: string, socketId: string, address: string): Promise<void>;
};

export function createRateLimiter(
  limits: Pick<RateLimits, 'socket' | 'address' | 'handshakes'>,
): RateLimiter {
  const sockets = new Limiter(limits.socket);
  const addresses = new Limiter(limits.address);
  const handshakes = new Limiter(limits.handshakes);

  return {
    takeHandshake: (address) => handshakes.takeFrom(address, 1),
    async takeRequest(name, socketId, address) {
      const weight = WEIGHTS.get(name) ?? 1;
      await sockets.take(socketId, weight);
      await addresses.takeFrom(address, weight);
    },
  };
}
