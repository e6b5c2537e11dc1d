import { rounded } from '../statistics.ts';
import type { Table } from './Report.ts';

/** How often something was measured is no figure of it. */
const COUNTS: readonly string[] = ['times'];

type Cell = { readonly row: string; readonly figure: string; readonly value: number };

/** What has the same name in two results of one part, side by side. The factor says what became of it: 0.5 is half. */
export function compareTables(before: readonly Table[], now: readonly Table[]): Table {
  const older = new Map(before.flatMap(cellsOf).map((cell) => [nameOf(cell), cell.value]));
  const rows = now.flatMap(cellsOf).flatMap((cell) => {
    const was = older.get(nameOf(cell));
    if (was === undefined) return [];
    return [[cell.row, cell.figure, was, cell.value, was > 0 ? rounded(cell.value / was) : '–']];
  });
  return {
    title: 'Before and now',
    keys: 2,
    columns: ['what', 'figure', 'before', 'now', 'x before'],
    rows,
  };
}

function cellsOf({ columns, keys, rows }: Table): Cell[] {
  return rows.flatMap((cells) => {
    const row = cells.slice(0, keys).join(', ');
    return columns.flatMap((figure, index) => {
      if (index < keys || COUNTS.includes(figure)) return [];
      // A median comes with its spread in brackets.
      const value = Number.parseFloat(String(cells[index]));
      return Number.isNaN(value) ? [] : [{ row, figure, value }];
    });
  });
}

function nameOf({ row, figure }: Cell): string {
  return JSON.stringify([row, figure]);
}
