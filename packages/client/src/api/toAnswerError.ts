import { ParleyError, WireError } from '@parley/protocol/errors';

/**
 * What an answer says that is no success. A proxy in between may answer in a form of its own.
 *
 * @param text its body
 */
export function toAnswerError(status: number, text: string): ParleyError {
  const error = WireError.safeParse(asJson(text));
  if (error.success) return ParleyError.fromWire(error.data);
  return new ParleyError('unavailable', `The server answered ${status}.`);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
