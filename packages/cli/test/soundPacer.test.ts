import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SoundPacer } from '../src/media/SoundPacer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** @param ms of sound in which every sample is `value` */
function sound(ms: number, value: number): Buffer {
  return Buffer.from(new Int16Array(48 * ms).fill(value).buffer);
}

function pacer() {
  const sent: Int16Array[] = [];
  return { sent, pacer: new SoundPacer((samples) => sent.push(samples)) };
}

test('what comes in one portion goes out in steps of 10 ms', () => {
  const { sent, pacer: paced } = pacer();
  paced.push(sound(100, 7));
  vi.advanceTimersByTime(5);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toHaveLength(480);
  vi.advanceTimersByTime(50);
  expect(sent).toHaveLength(6);
  vi.advanceTimersByTime(500);
  expect(sent).toHaveLength(10);
  expect(sent.flatMap((samples) => [...samples]).every((sample) => sample === 7)).toBe(true);
  paced.stop();
});

test('waits for a little before it begins, and leaves out what is too late', () => {
  const { sent, pacer: paced } = pacer();
  paced.push(sound(20, 1));
  vi.advanceTimersByTime(100);
  expect(sent).toHaveLength(0);
  paced.push(sound(500, 2));
  vi.advanceTimersByTime(1_000);
  expect(sent).toHaveLength(12);
  expect(sent[0]?.[0]).toBe(2);
  paced.stop();
});

test('silence is never nothing but zeros', () => {
  const { sent, pacer: paced } = pacer();
  paced.push(sound(50, 0));
  vi.advanceTimersByTime(50);
  expect(sent[0]?.filter((sample) => sample !== 0)).toHaveLength(1);
  paced.stop();
});

test.each([60, 20, 0])('is finished when all has gone out: %i ms', async (ms) => {
  const { sent, pacer: paced } = pacer();
  paced.push(sound(ms, 3));
  const finished = paced.finish();
  await vi.advanceTimersByTimeAsync(200);
  await finished;
  expect(sent).toHaveLength(ms / 10);
});
