import * as z from 'zod/mini';
import { Timestamp } from './ids.ts';

const CALL_CODE = /^\d{3}-\d{3}(?:-\d{3})?$/;

/**
 * A code that one person tells another, over the phone say: `482-193`. It is the name of a room for the
 * two of them. Nine digits instead of six are given out while many codes are open or many are tried.
 */
export const CallCode = z.string().check(z.regex(CALL_CODE));
export type CallCode = z.infer<typeof CallCode>;

export function isCallCode(room: string): room is CallCode {
  return CALL_CODE.test(room);
}

/**
 * Brings what a person heard and typed into the form of a code: `482 193`, `482193`.
 * @returns undefined for anything but six or nine digits
 */
export function toCallCode(typed: string): CallCode | undefined {
  if (!/^[\d\s.-]+$/.test(typed)) return undefined;
  const digits = typed.replace(/\D/g, '');
  const code = digits.match(/\d{3}/g)?.join('-') ?? '';
  return isCallCode(code) && (digits.length === 6 || digits.length === 9) ? code : undefined;
}

export const NewCallCode = z.strictObject({
  code: CallCode,
  /** Epoch ms; until then the other one can enter it. */
  expiresAt: Timestamp,
});
export type NewCallCode = z.infer<typeof NewCallCode>;
