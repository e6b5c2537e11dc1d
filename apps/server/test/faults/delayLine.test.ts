import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DelayLine } from '../../src/faults/DelayLine.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('lets everything through at once until it is told to wait', () => {
  const line = new DelayLine();
  const passed: number[] = [];
  line.pass(() => passed.push(1));
  expect(passed).toEqual([1]);
});

test('keeps the order when the delay gets shorter, or ends', () => {
  const line = new DelayLine();
  const passed: number[] = [];
  line.delayMs = 100;
  line.pass(() => passed.push(1));
  line.delayMs = 10;
  line.pass(() => passed.push(2));
  line.delayMs = 0;
  line.pass(() => passed.push(3));
  vi.advanceTimersByTime(50);
  expect(passed).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(passed).toEqual([1, 2, 3]);
  line.pass(() => passed.push(4));
  expect(passed).toEqual([1, 2, 3, 4]);
});
