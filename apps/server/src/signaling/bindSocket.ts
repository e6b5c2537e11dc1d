import type { Answer } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type { RequestTable } from '@parley/protocol/requestTable';
import type { BaseLogger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { parseRequest } from '../parseRequest.ts';
import { toParleyError } from '../toParleyError.ts';
import type { Handled } from './handlers/Handlers.ts';
import type { RateLimiter } from './rateLimit.ts';

export type BindSetup<Table extends RequestTable> = {
  requests: Table;
  /** Their own type says which request and which asker belong to which name. */
  handlers: { readonly [Name in keyof Table]: (request: never, by: never) => unknown };
  /**
   * What a handler is told about who asks.
   *
   * @throws {ParleyError} when they are not where this request can be made from
   */
  askedBy: (name: keyof Table & string) => unknown;
  rateLimiter: RateLimiter;
  metrics: Pick<Metrics, 'rejected'>;
  /** @param durationMs from the arrival of the request to its answer */
  onAnswered?: (name: string, durationMs: number) => void;
  log: BaseLogger;
};

/** As much of a socket of any namespace as is used here. */
type RequestSocket = {
  readonly id: string;
  onAny(listener: (name: unknown, ...given: unknown[]) => void): unknown;
};

/**
 * The one place where requests come in: rate limit, name, schema, asker, handler, answer. Whatever a
 * client sends, it gets an answer (if it gave a callback to take it) and nothing else happens.
 *
 * @param address of the client, for limits
 */
export function bindSocket<Table extends RequestTable>(
  socket: RequestSocket,
  address: string,
  setup: BindSetup<Table>,
): void {
  const { rateLimiter, metrics, log } = setup;
  let isLimited = false;

  const answer = async (name: string, given: unknown[]) => {
    const last = given.at(-1);
    const acknowledge =
      typeof last === 'function' ? (last as (answer: Answer<unknown>) => void) : undefined;
    const startedAt = performance.now();
    try {
      await rateLimiter.takeRequest(name, socket.id, address);
      const { reply, afterwards } = await handle(name, given[0], setup);
      acknowledge?.({ ok: true, data: reply });
      afterwards?.();
      const durationMs = performance.now() - startedAt;
      setup.onAnswered?.(name, durationMs);
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

async function handle<Table extends RequestTable>(
  name: string,
  given: unknown,
  { requests, handlers, askedBy }: BindSetup<Table>,
): Promise<Handled<unknown>> {
  const entry = Object.hasOwn(requests, name) ? requests[name] : undefined;
  if (entry === undefined) throw new ParleyError('bad-request', 'There is no such request.');
  const request = parseRequest(entry.request, given);
  // Waited for only where it has to be: requests are begun in the order in which they came.
  const asker = askedBy(name);
  const by = asker instanceof Promise ? await asker : asker;
  // The table of handlers says that this name, request and asker belong together; the compiler
  // cannot follow it through a union of all names.
  const handler = handlers[name] as (request: unknown, by: unknown) => Promise<Handled<unknown>>;
  return handler(request, by);
}
