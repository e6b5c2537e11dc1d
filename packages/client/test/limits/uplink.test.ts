import { expect, it } from 'vitest';
import { nextUplink, WIDE_UPLINK } from '../../src/session/limits/uplink.ts';

const isNarrow = (...available: (number | null)[]) => available.reduce(nextUplink, WIDE_UPLINK).isNarrow;
const wide = (looks: number) => Array.from({ length: looks }, () => 1_500_000);

it('is narrow below a megabit, and wide again when it has been well above it for a while', () => {
  expect(isNarrow()).toBe(false);
  expect(isNarrow(1_000_000)).toBe(false);
  expect(isNarrow(990_000)).toBe(true);
  expect(isNarrow(500_000, ...wide(4))).toBe(true);
  expect(isNarrow(500_000, ...wide(5))).toBe(false);
  expect(isNarrow(500_000, ...wide(5), 1_100_000)).toBe(false);
});

it('is not widened by a try that fails, nor by what only just fits', () => {
  expect(isNarrow(500_000, ...wide(4), 900_000, ...wide(4))).toBe(true);
  expect(isNarrow(500_000, ...Array.from({ length: 20 }, () => 1_400_000))).toBe(true);
});

it('stays what it was while nobody knows', () => {
  expect(isNarrow(null)).toBe(false);
  expect(isNarrow(500_000, null)).toBe(true);
  expect(isNarrow(500_000, ...wide(3), null, ...wide(2))).toBe(false);
});
