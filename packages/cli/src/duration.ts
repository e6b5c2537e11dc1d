import { UsageError } from './UsageError.ts';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/**
 * `90s`, `5m` or `1h` in milliseconds; a number alone is minutes.
 * @throws {UsageError}
 */
export function parseDuration(text: string): number {
  const [, number, unit = 'm'] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  if (number === undefined) throw new UsageError(`"${text}" is no duration. Write 90s, 5m or 1h.`);
  return Number(number) * UNITS[(unit || 'm') as keyof typeof UNITS];
}

/** The largest unit that says something: `3 h 12 min`, `45 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}
