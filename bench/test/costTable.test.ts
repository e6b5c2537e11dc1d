import { expect, test } from 'vitest';
import { costTable, type Measured, summaryOf } from '../src/forwarding/costTable.ts';
import type { Cost } from '../src/forwarding/measureForwarding.ts';

const aCost = (rest: Partial<Cost>): Cost => ({
  consumers: 2,
  packets: 1_000,
  due: 1_000,
  bytes: 1_000_000,
  mediaCpuS: 0.01,
  serverCpuS: 0,
  ...rest,
});
const aRun = (contender: string, rest: Partial<Cost> = {}): Measured => ({
  contender,
  costs: [aCost(rest)],
});
/** What stands in the table for a server: cost of a packet, its factor, and how many packets came. */
const line = (measured: readonly Measured[], name: string) => {
  const row = costTable(measured, [200]).rows.find((cells) => cells[1] === name) ?? [];
  return [row[2], row[4], row[7]];
};

test('the cost of a packet is claimed where nearly all that were due came', () => {
  const measured = [aRun('bare worker'), aRun('Parley', { packets: 980, mediaCpuS: 0.0098 })];
  expect(line(measured, 'Parley')).toEqual(['10 (10–10)', 1, '98 (98–98)']);
});

test('where the viewers did not keep up there is none, and nothing is divided by it', () => {
  const measured = [aRun('bare worker', { packets: 900 }), aRun('Parley')];
  expect(line(measured, 'bare worker')).toEqual(['not measurable on this machine', '–', '90 (90–90)']);
  expect(line(measured, 'Parley')).toEqual(['10 (10–10)', '–', '100 (100–100)']);
});

test('of several runs those count in which the viewers kept up', () => {
  const measured = [aRun('Parley', { packets: 500 }), aRun('Parley', { mediaCpuS: 0.02 })];
  expect(summaryOf(measured, 'Parley', 0, ({ mediaCpuS }) => mediaCpuS)).toMatchObject({
    count: 1,
    median: 0.02,
  });
});
