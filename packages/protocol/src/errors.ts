import * as z from 'zod/mini';

/** The closed list of what can go wrong. In the browser each code has a text. */
export const ERROR_CODES = [
  'bad-request',
  'not-joined',
  'forbidden',
  'not-found',
  'conflict',
  'full',
  'locked',
  'closed',
  'rate-limited',
  'unauthorized',
  'timeout',
  'unavailable',
  'internal',
] as const;

export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as it crosses the wire: `message` is for people, `details` for programs. */
export const WireError = z.strictObject({
  code: ErrorCode,
  message: z.string().check(z.maxLength(500)),
  details: z.optional(z.record(z.string(), z.unknown())),
});
export type WireError = z.infer<typeof WireError>;

/** The only error class that is allowed to cross the wire, in either direction. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  /** `cause` stays on this side; it is for the log. */
  constructor(
    code: ErrorCode,
    message: string,
    details?: Readonly<Record<string, unknown>>,
    options?: { cause: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  static fromWire(error: WireError): ParleyError {
    return new ParleyError(error.code, error.message, error.details);
  }

  toWire(): WireError {
    return this.details === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, details: { ...this.details } };
  }
}
