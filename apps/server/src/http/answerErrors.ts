import { type ErrorCode, ParleyError } from '@parley/protocol/errors';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { BaseLogger } from 'pino';
import { toParleyError } from '../toParleyError.ts';

/** Each error of the wire as a status of HTTP (RFC 9110; 423 is RFC 4918, 429 RFC 6585). */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400,
  'not-joined': 409,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  full: 409,
  locked: 423,
  closed: 403,
  'rate-limited': 429,
  unauthorized: 401,
  timeout: 504,
  unavailable: 503,
  internal: 500,
};

/** The one place where errors leave over HTTP, in the form that they have on the socket. */
export function answerErrors(app: FastifyInstance, log: BaseLogger): void {
  app.setErrorHandler((error: FastifyError | ParleyError, request, reply) => {
    // Fastify itself refuses what is too large, or no JSON, with a status of its own.
    const isOwn = error instanceof ParleyError;
    if (!isOwn && error.statusCode !== undefined && error.statusCode < 500) {
      const refusal = new ParleyError('bad-request', error.message);
      return reply.code(error.statusCode).send(refusal.toWire());
    }
    const known = toParleyError(error, `${request.method} ${request.routeOptions.url ?? ''}`, log);
    if (known.code === 'unauthorized') void reply.header('www-authenticate', 'Bearer');
    const retryInMs = known.details?.['retryInMs'];
    if (typeof retryInMs === 'number') {
      void reply.header('retry-after', String(Math.ceil(retryInMs / 1000)));
    }
    return reply.code(STATUS[known.code]).send(known.toWire());
  });
}
