import { describe, expect, test } from 'vitest';
import { compareTables } from '../src/report/compareTables.ts';
import type { Table } from '../src/report/Report.ts';

const rooms = (rows: Table['rows']): Table => ({
  title: 'rooms',
  keys: 2,
  columns: ['people', 'server', '% of a core', 'times', 'baseline'],
  rows,
});

describe('two results side by side', () => {
  test('have what has the same name in both, whatever its place', () => {
    const before = rooms([
      [4, 'Parley', '10 (9–12)', 3, 'a bare worker'],
      [10, 'Parley', 30, 3, '–'],
      [25, 'Parley', 70, 3, '–'],
    ]);
    const now = rooms([
      [10, 'Parley', '15 (14–15.5)', 5, '–'],
      [4, 'Parley', 11, 5, 'a bare worker'],
      [50, 'Parley', 140, 5, '–'],
    ]);
    expect(compareTables([before], [now]).rows).toEqual([
      ['10, Parley', '% of a core', 30, 15, 0.5],
      ['4, Parley', '% of a core', 10, 11, 1.1],
    ]);
  });

  test('compare no words, not how often, and nothing with what was not measurable', () => {
    const before = rooms([
      [4, 'Parley', 0, 3, 'x'],
      [10, 'Parley', 'not measurable', 3, 'x'],
    ]);
    const now = rooms([
      [4, 'Parley', 5, 3, 'x'],
      [10, 'Parley', 7, 3, 'x'],
    ]);
    expect(compareTables([before], [now]).rows).toEqual([['4, Parley', '% of a core', 0, 5, '–']]);
    expect(compareTables([], [now]).rows).toEqual([]);
  });
});
