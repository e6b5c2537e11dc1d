import { ParleyError } from '@parley/protocol/errors';

/** Whatever was thrown, as something that has a code. */
export function toParleyError(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  return new ParleyError('internal', error instanceof Error ? error.message : String(error));
}
