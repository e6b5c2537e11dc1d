import { ParleyError } from '@parley/protocol/errors';
import { UsageError } from './UsageError.ts';

/** What a script can tell apart. */
export const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3 } as const;

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof ParleyError && error.code === 'timeout' ? EXIT.unreachable : EXIT.refused;
}
