import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../src/duration.ts';
import { UsageError } from '../src/UsageError.ts';

test.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['5', 300_000],
  ['1h', 3_600_000],
  ['0', 0],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 'm', '-5m', '5 m', '1.5h', '5d', 'soon'])('"%s" is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(UsageError);
});

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [3_600_000 + 720_000, '1 h 12 min'],
  [72 * 3_600_000, '3 days'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
