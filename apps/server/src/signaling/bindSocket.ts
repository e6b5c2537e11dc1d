import { type Answer, type RequestName, requests } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { parseRequest } from '../parseRequest.ts';
import { toParleyError } from '../toParleyError.ts';
import type { Handled, Handlers } from './handlers/Handlers.ts';
import type { RateLimiter } from './rateLimit.ts';
import { type ParleySocket, SocketConnection } from './SocketConnection.ts';
import { Visitor } from './Visitor.ts';

export type BindSetup = {
  handlers: Handlers;
  rateLimiter: RateLimiter;
  metrics: Pick<Metrics, 'rejected' | 'joined'>;
  /** How long nothing may come over a socket before the others are told, in milliseconds. */
  quietAfterMs: number;
  log: BaseLogger;
};

/**
 * The one place where requests come in: rate limit, name, schema, stage, handler, answer. Whatever a
 * client sends, it gets an answer (if it gave a callback to take it) and nothing else happens.
 *
 * @param address of the client, for limits
 */
export function bindSocket(socket: ParleySocket, address: string, setup: BindSetup): void {
  const { rateLimiter, metrics, log } = setup;
  const visitor = new Visitor(new SocketConnection(socket, setup.quietAfterMs));
  socket.data.visitor = visitor;
  let isLimited = false;

  const answer = async (name: string, given: unknown[]) => {
    const last = given.at(-1);
    const acknowledge =
      typeof last === 'function' ? (last as (answer: Answer<unknown>) => void) : undefined;
    const startedAt = performance.now();
    try {
      await rateLimiter.takeRequest(name, socket.id, address);
      const { reply, afterwards } = await handle(name, given[0], visitor, setup.handlers);
      acknowledge?.({ ok: true, data: reply });
      afterwards?.();
      const durationMs = performance.now() - startedAt;
      if (name === 'room:join') metrics.joined(durationMs);
      log.debug({ request: name, durationMs }, 'request answered');
    } catch (error) {
      const known = toParleyError(error, name.slice(0, 64), log);
      metrics.rejected(known.code);
      if (known.code === 'rate-limited' && !isLimited) {
        isLimited = true;
        log.warn({ address, request: name.slice(0, 64) }, 'a client asks too much and is held back');
      }
      acknowledge?.({ ok: false, error: known.toWire() });
    }
  };

  socket.onAny((name: unknown, ...given: unknown[]) => void answer(String(name), given));
}

async function handle(
  name: string,
  given: unknown,
  visitor: Visitor,
  handlers: Handlers,
): Promise<Handled<unknown>> {
  if (!isRequestName(name)) throw new ParleyError('bad-request', 'There is no such request.');
  const { stage, request } = requests[name];
  const parsed = parseRequest(request, given);
  const by = stage === 'joined' ? { ...visitor.seat, visitor } : visitor;
  // The table of requests says that this name, request and stage belong together; the compiler
  // cannot follow it through a union of all names.
  const handler = handlers[name] as (request: unknown, by: unknown) => Promise<Handled<unknown>>;
  return handler(parsed, by);
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}
