import type { CallHealth, CallHealthParts } from './CallHealth.ts';

/** Comes when somebody is in the call: the pre-join page need not wait for it. Without it the call goes on. */
export async function beginHealth(parts: CallHealthParts): Promise<CallHealth | undefined> {
  try {
    const { CallHealth } = await import('./CallHealth.ts');
    return new CallHealth(parts);
  } catch (error) {
    parts.log.warn('health cannot be reported', error);
    return undefined;
  }
}
