import { randomBytes } from 'node:crypto';

/** An id that nobody guesses, of 96 random bits: letters and figures alone, as people paste it into commands. */
export function newId(): string {
  return randomBytes(12).toString('hex');
}
