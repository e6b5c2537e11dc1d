import { ParleyError } from '@parley/protocol/errors';
import { errors } from 'mediasoup';

/** What mediasoup threw, as the error the rest of the server knows. */
export function mediaFailure(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  if (error instanceof errors.WorkerClosedError) {
    return new ParleyError('internal', 'The media worker stopped.', undefined, { cause: error });
  }
  if (error instanceof errors.NotFoundError) return closedMeanwhile(error);
  if (error instanceof TypeError || error instanceof errors.UnsupportedError) return refusal(error);
  return new ParleyError('internal', 'The media worker failed.', undefined, { cause: error });
}

/**
 * The same for a call whose arguments came from a client: a refusal that has no type of its own is
 * about them too.
 */
export function clientFault(error: unknown): ParleyError {
  const failure = mediaFailure(error);
  if (failure.code !== 'internal' || !(error instanceof Error)) return failure;
  if (error instanceof errors.WorkerClosedError) return failure;
  return refusal(error);
}

export function closedMeanwhile(cause?: unknown): ParleyError {
  return new ParleyError('not-found', 'It was closed meanwhile.', undefined, { cause });
}

function refusal(error: Error): ParleyError {
  const isTaken = /already exists/i.test(error.message);
  const message = `The media server refused this: ${error.message}`.slice(0, 500);
  return new ParleyError(isTaken ? 'conflict' : 'bad-request', message, undefined, { cause: error });
}
