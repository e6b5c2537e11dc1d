import { randomUUID } from 'node:crypto';
import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';

/**
 * What whoever asked is told. Faults of the server keep their reason to the log; the client gets an id
 * to tell the operator.
 *
 * @param request what was asked for, for the log
 */
export function toParleyError(error: unknown, request: string, log: BaseLogger): ParleyError {
  if (error instanceof ParleyError && error.code !== 'internal') {
    log.debug({ request, code: error.code, details: error.details }, 'request refused');
    return error;
  }
  const errorId = randomUUID();
  log.error({ err: error, request, errorId }, 'request failed');
  const message =
    error instanceof ParleyError ? error.message : 'Something went wrong on the server. Try again.';
  return new ParleyError('internal', message, { errorId });
}
