import type { HealthReport } from '@parley/protocol/health';
import { DIGITAL_SILENCE, SUSPICIOUS_MS } from './judgePair.ts';

/**
 * Whether a report can show trouble that was not there before. Most cannot, and a room of a hundred
 * sends fifty of them a second: those wait for the next judgement of the whole room.
 */
export function isNotable({ sent, received }: HealthReport): boolean {
  return (
    sent.some(({ fault }) => fault !== undefined) ||
    received.some(({ stalledMs, level }) => stalledMs >= SUSPICIOUS_MS || level === DIGITAL_SILENCE)
  );
}
