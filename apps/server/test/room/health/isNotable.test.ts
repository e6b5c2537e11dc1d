import { expect, test } from 'vitest';
import { isNotable } from '../../../src/room/health/isNotable.ts';

const publicationId = 'ann-micro-1';
const sent = { publicationId, packets: 50, level: 30 };
const received = { publicationId, packets: 50, stalledMs: 0, level: 30 };
const report = { spanMs: 2_000, sent: [sent], received: [received] };

test('a report in which everything flows can wait', () => {
  expect(isNotable(report)).toBe(false);
  expect(isNotable({ spanMs: 2_000, sent: [], received: [] })).toBe(false);
});

test.each([
  ['something stands still', { ...report, received: [received, { ...received, stalledMs: 900 }] }],
  ['what arrives is nothing but zeros', { ...report, received: [{ ...received, level: 127 }] }],
  ['a device is at fault', { ...report, sent: [{ ...sent, fault: 'muted-by-system' as const }] }],
])('a report is looked at when %s', (_, notable) => {
  expect(isNotable(notable)).toBe(true);
});
